"""Readings of pages: what each block is to a reader, and the fields that the reader wrote down."""

from __future__ import annotations

import datetime as dt
import json
import lzma
import zlib
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from newsclean.bench.corpus import read_corpus
from newsclean.bench.flatten import flatten_selectolax
from newsclean.page.read import read_page
from newsclean.text import key
from newsclean_workshop.roles.examples import CAPTURED
from newsclean_workshop.roles.marks import shipped_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsclean.page.page import Kind, Page

FURNITURE = "-"
# readings on which readers would differ much are left out
_LEAST_SURE = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as a reader wrote it down; `blocks` are pairs of letter and text."""

    corpus: str
    id: str
    title: str | None
    date: dt.date | None
    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]
    sure: int


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page with its reading; `letters` has one letter for each block of the page."""

    page: Page
    reading: Reading
    site: str
    letters: str

    @property
    def name(self) -> str:
        """What the page is called across corpora."""
        return f"{self.reading.corpus}/{self.reading.id}"


def read_readings(path: Path) -> Iterator[Reading]:
    """Return the first reading of every article, those of doubtful pages left out."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            is_first = record["reader"] == 0 and record["kind"] == "article"
            if is_first and record["sure"] >= _LEAST_SURE:
                yield Reading(
                    corpus=record["corpus"],
                    id=record["id"],
                    title=_whole_title(record),
                    date=dt.date.fromisoformat(record["date"]) if record["date"] else None,
                    authors=tuple(record["authors"]),
                    agencies=tuple(record["agencies"]),
                    blocks=tuple((letter, text) for letter, text in record["blocks"]),
                    sure=record["sure"],
                )


def _whole_title(record: dict[str, Any]) -> str | None:
    """Return the title; readers saw but the beginning of a long one, whose block has the rest."""
    title: str | None = record["title"]
    if title and title.endswith("…"):
        start = title.removesuffix("…")
        blocks = (text for letter, text in record["blocks"] if letter == "T")
        return next((text for text in blocks if text.startswith(start)), title)
    return title


def later_readings(corpora: Path) -> Iterator[Reading]:
    """Return the readings that the workshop holds; their titles only if a block is the title."""
    for found in shipped_readings(corpora):
        if found.kind == "article":
            yield Reading(
                corpus=found.corpus,
                id=found.key,
                title=found.title,
                date=dt.date.fromisoformat(found.date) if found.date else None,
                authors=found.authors,
                agencies=found.agencies,
                blocks=found.marks,
                sure=found.sure,
            )


def read_pages(found: Iterable[Reading], corpora: Path, kind: Kind) -> Iterator[ReadPage]:
    """Return the pages of readings, as HTML or as text with one block element a line."""
    readings: dict[str, dict[str, Reading]] = {}
    for reading in found:
        readings.setdefault(reading.corpus, {})[reading.id] = reading
    for corpus, wanted in sorted(readings.items()):
        for source in read_corpus(corpora / f"{corpus}.jsonl.xz"):
            is_text = source.kind in CAPTURED
            if source.id not in wanted or (is_text and kind == "html"):
                continue
            is_flat = is_text or kind == "html"
            content = source.html if is_flat else flatten_selectolax(source.html)
            page = read_page(content, source.url, kind=kind)
            reading = wanted[source.id]
            yield ReadPage(page, reading, source.site or source.id, letters_of(page, reading))


def letters_of(page: Page, reading: Reading) -> str:
    """Return a letter for each block of a page: that of the marked block with its text."""
    texts = [key(block.text) or block.text for block in page.blocks]
    marked = [key(text) or text for _, text in reading.blocks]
    letters = [FURNITURE] * len(texts)
    for at, start, size in SequenceMatcher(
        None, marked, texts, autojunk=False
    ).get_matching_blocks():
        for step in range(size):
            letters[start + step] = reading.blocks[at + step][0]
    _fill(letters, texts, marked, reading)
    return "".join(letters)


def _fill(
    letters: list[str], texts: Sequence[str], marked: Sequence[str], reading: Reading
) -> None:
    """Return the lines into which another way of reading has cut a marked block its letter."""
    whole = [
        (f" {text} ", letter) for text, (letter, _) in zip(marked, reading.blocks, strict=True)
    ]
    for place, text in enumerate(texts):
        if letters[place] == FURNITURE and len(text) > 20:
            found = (letter for name, letter in whole if f" {text} " in name)
            letters[place] = next(found, FURNITURE)


def fold_of(site: str, folds: int) -> int:
    """Return the fold in which a site is kept back."""
    return zlib.crc32(f"fields {site}".encode()) % folds
