# cython: boundscheck=False, initializedcheck=False, wraparound=False
"""Passes over the bytes of a page's source, in UTF-8: what its tags hold, before any tree is built.

Characters are numbers here: 33 to 63 are `!`, `"`, `'`, `-`, `/`, `<`, `=`, `>` and `?`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array


def count_attributes(html: bytes, raw: frozenset[bytes]) -> tuple[int, int]:
    """Return how many attributes the tags of `html` have: the most of one, and of all.

    Tags are what the HTML standard's tokenizer finds, which reads as text what stands in the
    elements named in `raw`; `newsclean.page.tokens` finds the same by patterns.
    """
    size, at, most, total = len(html), 0, 0, 0
    while True:
        while at < size and html[at] != 60:
            at += 1
        if at + 2 >= size:
            return most, total
        closes = html[at + 1] == 47
        begin = at + 1 + closes
        if not 97 <= html[begin] | 32 <= 122:
            at = _skip(html, at)
            continue
        place = begin
        while place < size and html[place] not in (32, 10, 9, 13, 12, 47, 62):
            place += 1
        name_end, count = place, 0
        while place < size and html[place] != 62:
            if html[place] in (32, 10, 9, 13, 12, 47):
                place += 1
            else:
                place = _pass_attribute(html, place)
                count += 1
        most, total, at = max(most, count), total + count, place
        # no other name is as long as one of those, but "xmp"
        if not closes and (5 <= name_end - begin <= 9 or html[begin] | 32 == 120):
            at = _behind(html, html[begin:name_end].lower(), at, raw)


def _pass_attribute(html: bytes, place: int) -> int:
    """Where an attribute ends that begins here; its name may begin with "="."""
    size = len(html)
    place += 1
    while place < size and html[place] not in (32, 10, 9, 13, 12, 47, 61, 62):
        place += 1
    after = place
    while after < size and html[after] in (32, 10, 9, 13, 12):
        after += 1
    if after >= size or html[after] != 61:
        return place
    place = after + 1
    while place < size and html[place] in (32, 10, 9, 13, 12):
        place += 1
    if place >= size or html[place] == 62:
        return place
    if html[place] in (34, 39):
        quote = html[place]
        place += 1
        while place < size and html[place] != quote:
            place += 1
        return min(size, place + 1)
    while place < size and html[place] not in (32, 10, 9, 13, 12, 62):
        place += 1
    return place


def _skip(html: bytes, at: int) -> int:
    """Where the tokenizer goes on behind a "<" that begins no tag: a comment, or text."""
    if html[at + 1] not in (33, 47, 63):
        return at + 1
    if not html.startswith(b"!--", at + 1):
        end = html.find(b">", at + 2)
        return len(html) if end < 0 else end + 1
    at += 4
    if html.startswith((b">", b"->"), at):
        return at + 1
    while True:
        at = html.find(b"--", at)
        if at < 0:
            return len(html)
        if html.startswith((b">", b"!>"), at + 2):
            return at + 3
        at += 1


def _behind(html: bytes, name: bytes, at: int, raw: frozenset[bytes]) -> int:
    """Where tags go on behind a start tag: at the end tag of one that holds raw text."""
    size = len(html)
    if name == b"plaintext":
        return size
    if name not in raw:
        return at
    while at < size:
        end = at + 2 + len(name)
        if html[at] == 60 and end < size and html[at + 1] == 47:
            ends = html[end] in (32, 10, 9, 13, 12, 47, 62)
            if ends and html[at + 2 : end].lower() == name:
                return at
        at += 1
    return size


def pack_name(name: str) -> int:
    """Return the characters of a short name in lower case as one number."""
    return int.from_bytes(name.encode("ascii"), "big")


def count_starts(html: bytes, names: array[int]) -> int:
    """Return how often a tag begins by one of `names`, of at most seven letters and packed."""
    size, number, at, found = len(html), len(names), 0, 0
    while at < size:
        if html[at] == 60:
            packed, place = 0, at + 1
            while place < size and place - at <= 8:
                code = html[place]
                if code in (32, 10, 9, 13, 12, 47, 62):
                    for i in range(number):
                        found += names[i] == packed
                    break
                if not code:  # would be as if it were not there
                    break
                packed = (packed << 8) | (code | 32 if 65 <= code <= 90 else code)
                place += 1
        at += 1
    return found
