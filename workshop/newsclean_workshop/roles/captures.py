"""Captured text made of read pages, in many forms, with the letter of each line carried over.

A capture is a list of raw lines with letters. The forms are those in which text loses its DOM
(block lines, resiliparse, inscriptis); what happens to captures comes on top: ends cut off, menus
dropped, lines glued, blank lines, hard wraps of many widths, furniture of another page around it.
"""

from __future__ import annotations

import random
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from newsclean.bench.flatten import flatten
from newsclean.text import is_spaceless
from newsclean_workshop.roles.readings import FURNITURE


class RawLine(NamedTuple):
    """A line of a capture before it is read, with what a reader marked it as."""

    text: str
    letter: str = FURNITURE


Capture = list[RawLine]
Change = Callable[[Capture, random.Random], Capture]

FORMS = ("selectolax", "resiliparse", "inscriptis")
# a line shorter than this is taken for a piece of furniture
_SHORT = 60
_LEAST_FOUND = 0.3


def make_capture(html: str, form: str, texts: Sequence[str], letters: Sequence[str]) -> Capture:
    """Return the lines of a page in a text form; `letters` are those of its blocks `texts`."""
    lines = flatten(html, form).split("\n")
    return [RawLine(*pair) for pair in zip(lines, carry(lines, texts, letters), strict=True)]


def carry(lines: Sequence[str], texts: Sequence[str], letters: Sequence[str]) -> list[str]:
    """Return the letter of each line, from the letters of texts that say the same in order.

    >>> carry(["* One", "two", "", "x"], ["One two", "x"], ["S", "C"])
    ['S', 'S', '-', 'C']
    """
    keys = [_key(line) for line in lines]
    wanted = [_key(text) for text in texts]
    found = [FURNITURE] * len(lines)
    filled = [number for number, key in enumerate(keys) if key]
    matcher = SequenceMatcher(None, [keys[n] for n in filled], wanted, autojunk=False)
    for step, first, end, other, other_end in matcher.get_opcodes():
        if step == "equal":
            for number, letter in zip(filled[first:end], letters[other:other_end], strict=True):
                found[number] = letter
        elif step == "replace":
            part = filled[first:end]
            _carry_words(lines, part, texts[other:other_end], letters[other:other_end], found)
    return found


def _carry_words(
    lines: Sequence[str],
    numbers: Sequence[int],
    texts: Sequence[str],
    letters: Sequence[str],
    found: list[str],
) -> None:
    """Carry letters word by word where lines and blocks end at different places."""
    here = [(word, number) for number in numbers for word in _units(lines[number])]
    there = [(w, letter) for text, letter in zip(texts, letters, strict=True) for w in _units(text)]
    matcher = SequenceMatcher(None, [w for w, _ in here], [w for w, _ in there], autojunk=False)
    counts: dict[int, Counter[str]] = {}
    for first, other, size in matcher.get_matching_blocks():
        for step in range(size):
            number = here[first + step][1]
            counts.setdefault(number, Counter())[there[other + step][1]] += 1
    for number, count in counts.items():
        letter, held = count.most_common(1)[0]
        if held >= _LEAST_FOUND * len(_units(lines[number])):
            found[number] = letter


def _units(text: str) -> list[str]:
    return [u for word in text.split() for u in (word if is_spaceless(word[0]) else [word])]


def _key(text: str) -> str:
    return "".join(ch for ch in text if ch.isalnum())


def letters_of(capture: Capture, texts: Sequence[str]) -> list[str]:
    """Return the letters of the blocks that reading the capture gave: lines joined and cleaned.

    >>> letters_of([RawLine("- One", "S"), RawLine("two", "S"), RawLine("x")], ["One two", "x"])
    ['S', '-']
    """
    raw = [(_key(line.text), line.letter) for line in capture]
    raw = [pair for pair in raw if pair[0]]
    place = 0
    found = []
    for text in texts:
        wanted, held = _key(text), Counter({FURNITURE: 0})
        while wanted and place < len(raw):
            key, letter = raw[place]
            if wanted.startswith(key):
                held[letter] += len(key)
                wanted = wanted[len(key) :]
                place += 1
            elif (start := key.find(wanted)) >= 0:
                held[letter] += len(wanted)
                rest = key[start + len(wanted) :]
                raw[place] = (rest, letter)
                place += not rest
                wanted = ""
            elif not held.total():
                place += 1  # a label or a line that reading left out
            else:
                break
        found.append(held.most_common(1)[0][0])
    return found


