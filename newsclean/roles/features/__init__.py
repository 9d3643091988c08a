"""What a model sees of a page: columns of numbers, keys of words, the elements around blocks."""
