"""What the scorer looks at: a page's blocks as arrays, and candidates' bodies as sets of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.body.labelling import page_labelling
from newsclean.boilerplate import block_words
from newsclean.roles import ROLES, page_roles
from newsclean.text import align

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.body.candidate import Candidate, Family
    from newsclean.page import Page

Array = NDArray[Any]

# letters of the scripts in which pages were read: Latin, Greek, Cyrillic; Japanese, Chinese, Korean
_READ = ((0x0000, 0x0530), (0x1E00, 0x2000), (0x3000, 0xA4D0), (0xAC00, 0xD7B0), (0xF900, 0xFB00))
_LETTERS = 0x2C00, 0x0530
# so many characters of the page's longest blocks tell its script
_MOST_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Blocks:
    """A page's blocks as arrays of one value a block."""

    words: Array
    roles: Array
    """How likely each block has each role: blocks x roles."""
    chances: Array
    """How likely each block belongs to the body, after the rules."""
    threshold: float
    expected_f1: float
    doubts: Array
    """Entropy of the chances, in bits."""
    linked: Array
    """Share of the text inside links."""

    def role(self, letters: str) -> Array:
        """Return how likely each block has one of the roles with these letters."""
        found: Array = self.roles[:, [_COLUMN[letter] for letter in letters]].sum(axis=1)
        return found


_COLUMN: Mapping[str, int] = {role.value: column for column, role in enumerate(ROLES)}


@dataclass(frozen=True, slots=True)
class Bodies:
    """Candidates laid over a page; `masks` has a row a candidate, a column a block."""

    blocks: Blocks
    families: tuple[Family, ...]
    masks: Array
    said: Array
    """Words of each candidate's own text, on the page or not."""

    @property
    def shown(self) -> Array:
        """Which candidates hold a block of the page."""
        return np.asarray(self.masks.any(axis=1))

    @property
    def leader(self) -> int | None:
        """The place of the labeller's body, `None` if it found none."""
        shown = self.shown
        places = (i for i, f in enumerate(self.families) if f == "labeller" and shown[i])
        return next(places, None)


def page_blocks(page: Page) -> Blocks:
    """Return a page's blocks as arrays, computed once a page."""
    return page.cached(_blocks)


def lay(page: Page, candidates: Sequence[Candidate]) -> Bodies:
    """Lay the candidates over the page; text foreign to its blocks is aligned."""
    words = page_blocks(page).words
    masks = np.zeros((len(candidates), len(page.blocks)), dtype=bool)
    said = np.zeros(len(candidates))
    for row, candidate in enumerate(candidates):
        kept = candidate.blocks
        if kept is None:
            kept = align(page.texts, candidate.paragraphs) if candidate.paragraphs else ()
            said[row] = sum(p.count(" ") + 1.0 for p in candidate.paragraphs)
        masks[row, list(kept)] = True
        if candidate.blocks is not None:
            said[row] = words[masks[row]].sum()
    return Bodies(
        blocks=page_blocks(page),
        families=tuple(c.family for c in candidates),
        masks=masks,
        said=said,
    )


def _blocks(page: Page) -> Blocks:
    chances, threshold, expected, *_ = page_labelling(page)
    safe = np.clip(chances, 1e-6, 1 - 1e-6)
    return Blocks(
        words=block_words(page),
        roles=page_roles(page).probabilities.astype(np.float64),
        chances=chances,
        threshold=threshold,
        expected_f1=expected,
        doubts=-(safe * np.log2(safe) + (1 - safe) * np.log2(1 - safe)),
        linked=np.array([b.link_chars / len(b.text) for b in page.blocks]),
    )


def strange_share(page: Page) -> float:
    """Return the share of a page's letters in scripts of which hardly a page was ever read.

    >>> from newsclean.page.read import read_page
    >>> strange_share(read_page("one two", kind="text"))
    0.0
    >>> strange_share(read_page("हिन्दी समाचार", kind="text"))
    1.0
    """
    return page.cached(_strange_share)


def _strange_share(page: Page) -> float:
    text = "".join(sorted(page.texts, key=len)[::-1])[:_MOST_CHARS]
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if not len(codes) or codes.max() < _READ[0][1]:
        return 0.0
    letters = ((codes > 0x40) & (codes < 0x2000)) | (codes >= _LETTERS[0])
    read = np.zeros(len(codes), dtype=bool)
    for first, end in _READ:
        read |= (codes >= first) & (codes < end)
    total = int(letters.sum())
    return float((letters & ~read).sum()) / total if total else 0.0
