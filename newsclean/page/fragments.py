"""Paragraphs whose parts stand on lines of their own: drop caps, links, one sentence a line.

Tools that give the text of each element a line of its own (`get_text("\\n")`) cut a paragraph at
its links; tools that split sentences or version text write one sentence a line.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from newsclean.page.line import SENTENCE_ENDS, Line, columns
from newsclean.patterns import late_pattern
from newsclean.text import is_spaceless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NO_CUT = (*SENTENCE_ENDS, ":", "-", "–", "|", ")", "]", " am", " pm")
_STOPS = (".", "!", "?", "。", "！", "？")
# what goes on with a sentence: no line of its own begins so
_GOES_ON = late_pattern(
    r"[,;.](?=\s|\Z)|[，；。、）」』]|\)(?=[\s,.;]|\Z)|['’](?:s|t|re|ll|ve|d)\b"
)
_CLOSES = {")": "(", "）": "（", "」": "「", "』": "『"}
# where a sentence ends within a line or with it
_SENTENCE_END = late_pattern(r"[.!?…][”\"»’)]{0,2}(?:\s|\Z)|[。！？।]")
# a line that names the writer begins in lower case, too
_BYLINE = late_pattern(
    r"(?:by|von|vom|par|por|di|de|da|door|av|af|od|przez|text|foto|photo)\b", re.I
)
_DROP_CAP = late_pattern(r"[\"'“„«‘]?[^\W\d_]\Z")
# words of one letter, with which a story may begin as well as with a drop cap
_LETTER_WORDS = frozenset("AIOYEÀÉÓUÉИВСКОУЯАЗІЙЄ")
_WORDS = late_pattern(r"\w{1,40}")
# a line this long, without an end, may be prose that was cut; headlines may be as long, but what
# follows them begins a sentence
_LONG = 25
_REST = 30
# the text of a link in a sentence
_LINK = 80
_DIGITS = 4
_MOST = 500
# of lines this long hardly one holds two sentences, if each line is one
_SENTENCE = 30
_TWO_SENTENCES = late_pattern(r"[a-zà-ÿа-я\d][.!?][”\"»’]{0,2} [“\"«A-ZÀ-ÝА-Я]")
_MOST_OF_A_PARAGRAPH = 8


def join_fragments(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with the parts of one paragraph joined.

    >>> cut = ["The head teacher of the school by the old harbour,", "Ansel Brook", ", agreed."]
    >>> [line.text for line in join_fragments([Line(text) for text in cut])]
    ['The head teacher of the school by the old harbour, Ansel Brook, agreed.']
    """
    return _join_sentences(_join_cut(_with_drop_caps(lines)))


def _with_drop_caps(lines: Sequence[Line]) -> list[Line]:
    """Put the large first letter of a story, captured as a line of its own, before its word."""
    if not any(len(line.text) <= 2 for line in lines):
        return list(lines)
    known: Counter[str] | None = None
    found: list[Line] = []
    for line in lines:
        cap = found[-1] if found else None
        if cap and _is_drop_cap(cap, line):
            if cap.text[-1] in _LETTER_WORDS and known is None:
                known = Counter(w for other in lines for w in _WORDS.findall(other.text.lower()))
            found[-1] = cap._replace(text=cap.text + _space_after(cap, line, known) + line.text)
        else:
            found.append(line)
    return found


def _is_drop_cap(cap: Line, line: Line) -> bool:
    return (
        len(cap.text) <= 2
        and _DROP_CAP.fullmatch(cap.text) is not None
        and cap.text[-1].isupper()
        and line.gap <= 1
        and not cap.bullet
        and line.text[0].islower()
        and len(line.text) >= _LONG
    )


def _space_after(cap: Line, line: Line, known: Counter[str] | None) -> str:
    """A space if the letter is a word: the next one stands elsewhere, both as one do not."""
    if known is None or cap.text[-1] not in _LETTER_WORDS:
        return ""
    first = _WORDS.match(line.text)
    word = first[0].lower() if first else ""
    return " " if known[cap.text[-1].lower() + word] == 0 and known[word] > 1 else ""


