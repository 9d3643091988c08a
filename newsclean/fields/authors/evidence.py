"""What speaks for and against each name that may be an author's."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from newsclean.fields.authors.proposals import (
    BYLINES,
    LATIN,
    MAX_BYLINE,
    SEAM,
    ShortLines,
    least_chance,
    says_by_alone,
    undated,
    unread_lines,
)
from newsclean.fields.markup import author_marks
from newsclean.fields.story_place import role_evidence
from newsclean.names import fold_word, is_byline, is_unspaced, name_words, names_no_person, signs
from newsclean.roles import BODY, Role
from newsclean.text import is_spaceless, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.fields.authors.proposals import Named
    from newsclean.fields.story_place import StoryPlace
    from newsclean.fields.title.clean import SiteNames
    from newsclean.page import Page
    from newsclean.roles import Roles

_TOLD = frozenset({"jsonld", "microdata", "meta", "marked", "biography", "signature", "dateline"})
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
# blocks and characters of the story in which a name is looked for
_STORY_BLOCKS, _STORY_CHARS = 60, 12_000


class NameEvidence:
    """What a page tells of its names; what is not given is 0."""

    def __init__(
        self, page: Page, roles: Roles, place: StoryPlace, names: Sequence[Named], sites: SiteNames
    ) -> None:
        self.page, self.roles, self.place, self.names, self.sites = page, roles, place, names, sites
        chances = roles.of(*BYLINES)
        self._least = least_chance(chances)
        self.chances: list[float] = chances.tolist()
        best = max(self.chances, default=0.0)
        self._highest = max(map(self._chance, names), default=0.0)
        self._ranked = sorted(self.chances, reverse=True)[:_RANKS]
        likely = [i for i, chance in enumerate(self.chances) if chance >= _LIKELY]
        self._bylines = [
            (f" {key(page.texts[i][:MAX_BYLINE])} ", self.chances[i]) for i in likely[:_MOST_LINES]
        ]
        self._bare = [(line.replace(" ", ""), chance) for line, chance in self._bylines]
        self._common = {
            "is text": float(page.kind == "text"),
            "names": float(min(len(names) + unread_lines(chances), 12)),
            "has declared": float(any(one.is_declared for one in names)),
            "has byline": best,
            "bylines": float(min(len(self._bylines), 8)),
        }
        self._lines: dict[int, dict[str, float]] = {}

    def has_chance(self, named: Named) -> bool:
        """Whether a name may be credited at all: most of the others are, by their places, not."""
        if self._chance(named) >= self._least or LATIN.search(named.name) is None:
            return True
        if any(text.source in _TOLD for text in named.texts):
            return True
        texts = [self.page.texts[i][:MAX_BYLINE] for i in named.blocks]
        return any(is_byline(text) or signs(text, named.name) for text in texts)

    def of(self, named: Named) -> dict[str, float]:
        """Return the evidence for a name."""
        own, chance = f" {named.key} ", self._chance(named)
        bare = named.key.replace(" ", "")
        row = max(named.blocks, key=self.chances.__getitem__, default=None)
        headline = self.place.headline
        found = {
            **self._common,
            **_sources(self.page, named),
            **({} if row is None else self._line(row)),
            **({} if row is None else _in_line(self.page.texts[row], named, row)),
            **self._signed(named),
            **_form(named, self.sites),
            **self._beside(own, named),
            "as byline": chance,
            "behind": self._highest - chance,
            "rank": float(self._ranked.index(chance) if chance in self._ranked else _RANKS),
            "of likeliest": chance / (self._common["has byline"] or 1.0),
            "in headline": float(headline is not None and own in f" {self.page.key_of(headline)} "),
            "in byline": max(
                (chance for line, chance in self._bylines if own in line), default=0.0
            ),
            "glued in byline": max(
                (chance for line, chance in self._bare if bare in line),
                default=0.0,
            ),
            "own lines": self._own_lines(named),
            "in story": self._in_story(own),
        }
        return {name: value for name, value in found.items() if value}

    def _chance(self, named: Named) -> float:
        return max((self.chances[block] for block in named.blocks), default=0.0)

    def _own_lines(self, named: Named) -> float:
        lines, texts = self.page.cached(ShortLines), self.page.texts
        return float(min(sum(len(texts[i]) <= _SHORT for i in lines.of(self.page, named.key)), 4))

    def _in_story(self, own: str) -> float:
        # most authors do not stand in their stories, as the longest word of their names tells
        if max(own.split(), key=len) not in self._lowered:
            return 0.0
        return float(min(self._story.count(own), 5))

    @cached_property
    def _text(self) -> str:
        story = (self.roles.of(*BODY) >= 0.5).nonzero()[0].tolist()[:_STORY_BLOCKS]
        return " ".join([self.page.texts[i] for i in story])[:_STORY_CHARS]

    @cached_property
    def _lowered(self) -> str:
        return self._text.lower()

    @cached_property
    def _story(self) -> str:
        return f" {key(self._text)} "

    def _beside(self, own: str, named: Named) -> dict[str, float]:
        """How the name stands to the others: a part of one, or with another's words in it."""
        others = [(f" {one.key} ", one.is_person) for one in self.names if one is not named]
        within = [is_person for other, is_person in others if own in other]
        held = [is_person for other, is_person in others if other in own]
        return {
            "within": float(bool(within)),
            "within person": float(any(within)),
            "holds": float(bool(held)),
            "holds person": float(any(held)),
        }

    def _signed(self, named: Named) -> dict[str, float]:
        """Whether a line says in words that the name is its author's, and where that one stands.

        Of several lines the one counts that is least likely of the story, a comment or a teaser.
        """
        texts, place = self.page.texts, self.place
        signed = [i for i in {*named.blocks} if signs(texts[i][:MAX_BYLINE], named.name)]
        if not signed:
            return {}
        elsewhere = self.roles.of(*_ELSEWHERE)
        row = min(signed, key=lambda i: float(elsewhere[i]))
        head = _FAR if place.headline is None else abs(row - place.headline)
        return {
            "says by": 1.0,
            "says by elsewhere": float(elsewhere[row]),
            "says by away": float(min(head, abs(place.to_story(row)), _FAR)),
        }

    def _line(self, row: int) -> dict[str, float]:
        """What the likeliest block that prints a name is, where it stands, and what is around."""
        if row not in self._lines:
            self._lines[row] = {**self._place(row), **self._words(row), **self._around(row)}
        return self._lines[row]

    def _place(self, row: int) -> dict[str, float]:
        found, line = role_evidence(self.roles, row), self.page.texts[row]
        found["length"] = float(min(len(line), 250))
        found["by"] = float(is_byline(line))
        found["from story"] = float(max(-_FAR, min(_FAR, self.place.to_story(row))))
        if self.place.headline is not None:
            found["from headline"] = float(max(-_FAR, min(_FAR, row - self.place.headline)))
            found["has headline"] = 1.0
        return found

    def _words(self, row: int) -> dict[str, float]:
        """How much of a line is neither a person nor a word of bylines."""
        people = [n.key for n in self.names if any(t.is_person_in(row) for t in n.texts)]
        known = {word for name in people for word in name.split()}
        tables = name_words()
        words = key(undated(self.page.texts[row][:MAX_BYLINE])).split()
        told = (known, tables.bylines, tables.joiners, tables.roles)
        other = sum(not any(word in one for one in told) for word in words)
        return {
            "people in line": float(min(len(people), 6)),
            "other words": float(min(other, 12)),
            "other share": other / max(1, len(words)),
        }

    @cached_property
    def _kinds(self) -> dict[str, list[float]]:
        return {name: self.roles.of(*asked).tolist() for name, asked in _BESIDE.items()}

    def _around(self, row: int) -> dict[str, float]:
        """What the lines above and below are."""
        found = {}
        for name, chances in self._kinds.items():
            found[f"{name} above"] = max(chances[max(0, row - 2) : row], default=0.0)
            found[f"{name} below"] = max(chances[row + 1 : row + 3], default=0.0)
        texts, roles = self.page.texts, name_words().roles
        above, below = texts[row - 1] if row else "", "".join(texts[row + 1 : row + 2])
        found["mail beside"] = float("@" in texts[row][:_FAR] or "@" in below[:_FAR])
        found["by alone above"] = float(says_by_alone(above))
        for name, text in (("above", above), ("below", below)):
            found[f"role word {name}"] = float(len(text) <= _SHORT and _has(text, roles))
        return found


