"""The visible lines of a page with the roles that a profile's rules give them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from newsclean.patterns import late_pattern
from newsclean.text import key

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.profiles.schema import TextRules

# The longest of the 986 titles of articles in the corpora has 175 characters; 4 of them end with a
# full stop, as nearly all first sentences do.
TITLE_CHARS = 200
# lines between a title and the date line that belongs to it: author, section, reading time
NEAR = 5
# a caption that ends like a sentence, in a text whose blank lines do not tell; 60 % of the
# paragraphs in the Fundus corpus are longer, hardly a caption is
_CAPTION_CHARS = 160
# a question or a call of fewer characters may be a headline
_CALL_CHARS = 120
# a line that ends like a sentence and is longer is prose, wherever it stands
_PARAGRAPH_CHARS = 60
# what "07/01 17:36 " and the like may put before a headline
_STAMP_CHARS = 40

_CLOSING = r"[)\]\"'»”’“*]{0,3}$"
_SENTENCE = late_pattern(r"[.…;。]" + _CLOSING)
_FULL_STOP = late_pattern(r"[^.…][.;。]" + _CLOSING)
_CALL = late_pattern(r"[!?！？]" + _CLOSING)
_ANY_MARK = late_pattern(r"[.…;。!?！？:,]" + _CLOSING)


class Line(NamedTuple):
    """A visible line: its text, and the blank lines above it where that is known."""

    text: str
    gap: int = 0


class Shown(Protocol):
    """What `Line` and the blocks of a page have in common."""

    @property
    def text(self) -> str:
        """The text, white space normalised."""

    @property
    def gap(self) -> int:
        """Blank lines above."""


class MarkedLines:
    """The lines of one page, and what can be said of each; roles are found when asked for.

    >>> from newsclean.profiles.schema import TextRules
    >>> lines = MarkedLines([Line("Bridge opens"), Line("All News")], TextRules(stop=("All News",)))
    >>> lines.first("stop"), lines.is_title(0)
    (1, True)
    """

    def __init__(self, lines: Sequence[Shown], rules: TextRules) -> None:
        self.lines = lines
        self.rules = rules
        self._roles: list[frozenset[str] | None] = [None] * len(lines)

    def __len__(self) -> int:
        return len(self.lines)

    def text(self, i: int) -> str:
        """The text of a line."""
        return self.lines[i].text

    def roles(self, i: int) -> frozenset[str]:
        """The roles of a line."""
        found = self._roles[i]
        if found is None:
            found = self._roles[i] = self.rules.marks.roles(self.lines[i].text)
        return found

    def plays(self, i: int, *roles: str) -> bool:
        """Whether there is such a line and it plays one of the roles."""
        return 0 <= i < len(self.lines) and not self.roles(i).isdisjoint(roles)

    def first(self, role: str) -> int | None:
        """The first line that plays a role."""
        if not getattr(self.rules, role):
            return None
        return next((i for i in range(len(self)) if role in self.roles(i)), None)

    @cached_property
    def head(self) -> int | None:
        """The last `head` line above the first paragraph."""
        last = None
        for i, line in enumerate(self.lines):
            if "head" in self.roles(i):
                last = i
            elif len(line.text) > TITLE_CHARS or (
                len(line.text) > _PARAGRAPH_CHARS and _ends(_SENTENCE, line.text)
            ):
                break
        return last

    def matches(self, role: str, indices: Iterable[int]) -> Iterator[Any]:
        """What the patterns of a role match in those of the lines that play it."""
        for i in indices:
            if self.plays(i, role):
                found = (
                    pattern.search(self.text(i)) for pattern in self.rules.marks.patterns(role)
                )
                yield from (match for match in found if match)

    def is_title(self, i: int) -> bool:
        """Whether a line can be a title: no furniture, and no sentence unless it recurs."""
        if not 0 <= i < len(self.lines) or self.roles(i) - {"authors"}:
            return False
        if self.is_byline(i) or self.credit_start(i + 1) == 0:
            return False
        text = self.text(i)
        plain = len(text) <= TITLE_CHARS and not _ends(_FULL_STOP, text)
        return plain or self.recurs(i)

    def is_byline(self, i: int) -> bool:
        """Whether a line is that of the author: a title that looks like names recurs."""
        return self.plays(i, "authors") and not self.recurs(i)

    def recurs(self, i: int) -> bool:
        """Whether a line close by or below the story is or ends with this one.

        Titles recur so, beside the date and in lists of headlines; in the story a sentence recurs
        as a pull quote.
        """
        text = self.text(i)
        if len(text) > 2 * TITLE_CHARS:
            return False
        near = range(max(0, i - NEAR), min(len(self), i + NEAR + 1))
        return any(
            self.text(j).endswith(text) and len(self.text(j)) <= len(text) + _STAMP_CHARS
            for j in (*near, *range(max(self._first_end, near.stop), len(self)))
            if j != i
        )

    @cached_property
    def _first_end(self) -> int:
        ends = (i for i in range(len(self)) if self.plays(i, "stop", "below"))
        return next(ends, len(self))

    def is_same(self, i: int, other: int | None) -> bool:
        """Whether two lines have the same words."""
        if other is None or not 0 <= i < len(self.lines):
            return False
        text, wanted = self.text(i), self.text(other)
        # the keys may differ in length by the marks between words only
        return 2 * len(text) >= len(wanted) >= len(text) // 2 and key(text) == key(wanted)

    def is_prose(self, i: int) -> bool:
        """Whether a line ends like a sentence and is no advert's label."""
        text = self.text(i)
        if "drop" in self.roles(i):
            return False
        return _ends(_SENTENCE, text) or (len(text) >= _CALL_CHARS and _ends(_CALL, text))

    def is_tags(self, i: int) -> bool:
        """Whether a line above the headlines can be one of tags: no mark ends it."""
        return not _ends(_ANY_MARK, self.text(i))

    def credit_start(self, i: int) -> int | None:
        """Where in a line a photo credit begins; `None` if there is none."""
        if not self.plays(i, "credit"):
            return None
        return min((match.start() for match in self.matches("credit", [i])), default=0)

    def is_captioned(self, i: int) -> bool:
        """Whether line `i` is the caption of the credit below, and not the story going on.

        Blank lines tell: a caption stands closer to its credit than to what is above. Where all
        stand equally close, the length tells.
        """
        if self.roles(i):
            return False
        line, credit = self.lines[i], self.lines[i + 1]
        if credit.gap != line.gap:
            return credit.gap < line.gap
        return len(line.text) <= (_CAPTION_CHARS if self.is_prose(i) else TITLE_CHARS)


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text, max(0, len(text) - 8)) is not None