def _join_cut(lines: Sequence[Line]) -> list[Line]:
    """Join lines that end within a sentence with those that go on with it."""
    runs: list[list[str]] = []
    first: list[Line] = []
    tail = ""  # the last line of the last run, or its last two if the last one is short
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        if runs and _goes_on(tail, line, after):
            runs[-1].append(line.text)
            tail = line.text if len(line.text) >= _LONG else f"{tail[-_LONG:]} {line.text}"
        else:
            runs.append([line.text])
            first.append(line)
            tail = line.text
    if len(runs) == len(lines):
        return list(lines)
    return [line._replace(text=_glued(run)) for line, run in zip(first, runs, strict=True)]


def _goes_on(tail: str, line: Line, after: Line | None) -> bool:
    if line.gap or line.bullet:
        return False
    if _is_punctuated_rest(tail, line.text):
        return True
    if len(tail) < _LONG:
        return False
    # whether the line before was cut is costly to tell, and few lines could go on with it
    goes_on = (line.text[0].islower() and _is_rest(line.text)) or (
        after is not None and len(line.text) <= _LINK and _is_link_between(line, after)
    )
    return goes_on and _is_cut(tail)


def _is_punctuated_rest(tail: str, text: str) -> bool:
    """Whether a line begins with what closes the one before: a comma, a full stop, a bracket."""
    if text[0].isalnum() or not _GOES_ON.match(text) or len(tail) < 2 or tail.endswith(_STOPS):
        return False
    opening = _CLOSES.get(text[0])
    return opening is None or tail.count(opening) > tail.count(text[0])


def _is_cut(text: str) -> bool:
    """Whether a line is prose that stops within a sentence, and no headline, name or date."""
    if len(text) < _LONG or text[-1].isdigit() or text.endswith(_NO_CUT):
        return False
    words = text[-_MOST:].split()
    return 2 * sum(word[0].islower() for word in words) >= len(words)


def _is_rest(text: str) -> bool:
    """Whether a line that begins in lower case is the rest of a sentence: it comes to its end."""
    if len(text) < _REST or (len(text) < _LINK and _BYLINE.match(text)):
        return False
    return _SENTENCE_END.search(text) is not None


def _is_link_between(line: Line, after: Line) -> bool:
    """Whether a short line after a cut one is a link, since what follows goes on with both."""
    if after.gap or after.bullet or line.text.endswith(SENTENCE_ENDS):
        return False
    if sum(map(str.isdigit, line.text)) > _DIGITS:
        return False  # a date or a number, but no link
    if _is_punctuated_rest(line.text, after.text):
        return True
    return after.text[0].islower() and _is_rest(after.text)


def _glued(run: Sequence[str]) -> str:
    parts = [run[0]]
    for text in run[1:]:
        close = _GOES_ON.match(text) or (is_spaceless(text[0]) and is_spaceless(parts[-1][-1]))
        parts.append(text if close else f" {text}")
    return "".join(parts)


def _join_sentences(lines: Sequence[Line]) -> list[Line]:
    """Join the sentences of each paragraph, if each line is one and blank lines part them."""
    groups = list(_paragraphs(lines))
    if not _is_one_sentence_a_line(groups):
        return list(lines)
    joined: list[Line] = []
    for group in groups:
        if all(map(_is_sentence, group)):
            joined.append(group[0]._replace(text=_glued([line.text for line in group])))
        else:
            joined.extend(group)
    return joined


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and line.gap:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_one_sentence_a_line(groups: Sequence[Sequence[Line]]) -> bool:
    stories = [group for group in groups if all(map(_is_sentence, group))]
    several = [group for group in stories if len(group) > 1]
    if len(several) < 3 or 2 * len(several) < len(stories):
        return False
    if max(map(len, several)) > _MOST_OF_A_PARAGRAPH:
        return False
    sentences = [line.text for group in stories for line in group]
    two = sum(_TWO_SENTENCES.search(text) is not None for text in sentences)
    return two <= 0.1 * len(sentences)


def _is_sentence(line: Line) -> bool:
    return not line.bullet and columns(line.text) >= _SENTENCE and line.text.endswith(SENTENCE_ENDS)
