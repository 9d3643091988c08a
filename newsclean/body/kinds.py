"""What each paragraph of a body is: standfirst, subheading, quote, list item, table row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsclean.roles import BODY, Role, page_roles

if TYPE_CHECKING:
    from newsclean.body.candidate import Candidate
    from newsclean.page import Block, Page

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TAGS = {"blockquote": "quote", "li": "list_item", "tr": "table_row"}
_ROLES = {Role.STANDFIRST: "standfirst", Role.SUBHEADING: "subheading"}


def paragraph_kinds(page: Page, body: Candidate) -> tuple[str, ...]:
    """Return the kind of each paragraph, one of `newsclean.article.KINDS`.

    The markup decides if it is plain, else the role. Text that is foreign to the page's blocks is
    paragraphs.
    """
    if body.blocks is None:
        return ("paragraph",) * len(body.paragraphs)
    kept = list(body.blocks)
    likeliest = np.stack([page_roles(page).of(role)[kept] for role in BODY]).argmax(axis=0)
    return tuple(
        _kind(page.blocks[i], BODY[role]) for i, role in zip(kept, likeliest.tolist(), strict=True)
    )


def _kind(block: Block, role: Role) -> str:
    if role in _ROLES:
        return _ROLES[role]
    if block.tag in _HEADINGS:
        return "subheading"
    return _TAGS.get(block.tag, "list_item" if block.bullet else "paragraph")
