"""The block labeller: how likely each block of a page belongs to the story."""
