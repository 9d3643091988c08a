"""What the role model says of pages whose sites it has not seen, as its training leaves it.

A folder of pickle files `<kind>*.pkl`, each a mapping from corpus, page and form (`html`, or
the way in which the page was flattened to text) to the probabilities, blocks by roles, and the
texts of the blocks.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsclean.roles import Roles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsclean.page.page import Kind, Page
    from newsclean_workshop.fields.readings import Reading

_FORMS = {"html": ("html",), "text": ("selectolax", "real")}


@dataclass(frozen=True, slots=True)
class Predictions:
    """The role model's word on the blocks of pages of one kind."""

    found: Mapping[tuple[str, str, str], tuple[Any, list[str]]]
    forms: tuple[str, ...]

    def of(self, reading: Reading, page: Page) -> Roles | None:
        """Return the roles of a page's blocks; `None` if it was not judged, or read differently."""
        printed = [block.text for block in page.blocks]
        for form in self.forms:
            table, texts = self.found.get((reading.corpus, reading.id, form), (None, []))
            if table is not None and texts == printed:
                return Roles(table)
        return None


def read_predictions(folder: Path, kind: Kind) -> Predictions:
    """Read all files of one kind; made by the training of the role model, never by others."""
    found: dict[tuple[str, str, str], tuple[Any, list[str]]] = {}
    for path in sorted(folder.glob(f"{kind}*.pkl")):
        found.update(pickle.loads(path.read_bytes()))  # noqa: S301 - our own files
    return Predictions(found, _FORMS[kind])
