"""An explanation as lines for a terminal: what `newsclean explain` and `print` show."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from newsclean.text import shorten, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsclean.body import Scored
    from newsclean.explanation.explanation import BlockLabel, Explanation

_SIGNS = {"body": "+", "title": "T", "dropped": "-"}
_WIDTH = 100
# of a long block its beginning is shown: so many lines
_LINES = 3
_INDENT = 13


class Span(NamedTuple):
    """A piece of a line in one style."""

    text: str
    style: str = ""
    """`body`, `title`, `dropped`, `aside`, `note`, `failed`, `best` or none."""


Line = tuple[Span, ...]


def terminal_width() -> int:
    """Return the columns of the terminal, 100 if the output is none."""
    return shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH


def lines(explanation: Explanation, width: int) -> Iterator[Line]:
    """Yield the lines of the view, wrapped at words: blocks, candidates, fields, failures."""
    for indent, spans in _unwrapped(explanation, width):
        yield from wrapped(spans, width, indent)


def _unwrapped(explanation: Explanation, width: int) -> Iterator[tuple[int, Line]]:
    page = explanation.page
    profile = page.profile.site if page.profile else "none"
    yield 0, (Span(f"{page.kind} capture, {len(page.blocks)} blocks, site profile: {profile}"),)
    for note in page.notes:
        yield 6, (Span(f"note: {note}", "note"),)
    for name, value in page.labels.items():
        yield 6, (Span(f"label {name}: {value}"),)
    for label in explanation.labels:
        yield _INDENT, _block(explanation, label, width)
    yield from ((_INDENT, line) for line in _candidates(explanation))
    yield from ((17, line) for line in _fields(explanation, width))
    for failure in explanation.failures:
        yield 8, (Span(f"failed: {failure.extractor}: {failure.error}", "failed"),)


def _block(explanation: Explanation, label: BlockLabel, width: int) -> Line:
    block = explanation.page.blocks[label.index]
    text = shorten(block.text, _LINES * (width - _INDENT))
    role = f"{label.likeliest.name.lower().replace('_', ' ')} {label.probability:.2f}"
    why = "; ".join(filter(None, (role, label.reason, ", ".join(label.proposed_by))))
    begin = f"{_SIGNS[label.role]} {label.index:4} {block.tag:5} "
    return Span(begin + text, label.role), Span(f"  [{why}]", "aside")


def _candidates(explanation: Explanation) -> Iterator[Line]:
    yield (Span(""),)
    yield (Span("candidates (predicted F1, purity, ms)"),)
    for item in sorted(explanation.candidates, key=lambda item: -item.estimate.quality):
        yield (_candidate(item, explanation),)
        moved = ", ".join(f"{name} {by:+.3f}" for name, by in item.estimate.moved)
        if moved:
            yield (Span(f"    {moved}", "aside"),)


def _candidate(item: Scored, explanation: Explanation) -> Span:
    winner, name = explanation.winner, item.candidate.extractor
    won = winner is not None and name == winner.extractor
    quality, purity, _ = item.estimate
    numbers = f"{quality:.3f} {purity:.2f} {item.seconds * 1000:7.2f}"
    text = f"{name:18} {numbers}  {len(item.candidate.paragraphs)} paragraphs"
    return Span(f"{'>' if won else ' '} {text}", "best" if won else "")


def _fields(explanation: Explanation, width: int) -> Iterator[Line]:
    yield (Span(""),)
    yield (Span("fields"),)
    for choice in explanation.choices:
        if choice.best is not None:
            best = choice.best
            value = shorten(str(best.value), _LINES * width)
            yield (Span(f"  {choice.field:14} {value}  [{best.source}] {best.reason}"),)
        elif choice.rejected:
            yield (Span(f"  {choice.field:14} none"),)
        for other in choice.rejected:
            value = f"not {shorten(str(other.value), width)}  [{other.source}] {other.reason}"
            yield (Span(f"  {'':14} {value}", "dropped"),)


def wrapped(spans: Iterable[Span], width: int, indent: int) -> Iterator[Line]:
    """Yield the lines that spans fill, broken at words; those after the first are indented.

    White space at the beginning and between words stays as it is. A word that is longer than a
    line is broken within.

    >>> story = Span("It rained all day, the county said", "body")
    >>> next(wrapped([story], 16, 2))
    (Span(text='It rained all', style='body'),)
    >>> ["".join(span.text for span in line) for line in wrapped([story], 16, 2)]
    ['It rained all', '  day, the', '  county said']
    """
    line, used, floor = [Span("")], 0, 0
    for space, word, style in _words(spans):
        for number, piece in enumerate(_pieces(word, width - indent)):
            gap = "" if number else space
            size = len(gap) + columns(piece)
            if used > floor and used + size > width:
                yield tuple(line)
                line, used, floor, gap = [Span(" " * indent)], indent, indent, ""
                size = columns(piece)
            line = [*line[:-1], *_joined(line[-1], Span(gap + piece, style))]
            used += size
    yield tuple(line)


def _joined(one: Span, other: Span) -> Line:
    """Join two spans of one style, or one without text to the other."""
    if one.style == other.style or not one.text:
        return (Span(one.text + other.text, other.style),)
    return one, other


def _words(spans: Iterable[Span]) -> Iterator[tuple[str, str, str]]:
    """Yield each word with the spaces before it and its style."""
    for text, style in spans:
        space = ""
        for number, word in enumerate(shown(text).split(" ")):
            space += " " if number else ""
            if word or not text:
                yield space, word, style
                space = ""


def _pieces(word: str, width: int) -> Iterator[str]:
    """Yield a word as it is, or the pieces of it that fill a line each."""
    begin = used = 0
    for place, letter in enumerate(word):
        size = columns(letter)
        if used + size > width:
            yield word[begin:place]
            begin, used = place, 0
        used += size
    yield word[begin:]


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each wide letter.

    >>> columns("Lenn"), columns("橋が")
    (4, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
