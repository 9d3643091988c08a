"""The metrics, as the public benchmarks define them: pure functions of two texts.

Each takes the reference first and what was found second. Sources: `shingle_overlap` and
`mean_quality` are those of Zyte's article-extraction-benchmark; `word_f1` is WCXB's;
`chunk_counts` is that of trafilatura's evaluation.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from datetime import date

SHINGLE_WORDS = 4
GRAM_CHARACTERS = 4

# "absent": nothing was found, and the page is known to have nothing
Verdict = Literal["right", "wrong", "missed", "absent"]

_Unit = TypeVar("_Unit", bound=Hashable)

_WORD = re.compile(r"\w+")
# Kana, CJK ideographs, Thai, Lao, Tibetan, Myanmar, Khmer: no spaces between words
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# below it a page only quotes names of such a script
_UNSPACED_SHARE = 0.3


class Overlap(NamedTuple):
    """Shares of the shingles of two texts: in both, in the found one, in the reference only.

    They sum to 1, or to 0 if both texts are empty, so that long pages weigh no more.
    """

    tp: float
    fp: float
    fn: float

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; `None` if nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """Share of the reference that was found; `None` if the reference is empty."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float:
        """F1 of this page alone: 1 if both texts are empty."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 1.0


class Quality(NamedTuple):
    """Precision, recall and F1 over pages; `error` is the standard error of the F1."""

    precision: float
    recall: float
    f1: float
    error: float


class ChunkCounts(NamedTuple):
    """Snippets that were found and wanted, found and unwanted, wanted but not found."""

    tp: int
    fp: int
    fn: int


def words(text: str) -> list[str]:
    r"""Return the words of a text: runs of `\w`, case kept.

    >>> words("It's 5 p.m.")
    ['It', 's', '5', 'p', 'm']
    """
    return _WORD.findall(text)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the 4-word shingles of a text; a text of fewer words is one shingle.

    >>> sorted(shingles("a b c d e"))
    [('a', 'b', 'c', 'd'), ('b', 'c', 'd', 'e')]
    >>> shingles("a b")
    Counter({('a', 'b'): 1})
    """
    found = words(text)
    if len(found) < SHINGLE_WORDS:
        return Counter([tuple(found)] if found else [])
    return Counter(zip(*(found[start:] for start in range(SHINGLE_WORDS)), strict=False))


def shingle_overlap(reference: str, found: str) -> Overlap:
    """Compare two texts by their 4-word shingles (Zyte).

    >>> shingle_overlap("a b c d e", "a b c d")
    Overlap(tp=0.5, fp=0.0, fn=0.5)
    """
    return _overlap(shingles(reference), shingles(found))


def character_overlap(reference: str, found: str) -> Overlap:
    r"""Compare two texts by their 4-grams of characters, white space left out.

    For scripts without spaces, where `\w+` takes a whole clause for one word.

    >>> character_overlap("東京都の天気", "東京都の 天")
    Overlap(tp=0.666..., fp=0.0, fn=0.333...)
    """
    return _overlap(_grams(reference), _grams(found))


def _grams(text: str) -> Counter[str]:
    packed = "".join(text.split())
    count = max(1, len(packed) - GRAM_CHARACTERS + 1) if packed else 0
    return Counter(packed[start : start + GRAM_CHARACTERS] for start in range(count))


def _overlap(reference: Counter[_Unit], found: Counter[_Unit]) -> Overlap:
    both = (reference & found).total()
    surplus, missed = found.total() - both, reference.total() - both
    total = both + surplus + missed
    return Overlap(both / total, surplus / total, missed / total) if total else Overlap(0, 0, 0)


def is_unspaced(text: str) -> bool:
    """Return whether a text is written in a script without spaces between words.

    >>> is_unspaced("東京は晴れ"), is_unspaced("Tokyo (東京) is sunny")
    (True, False)
    """
    letters = sum(map(len, _WORD.findall(text)))
    return letters > 0 and len(_UNSPACED.findall(text)) / letters >= _UNSPACED_SHARE


def is_exact(reference: str, found: str) -> bool:
    """Return whether two texts are the same sequence of words (Zyte's exact match).

    >>> is_exact("One, two.", "One - two"), is_exact("One two", "two One")
    (True, False)
    """
    return words(reference) == words(found)


