"""Strings: how they are normalised, compared, counted and laid over each other."""

from newsclean.text.alignment import align, tokenise
from newsclean.text.normalise import (
    clean,
    for_xml,
    is_spaceless,
    key,
    normalise,
    word_count,
    word_counts,
    words,
)
from newsclean.text.shorten import shorten
from newsclean.text.shown import shown
from newsclean.text.simhash import bits_apart, fingerprint

__all__ = [
    "align",
    "bits_apart",
    "clean",
    "fingerprint",
    "for_xml",
    "is_spaceless",
    "key",
    "normalise",
    "shorten",
    "shown",
    "tokenise",
    "word_count",
    "word_counts",
    "words",
]
