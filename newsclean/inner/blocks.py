# cython: boundscheck=False, cdivision=True, initializedcheck=False, wraparound=False
"""What each block of a page shows by itself, and what stands before and after it.

Each pass fills a table with a row a feature and a column a block; the names of its rows stand
beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cython import nogil

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

OWN = (
    "chars", "words", "link", "strong", "upper", "digits", "letters", "spaceless", "commas",
    "ends", "quotes", "bars", "word_size", "capitals", "closed", "prose", "first", "last",
    "last_but_one", "last_code", "tag", "bullet",
)  # fmt: skip
WINDOWS = tuple(
    f"{name}{width}"
    for width in (2, 4, 8)
    for name in ("prose<", "link<", "short<", "prose>", "link>", "short>", "chars~")
)
PLACES = (
    "place", "place_chars", "index", "blocks", "prose_before", "prose_after", "all_prose",
    "prose_share", "since_prose", "until_prose", "since_h1", "until_h1", "prose_size",
)  # fmt: skip
CORE = (
    "core_before", "core_after", "gap_to_core",
    *(
        name.replace("*", flag)
        for flag in ("stop", "drop", "repeat", "dated")
        for name in ("*", "*<4", "*>4", "since_*", "until_*", "*_to_core")
    ),
)  # fmt: skip
CHARS, WORDS, LINK, STRONG, CAPITALS, PROSE, TAG = 0, 1, 2, 3, 13, 15, 20
"""Rows of `OWN`."""
LETTER, UPPER, DIGIT, END, COMMA, QUOTE, SPACELESS, BAR = 1, 2, 3, 5, 6, 7, 9, 10
"""Classes of characters."""
PROSE_WORDS = 8
"""A block of so many words with the end of a sentence in it is prose; headlines and links with so
many words seldom end in a stop."""
LABEL_WORDS = 6
"""A shorter line is a label."""
SHORT_WORD = 3
"""Words as short as this are the same in every story, except where letters stand for words."""
LAST_CODE = 0x2100
NEVER = 999
"""Blocks since or until something that is nowhere."""
LEAST = 1e-9


def fill_own(  # noqa: PLR0913, PLR0917 - what blocks are made of
    classes: Array, codes: Array, starts: Array, ends: Array, counts: Array, words: Array,
    owners: Array, rows: Array,
) -> None:  # fmt: skip
    """Fill all rows of `OWN` but the last two.

    `counts` are the characters of each class (blocks x classes), `words` the places at which words
    start, `owners` the blocks of the words. `rows` are zero to begin with but for `LINK` and
    `STRONG`, which hold characters.
    """
    size, number = starts.shape[0], words.shape[0]
    with nogil:
        for i in range(number):
            rows[WORDS, owners[i]] += 1
            if classes[words[i]] == UPPER:
                rows[CAPITALS, owners[i]] += 1
        for i in range(size):
            # a pair of letters stands for a word: half as many as there are letters
            count = rows[WORDS, i] - counts[i, SPACELESS] * 0.5
            chars = ends[i] - starts[i]
            letters = counts[i, LETTER] + counts[i, UPPER] + counts[i, SPACELESS]
            whole, some, told = max(chars, LEAST), max(letters, LEAST), max(count, LEAST)
            link = rows[LINK, i] / whole
            rows[CHARS, i], rows[WORDS, i], rows[LINK, i] = chars, count, link
            rows[STRONG, i] /= whole
            rows[4, i] = counts[i, UPPER] / some
            rows[5, i] = counts[i, DIGIT] / whole
            rows[6, i] = letters / whole
            rows[7, i] = counts[i, SPACELESS] / whole
            rows[8, i] = counts[i, COMMA] / told
            rows[9, i] = counts[i, END] / told
            rows[10, i] = counts[i, QUOTE]
            rows[11, i] = counts[i, BAR]
            rows[12, i] = letters / told
            rows[CAPITALS, i] /= told
            place = max(ends[i] - 1, starts[i])
            last, before = classes[place], classes[max(ends[i] - 2, starts[i])]
            rows[14, i] = last == END or (last == QUOTE and before == END)
            if count >= PROSE_WORDS and counts[i, END] > 0:
                apart = 1 - link
                rows[PROSE, i] = chars * apart
            rows[16, i], rows[17, i], rows[18, i] = classes[starts[i]], last, before
            code = codes[place]
            rows[19, i] = min(code, LAST_CODE)


def fill_sums(own: Array, sums: Array) -> None:
    """Fill four prefix sums: of characters, of prose, of characters in links, and of labels.

    Each has a number more than there are blocks, the first of which is 0 to begin with.
    """
    size = own.shape[1]
    with nogil:
        for i in range(size):
            linked = own[LINK, i] * own[CHARS, i]
            sums[0, i + 1] = sums[0, i] + own[CHARS, i]
            sums[1, i + 1] = sums[1, i] + own[PROSE, i]
            sums[2, i + 1] = sums[2, i] + linked
            sums[3, i + 1] = sums[3, i] + (own[WORDS, i] < LABEL_WORDS)


def fill_windows(sums: Array, rows: Array) -> None:
    """Fill the rows of `WINDOWS`: shares of prose, of links, of labels, and characters.

    A window holds so many blocks before a block (<), after it (>), or on both sides and the block
    (~). `sums` are those of `fill_sums`.
    """
    size = rows.shape[1]
    with nogil:
        for step in range(3):
            width = 2 << step
            for i in range(size):
                first, end = max(0, i - width), min(size, i + width + 1)
                for side in range(2):
                    row = 7 * step + 3 * side
                    a, b = first, i
                    if side == 1:
                        a, b = i + 1, end
                    whole = max(sums[0, b] - sums[0, a], LEAST)
                    rows[row, i] = (sums[1, b] - sums[1, a]) / whole
                    rows[row + 1, i] = (sums[2, b] - sums[2, a]) / whole
                    rows[row + 2, i] = (sums[3, b] - sums[3, a]) / width
                rows[7 * step + 6, i] = sums[0, end] - sums[0, first]


def fill_places(own: Array, sums: Array, rows: Array) -> None:
    """Fill the rows of `PLACES`: where on the page, and in its prose, each block stands.

    `sums` are those of `fill_sums`.
    """
    size, known = own.shape[1], 0
    with nogil:
        for i in range(size):
            known += own[PROSE, i] > 0
        chars, prose = sums[0, size], sums[1, size]
        usual = prose / max(known, LEAST)
        for i in range(size):
            before = sums[1, i]
            rows[0, i] = 1.0 * i / size
            rows[1, i] = sums[0, i] / max(chars, LEAST)
            rows[2, i], rows[3, i] = i, size
            rows[4, i] = before / max(prose, LEAST)
            rows[5, i] = (prose - before - own[PROSE, i]) / max(prose, LEAST)
            rows[6, i], rows[7, i] = prose, prose / max(chars, LEAST)
            rows[12, i] = own[CHARS, i] / max(usual, LEAST)
        for side in range(2):
            prose_at = heading_at = -1
            for step in range(size):
                i = size - 1 - step if side else step
                if own[PROSE, i] > 0:
                    prose_at = step
                if own[TAG, i] == 1:
                    heading_at = step
                rows[8 + side, i] = NEVER if prose_at < 0 else step - prose_at
                rows[10 + side, i] = NEVER if heading_at < 0 else step - heading_at


def fill_core(own: Array, first: int, middle: int, end: int, rows: Array) -> None:
    """Fill the first three rows of `CORE`: how far each block stands from the core.

    The core is the stretch `first:end` of blocks, `middle` the block at the middle of its prose.
    """
    size = own.shape[1]
    with nogil:
        for i in range(size):
            rows[0, i], rows[1, i] = max(first - i, 0), max(i - end + 1, 0)
        for side in range(2):
            # the longest run of other blocks between each block and the middle
            widest = gap = seen = 0
            for step in range(size - middle if side else middle + 1):
                i = middle + step if side else middle - step
                if own[PROSE, i] > 0:
                    gap, seen = 0, 1
                elif seen:
                    gap += 1
                widest = max(widest, gap)
                rows[2, i] = widest


def fill_flags(flags: Array, middle: int, sums: Array, rows: Array) -> None:
    """Fill the other rows of `CORE`: where flags stand around each block, six rows a kind.

    `flags` (kinds x blocks) are 0 or 1, `middle` is that of `fill_core`, `sums` room for prefix
    sums, which begin with 0.
    """
    kinds, size = flags.shape[0], flags.shape[1]
    with nogil:
        for kind in range(kinds):
            row = 6 * kind
            for i in range(size):
                sums[i + 1] = sums[i] + flags[kind, i]
            for i in range(size):
                a, b = max(0, i - 4), min(size, i + 5)
                rows[row, i] = flags[kind, i]
                rows[row + 1, i], rows[row + 2, i] = sums[i] - sums[a], sums[b] - sums[i + 1]
                # those between the block and the middle of the story, itself included
                rows[row + 5, i] = max(sums[i + 1] - sums[middle], sums[middle] - sums[i])
            for side in range(2):
                at = -1
                for step in range(size):
                    i = size - 1 - step if side else step
                    if flags[kind, i]:
                        at = step
                    rows[row + 3 + side, i] = NEVER if at < 0 else step - at


def fill_kin(  # noqa: PLR0913, PLR0917 - words are five arrays
    words: Array, starts: Array, ends: Array, owners: Array, own: Array, bounds: Array,
    counts: Array, rows: Array,
) -> None:  # fmt: skip
    """Fill a row for each stretch: how many of a block's longer words it says elsewhere.

    `bounds` are the first block of each stretch and the one behind its last; `counts` (stretches x
    words) and `rows` are zero to begin with, the last of `rows` is room for the number of words.
    """
    number, stretches, size = words.shape[0], bounds.shape[0], own.shape[1]
    with nogil:
        for i in range(number):
            owner = owners[i]
            if ends[i] - starts[i] > SHORT_WORD or own[7, owner] > 0:
                rows[stretches, owner] += 1
                for k in range(stretches):
                    counts[k, words[i]] += bounds[k, 0] <= owner < bounds[k, 1]
        for i in range(number):
            owner = owners[i]
            if ends[i] - starts[i] > SHORT_WORD or own[7, owner] > 0:
                for k in range(stretches):
                    # a word's own block does not count
                    inside = bounds[k, 0] <= owner < bounds[k, 1]
                    rows[k, owner] += counts[k, words[i]] > inside
        for i in range(size):
            for k in range(stretches):
                rows[k, i] /= max(rows[stretches, i], LEAST)
