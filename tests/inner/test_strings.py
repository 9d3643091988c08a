"""What is read of a text in one compiled pass is what the patterns of `newsclean.text` read."""

import random
import sys
from collections.abc import Callable

import pytest

from newsclean.inner import compiled
from newsclean.text import clean, key, normalise, word_count, word_counts

pytestmark = pytest.mark.skipif(not compiled, reason="there is only one way to read a text")
MODULE = sys.modules["newsclean.text.normalise"]
# all letters of most scripts, what NFC and NFKC compose, and white space and controls of all kinds
CHARACTERS = [
    *map(
        chr, (*range(0x700), *range(0x1E00, 0x2130), *range(0x3000, 0x3200), *range(0x4E00, 0x4E40))
    ),
    *"\uac00\u11a8\u1161\ud7a3\ufeff\ufb01\uff01\uff21\uff61\uff9e\U0001f600\ud800",
]
USUAL = (
    *"aB9_.İßς \xa0\n\x85\u3000\x1c\u200b\u00ad",
    "  ",
    "e\u0301",
    "\x1b[31m",
    "ガ",
    "か\u3099",
)


@pytest.mark.parametrize("read", [clean, normalise, key])
def test_texts_are_read_alike(read: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    rolls = random.Random(7)
    texts = ["", *CHARACTERS, *(f"a{char} b" for char in CHARACTERS)]
    for some in (CHARACTERS, USUAL):
        texts += ("".join(rolls.choices(some, k=rolls.randint(1, 12))) for _ in range(5000))
    quick = [*map(read, texts)]
    monkeypatch.setattr(MODULE, "compiled", False)
    assert quick == [*map(read, texts)]


def test_words_of_many_texts_are_those_of_each() -> None:
    rolls = random.Random(9)
    texts = [
        "".join(rolls.choices(["a", " ", "首相", "é", "ที่"], k=rolls.randint(1, 40)))
        for _ in range(3000)
    ]
    assert word_counts(texts) == [*map(word_count, texts)]