def disturb(capture: Capture, rng: random.Random, other: Capture | None = None) -> Capture:
    """Return the capture after up to three accidents, and wrapped on a third of all calls."""
    for change in rng.sample(_CHANGES, rng.choice((0, 1, 1, 2))):
        capture = change(capture, rng)
    if other and rng.random() < 0.15:
        capture = _surround(capture, other, rng)
    if rng.random() < 0.35:
        capture = wrap(capture, rng.randint(36, 120), rng.choice((0, 0, 0, 1)))
    return capture


def wrap(capture: Capture, width: int, between: int = 0) -> Capture:
    """Return the capture hard-wrapped, with `between` blank lines after each paragraph."""
    wrapped: Capture = []
    for line in capture:
        pieces = _wrap_line(line.text, width)
        wrapped += [RawLine(piece, line.letter) for piece in pieces]
        wrapped += [RawLine("")] * (between if pieces else 1)
    return wrapped


def _wrap_line(text: str, width: int) -> list[str]:
    text = text.rstrip()
    if text and sum(map(is_spaceless, text)) > len(text) // 3:
        step = max(18, width // 2)
        return [text[start : start + step] for start in range(0, len(text), step)]
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _surround(capture: Capture, other: Capture, rng: random.Random) -> Capture:
    """Put short lines of another page before and after."""
    menu = [RawLine(line.text) for line in other if line.letter == FURNITURE]
    first, last = rng.randint(0, min(30, len(menu))), rng.randint(0, min(30, len(menu)))
    return [*menu[:first], *capture, *(menu[-last:] if last else [])]


def _cut_end(capture: Capture, rng: random.Random) -> Capture:
    """End the capture somewhere after its longest line."""
    return capture[: rng.randint(_longest(capture), len(capture))] or capture


def _cut_start(capture: Capture, rng: random.Random) -> Capture:
    """Lose the top of the page: furniture, title, perhaps the first paragraph."""
    first = next((i for i, line in enumerate(capture) if len(line.text) > _SHORT), 0)
    return capture[rng.randint(0, first + 1) :] or capture


def _longest(capture: Capture) -> int:
    return max(range(len(capture)), key=lambda i: len(capture[i].text), default=0)


def _thin_out(capture: Capture, rng: random.Random) -> Capture:
    """Drop a share of the short lines of furniture, as simple cleaners do."""
    share = rng.random()
    kept = [
        line
        for line in capture
        if line.letter != FURNITURE or len(line.text) > _SHORT or rng.random() > share
    ]
    return kept or capture


def _glue(capture: Capture, rng: random.Random) -> Capture:
    """Write runs of short lines of one letter as one line, as menus are often captured."""
    mark = rng.choice((" ", " | ", " · ", "  "))
    size = rng.randint(2, 12)
    glued: Capture = []
    run: Capture = []
    for line in [*capture, RawLine("", "end")]:
        fits = line.text.strip() and len(line.text) <= _SHORT and len(run) < size
        if fits and line.letter in "-RL" and (not run or run[0].letter == line.letter):
            run.append(line)
            continue
        if run:
            glued.append(RawLine(mark.join(r.text.strip() for r in run), run[0].letter))
        run = []
        glued.append(line)
    return glued[:-1]


def _space_out(capture: Capture, rng: random.Random) -> Capture:
    """Put blank lines between the lines, or take those away that are there."""
    filled = [line for line in capture if line.text.strip()]
    if rng.random() < 0.5:
        return filled
    gap = [RawLine("")] * rng.randint(1, 2)
    return [part for line in filled for part in (line, *gap)]


_CHANGES: tuple[Change, ...] = (_cut_end, _cut_start, _thin_out, _glue, _space_out)
