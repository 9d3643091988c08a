"""What is a person's name: telling names from roles, agencies, places and furniture."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CHARS = 60
MAX_WORDS = 6
# no character of a name; a digit is one only in user names, which are not people's names
_FOREIGN = late_pattern(
    r"[\d?!:;\"“”„«»/\\@#_=+*<>{}|…%$€£™®~^？！：；、。，（）「」『』【】·•]|\w\.\w{1,30}\.\w"
)
_DOMAIN = late_pattern(r"\w\.(?:com|net|org|info|news|tv|online|co|[a-z]{2})(?:\.[a-z]{2})?$", re.I)
# Kana, Han, Hangul, Thai: no spaces between names, no capitals
_UNSPACED = late_pattern("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_INITIALS = late_pattern(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_]")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The tables of names.toml, folded."""

    bylines: frozenset[str]
    signs: frozenset[str]
    joiners: frozenset[str]
    loud_joiners: frozenset[str]
    particles: frozenset[str]
    credits: frozenset[str]
    roles: frozenset[str]
    ranks: frozenset[str]
    organisations: frozenset[str]
    organisation_parts: tuple[str, ...]
    not_people: frozenset[str]
    credentials: frozenset[str]
    suffixes: frozenset[str]
    ends: frozenset[str]
    common: frozenset[str]


@cache
def name_words() -> NameWords:
    """Return the tables, read at the first call (about 5 ms)."""
    text = (files(__package__) / "names.toml").read_text(encoding="utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    words = {
        # a final sigma folds to a plain one, as it does in the words compared
        name: frozenset(table.get("words", "").replace("ς", "σ").split())
        for name, table in tables.items()
    }
    organisations = tables["organisations"]
    return NameWords(
        bylines=words["bylines"],
        signs=words["signs"],
        joiners=words["joiners"],
        loud_joiners=frozenset(tables["joiners"]["loud"].split()),
        particles=words["particles"],
        credits=words["credits"],
        roles=words["roles"],
        ranks=words["ranks"],
        organisations=words["organisations"],
        organisation_parts=tuple(organisations["parts"].split()),
        not_people=_entries(organisations["names"]) | _entries(tables["towns"]["names"]),
        credentials=words["credentials"],
        suffixes=words["suffixes"],
        ends=words["ends"],
        common=words["common"],
    )


def _entries(lines: str) -> frozenset[str]:
    return frozenset(name for line in lines.split("\n") for name in line.split("|") if name)


@lru_cache(maxsize=512)  # a page asks seven times for each word
def fold_word(word: str) -> str:
    """Return a word as the tables of names.toml hold it.

    >>> fold_word("Ph.D.,")
    'phd'
    """
    return word.casefold().replace(".", "").strip(",;:()'’\"")


@lru_cache(maxsize=256)  # several places of a page give one name
def is_person(name: str) -> bool:
    """Whether `name` has the form of one person's name, in any script.

    One word passes, since some authors sign with one; a word in capitals does not (agencies), nor
    does anything that names a role, a desk or a company.

    >>> [n for n in ("Ann de la Cruz", "AFP", "Gear Team", "n-tv.de", "王小明") if is_person(n)]
    ['Ann de la Cruz', '王小明']
    """
    words = name.split()
    if not 2 <= len(name) <= MAX_CHARS or len(words) > MAX_WORDS:
        return False
    if _FOREIGN.search(name) or any(map(_DOMAIN.search, words)) or names_no_person(name):
        return False
    if len(words) == 1:
        return _is_lone_name(name)
    first = fold_word(words[0])
    return first != "the" and first not in name_words().credentials and _is_capitalised(words)


def is_unspaced(name: str) -> bool:
    """Whether a name is of a script that sets no space in names: Han, kana, Hangul, Thai."""
    return _UNSPACED.search(name) is not None


@lru_cache(maxsize=256)
def names_no_person(name: str) -> bool:
    """Whether a part of a byline names an agency, a desk, a company, a town or a role."""
    tables, words = name_words(), name.split()
    folded = fold_word(name)
    if folded in tables.not_people or any(part in folded for part in tables.organisation_parts):
        return True
    for word in words:
        if word.isupper() and fold_word(word) in tables.not_people:
            return True
        folded = fold_word(word)
        for piece in {folded, *folded.split("-")}:
            if piece in tables.organisations or piece in tables.roles:
                return True
    return False


def _is_lone_name(name: str) -> bool:
    if is_unspaced(name):
        return len(name) <= 15
    letters = sum(map(str.isalpha, name))
    folded = fold_word(name)
    tables = name_words()
    known = folded in tables.bylines or folded in tables.credits or folded in tables.credentials
    return letters >= 3 and not name.isupper() and not known


def _is_capitalised(words: Sequence[str]) -> bool:
    """Whether words are cased as names are: capitals but for particles, or small throughout."""
    particles = name_words().particles
    small = [w for w in words if w[0].islower() and not _is_small(w, particles)]
    if not small:
        return any(not _INITIALS.fullmatch(w) for w in words)
    # a name in small letters throughout is a whim of the site; a sentence has capitals
    return len(small) == len(words) <= 3 and all(len(w) > 1 for w in words)


def _is_small(word: str, particles: frozenset[str]) -> bool:
    if fold_word(word) in particles:
        return True
    head, mark, tail = word.partition("’" if "’" in word else "'")
    # d'Angelo, al-Assad, 't
    return bool(mark and tail[:1].isupper() and len(head) <= 2) or (
        "-" in word and fold_word(word.split("-", 1)[0]) in particles
    )
