"""Pages of HTML that show what was done, in which nothing of a capture runs or loads."""

from newsclean.pictures.card import card
from newsclean.pictures.html import Html, escaped, joined, tag
from newsclean.pictures.page import bar, document, framed, link, policy_hash, sheet, strip, style

__all__ = [
    "Html",
    "bar",
    "card",
    "document",
    "escaped",
    "framed",
    "joined",
    "link",
    "policy_hash",
    "sheet",
    "strip",
    "style",
    "tag",
]
