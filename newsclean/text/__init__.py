"""Strings: how they are normalised, compared, counted and laid over each other."""

from newsclean.text.alignment import align, tokenise
from newsclean.text.normalise import clean, is_spaceless, key, normalise, word_count, words
from newsclean.text.shown import shown

__all__ = [
    "align",
    "clean",
    "is_spaceless",
    "key",
    "normalise",
    "shown",
    "tokenise",
    "word_count",
    "words",
]
