"""Compare author lines as sets of names."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from newsclean.names import clean_names

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATOR = re.compile(r"[,;&|\n]|\sand\s")
_ASIDE = re.compile(r"\([^()]*\)")
# fmt: off
# what follows a name in a byline without being one; dots and spaces removed
_ROLES = frozenset({
    "ba", "bsc", "cfp", "contributor", "correspondent", "cpa", "dvm", "editor", "jd", "jr", "ma",
    "mba", "md", "ms", "msc", "phd", "rd", "reporter", "rn", "senioreditor", "sr", "staff",
    "staffreporter", "staffwriter", "writer",
})
# fmt: on
_HONORIFICS = frozenset({"dr", "prof", "mr", "mrs"})


def author_names(author: str | Iterable[str]) -> frozenset[str]:
    """Return the names in one or more author lines, NFKC and case-folded.

    Lines are parted at commas, semicolons, ampersands, bars and "and"; brackets, a leading "by"
    or "Dr", dots, degrees and bare roles are left out.

    >>> sorted(author_names("By Ann Lee, M.D., and José Díaz (AP)"))
    ['ann lee', 'josé díaz']
    >>> sorted(author_names(["Ann Lee; ANN LEE", "Bo Ek & Co Hu"]))
    ['ann lee', 'bo ek', 'co hu']
    """
    lines = [author] if isinstance(author, str) else author
    parts = (part for line in lines for part in _SEPARATOR.split(_folded(line)))
    names = (_bare(part.replace(".", " ").split()) for part in parts)
    return frozenset(name for name in names if name and name.replace(" ", "") not in _ROLES)


def _bare(words: list[str]) -> str:
    for leading in ({"by"}, _HONORIFICS):
        words = words[1:] if words and words[0] in leading else words
    return " ".join(words)


def _folded(line: str) -> str:
    return _ASIDE.sub(" ", unicodedata.normalize("NFKC", line).casefold())


def author_f1(reference: str | Iterable[str], found: str | Iterable[str]) -> float:
    """Return the F1 of the names that were found against those of the reference.

    >>> author_f1("Ann Lee and Bo Ek", "Ann Lee"), author_f1("Ann Lee and Bo Ek", ["Ann Lee", "AP"])
    (0.666..., 0.5)
    """
    wanted, got = author_names(reference), author_names(found)
    total = len(wanted) + len(got)
    return 2 * len(wanted & got) / total if total else 1.0


def people_f1(reference: str | Iterable[str], found: str | Iterable[str]) -> float:
    """Return the F1 of the names against the people of the reference: agencies and sites are none.

    Where the reference names no person, 1 for an empty answer and 0 for any other. What was found
    is taken as it is: an agency in it is a wrong name.

    >>> people_f1("Ann Lee, Reuters", "Ann Lee"), people_f1("Ann Lee", ["Ann Lee", "Reuters"])
    (1.0, 0.666...)
    >>> people_f1("Reuters", ()), people_f1("Reuters", "Reuters")
    (1.0, 0.0)
    """
    lines = [reference] if isinstance(reference, str) else reference
    return author_f1([name for line in lines for name in clean_names(line)], found)
