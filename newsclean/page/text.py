"""Captured text to blocks: one block a line, after leading labels are set apart."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsclean.page.block import Block
from newsclean.page.lines import read_lines
from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.page.line import Line

# labels that pre-reduced captures carry at their head; "Source:", "Details:" and their like begin
# paragraphs of real stories and are none
_LABEL = late_pattern(
    r"(?P<name>title|headline|date|published|publication[ _-]date|updated|modified|authors?|url"
    r"|link|site|language|lang)(?:\s{0,2}[:=]\s{0,3}(?P<value>\S.{0,1000})?$)",
    re.I,
)
# the form `date 2025-07-01 The story begins`: a machine's day between label and text
_DATE_LABEL = late_pattern(
    r"date\s{0,2}:?\s{0,3}(?P<day>\d{4}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)"
    r"(?:\s+(?P<rest>\S.*))?$",
    re.I | re.S,
)
_CANONICAL = {
    "headline": "title",
    "publication date": "published",
    "modified": "updated",
    "author": "authors",
    "link": "url",
    "lang": "language",
}
# past the constructor of the named tuple, which is Python
_make_block = partial(tuple.__new__, Block)


class Reading(NamedTuple):
    """The blocks of a captured text and the labels that stood before them."""

    blocks: tuple[Block, ...]
    labels: dict[str, str]


def read_text(source: str) -> Reading:
    r"""Read the blocks of a captured text in order.

    >>> reading = read_text(" date 2025-07-01 The bridge reopened.\n\nTraffic flows.")
    >>> reading.labels, [b.text for b in reading.blocks]
    ({'date': '2025-07-01'}, ['The bridge reopened.', 'Traffic flows.'])
    """
    lines = read_lines(source)
    labels, rest = split_labels(lines)
    blocks = tuple(
        _make_block((index, text, "", -1, 0, 0, bullet, gap, indent, 0, 0))
        for index, (text, gap, indent, bullet) in enumerate(rest)
    )
    return Reading(blocks, labels)


def split_labels(lines: Sequence[Line]) -> tuple[dict[str, str], list[Line]]:
    """Set apart the labels at the head of a capture; they end at the first line that is none."""
    labels: dict[str, str] = {}
    for number, line in enumerate(lines):
        dated = _DATE_LABEL.match(line.text)
        if dated and "date" not in labels:
            labels["date"] = dated["day"]
            if dated["rest"]:
                return labels, [line._replace(text=dated["rest"]), *lines[number + 1 :]]
            continue
        label = _LABEL.match(line.text)
        if not label or not label["value"]:
            return labels, list(lines[number:])
        name = re.sub(r"[ _-]", " ", label["name"].lower())
        labels.setdefault(_CANONICAL.get(name, name), label["value"].strip())
    return labels, []