def mean_quality(overlaps: Sequence[Overlap]) -> Quality | None:
    """Return mean precision and recall over the pages where they are defined, and their F1 (Zyte).

    The standard error is that of the delta method over pages. `None` if there is no page.

    >>> mean_quality([Overlap(0.5, 0.0, 0.5), Overlap(0.5, 0.5, 0.0)])[:3]
    (0.75, 0.75, 0.75)
    """
    if not overlaps:
        return None
    precisions = [o.precision for o in overlaps if o.precision is not None]
    recalls = [o.recall for o in overlaps if o.recall is not None]
    precision, recall = _mean(precisions), _mean(recalls)
    error = math.sqrt(sum(i * i for i in influences(overlaps)))
    return Quality(precision, recall, harmonic(precision, recall), error)


def influences(overlaps: Sequence[Overlap]) -> list[float]:
    """Return by how much each page moves the F1 of all, to first order.

    The root of the sum of their squares is the standard error of the F1; with the differences of
    two extractors' influences on the same pages it is that of the difference of their F1.
    """
    precisions = [o.precision for o in overlaps]
    recalls = [o.recall for o in overlaps]
    defined_p = [p for p in precisions if p is not None]
    defined_r = [r for r in recalls if r is not None]
    precision, recall = _mean(defined_p), _mean(defined_r)
    if not precision + recall:
        return [0.0] * len(overlaps)
    slope_p = 2 * recall**2 / (precision + recall) ** 2 / max(1, len(defined_p))
    slope_r = 2 * precision**2 / (precision + recall) ** 2 / max(1, len(defined_r))
    return [
        (0.0 if p is None else slope_p * (p - precision))
        + (0.0 if r is None else slope_r * (r - recall))
        for p, r in zip(precisions, recalls, strict=True)
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def harmonic(precision: float, recall: float) -> float:
    """Return the F1 of a precision and a recall; 0 if both are 0.

    >>> harmonic(1.0, 0.5)
    0.666...
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def word_f1(reference: str, found: str) -> float:
    """Compare two texts as multisets of lower-cased words (WCXB); 1 if both are empty.

    >>> word_f1("The cat sat", "the cat")
    0.8
    """
    return _overlap(Counter(words(reference.lower())), Counter(words(found.lower()))).f1


def chunk_counts(wanted: Iterable[str], unwanted: Iterable[str], found: str) -> ChunkCounts:
    r"""Count the snippets that the found text holds, white space normalised (trafilatura).

    >>> chunk_counts(["a b", "c"], ["d"], "x a\n b d")
    ChunkCounts(tp=1, fp=1, fn=1)
    """
    text = _spaced(found)
    hits = [_spaced(snippet) in text for snippet in wanted]
    traps = [_spaced(snippet) in text for snippet in unwanted]
    return ChunkCounts(sum(hits), sum(traps), len(hits) - sum(hits))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def chunk_f1(counts: Iterable[ChunkCounts]) -> float | None:
    """Return the F1 over the snippets of all pages; `None` if there is no snippet.

    >>> chunk_f1([ChunkCounts(2, 0, 0), ChunkCounts(1, 1, 1)])
    0.75
    """
    tp, fp, fn = map(sum, zip(*counts, strict=True)) if (counts := list(counts)) else (0, 0, 0)
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else None


def title_key(title: str) -> str:
    """Reduce a title to what is compared: NFKC, lower case, words only, no soft hyphens.

    >>> title_key("\u201cIt\u2019s over\u201d \u2013 what now?")
    'it s over what now'
    """
    plain = title.replace("\u00ad", "")  # an aid to line breaking, no part of the word
    return " ".join(words(unicodedata.normalize("NFKC", plain).lower()))


def judge_title(reference: str, found: str | None) -> Verdict:
    """Compare two titles by `title_key`.

    >>> judge_title("Rain!", "RAIN"), judge_title("Rain", None)
    ('right', 'missed')
    """
    key = title_key(found or "")
    if not key:
        return "missed"
    return "right" if key == title_key(reference) else "wrong"


def judge_date(reference: date | None, found: date | None) -> Verdict:
    """Compare two days; a day where the page has none is wrong.

    >>> from datetime import date
    >>> day = date(2025, 7, 1)
    >>> judge_date(None, None), judge_date(None, day), judge_date(day, None)
    ('absent', 'wrong', 'missed')
    """
    if found is None:
        return "absent" if reference is None else "missed"
    return "right" if found == reference else "wrong"
