"""Strings to people: whose name a byline holds, and what is nobody's name."""

from newsclean.names.bylines import cjk_names, clean_names, is_byline, signs
from newsclean.names.datelines import dateline_names, signed_names
from newsclean.names.words import NameWords, fold_word, is_unspaced, name_words, names_no_person

__all__ = [
    "NameWords",
    "cjk_names",
    "clean_names",
    "dateline_names",
    "fold_word",
    "is_byline",
    "is_unspaced",
    "name_words",
    "names_no_person",
    "signed_names",
    "signs",
]