def _sources(page: Page, named: Named) -> dict[str, float]:
    """Who gives the name, and as what."""
    found = {"declared": float(named.is_declared)}
    for text in named.texts:
        found[f"in {text.source}"] = found[f"{text.form} in {text.source}"] = found[text.form] = 1.0
    found["blocks"] = float(len({*named.blocks}))
    marked = author_marks(page).get(named.key)
    found |= {f"mark {mark}": 1.0 for mark in (marked.marks if marked else ())}
    return found


def _in_line(line: str, named: Named, row: int) -> dict[str, float]:
    """How a name stands in its line."""
    text, tables = next(text for text in named.texts if text.block == row), name_words()
    before, _, after = line.partition(text.name)
    return {
        "place": float(min(text.place, 6)),
        "share": len(text.name) / max(1, len(line)),
        "share undated": min(1.0, len(text.name) / max(1, len(undated(line[:MAX_BYLINE])))),
        "credit before": float(_has(before[-40:], tables.credits)),
        "by before": float(_has(before[-20:], tables.bylines)),
        "role after": float(_has(after[:40], tables.roles)),
        "role before": float(_has(before[-40:], tables.roles)),
    }


def _has(text: str, words: frozenset[str]) -> bool:
    return any(fold_word(word) in words for word in text.split())


def _form(named: Named, sites: SiteNames) -> dict[str, float]:
    """What the name itself looks like."""
    name, tables = named.name, name_words()
    words = name.split()
    folded = [fold_word(word) for word in words]
    count = len(words) or 1
    is_short = count == 1 and named.is_person and is_unspaced(name)
    cased = [word[0] for word in words if word[0].islower() or word[0].isupper()]
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
        "common": float(not tables.common.isdisjoint(folded)),
        "agency": float(names_no_person(name)),
        "known agency": float(fold_word(name) in tables.not_people),
        "organisation": sum(word in tables.organisations for word in folded) / count,
        "role": sum(word in tables.roles for word in folded) / count,
        "rank": sum(word in tables.ranks for word in folded) / count,
        "credit": float(not tables.credits.isdisjoint(folded)),
        "site": float(sites.has(name)),
        "is site": float(sites.is_name(name)),
    }
