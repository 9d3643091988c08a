"""What speaks for and against each text that may be the title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsclean.fields.story_place import role_evidence
from newsclean.names import cjk_names, is_byline
from newsclean.roles import BODY, Role
from newsclean.text import is_spaceless, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsclean.fields.story_place import StoryPlace
    from newsclean.fields.title.clean import SiteNames
    from newsclean.fields.title.proposals import Group
    from newsclean.page import Page
    from newsclean.roles import Roles

_PARTS = frozenset({"cut site", "cut other", "cut block", "cut bracket", "cut element", "joined"})
_SHOWN = frozenset({"block", "joined", "cut block", "cut bracket", "cut element"})
_KICKER_NAMES = re.compile(
    r"kicker|overline|topline|dachzeile|eyebrow|roof|pre-?title|pre-?head|section|label|tag|categor|sup"
)
_BELOW_NAMES = re.compile(r"sub|deck|meta|date|time|count|icon|button|badge|author|byline")
_STOPS = (".", "。", "।", "…", "...", ":", ",", ";")
# "Shirts in a museum. Photo: Ann Lee", a credit behind a caption
_PHOTO = re.compile(
    r"[.!?。…»”\"]\s?[(\[]?(?:photos?|fotos?|bild(?:er)?|фото|світлина|zdjęci[ea]|φωτό?"
    r"|사진|写真|圖|图|摄影|攝影)\s?[:：/／=]",
    re.I,
)
_CREDIT_CHARS = 200
_LIKELY = 0.3
# characters of a kicker, of those that head a headline in the same element
_MAX_KICKER = 40
# the story's first blocks and characters, whose words a headline shares
_STORY_BLOCKS, _STORY_CHARS = 10, 3000


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the evidence of every text of a page is measured against."""

    page: Page
    roles: Roles
    place: StoryPlace
    sites: SiteNames
    slug: frozenset[str]
    story: Counter[str]
    """How often the beginning of the story uses each word."""
    headlines: tuple[tuple[str, float], ...]
    """Keys of the blocks that may be the headline, and how likely they are."""
    declared: tuple[str, ...]
    """Keys of what metadata states whole."""
    bylines: list[float]
    """How likely each block is a line of authors or of the date."""
    stories: list[float]
    """How likely each block is of the story or its standfirst."""
    common: dict[str, float]
    """What is the same for all texts of the page."""


def surroundings(
    page: Page, roles: Roles, place: StoryPlace, groups: Sequence[Group], sites: SiteNames
) -> Surroundings:
    """Gather what evidence is measured against."""
    chances = roles.of(Role.HEADLINE)
    shown = [(g.key, max(t.chance for t in g.texts)) for g in groups if "block" in g.sources]
    has = {source: any(source in g.sources for g in groups) for source in ("og", "jsonld")}
    first = min(place.first, len(page.blocks))
    opening = " ".join(b.text for b in page.blocks[first : first + _STORY_BLOCKS])[:_STORY_CHARS]
    return Surroundings(
        page=page,
        roles=roles,
        place=place,
        sites=sites,
        slug=slug_words(page.url),
        story=Counter(_units(key(opening))),
        headlines=tuple(shown),
        declared=tuple(g.key for g in groups if g.sources - _PARTS - _SHOWN),
        bylines=roles.of(Role.AUTHORS, Role.DATE, Role.AUTHORS_AND_DATE).tolist(),
        stories=roles.of(*BODY).tolist(),
        common={
            "is text": float(page.kind == "text"),
            "has og": float(has["og"]),
            "has jsonld": float(has["jsonld"]),
            "headline": float(chances.max()) if len(chances) else 0.0,
            "headlines": float((chances > _LIKELY).sum()),
            "spaced colon": float(
                any(" : " in t.text for g in groups for t in g.texts if t.chance > _LIKELY)
            ),
        },
    )


def slug_words(url: str | None) -> frozenset[str]:
    """Return the words of three letters and more in the path of an address."""
    try:
        path = unquote(urlsplit(url or "").path)
    except ValueError:
        return frozenset()
    return frozenset(word for word in key(path.replace("_", " ")).split() if len(word) > 2)


def evidence(group: Group, around: Surroundings) -> dict[str, float]:
    """Return the evidence for one text; what is not given is 0."""
    found = {
        **around.common,
        **{f"in {source}": 1.0 for source in group.sources},
        "sources": float(len(group.sources - _PARTS)),
        **_role(group, around),
        **_relations(group, around),
        **_form(group, around),
        **_cut_names(group),
    }
    return {name: value for name, value in found.items() if value}


def _role(group: Group, around: Surroundings) -> dict[str, float]:
    """What the roles of its blocks say, and where they stand to the story."""
    shown = [text for text in group.texts if text.block >= 0]
    if not shown:
        return {}
    best = max(shown, key=lambda text: text.chance)
    block, place = around.page.blocks[best.block], around.place
    following = around.page.blocks[best.block + 1 : best.block + 2]
    return {
        **_beside(around, best.block),
        "signed": float(is_credit_line(block.text)),
        "signed below": float(
            any(is_credit_line(b.text) for b in around.page.blocks[best.block + 1 : best.block + 4])
        ),
        "gap": float(block.gap > 0),
        "gap below": float(bool(following) and following[0].gap > 0),
        "bullet": float(block.bullet),
        **role_evidence(around.roles, best.block),
        "as headline": best.chance,
        "likeliest": float(best.chance >= around.common["headline"]),
        "blocks": float(len({text.block for text in shown})),
        "h1": float(block.tag == "h1"),
        "heading": float(block.tag[:1] == "h" and block.tag[1:].isdigit()),
        "from story": float(max(-60, min(60, place.to_story(best.block)))),
        "is first": float(place.headline == best.block),
        "index": float(min(best.block, 100)),
    }


