"""What was learned of one layout of a site: how likely its lines and places are story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LINE_CHARS = 120
"""So many characters of a line are compared with those of other pages."""
FAR = 3
"""So many blocks next to a recurring line are told apart; the last stands for all further ones."""
BY_HAND = (0.0, 1.0)
"""Values that learning never writes: a person did, and they stay."""

_DIGITS = late_pattern(r"\d+")


@dataclass(frozen=True)
class Learned:
    """How likely what recurs on the pages of a layout is story, 0 to 1.

    Lines are in lower case with `#` for numbers (`template`), places are the CSS selectors of a
    block's element and three elements around it.
    """

    pages: int = 0
    """The pages that it was learned from."""
    lines: Mapping[str, float] = field(default_factory=dict)
    """Lines that recur."""
    places: Mapping[str, float] = field(default_factory=dict)
    """What stands at these places."""
    under: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """What stands under these lines: the first block, the second, those further below."""
    over: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """What stands over these lines: the first block above, the second, those further above."""
    title: Mapping[str, int] = field(default_factory=dict)
    """How many blocks below these lines the headline of captured text stands, above if negative."""
    date: Mapping[str, int] = field(default_factory=dict)
    """Where the date stands: so many blocks below these lines of captured text; in HTML, 0 blocks
    below these places."""
    authors: Mapping[str, int] = field(default_factory=dict)
    """Where the byline stands, likewise."""


VOTES = ("lines", "places", "under", "over")
"""The keys that hold probabilities; of the last two a list each."""
WHERE = ("title", "date", "authors")
"""The keys that tell where a field stands."""
STEPS = 15
"""So many blocks from a line at most the headline is looked for."""
ALLOWED = (
    "how likely it is story, 0 to 1; of 'under' and 'over' up to three such numbers; of 'title',"
    " 'date' and 'authors' how many blocks below the line it stands"
)


def read_learned(data: Mapping[str, Any]) -> Learned:
    """Make the record of a valid table."""
    kept = {name: dict(data.get(name, {})) for name in VOTES}
    for name in ("under", "over"):
        kept[name] = {key: tuple(values) for key, values in kept[name].items()}
    kept |= {name: dict(data.get(name, {})) for name in WHERE}
    return Learned(pages=data.get("pages", 0), **kept)


def faults(data: Any) -> Iterator[tuple[str, str]]:
    """Yield the key and the fault of all that is wrong with a table of what was learned."""
    if not isinstance(data, dict):
        yield "", f"{data!r} is no table"
        return
    for name, value in data.items():
        if name not in _RIGHT and name != "pages":
            yield name, "unknown key"
        elif name == "pages":
            if type(value) is not int or value < 1:
                yield name, f"{value!r} is no number of pages"
        elif not isinstance(value, dict):
            yield name, f"{value!r} is no table"
        else:
            wrong = (key for key, found in value.items() if not _RIGHT[name](found))
            yield from ((name, f"{key!r} = {value[key]!r} is wrong") for key in wrong)


def _is_probability(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= FAR and all(map(_is_probability, value))


def _is_step(value: Any) -> bool:
    return type(value) is int and abs(value) <= STEPS


_RIGHT = {
    "lines": _is_probability,
    "places": _is_probability,
    "under": _is_list,
    "over": _is_list,
    **dict.fromkeys(WHERE, _is_step),
}


def template(text: str) -> str:
    """Return the form in which a line recurs, of a long one the beginning.

    White space is normalised, as in the blocks of a page.

    >>> template("12 Comments"), len(template("A" * 500))
    ('# comments', 121)
    """
    if len(text) > LINE_CHARS:
        text = text[:LINE_CHARS] + "…"
    return _DIGITS.sub("#", text.casefold())


def neighbours(lines: Sequence[str], known: Mapping[str, object]) -> list[tuple[str, int] | None]:
    """Return for each line the nearest of the `known` ones before it, and how far that is.

    The distance counts from 0 and ends at the last that is told apart; the beginning is the line
    "^" of all pages.

    >>> neighbours(["menu", "a", "b", "c", "d"], {"menu": ()})[1:]
    [('menu', 0), ('menu', 1), ('menu', 2), ('menu', 2)]
    """
    found: list[tuple[str, int] | None] = []
    last, place = EDGE, -1
    for i, line in enumerate(lines):
        found.append((last, min(i - place, FAR) - 1) if last in known else None)
        if line in known:
            last, place = line, i
    return found


EDGE = "^"
"""The line that all pages begin and end with."""
