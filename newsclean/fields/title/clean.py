"""What goes from a title by convention, and the ranges that are left without a site's name.

The convention: a kicker printed as its own element, a rating, emoji and signs at either end, a mark
that the page is live ("LIVE:", "+++ Liveticker +++") and the site's or section's name are no part
of a title. A kicker inside the headline's own text ("Climate change: Labor on track") stays.
"""

from __future__ import annotations

import html
import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from newsclean.patterns import late_pattern
from newsclean.text import key, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_SEGMENTS = 8
_MAX_NAME = 60
_TAG = late_pattern(r"</?[a-zA-Z][^<>]{0,300}>")
_SEPARATOR = late_pattern(
    r"\s+(?:[|•·»›>→~\u2010-\u2014-]|--|::?|//?)\s+|\s?[|｜»›]\s?|\s?::\s?|:\s+|\s?[—―]{1,2}\s?"
    r"|_(?=[^\W\d_a-z])|(?<=[\u3040-\u9fff」』】])[-−：](?=\w)|\s-(?=\w)"
)
_NO_LETTERS = late_pattern(r"[\W_]+")
# pictographs, dingbats, stars, flags, variation selectors, keycaps
_EMOJI = (
    "[\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\ufe0e\ufe0f\u200d\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_SIGNS = late_pattern(rf"^(?:{_EMOJI}|\s)+|(?:{_EMOJI}|\s)+$")
_RATING = late_pattern(r"\s?[\[(]?(?:\d(?:[.,]\d)?\s?/\s?(?:5|10|6)|[★☆⭐]{3,10}|[*]{3,5})[\])]?$")
_RATING_ENDS = frozenset("0156])★☆⭐*")


@cache
def title_words() -> dict[str, tuple[str, ...]]:
    """Return the tables of titles.toml, read at the first call."""
    tables = tomllib.loads((files(__package__) / "titles.toml").read_text(encoding="utf-8"))
    split = {name: re.split(r"[|\n]", table["words"].strip()) for name, table in tables.items()}
    live = tuple(split.pop("live"))
    return {"live": live, **{name: tuple(" ".join(rows).split()) for name, rows in split.items()}}


@cache
def _live() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, title_words()["live"]), key=len, reverse=True))
    # a colon, a bar, a dash or pluses part the mark from the title
    return re.compile(
        rf"[+\s]{{0,8}}(?:{words})\s?(?:[:|•·]\s|\s[-–—]\s|[+]{{1,5}}\s{{0,3}}|\s?//\s)(?=\S)",
        re.I,
    )


def clean_title(text: str) -> str:
    """Return a title without markup, marks of live pages, ratings, emoji and signs around it.

    >>> clean_title("\U0001f534 LIVE: Storm reaches the coast <em>again</em> ★★★☆☆")
    'Storm reaches the coast again'
    """
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    text = normalise(text)
    for _ in range(2):
        bare = text if text.isascii() else _SIGNS.sub("", text)
        if bare[-1:] in _RATING_ENDS:
            bare = _RATING.sub("", bare)
        # only where the title begins with it: "Name LIVE: what happened" needs all its words
        found = _live().match(bare)
        bare = bare[found.end() :] if found else bare
        if bare == text or not key(bare):
            break
        text = bare
    # a guillemet that closes a quotation is no separator
    text = text.strip(" |•·›_")
    return text if text.count("«") == text.count("»") else text.strip(" |•·›»_")


class Range(NamedTuple):
    """A run of the segments of a title, and what was cut off before and after it."""

    text: str
    before: str
    after: str


def ranges(text: str) -> Iterator[Range]:
    """Yield what is left of a title when segments are cut from its ends, the whole not included.

    >>> [r.text for r in ranges("Rain falls - Weather | The Herald")]
    ['Rain falls', 'Rain falls - Weather', 'Weather', 'Weather | The Herald', 'The Herald']
    """
    cuts = [(0, 0), *(m.span() for m in _SEPARATOR.finditer(text)), (len(text), len(text))]
    if len(cuts) > MAX_SEGMENTS + 1:
        cuts = [*cuts[: MAX_SEGMENTS // 2], *cuts[-MAX_SEGMENTS // 2 :]]
    for i, (_, start) in enumerate(cuts[:-1]):
        for end, _ in cuts[i + 1 :]:
            if start < end and (start, end) != (0, len(text)):
                yield Range(text[start:end].strip(), text[:start], text[end:])


class SiteNames:
    """The names by which a page's site may stand in its titles."""

    def __init__(self, names: Iterable[str], host: str = "") -> None:
        self.names = frozenset(filter(None, (_squash(name) for name in names)))
        labels = [x for x in host.lower().split(".") if x not in title_words()["hosts"]]
        self.host = _squash(labels[-1]) if labels else ""
        self.domain = _squash(".".join(host.lower().split(".")[-2:]))
        self._long = tuple(name for name in (*self.names, self.host) if len(name) >= 4)

    def is_name(self, text: str) -> bool:
        """Whether `text` is the site's name and nothing else."""
        return self._is_name(_squash(text))

    def has(self, text: str) -> bool:
        """Whether `text` is the site's name, or the name with some words around it.

        >>> SiteNames(["The Daily Herald"], "www.dailyherald.co.uk").has("Daily Herald Online")
        True
        """
        squashed = _squash(text)
        size = len(squashed)
        if not squashed or size > _MAX_NAME:
            return False
        return self._is_name(squashed) or any(
            (name in squashed and len(name) * 2 >= size)
            or (squashed in name and size * 2 >= len(name) and size >= 4)
            for name in self._long
        )

    def _is_name(self, squashed: str) -> bool:
        return squashed in self.names or squashed in {self.host, self.domain}


@lru_cache(maxsize=256)  # names of a page are compared with its site's by authors and title
def _squash(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold()).removeprefix("the")
