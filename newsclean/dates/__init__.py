"""Dates as pages print them, read from short strings, without a look at network or clock.

`parse_iso` reads what machines write, `find_dates` what a line prints for its readers,
`date_in_url` an address, `resolve_age` ("3 hours ago") with a time of capture. Which date is the
article's is decided elsewhere. A date that can be read in two ways is none: `find_unclear_dates`
gives both readings to a caller who knows more. Tables load at the first use, in about 20 ms.
"""

from __future__ import annotations

from .address import date_in_url
from .ages import find_age, first_age, resolve_age
from .labels import Label, date_label, label_dates
from .lines import is_date_line
from .machine import parse_iso
from .moment import Moment, UnclearDate
from .visible import find_dates, find_unclear_dates, may_hold_date, order_shown
from .vocabulary import day_order

__all__ = [
    "Label",
    "Moment",
    "UnclearDate",
    "date_in_url",
    "date_label",
    "day_order",
    "find_age",
    "find_dates",
    "find_unclear_dates",
    "first_age",
    "is_date_line",
    "label_dates",
    "may_hold_date",
    "order_shown",
    "parse_iso",
    "resolve_age",
]
