"""Readers of inputs: each gives the pages of one file, one by one, in order."""
