"""Readings: what careful readers marked on pages of the corpora, block by block."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newsclean.bench.corpus import corpus_name, read_corpus
from newsclean.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsclean.bench.corpus import CorpusPage

FURNITURE = "-"
LEAST_SURE = 2
"""Readers call 1 a page on which they would differ."""
BODY_LETTERS = frozenset("DSH")


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as a reader marked it: `marks` are letter and text of the blocks, in page order."""

    key: str
    corpus: str
    kind: str
    sure: int
    marks: tuple[tuple[str, str], ...]
    title: str | None
    date: str | None
    authors: tuple[str, ...]
    agencies: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs of the story with its standfirst and subheadings, a line each."""
        return "\n".join(text for letter, text in self.marks if letter in BODY_LETTERS)


def read_readings(path: Path) -> Iterator[Reading]:
    """Yield the first readings of the pages that readers would agree on.

    `path` is a file of JSON Lines, compressed by xz. Raises `CorpusError` that names the line.
    """
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                row = json.loads(line)
                reading = Reading(
                    key=row["id"],
                    corpus=row["corpus"],
                    kind=row["kind"],
                    sure=row["sure"],
                    marks=tuple((letter, text) for letter, text in row.get("blocks") or ()),
                    title=row.get("title"),
                    date=row.get("date"),
                    authors=tuple(row.get("authors") or ()),
                    agencies=tuple(row.get("agencies") or ()),
                )
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusError(f"{path}, line {number}: no reading: {error!r}") from error
            if row.get("reader", 0) == 0 and reading.sure >= LEAST_SURE:
                yield reading


def read_pages(readings: Sequence[Reading], folder: Path) -> Iterator[tuple[Reading, CorpusPage]]:
    """Yield the readings with their pages, from the corpora in `folder`, in the corpora's order."""
    by_key = {(reading.corpus, reading.key): reading for reading in readings}
    wanted = {reading.corpus for reading in readings}
    for path in sorted(folder.glob("*.jsonl.xz")):
        corpus = corpus_name(path)
        if corpus not in wanted:
            continue
        for page in read_corpus(path):
            reading = by_key.get((corpus, page.id))
            if reading is not None:
                yield reading, page


def align_marks(texts: Sequence[str], marks: Sequence[tuple[str, str]]) -> list[str] | None:
    """Return the letter of each text; `None` if a marked text is not among them in order.

    Where a text occurs more than once, the marks lie in as few runs as possible: what a reader
    marks stands together.

    >>> align_marks(["A", "x", "A", "B"], [("T", "A"), ("S", "B")])
    ['-', '-', 'T', 'S']
    """
    places: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        places.setdefault(_key(text), []).append(index)
    chosen = _fewest_runs([places.get(_key(text), []) for _, text in marks])
    if chosen is None:
        return None
    letters = [FURNITURE] * len(texts)
    for place, (letter, _) in zip(chosen, marks, strict=True):
        letters[place] = letter
    return letters


def _key(text: str) -> str:
    return "".join(text.split())


def _fewest_runs(options: Sequence[Sequence[int]]) -> list[int] | None:
    """Choose ascending places, one of each of `options`, with the fewest gaps between them."""
    if not options:
        return []
    best: list[dict[int, tuple[int, int]]] = [dict.fromkeys(options[0], (0, -1))]
    if not options[0]:
        return None
    for before, here in pairwise([[], *options][1:]):
        row: dict[int, tuple[int, int]] = {}
        reached = sorted((place, best[-1][place][0]) for place in before if place in best[-1])
        cursor, least = 0, (1 << 30, -1)
        for place in here:
            while cursor < len(reached) and reached[cursor][0] < place:
                least = min(least, (reached[cursor][1], -reached[cursor][0]))
                cursor += 1
            if least[0] == 1 << 30:
                continue
            cost, where = least[0] + 1, -least[1]
            touching = best[-1].get(place - 1)
            if touching is not None and touching[0] < cost:
                cost, where = touching[0], place - 1
            row[place] = (cost, where)
        if not row:
            return None
        best.append(row)
    chosen = [min(best[-1], key=lambda place: best[-1][place][0])]
    for row in reversed(best[1:]):
        chosen.append(row[chosen[-1]][1])
    return chosen[::-1]
