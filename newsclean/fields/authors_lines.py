"""The bylines among the lines around the headline and at the end of the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsclean.dates import find_dates
from newsclean.dates.ages import first_age
from newsclean.fields.authors_shown import (
    MAX_BYLINE,
    Bounds,
    Byline,
    is_full,
    names_in,
    undated,
)
from newsclean.fields.titles_lines import is_sentence
from newsclean.names.bylines import cjk_names, clean_names, is_byline
from newsclean.names.words import fold_word, is_unspaced, name_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.page.block import Block
    from newsclean.page.page import Page

# a short line with a date, so many lines from a name
_NEAR, _DATE_LINE = 2, 60
_WRITTEN = re.compile(
    r"\b(?:(?:written|reported|compiled|authored) by|автор|โดย|بقلم):?\s?(?=\S{2,20}\s\S{2})", re.I
)
# "Kolumne von Ann Lee", "Ein Kommentar von Ann Lee", "Recipe by Ann Lee" open a line
_KIND_BY = re.compile(
    r"^[^\W\d_]{3,20}(?:\s[^\W\d_]{2,20}){0,2}\s(?:by|von|par|por|door|av|af|di):?\s"
    r"(?=[^\W\d_a-z]\S{0,20}\s[^\W\d_a-z])"
)
# what parts the name from the rest of a line: "Ann Lee · CBC News · Posted: ...", "Ann Lee, 10:00"
_PARTS = re.compile(r"\s?[|·•⋅/,;]\s?|\s[-–—]\s")
_ABOVE, _INTO, _BELOW = 12, 3, 4
# a line that says that it is a byline may stand deeper in what is taken for the story
_SIGNED_INTO, _SIGNED_LAST = 8, 3
_ABOVE_HEAD, _BELOW_HEAD = 2, 6
_MAX_ROLE_WORDS = 8
# "This article for the Herald was written by Ann Lee"
_MAX_OPENING = 90
# the last characters of a story, where its author may sign
_SIGNATURE = 16
_MAX_KIND_BY = 80
_NAME_WORDS, _MAX_WHOLE = 4, 6
# what may stand behind a word
_MARK_CHARS = ".,;:!?()\"'’”“„»«"
_MARKS = re.escape(_MARK_CHARS)
_FEW_WORDS = 20
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# lines below the headline where a name may stand alone; below the story where its author is told of
_BARE_BELOW, _BIO_BELOW = 12, 8


def byline_lines(page: Page, bounds: Bounds) -> Iterator[Byline]:
    """Give the bylines around the headline and below the story, of the surest kind there is."""
    for find in (_by_words, _dated, _told_of, _bare):
        found = list(find(page, bounds))
        if found:
            yield from found
            return


def _by_words(page: Page, bounds: Bounds) -> Iterator[Byline]:
    """Give the lines that say that they are bylines."""
    head, start, end = bounds
    above_head = range(head - _ABOVE_HEAD, head) if head >= 0 else ()
    wide = {*_near(bounds), *above_head, *range(start, min(start + _SIGNED_INTO, end))}
    for block in _lines(page, (*sorted(wide), *range(end - _SIGNED_LAST, end + _BELOW))):
        names = _signed(page, block.text)
        if names:
            yield Byline(names, f"line {block.index}: signed")


def _near(bounds: Bounds) -> set[int]:
    head, start, _ = bounds
    below_head = range(head + 1, max(start + _INTO, head + _BELOW_HEAD)) if head >= 0 else ()
    return {*below_head, *range(start - _ABOVE, start + _INTO)}


def _lines(page: Page, indices: Sequence[int]) -> list[Block]:
    return [page.blocks[i] for i in dict.fromkeys(indices) if 0 <= i < len(page.blocks)]


def _signed(page: Page, text: str) -> tuple[str, ...]:
    """Give the names of a byline by its words: "By Ann Lee", "Ann Lee, Staff Writer"."""
    if not text.isascii():
        cjk = cjk_names(text[:MAX_BYLINE]) or cjk_names(text[-_SIGNATURE:])
        if cjk:
            return cjk
    written = _written(text[:_MAX_OPENING])
    if written:
        return tuple(filter(is_full, names_in(text[written.end() :][:MAX_BYLINE])))[:1]
    if len(text) > MAX_BYLINE:
        return ()
    bare = undated(page, text)
    kind = _KIND_BY.match(bare) if len(bare) <= _MAX_KIND_BY else None
    if kind and not is_sentence(text) and not _credits(kind[0]):
        return tuple(filter(is_full, names_in(_PARTS.split(bare[kind.end() :])[0])))
    parts = [part for part in bare.split(" | ") if is_byline(part)]
    if parts or _has_role(bare):
        return tuple(filter(is_full, names_in(parts[0] if parts else bare)))
    return ()


def _written(opening: str) -> re.Match[str] | None:
    """Find the words for "written by" in the opening of a line."""
    # most lines have none, which this finds out at a tenth of the cost
    if opening.isascii() and " by" not in opening.lower():
        return None
    return _WRITTEN.search(opening)


def _credits(opening: str) -> bool:
    """Whether words before "by" are those of reviewers, photographers, translators, ..."""
    return any(fold_word(word) in name_words().credits for word in opening.split())


def _has_role(text: str) -> bool:
    """Whether a line is a name and a role and nothing else: "Ann Lee Staff Writer"."""
    words = text.replace(",", " ").split()
    if not 3 <= len(words) <= _MAX_ROLE_WORDS:
        return False
    tables = name_words()
    if fold_word(words[-1]) not in tables.roles:
        return False
    said = [fold_word(word) for word in words]
    ranks = sum(word in tables.roles or word in tables.ranks for word in said)
    names = clean_names(text)
    return len(names) == 1 and len(names[0].split()) + ranks == len(said)


def _dated(page: Page, bounds: Bounds) -> Iterator[Byline]:
    """Give the names in lines that hold a date, too, or stand near one."""
    for block in _lines(page, sorted(_near(bounds))):
        # a section's name looks like a person's, but stands above the headline
        if bounds.head < block.index <= max(bounds.start, bounds.head + _BELOW_HEAD):
            names = _of_head(page, block, bounds.head)
            if names and not _is_said(page, names):
                yield Byline(names, f"line {block.index}: with a date")


def _of_head(page: Page, block: Block, head: int) -> tuple[str, ...]:
    """Give the names in a line below the headline that holds a date, too, or stands near one."""
    text = block.text
    if len(text) > MAX_BYLINE:
        return ()
    bare = undated(page, text)
    below_summary = 0 <= head == block.index - 2 and is_sentence(page.blocks[head + 1].text)
    if bare == text and not (below_summary or _is_near_date(page, block.index)):
        return ()
    names = names_in(bare)
    fits = all(is_full(name) and len(name.split()) <= _NAME_WORDS for name in names)
    if fits and sum(map(len, names)) * 2 >= len(bare):
        return names
    return _whole_name(_PARTS.split(bare)[0]) if bare != text else ()


def _whole_name(text: str) -> tuple[str, ...]:
    """Give the one name that a text is, printed once or twice."""
    if not 1 <= text.count(" ") < _MAX_WHOLE or not text[0].isupper() or text.isupper():
        return ()
    names = names_in(text)
    whole = len(names) == 1 and text in {names[0], f"{names[0]} {names[0]}"}
    return names if whole else ()


def _is_near_date(page: Page, index: int) -> bool:
    known = page.shared("short lines with a date", _no_lines)
    for block in page.blocks[max(0, index - _NEAR) : index + _NEAR + 1]:
        if block.index == index or len(block.text) > _DATE_LINE:
            continue
        if block.index not in known:
            known[block.index] = bool(find_dates(block.text) or first_age(block.text))
        if known[block.index]:
            return True
    return False


def _no_lines(_: Page) -> dict[int, bool]:
    """Index of a line -> whether it prints a date or an age; filled as lines are asked for."""
    return {}


def _told_of(page: Page, bounds: Bounds) -> Iterator[Byline]:
    """Give the names that are a line, and open the next one that tells who they are."""
    head, start, end = bounds
    near = (*range(head + 1, start + _INTO), *range(end - _SIGNED_LAST, end + _BIO_BELOW))
    for block in _lines(page, near)[:-1]:
        names = _whole_name(block.text)
        after = page.blocks[block.index + 1 : block.index + 3]
        if names and any(_tells_of(names[0], other.text) for other in after):
            yield Byline(names, f"line {block.index}: told of")


def _tells_of(name: str, text: str) -> bool:
    """Whether a text goes on from the name as "Ann Lee is a reporter" does."""
    rest = text[len(name) :]
    return text.startswith(name) and rest[:1] == " " and rest[1:2].islower()


def _bare(page: Page, bounds: Bounds) -> Iterator[Byline]:
    """Give the names that stand alone between headline and story, or among its first lines."""
    head, start, end = bounds
    if head < 0:
        return
    for block in _lines(page, range(head + 1, min(start + _INTO + 1, end, head + _BARE_BELOW))):
        names = _whole_name(block.text) if block.tag not in _HEADINGS else ()
        if names and not _is_said(page, names, least=1):
            yield Byline(names, f"line {block.index}: alone")


def _is_said(page: Page, names: Sequence[str], least: int | None = None) -> bool:
    """Whether the page writes words of a name small, too: it is of things, not of a person.

    `least` is how many of the words tell; without it, all of them.
    """
    words = {
        word.casefold()
        for name in names
        for word in name.split()
        if len(word) > 3 and not is_unspaced(word)
    }
    said = sum(_writes_small(page, word) for word in words)
    return bool(words) and said >= (least or len(words))


def _writes_small(page: Page, word: str) -> bool:
    """Whether a line of the page has a word in small letters, whatever marks stand behind it."""
    known = page.shared("words asked for", _no_words)
    if word not in known:
        if len(known) < _FEW_WORDS:  # as on most pages: no need to read them all
            known[word] = _occurs_small(page.shared("all lines", _all_lines), word)
        else:
            known[word] = word in page.shared("words in small letters", _small_words)
    return known[word]


def _no_words(_: Page) -> dict[str, bool]:
    """Word -> whether the page writes it small; filled as words are asked for."""
    return {}


def _occurs_small(text: str, word: str) -> bool:
    if not word[0].islower() or word not in text:  # most words are found out here
        return False
    return re.search(rf"(?<!\S){re.escape(word)}[{_MARKS}]*(?!\S)", text) is not None


def _small_words(page: Page) -> frozenset[str]:
    words = page.shared("all lines", _all_lines).split()
    return frozenset(word.rstrip(_MARK_CHARS) for word in words if word[0].islower())


def _all_lines(page: Page) -> str:
    return "\n".join(block.text for block in page.blocks)
