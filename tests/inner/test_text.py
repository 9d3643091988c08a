"""The passes over characters, compiled or not, and the arrays that do without them."""

import sys

import pytest

from newsclean import inner
from newsclean.roles.features import Hasher, find_words, join, lowered
from newsclean.roles.features.buffer import class_counts
from newsclean.roles.features.furniture import find_marks

MODULES = tuple(f"newsclean.roles.features.{n}" for n in ("buffer", "characters", "furniture"))
TEXTS = [
    "It's 5 o'clock, ÉCOLE!",
    "",
    "日本語 and 中",
    "a",
    "𝔘 nder",
    "首相は会見で述べた",
    "Read also: x",
]
TEXTS += ["Read also: x", "Related Articles"]
LOOPS = (
    "classify_codes", "fold_codes", "count_classes", "find_spans", "hash_spans", "sum_words",
)  # fmt: skip


def seen(texts: list[str]) -> list[list]:
    buffer = join(texts)
    hasher = Hasher(lowered(buffer))
    words = find_words(buffer, hasher)
    lines = hasher.spans(buffer.starts, buffer.ends)
    marks = find_marks(buffer, words)
    parts = (buffer.classes, lowered(buffer), *class_counts(buffer)[:, :12].T)
    return [
        part.tolist()
        for part in (*parts, words.starts, words.ends, words.owners, words.hashes, lines, *marks)
    ]


@pytest.mark.parametrize("texts", [TEXTS, [""], ["日"], ["z" * 70_000]], ids=len)
def test_loops_and_arrays_see_the_same(monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> None:
    found = []
    for compiled in (True, False):
        for name in MODULES:
            monkeypatch.setattr(sys.modules[name], "compiled", compiled)
        if compiled and not inner.compiled:
            _with_plain_numbers(monkeypatch)
        found.append(seen(texts))
    assert found[0] == found[1]


def _with_plain_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand the loops arrays that give Python's integers, which do not wrap."""
    for name in MODULES:
        for loop in LOOPS:
            if hasattr(sys.modules[name], loop):
                plain = getattr(inner, loop)
                monkeypatch.setattr(
                    sys.modules[name], loop, lambda *a, _f=plain: _f(*map(memoryview, a))
                )
