"""Examples: what the model sees of a page, and what each block of it is."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from newsclean.bench.metrics import character_overlap, is_unspaced, shingle_overlap
from newsclean.page.read import read_page
from newsclean.roles.features.observe import observe
from newsclean.roles.role import ROLES
from newsclean_workshop.roles.captures import (
    FORMS,
    RawLine,
    carry,
    disturb,
    letters_of,
    make_capture,
)
from newsclean_workshop.roles.readings import BODY_LETTERS, align_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsclean.bench.corpus import CorpusPage
    from newsclean.page import Block
    from newsclean.roles.features.observe import Observation
    from newsclean_workshop.roles.captures import Capture
    from newsclean_workshop.roles.readings import Reading

Array = NDArray[Any]
_LEAST_OVERLAP = 0.95
CAPTURED = ("lines", "capture")
"""Kinds of the corpora's pages that are captured text, without a DOM."""
COLUMN = {role.value: column for column, role in enumerate(ROLES)}
LETTERS = "".join(COLUMN)
"""The letters of all roles, that of furniture among them."""


@dataclass(slots=True)
class Example:
    """One page or capture: `labels` are columns of `ROLES`, or a distribution over them a block."""

    corpus: str
    key: str
    site: str
    form: str
    seen: Observation
    texts: list[str]
    labels: Array
    body: str = ""


def site_of(page: CorpusPage) -> str:
    """Return what pages are held out by: the registered domain, or the page itself."""
    return (page.site or page.id).lower()


def blocks_of(page: CorpusPage) -> Sequence[Block]:
    """Return the blocks of a page as newsclean cuts them now."""
    kind: Literal["text", "html"] = "text" if page.kind in CAPTURED else "html"
    return read_page(page.html, page.url, kind=kind).blocks


def fold_of(site: str, folds: int) -> int:
    """Return the fold of a site, always the same one."""
    return zlib.crc32(site.encode()) % folds


def letters_by(texts: Sequence[str], reading: Reading) -> list[str] | None:
    """Return the letters of a page's blocks, `None` if the page is not read as the reader saw it.

    The marks were made on blocks as an earlier version cut them: where not all of them are there
    whole, their letters are carried over word by word.
    """
    letters = align_marks(texts, reading.marks)
    if letters is not None:
        return letters
    letters = carry(texts, [text for _, text in reading.marks], [mark for mark, _ in reading.marks])
    body = "\n".join(t for t, mark in zip(texts, letters, strict=True) if mark in BODY_LETTERS)
    compare = character_overlap if is_unspaced(reading.body) else shingle_overlap
    return letters if compare(reading.body, body).f1 >= _LEAST_OVERLAP else None


def html_example(reading: Reading, page: CorpusPage) -> Example | None:
    """Return the example of a read page, `None` if the marks do not fit its blocks."""
    read = read_page(page.html, page.url, kind="html")
    texts = [block.text for block in read.blocks]
    letters = letters_by(texts, reading)
    seen = observe(read)
    if letters is None or seen is None:
        return None
    site = site_of(page)
    labels = _labels(letters)
    return Example(reading.corpus, reading.key, site, "html", seen, texts, labels, reading.body)


def text_examples(
    reading: Reading, page: CorpusPage, disturbed: int, others: Sequence[Capture]
) -> Iterator[Example]:
    """Yield the captures of a read page: each form as it is, then `disturbed` ones with accidents.

    A page that is captured text has the form `real` alone. `others` are captures whose furniture
    may come around it.
    """
    rng = random.Random(page.id)  # noqa: S311 - draws forms, keeps no secret
    texts = [block.text for block in blocks_of(page)]
    letters = letters_by(texts, reading)
    if letters is None:
        return
    for form, seen, blocks, labels in captured_examples(
        _forms(page, texts, letters), disturbed, rng, others
    ):
        yield Example(
            reading.corpus, reading.key, site_of(page), form, seen, blocks, labels, reading.body
        )


def captured_examples(
    forms: Mapping[str, Capture],
    disturbed: int,
    rng: random.Random,
    others: Sequence[Capture] = (),
) -> Iterator[tuple[str, Observation, list[str], Array]]:
    """Yield form, observation, texts and labels of captures, `disturbed` ones beside `forms`."""
    made = list(forms.items())
    for _ in range(disturbed):
        form = rng.choice(list(forms))
        other = rng.choice(others) if others else None
        made.append((f"{form}*", disturb(forms[form], rng, other)))
    for form, capture in made:
        read = read_page("\n".join(line.text for line in capture), kind="text")
        seen = observe(read)
        if seen is not None:
            texts = [block.text for block in read.blocks]
            yield form, seen, texts, _labels(letters_of(capture, texts))


def _forms(page: CorpusPage, texts: list[str], letters: Sequence[str]) -> dict[str, Capture]:
    if page.kind not in CAPTURED:
        return {form: make_capture(page.html, form, texts, letters) for form in FORMS}
    lines = page.html.split("\n")
    marks = carry(lines, texts, letters)
    return {"real": [RawLine(*pair) for pair in zip(lines, marks, strict=True)]}


def _labels(letters: Sequence[str]) -> Array:
    return np.array([COLUMN[letter] for letter in letters], dtype=np.int64)
