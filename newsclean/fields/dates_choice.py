"""What the choice of a date is made of: stamps, and the three fields that they become."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsclean.fields.choice import Choice, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsclean.body.candidate import FieldValue
    from newsclean.dates import Label, Moment

_MAX_REJECTED = 12
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateChoice:
    """The day of publication, its time, and the time of the last change."""

    date: Choice
    published: Choice
    modified: Choice


NOTHING = DateChoice(Choice("date"), Choice("published"), Choice("modified"))


class Stamp(NamedTuple):
    """A day, and perhaps a time, that something on the page gives as the article's."""

    day: dt.date
    at: dt.datetime | None
    source: str
    reason: str
    label: Label | None = None
    weight: float = 0.0

    @classmethod
    def of(cls, moment: Moment, source: str, reason: str, label: Label | None = None) -> Stamp:
        """Make a stamp of a moment; midnight to the second is how a day without time is written.

        >>> from newsclean.dates import Moment
        >>> at = dt.datetime(2025, 7, 1)
        >>> Stamp.of(Moment(at.date(), at, (0, 0)), "structured", "JSON-LD").at is None
        True
        """
        at = None if moment.at is None or moment.at.time() == dt.time() else moment.at
        return cls(moment.day, at, source, reason, label)


def of_one_day(stamps: Iterable[Stamp], most: int = 300) -> list[Stamp]:
    """Give the stamps if all are of one day; only as many are read as it takes to know.

    >>> days = (dt.date(2025, 7, 1), dt.date(2025, 7, 2))
    >>> of_one_day(Stamp(day, None, "visible", "") for day in days)
    []
    """
    found: list[Stamp] = []
    for stamp in islice(stamps, most):
        if found and stamp.day != found[0].day:
            return []
        found.append(stamp)
    return found


def make_choice(
    stamps: Sequence[Stamp],
    modified: Sequence[Stamp],
    rejected: Iterable[Stamp] = (),
    zone: str | None = None,
) -> DateChoice:
    """Make the choice whose date is the first stamp's, and whose time the first one known of it.

    `modified` are stamps of the last change, best first; `zone` is the IANA zone of the site.
    """
    best = stamps[0] if stamps else None
    timed = next((s for s in stamps if best and s.at and s.day == best.day), None)
    # nothing is changed before it is published; a day for zones
    changed = next((s for s in modified if s.at and (not best or s.day >= best.day - _DAY)), None)
    passed = [*stamps[1:], *rejected]
    return DateChoice(
        Choice("date", best and Value(best.day, best.source, best.reason), _others(best, passed)),
        Choice("published", _timed(timed, zone)),
        Choice("modified", _timed(changed, zone)),
    )


def _timed(stamp: Stamp | None, zone: str | None) -> Value | None:
    if stamp is None or stamp.at is None:
        return None
    return Value(in_zone(stamp.at, zone), stamp.source, stamp.reason)


def in_zone(at: dt.datetime, zone: str | None) -> dt.datetime:
    """Give a time the zone that its site prints times in, unless it says its own."""
    if zone is None or at.tzinfo is not None:
        return at
    from zoneinfo import ZoneInfo

    return at.replace(tzinfo=ZoneInfo(zone))


def _others(best: Stamp | None, passed: Iterable[Stamp]) -> tuple[Value, ...]:
    """The other days, each once."""
    values: dict[FieldValue, Value] = {}
    for stamp in passed:
        if best is None or stamp.day != best.day:
            values.setdefault(stamp.day, Value(stamp.day, stamp.source, stamp.reason))
    return tuple(values.values())[:_MAX_REJECTED]
