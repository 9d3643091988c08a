"""Many short texts as one array of code points: counts and hashes for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import compiled, count_classes, find_spans, hash_spans
from newsclean.roles.features.characters import CLASSES, IS_WORD, Class, classify, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = NDArray[Any]

# a polynomial hash modulo 2**64: odd factors have an inverse there, so that the hash of any span
# is one difference of prefix sums
_FACTOR = 0x9E3779B97F4A7C15
_INVERSE = pow(_FACTOR, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
# characters of a page for which the powers are kept: a megabyte of memory for both factors
_USUAL = 1 << 16


@dataclass(frozen=True, slots=True)
class Buffer:
    """Texts joined by line breaks; text `i` is `codes[starts[i]:ends[i]]`."""

    codes: Array
    classes: Array
    starts: Array
    ends: Array


def join(texts: Sequence[str]) -> Buffer:
    """Join texts that hold no line break.

    >>> join(["ab", "c"]).starts.tolist()
    [0, 3]
    """
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32)
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    ends = np.cumsum(sizes + 1) - 1
    return Buffer(codes, classify(codes), ends - sizes, ends)


def leading(buffer: Buffer, count: int) -> Buffer:
    """Return the buffer of the first texts alone.

    >>> leading(join(["ab", "c"]), 1).codes.tolist() == join(["ab"]).codes.tolist()
    True
    """
    end = int(buffer.ends[count - 1])
    return Buffer(
        buffer.codes[:end],
        buffer.classes[:end],
        buffer.starts[:count],
        buffer.ends[:count],
    )


def lowered(buffer: Buffer) -> Array:
    """Return the codes in lower case, every digit as 0."""
    return fold(buffer.codes)


def class_counts(buffer: Buffer) -> Array:
    """Count the characters of each class in each text: an array of texts by classes.

    >>> class_counts(join(["a b", ""]))[:, Class.LETTER].tolist()
    [2.0, 0.0]
    """
    count = len(buffer.starts)
    if compiled:
        counts = np.zeros((count, CLASSES), dtype=np.float32)
        count_classes(buffer.classes, buffer.starts, buffer.ends, counts)
        return counts
    owners = np.repeat(np.arange(count), buffer.ends - buffer.starts + 1)[: len(buffer.codes)]
    cells = owners * CLASSES + buffer.classes
    return np.bincount(cells, minlength=count * CLASSES).reshape(count, CLASSES).astype(np.float32)


def owners_of(buffer: Buffer, places: Array) -> Array:
    """Return the text that each place belongs to; the break after a text belongs to it."""
    return np.searchsorted(buffer.ends, places)


class Hasher:
    """Hashes of spans of a buffer; where nothing is compiled, from prefix sums."""

    def __init__(self, codes: Array) -> None:
        self._codes = codes
        if compiled:
            return
        size = len(codes) + 1
        self._inverse = _powers(_INVERSE, size)
        self._sums = np.zeros(size, dtype=np.uint64)
        np.cumsum((codes + np.uint64(1)) * _powers(_FACTOR, size)[: size - 1], out=self._sums[1:])

    def spans(self, starts: Array, ends: Array) -> Array:
        """Return a 64-bit hash of each span `starts[i]:ends[i]`."""
        if compiled:
            hashes = np.empty(len(starts), dtype=np.uint64)
            hash_spans(self._codes, starts, ends, hashes)
            return hashes
        raw = (self._sums[ends] - self._sums[starts]) * self._inverse[starts]
        return mix(raw)


def mix(values: Array) -> Array:
    """Spread the bits of 64-bit values, so that the upper ones are as good as random."""
    values = (values ^ (values >> np.uint64(32))) * _MIX
    mixed: Array = values ^ (values >> np.uint64(29))
    return mixed


def _powers(factor: int, count: int) -> Array:
    """Return at least so many powers; those for pages of the usual size are made once."""
    return _made(factor) if count <= _USUAL else _make(factor, count)


@cache
def _made(factor: int) -> Array:
    powers = _make(factor, _USUAL)
    powers.flags.writeable = False
    return powers


def _make(factor: int, count: int) -> Array:
    powers = np.full(count, factor, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers, out=powers)


def buckets(hashes: Array, bits: int) -> Array:
    """Return the table bucket of each hash: its upper bits."""
    return (hashes >> np.uint64(64 - bits)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a buffer; in scripts without spaces every pair of letters stands for one."""

    starts: Array
    ends: Array
    owners: Array
    hashes: Array


def leading_words(words: Words, count: int) -> Words:
    """Return the words of the first texts alone."""
    end = int(np.searchsorted(words.owners, count))
    return Words(words.starts[:end], words.ends[:end], words.owners[:end], words.hashes[:end])


def find_words(buffer: Buffer, hasher: Hasher) -> Words:
    """Find the words of all texts.

    >>> buffer = join(["One two", "日本語"])
    >>> find_words(buffer, Hasher(lowered(buffer))).owners.tolist()
    [0, 0, 1, 1]
    """
    starts, ends, owners = _word_spans(buffer)
    return Words(starts, ends, owners, hasher.spans(starts, ends))


def _word_spans(buffer: Buffer) -> tuple[Array, Array, Array]:
    """Starts, ends and texts of the words, in order."""
    if compiled:
        # every character may be a word, beside its neighbour
        spans = np.empty((3, len(buffer.classes) + 1), dtype=np.int64)
        starts, ends, owners = spans[:, : find_spans(buffer.classes, spans)]
        return starts, ends, owners
    spaceless = buffer.classes == Class.SPACELESS
    inside = IS_WORD[buffer.classes] & ~spaceless
    starts, ends = runs(inside)
    if spaceless.any():
        pairs = np.flatnonzero(spaceless[:-1] & spaceless[1:])
        starts, ends = np.concatenate((starts, pairs)), np.concatenate((ends, pairs + 2))
        order = np.argsort(starts, kind="stable")
        starts, ends = starts[order], ends[order]
    return starts, ends, owners_of(buffer, starts)


def runs(flags: Array) -> tuple[Array, Array]:
    """Return starts and ends of the runs of true flags.

    >>> [a.tolist() for a in runs(np.array([True, True, False, True]))]
    [[0, 3], [2, 4]]
    """
    padded = np.zeros(len(flags) + 2, dtype=bool)
    padded[1:-1] = flags
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]
