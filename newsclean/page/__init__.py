"""From a capture to a page: decoded, its kind told, read into one sequence of blocks."""
