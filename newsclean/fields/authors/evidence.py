"""What speaks for and against each name that may be an author's."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newsclean.fields.authors.proposals import (
    BYLINES,
    MAX_BYLINE,
    SEAM,
    keys_of_short,
    says_by_alone,
    undated,
)
from newsclean.fields.markup import author_marks
from newsclean.fields.story_place import role_evidence
from newsclean.names import fold_word, is_byline, is_unspaced, name_words, names_no_person, signs
from newsclean.roles import BODY, Role
from newsclean.text import is_spaceless, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.fields.authors.proposals import Named, NameText
    from newsclean.fields.story_place import StoryPlace
    from newsclean.fields.title.clean import SiteNames
    from newsclean.models import Array
    from newsclean.page import Page
    from newsclean.roles import Roles

_FAR, _RANKS = 40, 9
_LIKELY, _MOST_LINES, _SHORT = 0.15, 12, 60
# who signs there did not write the article
_ELSEWHERE = (*BODY, Role.CAPTION, Role.COMMENT, Role.TEASER)
# what the lines above and below a name may be
_BESIDE = {
    "date": (Role.DATE, Role.AUTHORS_AND_DATE),
    "authors": BYLINES,
    "biography": (Role.BIOGRAPHY,),
    "headline": (Role.HEADLINE,),
    "standfirst": (Role.STANDFIRST,),
    "story": BODY,
    "teaser": (Role.TEASER,),
}
_ABOVE, _BELOW = ([f"{name} {side}" for name in _BESIDE] for side in ("above", "below"))
# blocks and characters of the story in which a name is looked for
_STORY_BLOCKS, _STORY_CHARS = 60, 12_000


def name_evidence(
    page: Page, roles: Roles, place: StoryPlace, names: Sequence[Named], sites: SiteNames
) -> list[dict[str, float]]:
    """Return the evidence for each name, in order; what is not given is 0."""
    if not names:
        return []
    chances = roles.of(*BYLINES).tolist()
    best = [max((_chance(text, chances) for text in named.texts), default=0.0) for named in names]
    story = (roles.of(*BODY) >= 0.5).nonzero()[0].tolist()[:_STORY_BLOCKS]
    text = " ".join(page.texts[i] for i in story)[:_STORY_CHARS]
    told = f" {key(text)} " if _may_name(text, names) else ""
    bylines = [
        (f" {key(page.blocks[i].text[:MAX_BYLINE])} ", chances[i])
        for i in [i for i, chance in enumerate(chances) if chance >= _LIKELY][:_MOST_LINES]
    ]
    texts = page.texts
    lines = Counter(line for i, line in page.cached(keys_of_short) if len(texts[i]) <= _SHORT)
    keyed = [(f" {named.key} ", _is_person(named)) for named in names]
    highest = max(best)
    bare = [(_bare(line), likely) for line, likely in bylines]
    ranked = sorted(chances, reverse=True)[:_RANKS]
    headline = "" if place.headline is None else f" {page.key_of(place.headline)} "
    around = _Around(page, roles, names)
    common = {
        "is text": float(page.kind == "text"),
        "names": float(min(len(names), 12)),
        "has declared": float(any(text.block < 0 for named in names for text in named.texts)),
        "has byline": max(chances, default=0.0),
        "bylines": float(min(len(bylines), 8)),
    }
    rows = []
    for number, (named, chance) in enumerate(zip(names, best, strict=True)):
        own = keyed[number][0]
        row = {
            **common,
            **_sources(page, named),
            **_line(page, roles, chances, place, named),
            **_signed(page, roles, place, named),
            **_form(named, sites),
            **_beside(own, keyed[:number] + keyed[number + 1 :]),
            **around.evidence(named, chances),
            "as byline": chance,
            "behind": highest - chance,
            "rank": float(ranked.index(chance) if chance in ranked else _RANKS),
            "of likeliest": chance / (common["has byline"] or 1.0),
            "in headline": float(own in headline),
            "in byline": max((likely for line, likely in bylines if own in line), default=0.0),
            "glued in byline": max(
                (likely for line, likely in bare if _bare(own) in line), default=0.0
            ),
            "own lines": float(min(lines[own], 4)),
            "in story": float(min(told.count(own), 5)),
        }
        rows.append({name: value for name, value in row.items() if value})
    return rows


def _may_name(text: str, names: Sequence[Named]) -> bool:
    """Whether the longest word of a name stands in a text, which most stories' own authors do not.

    Only then the text is brought into the form of the names, which costs a tenth of the fields.
    """
    lowered = unicodedata.normalize("NFKC", text).lower()
    return any(max(named.key.split(), key=len) in lowered for named in names)


def _chance(text: NameText, chances: Sequence[float]) -> float:
    return float(chances[text.block]) if text.block >= 0 else 0.0


def _bare(name: str) -> str:
    return name.replace(" ", "")


def _sources(page: Page, named: Named) -> dict[str, float]:
    """Who gives the name, and as what."""
    found = {f"in {text.source}": 1.0 for text in named.texts}
    found |= {f"{text.form} in {text.source}": 1.0 for text in named.texts}
    found |= {text.form: 1.0 for text in named.texts}
    found["declared"] = float(any(text.block < 0 for text in named.texts))
    found["blocks"] = float(len({text.block for text in named.texts if text.block >= 0}))
    marked = author_marks(page).get(named.key)
    found |= {f"mark {mark}": 1.0 for mark in (marked.marks if marked else ())}
    return found


def _line(
    page: Page, roles: Roles, chances: Sequence[float], place: StoryPlace, named: Named
) -> dict[str, float]:
    """What the likeliest block that prints the name is, and where it stands."""
    shown = [text for text in named.texts if text.block >= 0]
    if not shown:
        return {}
    best = max(shown, key=lambda text: chances[text.block])
    line, row = page.blocks[best.block].text, best.block
    found = role_evidence(roles, row)
    found["place"] = float(min(best.place, 6))
    found["share"] = len(best.name) / max(1, len(line))
    found["share undated"] = min(1.0, len(best.name) / max(1, len(undated(line[:MAX_BYLINE]))))
    found["length"] = float(min(len(line), 250))
    found["by"] = float(is_byline(line))
    before, _, after = line.partition(best.name)
    found["credit before"] = float(_has(before[-40:], name_words().credits))
    found["by before"] = float(_has(before[-20:], name_words().bylines))
    found["role after"] = float(_has(after[:40], name_words().roles))
    found["role before"] = float(_has(before[-40:], name_words().roles))
    found["from story"] = float(max(-_FAR, min(_FAR, place.to_story(row))))
    if place.headline is not None:
        found["from headline"] = float(max(-_FAR, min(_FAR, row - place.headline)))
        found["has headline"] = 1.0
    return found


def _signed(page: Page, roles: Roles, place: StoryPlace, named: Named) -> dict[str, float]:
    """Whether a line says in words that the name is its author's, how it is held, how far it is.

    Of several lines the one counts that is least likely of the story, a comment or a teaser.
    """
    lines = {text.block for text in named.texts if text.block >= 0}
    signed = [i for i in lines if signs(page.blocks[i].text[:MAX_BYLINE], named.name)]
    if not signed:
        return {}
    elsewhere = roles.of(*_ELSEWHERE)
    row = min(signed, key=lambda i: float(elsewhere[i]))
    head = _FAR if place.headline is None else abs(row - place.headline)
    return {
        "says by": 1.0,
        "says by elsewhere": float(elsewhere[row]),
        "says by away": float(min(head, abs(place.to_story(row)), _FAR)),
    }


def _lines_around(roles: Roles) -> tuple[Array, Array]:
    """Return how likely one of the two lines above, or below, each block is each of `_BESIDE`."""
    import numpy as np

    rows = np.zeros((len(_BESIDE), len(roles.probabilities) + 4), dtype=np.float32)
    for row, asked in zip(rows, _BESIDE.values(), strict=True):
        row[2:-2] = roles.of(*asked)
    return np.maximum(rows[:, :-4], rows[:, 1:-3]), np.maximum(rows[:, 3:-1], rows[:, 4:])


class _Around:
    """What stands in the line of a name beside it, and in the lines around."""

    def __init__(self, page: Page, roles: Roles, names: Sequence[Named]) -> None:
        self._page = page
        self._people: defaultdict[int, set[str]] = defaultdict(set)
        for named in names:
            for text in named.texts:
                if text.form == "person" and text.block >= 0:
                    self._people[text.block].add(named.key)
        self._above, self._below = _lines_around(roles)
        self._words: dict[int, dict[str, float]] = {}

    def evidence(self, named: Named, chances: Sequence[float]) -> dict[str, float]:
        """Return what stands beside the likeliest block of a name."""
        rows = [text.block for text in named.texts if text.block >= 0]
        if not rows:
            return {}
        row = max(rows, key=chances.__getitem__)
        if row not in self._words:
            self._words[row] = {**self._line(row), **self._around(row)}
        return self._words[row]

    def _line(self, row: int) -> dict[str, float]:
        """How much of the line is neither a person nor a word of bylines."""
        tables, people = name_words(), self._people[row]
        known = {word for name in people for word in name.split()}
        words = key(undated(self._page.texts[row][:MAX_BYLINE])).split()
        other = [
            word
            for word in words
            if word not in known
            and word not in tables.bylines
            and word not in tables.joiners
            and word not in tables.roles
        ]
        return {
            "people in line": float(min(len(people), 6)),
            "other words": float(min(len(other), 12)),
            "other share": len(other) / max(1, len(words)),
        }

    def _around(self, row: int) -> dict[str, float]:
        """What the lines above and below are."""
        found = dict(zip(_ABOVE, self._above[:, row].tolist(), strict=True))
        found |= zip(_BELOW, self._below[:, row].tolist(), strict=True)
        texts, tables = self._page.texts, name_words()
        above, below = texts[row - 1 : row] if row else [], texts[row + 1 : row + 2]
        found["mail beside"] = float(any("@" in text[:_FAR] for text in (texts[row], *below)))
        found["by alone above"] = float(any(map(says_by_alone, above)))
        for name, lines in (("above", above), ("below", below)):
            text = " ".join(lines)
            found[f"role word {name}"] = float(len(text) <= _SHORT and _has(text, tables.roles))
        return found


def _has(text: str, words: frozenset[str]) -> bool:
    return any(fold_word(word) in words for word in text.split())


def _form(named: Named, sites: SiteNames) -> dict[str, float]:
    """What the name itself looks like."""
    name, tables = named.name, name_words()
    words = name.split()
    folded = [fold_word(word) for word in words]
    is_short = is_unspaced(name) and _is_person(named) and len(words) == 1
    cased = [word[:1] for word in words if word[:1].islower() or word[:1].isupper()]
    return {
        # a name in a script without spaces says in one word what others say in two
        "words": float(2 if is_short else len(words)),
        "size": float(3 * len(name) if is_short else len(name)),
        "spaceless": float(is_spaceless(name)),
        "glued": float(SEAM.search(name) is not None),
        "upper": float(name.isupper()),
        "lower": float(name.islower()),
        "capitals": sum(map(str.isupper, cased)) / len(cased) if cased else 1.0,
        "digits": float(any(map(str.isdigit, name))),
        "dot": float("." in name),
        "common": float(any(word in tables.common for word in folded)),
        "agency": float(names_no_person(name, words)),
        "known agency": float(fold_word(name) in tables.not_people),
        "organisation": sum(word in tables.organisations for word in folded) / (len(words) or 1),
        "role": sum(word in tables.roles for word in folded) / (len(words) or 1),
        "rank": sum(word in tables.ranks for word in folded) / (len(words) or 1),
        "credit": float(any(word in tables.credits for word in folded)),
        "site": float(sites.has(name)),
        "is site": float(sites.is_name(name)),
    }


def _beside(own: str, others: Sequence[tuple[str, bool]]) -> dict[str, float]:
    """How the name stands to the others: a part of one, or with another's words in it.

    `others` are their keys, and whether each reads as a person's.
    """
    within = [is_person for other, is_person in others if own in other]
    held = [is_person for other, is_person in others if other in own]
    return {
        "within": float(bool(within)),
        "within person": float(any(within)),
        "holds": float(bool(held)),
        "holds person": float(any(held)),
    }


def _is_person(named: Named) -> bool:
    return any(text.form == "person" for text in named.texts)
