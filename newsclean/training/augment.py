"""Captured texts made from HTML, as varied as real captures are.

To the forms of `newsclean.bench.flatten` come the accidents of capturing: ends cut off, a lost
lede or title, menus kept or dropped, lines glued together, blank lines between paragraphs.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from newsclean.bench.flatten import FORMS, flatten

Lines = list[str]
Change = Callable[[Lines, random.Random], Lines]

# a line shorter than this is taken for a piece of furniture
_SHORT = 60


def capture(html: str, rng: random.Random) -> str:
    """Make one captured text: a form and up to two accidents, all drawn from `rng`."""
    form = rng.choice(sorted(FORMS))
    lines = flatten(html, form).split("\n")
    for change in rng.sample(_CHANGES, rng.choice((0, 1, 1, 2))):
        lines = change(lines, rng)
    return "\n".join(lines)


def _longest(lines: Sequence[str]) -> int:
    return max(range(len(lines)), key=lambda i: len(lines[i]), default=0)


def _cut_end(lines: Lines, rng: random.Random) -> Lines:
    """End the capture somewhere after its longest line."""
    middle = _longest(lines)
    return lines[: rng.randint(middle, len(lines))] or lines


def _cut_start(lines: Lines, rng: random.Random) -> Lines:
    """Lose the top of the page: furniture, title, perhaps the lede."""
    first = next((i for i, line in enumerate(lines) if len(line) > _SHORT), 0)
    return lines[rng.randint(0, first + 1) :] or lines


def _thin_out(lines: Lines, rng: random.Random) -> Lines:
    """Drop a share of the short lines, as simple cleaners do."""
    chance = rng.random()
    return [line for line in lines if len(line) > _SHORT or rng.random() > chance] or lines


def _glue(lines: Lines, rng: random.Random) -> Lines:
    """Write runs of short lines as one line, as menus are often captured."""
    mark = rng.choice((" ", " | ", " · ", "  "))
    size = rng.randint(2, 12)
    glued: Lines = []
    run: Lines = []
    for line in [*lines, ""]:
        if line and len(line) <= _SHORT and len(run) < size:
            run.append(line.strip())
            continue
        if run:
            glued.append(mark.join(run))
        run = []
        glued.append(line)
    return glued


def _space_out(lines: Lines, rng: random.Random) -> Lines:
    """Put blank lines between the lines, or take those away that are there."""
    if rng.random() < 0.5:
        return [line for line in lines if line.strip()]
    gap = "\n" * rng.randint(1, 2)
    return [line + gap for line in lines if line.strip()]


_CHANGES: tuple[Change, ...] = (_cut_end, _cut_start, _thin_out, _glue, _space_out)
