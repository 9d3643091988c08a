r"""JSON as pages carry it: comments, stray commas, raw line breaks, unescaped quotes, cut ends.

Reading is one pass from left to right without going back, so its time is linear in the text.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

MAX_CHARS = 1_000_000
"""Longer texts are not read: no article needs them, and a few are whole catalogues."""
# mending is slower by a factor of 50: hostile text of this size takes under a second
_MAX_MENDED = 300_000
_MAX_DEPTH = 60

# white space, stray commas and semicolons, and both kinds of comment
_GAP = re.compile(r"(?:[\s,;]++|//[^\n]*+|/\*(?:[^*]|\*(?!/)){0,200}+\*/)*+")
_WRAPPER_START = re.compile(r"[\s\ufeff;]*+(?:(?:<!--|//|/\*|<!\[CDATA\[|\*/)\s*+){0,6}+")
_WRAPPER_END = re.compile(r"(?:-->|//|/\*|\]\]>|\*/|;|\s)++\Z")
_OPENING = re.compile(r"[{\[]")
_SPACE = re.compile(r"\s*+")
_TO_QUOTE = {q: re.compile(rf"[^{q}\\]*+(?:\\.[^{q}\\]*+)*+", re.DOTALL) for q in "\"'"}
_BARE_KEY = re.compile(r"[\w@$.-]++")
_NO_KEY = re.compile(r"""[^"'\w@$.}\]-]++""")
_BARE_VALUE = re.compile(r"[^,}\]\n]*+")
# what a comma is followed by where the quote before it really ended a string
_NEXT_ITEM = re.compile(
    r"""\s*+(?:["'{\[\-\d}\],]|true|false|null|//|$|[\w@$-]{1,60}+\s{0,20}+:\s{0,20}+"""
    # values that scripts write: strings, numbers, !0 for true, void 0, a parameter of one letter
    r"""(?:["'{\[\d!-]|void 0|[\w$]{1,2}[,}]))"""
)
_NEXT_KEY = re.compile(r"""["'][\w@:.-]{1,60}["']\s{0,20}:""")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\n": "\n"}


def read_json(text: str) -> list[Any]:
    r"""Return the JSON values in `text`, in order; what cannot be read at all gives an empty list.

    Strict JSON is read by the standard library; everything else is mended as it is read. Text
    over `MAX_CHARS` gives nothing.

    >>> read_json('<!-- {"a": "one\ntwo",} -->')
    [{'a': 'one\ntwo'}]
    >>> read_json('{"say": "a "quoted" word", "n": 1} {"cut": "off he')
    [{'say': 'a "quoted" word', 'n': 1}, {'cut': 'off he'}]
    """
    if len(text) > MAX_CHARS or not text.strip():
        return []
    try:
        return [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return _read_mended(_unwrap(text))


def _read_mended(text: str) -> list[Any]:
    try:
        return [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return _Loose(text[:_MAX_MENDED]).values()


def _unwrap(text: str) -> str:
    """Take off comment and CDATA marks, and entities where they stand for the very quotes."""
    start = _WRAPPER_START.match(text)
    text = text[start.end() if start else 0 :]
    tail = _WRAPPER_END.search(text, max(0, len(text) - 100))
    text = text[: tail.start()] if tail else text
    return html.unescape(text) if '"' not in text and "&quot;" in text else text


class _Loose:
    """A reader of one text: the place reached, and one method for each kind of value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def values(self) -> list[Any]:
        """Read every object and list at the top level; what stands between them is skipped."""
        found: list[Any] = []
        while opening := _OPENING.search(self.text, self.at):
            self.at = opening.start()
            found.append(self.value(0))
        return found

    def value(self, depth: int) -> Any:
        char = self.text[self.at : self.at + 1]
        if char in {"{", "["} and depth >= _MAX_DEPTH:
            self.at = len(self.text)
            return None
        if char == "{":
            return self.object(depth)
        if char == "[":
            return self.array(depth)
        return self.string(char) if char in _TO_QUOTE else self.bare()

    def object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self.at += 1
        while (char := self.skip_gap()) and char not in "}]":
            key = self.key(char)
            self.at = self.end_of(_SPACE)
            if key is None or not self.text.startswith(":", self.at):
                continue
            self.at += 1
            if (char := self.skip_gap()) and char not in "}]":
                found[key] = self.value(depth + 1)
        self.at += char == "}"
        return found

    def array(self, depth: int) -> list[Any]:
        found: list[Any] = []
        self.at += 1
        while (char := self.skip_gap()) and char not in "}]":
            before = self.at
            found.append(self.value(depth + 1))
            self.at += self.at == before
        self.at += char == "]"
        return found

    def skip_gap(self) -> str:
        """Pass white space, commas and comments; give the character reached, empty at the end."""
        self.at = self.end_of(_GAP)
        return self.text[self.at : self.at + 1]

    def end_of(self, pattern: re.Pattern[str], at: int | None = None) -> int:
        """Return the place where a match of `pattern` here (or at `at`) ends;
        here where none is.
        """
        at = self.at if at is None else at
        match = pattern.match(self.text, at)
        return match.end() if match else at

    def key(self, char: str) -> str | None:
        start = self.at
        if char in _TO_QUOTE:
            end = self.end_of(_TO_QUOTE[char], start + 1)
            self.at = end + 1
            return _unescape(self.text[start + 1 : end])
        self.at = self.end_of(_BARE_KEY)
        if self.at > start:
            return self.text[start : self.at]
        self.at = self.end_of(_NO_KEY)
        return None

    def string(self, quote: str) -> str:
        start = self.at + 1
        end = start
        while True:
            end = self.end_of(_TO_QUOTE[quote], end)
            if end >= len(self.text) or self.ends_string(end + 1):
                break
            end += 1
        self.at = min(end + 1, len(self.text))
        return _unescape(self.text[start:end])

    def ends_string(self, at: int) -> bool:
        """Return whether what follows a quote is what follows a string, and not
        the string's rest.
        """
        after = self.end_of(_SPACE, at)
        follower = self.text[after : after + 1]
        if not follower or follower in ":}]":
            return True
        if follower == ",":
            return _NEXT_ITEM.match(self.text, after + 1) is not None
        if follower == "/" and after > at:
            return self.text[after : after + 2] in {"//", "/*"}
        # the comma is missing where the key of the next value stands apart
        apart = follower in "\"'" and after > at
        return apart and _NEXT_KEY.match(self.text, after) is not None

    def bare(self) -> Any:
        start = self.at
        self.at = self.end_of(_BARE_VALUE)
        word = self.text[start : self.at].strip()
        try:
            return json.loads(word)
        except ValueError:
            return None if word in {"", "undefined", "None"} else word.strip("\"'")


def _unescape(raw: str) -> str:
    if "\\" not in raw:
        return raw
    plain = _ESCAPE.sub(_unescaped, raw)
    # escaped surrogates come in pairs, one escape each
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    code = match.group(1) or match.group(2)
    if code:
        return chr(int(code, 16))
    char: str = match.group(3)
    if char in _ESCAPED:
        return _ESCAPED[char]
    # a backslash before a letter was meant as one, as in C:\Windows
    return match.group() if char.isalnum() else char
