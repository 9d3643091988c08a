"""Add to tests/dates/cldr.tsv the dates and times that the CLDR data of this Babel write.

Run `python -m tools.make_cldr_lines` from the root of the repository after an upgrade of Babel. A
line that is there stays: pages keep the wording of the data that they were made with.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel.core import get_cldr_version
from babel.dates import format_date, format_time

from tools.make_months import load

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parent.parent / "tests" / "dates" / "cldr.tsv"
HEAD = "# Unicode CLDR {versions}, by tools/make_cldr_lines.py; see newsclean/dates/LICENSE.unicode"
LOCALES = """
ar ar_LB ar_DZ ar_MA az be bg bn bs ca cs da de de_AT el en en_GB en_AU en_IN es es_MX et fa fi fil
fr fr_CH gl gu he hi hr hu hy id is it ja ka kk km ko lt lv mk mr ms nb ne nl nn pl pt pt_PT ro ru
si sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh zh_Hant zh_HK
"""
WIDTHS = ("medium", "long", "full")
# a day of each month that could be a month by its number, and one that could not; 1 is "1er", "1º"
DAYS = [
    dt.datetime(2025, month, day, 17, 6)
    for month in range(1, 13)
    for day in ((1, 5, 11)[month % 3], 28)
]
# CLDR 49 calls the months of Sinhala by the names of lunar ones, which begin on other days: a page
# that prints such a name may mean the lunar month, so it is not to be read
UNCLEAR = {"si": 48}


class Line(NamedTuple):
    """What a locale prints for a moment."""

    locale: str
    at: str
    text: str


def written(code: str) -> Iterator[Line]:
    """Yield the lines of a locale, in each width of the date."""
    locale = load(code)
    for at in DAYS:
        time = format_time(at, "short", locale=locale)
        for width in WIDTHS:
            text = f"{format_date(at, width, locale=locale)}, {time}"
            yield Line(code, at.isoformat(timespec="minutes"), text)


def merged(text: str, version: int) -> str:
    """Return the text of the file with the lines of this Babel added."""
    head, *rows = text.splitlines() or [HEAD.format(versions=version)]
    known = head.removeprefix("# Unicode CLDR ").split(", by ")[0].split(", ")
    versions = ", ".join(sorted({*known, str(version)}, key=int))
    lines = dict.fromkeys(Line(*row.split("\t")) for row in rows)
    for code in LOCALES.split():
        if version <= UNCLEAR.get(code, version):
            lines.update(dict.fromkeys(written(code)))
    return "\n".join([HEAD.format(versions=versions), *map("\t".join, sorted(lines)), ""])


def main() -> None:
    """Write the file anew."""
    text = FILE.read_text("utf-8") if FILE.exists() else ""
    FILE.write_text(merged(text, int(get_cldr_version())), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
