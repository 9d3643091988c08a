"""E-mail: the story of a message without its headers, parts and marks of quotation."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from newsclean.page.decode import decode
from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from email.message import Message

_HEADER = late_pattern(r"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?(?=\S|$)")
_TELLING = frozenset(
    "from to subject date received message-id mime-version content-type return-path reply-to "
    "delivered-to list-id sender cc".split()
)
_LEAD = 100
_FEWEST_HEADERS, _MOST_HEADERS = 3, 300
_REPLY = late_pattern(r"(?:(?:re|fwd?|aw|wg|sv|vs|tr|rif|r|i|odp|antw)\s{0,2}:\s{0,3}){1,5}", re.I)
_QUOTED = late_pattern(r"^(?:>[ \t]?){1,9}", re.M)
# a quoted text begins most of its lines so; a story in Markdown or a chat some of them
_MOSTLY = 0.6
_FEWEST_QUOTED = 5


class Mail(NamedTuple):
    """The text of a message and what its headers say of it."""

    source: str
    is_html: bool
    labels: Mapping[str, str]


def is_mail(head: str) -> bool:
    """Whether a capture begins with the headers of a message.

    >>> is_mail("From: a@post.example\\nTo: b@post.example\\nSubject: Rain\\n\\nIt rains.")
    True
    >>> is_mail("Date: 2025-07-01\\nTitle: Rain\\nIt rains.")
    False
    """
    if head[:_LEAD].lstrip("\ufeff\r\n").startswith("<"):  # nearly every page
        return False
    head = head[:40_000].lstrip("\ufeff\r\n")
    if not _may_lead("".join(head[:_LEAD].splitlines()[:1])):
        return False
    known: set[str] = set()
    for number, line in enumerate(head.splitlines()):
        if not line.strip() or number > _MOST_HEADERS:
            break
        found = _HEADER.match(line)
        if found:
            known.add(found[1].lower())
        elif number and not line[:1].isspace():
            return False
    return len(known & _TELLING) >= _FEWEST_HEADERS and not known.isdisjoint({"subject", "from"})


def _may_lead(line: str) -> bool:
    """Whether a message may begin with a line, which tells for nearly all captures."""
    return line.startswith("From ") or line[:1].isspace() or _HEADER.match(line) is not None


def read_mail(content: bytes) -> Mail:
    r"""Read a message: its HTML part, or its plain text, decoded; subject and date as labels.

    >>> mail = read_mail(b"Subject: Re: Rain\nDate: Mon, 16 Jun 2025 08:30:00 +0100\n\nIt rains.")
    >>> mail.source, mail.labels["title"], mail.labels["date"]
    ('It rains.', 'Rain', '2025-06-16T08:30:00+01:00')
    """
    # 25 ms to import, for the few captures that are messages
    from email import message_from_bytes, policy

    message = message_from_bytes(content.lstrip(b"\r\n"), policy=policy.default)
    parts = [part for part in message.walk() if part.get_content_maintype() == "text"][:50]
    html = _longest(parts, "html")
    text = html or _longest(parts, "plain")
    return Mail(text, bool(html), dict(_labels(message)))


def _longest(parts: Sequence[Message], subtype: str) -> str:
    return max((_text(p) for p in parts if p.get_content_subtype() == subtype), key=len, default="")


def _text(part: Message) -> str:
    raw = part.get_payload(decode=True)
    return decode(raw, part.get_content_charset()) if isinstance(raw, bytes) else ""


def _labels(message: Message) -> list[tuple[str, str]]:
    from email.utils import parsedate_to_datetime

    labels: list[tuple[str, str]] = []
    subject = " ".join(str(message.get("subject") or "").split())
    reply = _REPLY.match(subject)
    if subject:
        labels += [("subject", subject), ("title", subject[reply.end() if reply else 0 :])]
    with suppress(TypeError, ValueError):  # no date, or none that can be read
        labels.append(("date", parsedate_to_datetime(str(message.get("date"))).isoformat()))
    return labels


def without_quotes(source: str) -> str:
    r"""Return a text without the marks of quotation that begin most of its lines.

    >>> without_quotes("Ann wrote:\n> One\n> two\n>\n> three\n> four\n> five").split("\n")
    ['Ann wrote:', 'One', 'two', '', 'three', 'four', 'five']
    """
    if source.count("\n>") < _FEWEST_QUOTED - 1:
        return source
    lines = sum(1 for line in source.split("\n") if line.strip())
    if len(_QUOTED.findall(source)) < _MOSTLY * lines:
        return source
    return _QUOTED.sub("", source)
