"""Make the table of classes of characters that the run time reads (roles/features).

Shipped as data, since the categories of characters change with the version of Unicode, and a model
has to see at run time what it saw in training. Run: python -m newsclean_workshop.characters
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import newsclean.roles.features
from newsclean.roles.features.characters import TABLE_NAME, Class

Array = NDArray[Any]

_SENTENCE_ENDS = ".!?…。！？｡؟۔।॥‽։။፡።"
_COMMAS = ",;:،؛、，；：·"
_QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉"
_BARS = "|/\\•‣▪►▸●■○□→←↑↓›»<>©®™#@+*=~_^"
# scripts without spaces between words: a letter is about half a word
_SPACELESS = (
    (0x0E00, 0x0EFF),
    (0x0F00, 0x0FFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3041, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9D),
)
_LAST = 0xFFFF

_BY_CATEGORY = {
    "Lu": Class.UPPER, "Lt": Class.UPPER, "Nd": Class.DIGIT, "Pd": Class.DASH,
    "Ps": Class.BRACKET, "Pe": Class.BRACKET, "Zs": Class.SPACE,
}  # fmt: skip
_MEMBERS = {
    Class.END: _SENTENCE_ENDS,
    Class.COMMA: _COMMAS,
    Class.QUOTE: _QUOTES,
    Class.BAR: _BARS,
    Class.BREAK: "\n",
}


def class_table() -> Array:
    """Return the class of each code point of the basic plane."""
    table = np.array([_class(chr(code)) for code in range(_LAST + 1)], dtype=np.uint8)
    for first, last in _SPACELESS:
        span = table[first : last + 1]
        span[np.isin(span, (Class.LETTER, Class.UPPER))] = Class.SPACELESS
    table[_LAST] = Class.OTHER
    return table


def _class(character: str) -> int:
    for kind, members in _MEMBERS.items():
        if character in members:
            return kind
    category = unicodedata.category(character)
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    return Class.LETTER if category[0] in "LM" else Class.OTHER


def fold_table() -> Array:
    """Return what to add to each code point of the basic plane for lower case, every digit as 0."""
    table = np.zeros(_LAST + 1, dtype=np.int32)
    for code in range(_LAST + 1):
        character = chr(code)
        small = "0" if unicodedata.category(character) == "Nd" else character.lower()
        if len(small) == 1:
            table[code] = ord(small) - code
    return table


def write_tables(folder: Path) -> Path:
    """Write both tables as one compressed file."""
    path = folder / TABLE_NAME
    with path.open("wb") as stream:
        np.savez_compressed(stream, classes=class_table(), steps=fold_table())
    return path


if __name__ == "__main__":
    write_tables(Path(newsclean.roles.features.__file__).parent)
