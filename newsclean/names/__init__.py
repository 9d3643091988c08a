"""Strings to people: whose name a byline holds, and what is nobody's name."""

from newsclean.names.bylines import cjk_names, clean_names, is_byline, signs
from newsclean.names.words import fold_word, is_unspaced, name_words

__all__ = [
    "cjk_names",
    "clean_names",
    "fold_word",
    "is_byline",
    "is_unspaced",
    "name_words",
    "signs",
]