@lru_cache(maxsize=64)  # each text of a headline asks for the lines below it
def is_credit_line(text: str) -> bool:
    """Whether a line names its author or photographer by its own words.

    >>> is_credit_line("文｜王小明"), is_credit_line("A museum. Photo: Ann Lee")
    (True, True)
    >>> is_credit_line("By the river a bridge reopened"), is_credit_line("Video: a dog is saved")
    (False, False)
    """
    if len(text) > _CREDIT_CHARS:
        return False
    signed = is_byline(text) or (len(text) <= _MAX_KICKER and bool(cjk_names(text)))
    return signed or _PHOTO.search(text) is not None


def _beside(around: Surroundings, block: int) -> dict[str, float]:
    """What stands right above and below the block."""
    below = around.bylines[block + 1 : block + 4]
    return {
        "byline below": max(below, default=0.0),
        "byline above": max(around.bylines[max(0, block - 2) : block], default=0.0),
        "story below": max(around.stories[block + 1 : block + 2], default=0.0),
    }


def _relations(group: Group, around: Surroundings) -> dict[str, float]:
    """How a text stands to the others: kickers and site names are what one has more."""
    own = group.key
    tail, head, holds = 0.0, 0.0, 0.0
    for name, chance in around.headlines:
        if name == own:
            continue
        tail = max(tail, chance if name.endswith(" " + own) else 0.0)
        head = max(head, chance if name.startswith(own + " ") else 0.0)
        holds = max(holds, chance if len(name) > 3 and f" {name} " in f" {own} " else 0.0)
    others = [name for name in around.declared if name != own]
    words = _unit_set(own)
    every = {*around.declared, *(name for name, chance in around.headlines if chance > _LIKELY)}
    return {
        **_kicker("kicker cut", _heads(every, own), around),
        **_kicker("kicker kept", _heads((own,), *every), around),
        "tail of headline": tail,
        "head of headline": head,
        "holds headline": holds,
        "declared tail": float(any(own.endswith(" " + name) for name in others)),
        "declared head": float(any(own.startswith(name + " ") for name in others)),
        "tail of declared": float(any(name.endswith(" " + own) for name in others)),
        "head of declared": float(any(name.startswith(own + " ") for name in others)),
        "alike": max((_alike(words, _unit_set(name)) for name in others), default=0.0),
        "alike shown": max(
            (c * _alike(words, _unit_set(n)) for n, c in around.headlines if n != own),
            default=0.0,
        ),
        "slug": len(around.slug & set(own.split())) / max(3, len(around.slug)),
        "known": sum(word in around.story for word in words) / max(3, len(words)),
        "often": sum(around.story[word] > 1 for word in words) / max(3, len(words)),
    }


def _heads(longer: Iterable[str], *shorter: str) -> list[str]:
    """Return what the longer texts have before the shorter ones, as a kicker stands."""
    tails = [f" {name}" for name in shorter]
    return [
        name[: -len(tail)]
        for name in longer
        for tail in tails
        if name.endswith(tail) and len(name) - len(tail) <= _MAX_KICKER
    ]


def _kicker(name: str, kickers: Sequence[str], around: Surroundings) -> dict[str, float]:
    """What tells that words before a headline are a kicker: a block, or a part of the address."""
    if not kickers:
        return {}
    words = {word for kicker in kickers for word in kicker.split()}
    lines = around.page.cached(_short_lines)
    return {
        name: 1.0,
        f"{name} length": float(min(map(len, kickers))),
        f"{name} words": float(min(kicker.count(" ") + 1 for kicker in kickers)),
        f"{name} block": float(any(kicker in lines for kicker in kickers)),
        f"{name} slug": len(words & around.slug) / len(words),
        f"{name} known": float(sum(word[:6] in around.story for word in words)) / len(words),
    }


def _short_lines(page: Page) -> frozenset[str]:
    return frozenset(
        page.key_of(i) for i, text in enumerate(page.texts) if len(text) <= _MAX_KICKER
    )


def _cut_names(group: Group) -> dict[str, float]:
    """What the class words of cut elements say."""
    cut = " ".join(text.cut_names for text in group.texts)
    if not cut.strip():
        return {}
    return {
        "cut kicker": float(_KICKER_NAMES.search(cut) is not None),
        "cut below": float(_BELOW_NAMES.search(cut) is not None),
        "cut nameless": float(not cut.strip(" -")),
    }


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _form(group: Group, around: Surroundings) -> dict[str, float]:
    """What the text itself looks like."""
    text = group.printed.text
    size, count = len(group.key), group.key.count(" ") + 1
    return {
        # a script without spaces says as much in a third of the characters
        "length": float(3 * size if is_spaceless(text) else size),
        "words": float(count),
        "site": float(around.sites.has(text)),
        "is site": float(around.sites.is_name(text)),
        "bar": float(" | " in text or " - " in text or " – " in text),
        "colon": text.find(": ") / len(text) if ": " in text else 0.0,
        "stop": float(text.endswith(_STOPS)),
        "lower": float(text[0].islower()),
        "upper": float(text.isupper()),
        "digits": sum(map(str.isdigit, text)) / len(text),
    }


@lru_cache(maxsize=64)  # each text of a page is compared with all others
def _unit_set(name: str) -> frozenset[str]:
    return frozenset(_units(name))


def _units(name: str) -> list[str]:
    """The words of a key; of scripts that write none apart, pairs of characters."""
    if not is_spaceless(name):
        return [word[:6] for word in name.split() if len(word) > 2]
    bare = name.replace(" ", "")
    return [bare[i : i + 2] for i in range(len(bare) - 1)]
