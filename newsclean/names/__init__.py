"""Strings to people: whose name a byline holds, and what is nobody's name."""

from newsclean.names.bylines import cjk_names, clean_names, is_byline, signs
from newsclean.names.words import NameWords, fold_word, is_unspaced, name_words, names_no_person

__all__ = [
    "NameWords",
    "cjk_names",
    "clean_names",
    "fold_word",
    "is_byline",
    "is_unspaced",
    "name_words",
    "names_no_person",
    "signs",
]
