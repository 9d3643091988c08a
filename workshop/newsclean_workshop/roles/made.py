"""Captured text that was made up for this project, in languages of which hardly any page was read.

A file of `made/` holds the captures of one language: `@@ ja/01 site=nagisa-shimbun.example`, then
the lines, each behind the letter of its role, as in the readings (`T|headline`, `-|menu`). Outlets,
people and stories are invented; the furniture has the shape of the country's sites.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsclean.errors import CorpusError
from newsclean_workshop.roles.captures import Capture, RawLine
from newsclean_workshop.roles.examples import LETTERS, Example, captured_examples
from newsclean_workshop.roles.readings import BODY_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

MADE = Path(__file__).with_name("made")
_HEAD = re.compile(r"@@ (\S+) site=(\S+)")
_LINE = re.compile(rf"([{re.escape(LETTERS)}])\|(.*)")


class MadeCapture(NamedTuple):
    """One capture: `key` is language and number, `site` the outlet that was made up for it."""

    key: str
    site: str
    lines: Capture

    @property
    def body(self) -> str:
        """The lines of the story with its standfirst and subheadings."""
        return "\n".join(line.text for line in self.lines if line.letter in BODY_LETTERS)


def made_captures(folder: Path = MADE) -> Iterator[MadeCapture]:
    """Yield the captures of all files in a folder; raise `CorpusError` that names file and line."""
    for path in sorted(folder.glob("*.txt")):
        capture: MadeCapture | None = None
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if head := _HEAD.fullmatch(line):
                if capture is not None:
                    yield capture
                capture = MadeCapture(head[1], head[2], [])
                continue
            marked = _LINE.fullmatch(line)
            if capture is None or (line and not marked):
                raise CorpusError(f"{path}, line {number}: neither a head nor a letter and a line")
            capture.lines.append(RawLine(marked[2], marked[1]) if marked else RawLine(""))
        if capture is not None:
            yield capture


def made_examples(disturbed: int) -> Iterator[Example]:
    """Yield the example of each capture as it is, and `disturbed` ones with accidents."""
    for capture in made_captures():
        rng = random.Random(capture.key)  # noqa: S311 - draws accidents, keeps no secret
        forms = {"made": capture.lines}
        for form, seen, texts, labels in captured_examples(forms, disturbed, rng):
            yield Example(
                "made", capture.key, capture.site, form, seen, texts, labels, capture.body
            )
