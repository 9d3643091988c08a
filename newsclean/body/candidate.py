"""What one extractor proposes for one page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsclean.page import Page

Family = Literal["site", "labeller", "challenger", "independent"]
"""What an extractor is to the others.

site            knows the site or the form of the capture: its body leads unless plainly broken
labeller        the learned model's own reading: what challengers are measured against
challenger      takes the place of another's body that is in doubt, and runs only then
independent     none of these
"""

FieldValue = str | dt.date | dt.datetime | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed body, and whichever other fields its extractor knows.

    `blocks` are indices into `Page.blocks`, ascending, where the extractor chose whole blocks;
    `None` if its text is foreign to them (it is aligned when asked for). An extractor that
    knows fields but no body leaves `paragraphs` empty. `fields` maps names of `Article`'s fields
    to values of their types (`date` to `datetime.date`, `authors` and `tags` to tuples).
    """

    paragraphs: tuple[str, ...] = ()
    blocks: tuple[int, ...] | None = None
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    is_final: bool = False
    """Its extractor knows line by line what the site's stories carry: no rule but that of the title
    looks at its body."""
    on_trial: bool = False
    """What it knows of the site may be stale: its body is taken only if none is predicted to be
    better."""
    extractor: str = ""
    """Filled in by the pipeline, as `family` is."""
    family: Family = "independent"

    @classmethod
    def of_blocks(
        cls, page: Page, blocks: tuple[int, ...], fields: Mapping[str, FieldValue] | None = None
    ) -> Candidate:
        """Make a candidate whose paragraphs are the texts of `blocks` of a page, by their numbers.

        `fields` are values that the extractor knows of other fields, by the fields' names.
        """
        paragraphs = tuple(page.blocks[i].text for i in blocks)
        return cls(paragraphs=paragraphs, blocks=blocks, fields=fields or {})


@runtime_checkable
class Extractor(Protocol):
    """Anything with a name and a cost that turns a page into a candidate or into `None`.

    `cost` is the usual time for one page in milliseconds; the pipeline runs cheap ones first. A
    `library`, if it has one, is called when a pipeline is made: it raises `MissingExtra` if what
    the extractor needs is not installed.
    """

    @property
    def name(self) -> str:
        """What the record's `sources` call it."""
        ...

    @property
    def cost(self) -> float:
        """Milliseconds for one page."""
        ...

    def __call__(self, page: Page) -> Candidate | None:
        """Propose a candidate, or `None` if this extractor has nothing to say."""
        ...


def family_of(extractor: Extractor) -> Family:
    """Return the family that an extractor declares as its `family`.

    Without one it is independent, or a site's if it has `hosts`.
    """
    usual: Family = "site" if getattr(extractor, "hosts", ()) else "independent"
    family: Family = getattr(extractor, "family", usual)
    return family


_TUPLES = frozenset({"authors", "agencies", "tags"})
_TYPES: Mapping[str, type] = MappingProxyType(
    {"date": dt.date, "published": dt.datetime, "modified": dt.datetime}
)


def checked(page: Page, made: object) -> Candidate | None:
    """Return what an extractor made where it can be used with `page`.

    Raises `TypeError` or `ValueError` where it is no candidate, names blocks that the page does
    not have, or holds a field of a wrong type: a mistake of the extractor, said in its own place
    and not where the value is used.
    """
    if made is None:
        return None
    if not isinstance(made, Candidate):
        raise TypeError(f"it must give a Candidate or None, not a {type(made).__name__}")
    if not all(isinstance(paragraph, str) for paragraph in made.paragraphs):
        raise TypeError("paragraphs must be text")
    blocks = made.blocks or ()
    if blocks and not 0 <= blocks[0] <= blocks[-1] < len(page.blocks):
        raise ValueError(f"blocks must be among the page's {len(page.blocks)}")
    if any(a >= b for a, b in pairwise(blocks)):
        raise ValueError("blocks must ascend")
    for name, value in made.fields.items():
        if not _fits(name, value):
            raise TypeError(f"field {name!r} cannot be a {type(value).__name__}")
    return made


def _fits(name: str, value: object) -> bool:
    if name in _TUPLES:
        return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
    return isinstance(value, _TYPES.get(name, str))
