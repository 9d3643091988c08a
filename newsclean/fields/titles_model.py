"""The chooser of an HTML page's title: a forest that weighs each text proposed against the others.

The forest is fitted list by list (a softmax over the texts of a page; CatBoost's QuerySoftMax), so
that its answers compare texts of one page and mean nothing across pages.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from newsclean.fields.titles_html import evidence
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.fields.titles_html import Group, Surroundings
    from newsclean.models import Array, Forest
    from newsclean.page.page import Page

_SOURCES = (
    *("jsonld", "microdata", "og", "twitter", "meta", "title", "h1", "heading"),
    *("cut site", "cut other"),
)
_PAIRS = (("og", "h1"), ("og", "jsonld"), ("h1", "jsonld"))
# blocks of a body whose words a headline shares
_BODY_BLOCKS, _BODY_CHARS = 10, 3000
# what outweighs any answer of the forest: a kicker that og:title leaves out is no part of the
# title, and five pages of the corpora are too few to learn it from
_WITHOUT_KICKER = 4.0


class Rated(NamedTuple):
    """A text proposed, what speaks for it, and the forest's answer."""

    group: Group
    evidence: Mapping[str, float]
    score: float


def rate(
    page: Page, groups: Sequence[Group], around: Surroundings, start: int | None
) -> list[Rated]:
    """Give the texts proposed, best first; `start` is the body's first block."""
    if not groups:
        return []
    found = [evidence(group, around) for group in groups]
    rows = features(page, groups, found, around, start)
    rated = map(Rated, groups, found, load_chooser().scores(rows))
    return sorted(rated, key=lambda item: -item.score)


def features(
    page: Page,
    groups: Sequence[Group],
    found: Sequence[Mapping[str, float]],
    around: Surroundings,
    start: int | None,
) -> list[dict[str, float]]:
    """Give what the forest is asked with for each text: its evidence, its place, its page."""
    common = _common(groups, around)
    told = _body_words(page, start)
    titles = [group.key for group in groups if "title" in group.sources]
    return [
        {**common, **seen, **_place(group, start), **_looks(group, told, titles)}
        for group, seen in zip(groups, found, strict=True)
    ]


def _common(groups: Sequence[Group], around: Surroundings) -> dict[str, float]:
    """What is said of the page, the same for all its texts."""
    by = {
        source: {group.key for group in groups if source in group.sources}
        for source in ("og", "h1", "jsonld")
    }
    h1s = sum(p.source == "h1" for group in groups for p in group.proposals)
    agreeing = {f"{a}={b}": float(not by[a].isdisjoint(by[b])) for a, b in _PAIRS}
    return {
        **agreeing,
        "n h1": float(h1s),
        "news": float(around.is_news),
        "has og": float(bool(by["og"])),
        "has jsonld": float(bool(by["jsonld"])),
    }


def _place(group: Group, start: int | None) -> dict[str, float]:
    """Who has the text, and how far above the body it is shown."""
    told = {f"s {source}": float(source in group.sources) for source in _SOURCES}
    told["n sources"] = float(len(group.sources))
    shown = [p.block for p in group.proposals if p.block >= 0]
    if shown and start is not None:
        told["gap"] = float(start - max(shown))
        told["above"] = float(min(shown) <= start)
    return told


def _looks(group: Group, told: frozenset[str], titles: Sequence[str]) -> dict[str, float]:
    """What the text itself says."""
    words = group.key.split()
    return {
        "len": float(len(group.key)),
        "words": float(len(words)),
        "known": sum(word in told for word in words) / max(1, len(words)),
        "title starts": float(any(title.startswith(group.key) for title in titles)),
    }


def _body_words(page: Page, start: int | None) -> frozenset[str]:
    if start is None:
        return frozenset()
    texts = (block.text for block in page.blocks[start : start + _BODY_BLOCKS])
    return frozenset(key(" ".join(texts)[:_BODY_CHARS]).split())


class Chooser(NamedTuple):
    """A forest, and the names of what it asks for."""

    forest: Forest
    names: tuple[str, ...]

    def scores(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """Give the forest's answer for each text."""
        answers = self.forest.scores(matrix(rows, self.names)).tolist()
        return [prior(row) + answer for row, answer in zip(rows, answers, strict=True)]


def prior(row: Mapping[str, float]) -> float:
    """Give what counts besides the forest, which is fitted to what this leaves open.

    Too few pages have it for a forest to learn it.
    """
    return _WITHOUT_KICKER * row.get("without kicker", 0.0)


def matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Array:
    """Give features by texts; what is not named is 0."""
    import numpy as np

    values = [[row.get(name, 0.0) for row in rows] for name in names]
    found: Array = np.array(values, dtype=np.float32)
    return found


@cache
def load_chooser() -> Chooser:
    """Load the shipped forest, once in a process (about 2 ms)."""
    import numpy as np

    path = files(__package__) / "titles.npz"
    with np.load(io.BytesIO(path.read_bytes())) as arrays:
        return unpack(dict(arrays))


def pack(chooser: Chooser) -> dict[str, Array]:
    """Give a chooser as named arrays, ready to be written."""
    import numpy as np

    forest = chooser.forest
    return {
        "names": np.array(chooser.names),
        "features": forest.features.astype(np.uint16),
        "borders": forest.borders.astype(np.float32),
        "leaves": forest.leaves.astype(np.float32),
        "bias": np.array(forest.bias),
    }


def unpack(arrays: Mapping[str, Array]) -> Chooser:
    """Make the chooser that `pack` was called on."""
    import numpy as np

    from newsclean.models import Forest

    forest = Forest(
        features=arrays["features"].astype(np.intp),
        borders=arrays["borders"],
        leaves=arrays["leaves"],
        bias=float(arrays["bias"]),
    )
    return Chooser(forest, tuple(map(str, arrays["names"])))
