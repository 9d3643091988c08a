# cython: boundscheck=False, cdivision=True, initializedcheck=False, wraparound=False
"""Passes over the characters of many short texts in one array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cython import nogil

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

FACTOR, SPREAD, WHOLE = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xFFFFFFFFFFFFFFFF
"""Of the hash: the base of its polynomial, what its bits are spread by, and 64 bits."""
LAST = 0xFFFF
"""The last code point that the tables of characters know."""
LETTER, DIGIT, SPACELESS, BREAK = 1, 3, 9, 12
"""Classes of characters: what makes words is between the first two, or writes no spaces; the end of
a text."""
PHRASE = 4
"""Words in a row that make a phrase: two blocks that share one quote each other."""
SCATTER, LEAST = 40_503, 1e-9
"""What spreads the keys of phrases over their slots; the least divisor."""


def classify_codes(codes: Array, table: Array, classes: Array) -> None:
    """Fill `classes` with the class of each code point."""
    size = codes.shape[0]
    with nogil:
        for place in range(size):
            code = codes[place]
            classes[place] = table[min(LAST, code)]


def fold_codes(codes: Array, steps: Array, folded: Array) -> None:
    """Fill `folded` with each code point in lower case, every digit as 0."""
    size = codes.shape[0]
    with nogil:
        for place in range(size):
            code = codes[place]
            folded[place] = code + steps[code] if code <= LAST else code


def count_classes(classes: Array, starts: Array, ends: Array, counts: Array) -> None:
    """Add the characters of each class to the row of `counts` of the text that has them."""
    texts = starts.shape[0]
    with nogil:
        for owner in range(texts):
            for place in range(starts[owner], ends[owner]):
                counts[owner, classes[place]] += 1


def find_spans(classes: Array, spans: Array) -> int:
    """Fill the rows of `spans` with starts, ends and texts of the words, and return their number.

    In scripts without spaces every pair of letters stands for a word.
    """
    size = classes.shape[0]
    found = start = owner = 0
    before = 0
    with nogil:
        for place in range(size + 1):
            kind = classes[place] if place < size else 0
            if LETTER <= before <= DIGIT and not LETTER <= kind <= DIGIT:
                spans[0, found], spans[1, found], spans[2, found] = start, place, owner
                found += 1
            if before == SPACELESS == kind:
                spans[0, found], spans[1, found], spans[2, found] = place - 1, place + 1, owner
                found += 1
            if not LETTER <= before <= DIGIT:
                start = place
            owner += kind == BREAK
            before = kind
    return found


def hash_spans(folded: Array, starts: Array, ends: Array, hashes: Array) -> None:
    """Fill `hashes` with a hash of each span of folded characters: a polynomial modulo 2**64."""
    number = starts.shape[0]
    with nogil:
        for i in range(number):
            value, power = 0, 1
            for place in range(starts[i], ends[i]):
                value = (value + (folded[place] + 1) * power) & WHOLE
                power = (power * FACTOR) & WHOLE
            value = ((value ^ (value >> 32)) * SPREAD) & WHOLE
            hashes[i] = value ^ (value >> 29)


def find_edges(hashes: Array, owners: Array, edges: Array) -> None:
    """Fill the rows of `edges` with the first two words of each text and its last two, from 0.

    They are the first word, the second, the last, and the last but one; 0 stands for none.
    """
    number = owners.shape[0]
    with nogil:
        for i in range(number):
            owner, value = owners[i], hashes[i]
            if edges[0, owner] == 0:
                edges[0, owner] = value
            elif edges[1, owner] == 0:
                edges[1, owner] = value
            edges[3, owner] = edges[2, owner]
            edges[2, owner] = value


def number_keys(keys: Array, slots: Array, firsts: Array, numbers: Array, sizes: Array) -> int:
    """Fill `numbers` with a number for each key, from 0 in order, and return how many they are.

    `sizes` says how often each occurs and is 0 to begin with, as are `slots`, more than there are
    keys and a power of two; `firsts` is room for the place where each occurs first.
    """
    size, mask, count = keys.shape[0], slots.shape[0] - 1, 0
    with nogil:
        for i in range(size):
            key = keys[i] & WHOLE
            slot = ((((key ^ (key >> 32)) * SPREAD) & WHOLE) >> 32) & mask
            while slots[slot] and keys[firsts[slots[slot] - 1]] != keys[i]:
                slot = (slot + 1) & mask
            if not slots[slot]:
                firsts[count] = i
                count += 1
                slots[slot] = count
            numbers[i] = slots[slot] - 1
            sizes[slots[slot] - 1] += 1
    return count


def sum_words(hashes: Array, owners: Array, sums: Array) -> None:
    """Fill prefix sums of hashes that depend on the word and its place in its text."""
    number, place = hashes.shape[0], 0
    with nogil:
        for i in range(number):
            place = place + 1 if i and owners[i] == owners[i - 1] else 0
            value = (hashes[i] + place * FACTOR) & WHOLE
            value = ((value ^ (value >> 32)) * SPREAD) & WHOLE
            sums[i + 1] = (sums[i] + (value ^ (value >> 29))) & WHOLE


def fill_echo(words: Array, owners: Array, inside: Array, said: Array, rows: Array) -> None:
    """Fill the first row with the share of each text's words that others `inside` say, too.

    `said` has a number for each word; it and `rows` are 0 to begin with, and the second row is room
    for the number of words.
    """
    number, size = words.shape[0], inside.shape[0]
    with nogil:
        for i in range(number):
            said[words[i]] += inside[owners[i]]
            rows[1, owners[i]] += 1
        for i in range(number):
            # a word's own text does not count: twice inside is elsewhere for most
            rows[0, owners[i]] += said[words[i]] > inside[owners[i]]
        for i in range(size):
            rows[0, i] /= max(rows[1, i], LEAST)


def fill_twice(
    words: Array, owners: Array, sizes: Array, slots: Array, groups: Array, found: Array,
    rows: Array,
) -> None:  # fmt: skip
    """Fill two rows with the shares of each text's phrases that occur twice, and in a longer text.

    `sizes` are those of the texts. `slots`, more than there are words and a power of two, and
    `rows` are 0 to begin with; `groups` (a number a word), `found` (3 x words) and the third row
    are room.
    """
    number, size = words.shape[0] - PHRASE + 1, sizes.shape[0]
    mask, count = slots.shape[0] - 1, 0
    with nogil:
        for i in range(number):
            groups[i] = -1
            owner = owners[i]
            if owners[i + PHRASE - 1] != owner:
                continue
            key = words[i] + words[i + 1] * 31 + words[i + 2] * 977 + words[i + 3] * 30011
            slot = ((key * SCATTER) >> 12) & mask
            while slots[slot] and found[0, slots[slot] - 1] != key:
                slot = (slot + 1) & mask
            if not slots[slot]:
                found[0, count], found[1, count], found[2, count] = key, 0, 0
                count += 1
                slots[slot] = count
            group = slots[slot] - 1
            groups[i] = group
            found[1, group] += 1
            found[2, group] = max(found[2, group], sizes[owner])
        for i in range(number):
            group, owner = groups[i], owners[i]
            if group >= 0:
                rows[2, owner] += 1
                rows[0, owner] += found[1, group] > 1
                rows[1, owner] += found[1, group] > 1 and found[2, group] > sizes[owner]
        for i in range(size):
            rows[0, i] /= max(rows[2, i], LEAST)
            rows[1, i] /= max(rows[2, i], LEAST)
