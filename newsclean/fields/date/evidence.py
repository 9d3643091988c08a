"""What speaks for and against each day that may be that of publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.dates import is_date_line
from newsclean.fields.date.proposals import DATED
from newsclean.fields.story_place import role_evidence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from newsclean.fields.date.stamps import Stamp
    from newsclean.fields.story_place import StoryPlace
    from newsclean.page import Page
    from newsclean.roles import Roles

_FAR = 60  # days
_PLACES = {
    "JSON-LD datePublished": "jsonld",
    "JSON-LD dateCreated": "created",
    "JSON-LD WebPage": "web page",
    "time element": "time",
    "date in the address": "url",
    "data of a script": "script",
}


def day_evidence(
    page: Page, roles: Roles, place: StoryPlace, days: Mapping[dt.date, Sequence[Stamp]]
) -> list[dict[str, float]]:
    """Return the evidence for each day, in order; what is not given is 0."""
    chances = roles.of(*DATED).tolist()
    best = {
        day: max((_chance(s, chances) for s in found), default=0.0) for day, found in days.items()
    }
    every = [stamp for found in days.values() for stamp in found]
    common = {
        "is text": float(page.kind == "text"),
        "days": float(min(len(days), 12)),
        "has published": float(any(_is_stated(s, "published") for s in every)),
        "has modified": float(any(_is_stated(s, "modified") for s in every)),
        "has line": max(best.values(), default=0.0),
    }
    rows = []
    for day, stamps in days.items():
        row = {
            **common,
            **_sources(stamps),
            **_relations(day, days),
            **_line(page, roles, chances, place, stamps, days),
            "as dated": best[day],
            "over others": best[day] - max((c for d, c in best.items() if d != day), default=0.0),
        }
        rows.append({name: value for name, value in row.items() if value})
    return rows


def _chance(stamp: Stamp, chances: Sequence[float]) -> float:
    return float(chances[stamp.block]) if stamp.block >= 0 else 0.0


def _is_stated(stamp: Stamp, kind: str) -> bool:
    return stamp.source == "structured" and stamp.kind == kind


def _sources(stamps: Sequence[Stamp]) -> dict[str, float]:
    """Who states the day, and as what."""
    found: dict[str, float] = {"stamps": float(min(len(stamps), 8))}
    for stamp in stamps:
        place = _PLACES.get(stamp.where, "microdata" if "microdata" in stamp.where else "meta")
        name = "line" if stamp.block >= 0 else place
        found[f"{name} {stamp.kind}"] = 1.0
        found[f"{stamp.kind}"] = 1.0
        found["utc"] = max(found.get("utc", 0.0), float(stamp.is_utc))
        found["time"] = max(found.get("time", 0.0), float(stamp.at is not None))
    found["sources"] = float(len({stamp.source for stamp in stamps}))
    found["blocks"] = float(min(len({s.block for s in stamps if s.block >= 0}), 6))
    return found


def _relations(day: dt.date, days: Mapping[dt.date, Sequence[Stamp]]) -> dict[str, float]:
    """How the day lies to what is stated."""
    every = [stamp for found in days.values() for stamp in found]
    found: dict[str, float] = {}
    for name, known in (
        ("published", [s.day for s in every if _is_stated(s, "published")][:1]),
        ("modified", [s.day for s in every if _is_stated(s, "modified")][:1]),
        ("url", [s.day for s in every if s.source == "url"]),
    ):
        if known:
            found[f"is {name}"] = float(day == known[0])
            found[f"after {name}"] = float(max(-_FAR, min(_FAR, (day - known[0]).days)))
    found["local day"] = float(any(s.is_local_day(day) for s in every))
    own = [s for s in days[day] if s.is_utc]
    found["local elsewhere"] = float(any(s.is_local_day(d) for s in own for d in days if d != day))
    found["earlier days"] = float(min(sum(d < day for d in days), 6))
    found["later days"] = float(min(sum(d > day for d in days), 6))
    return found


def _line(
    page: Page,
    roles: Roles,
    chances: Sequence[float],
    place: StoryPlace,
    stamps: Sequence[Stamp],
    days: Mapping[dt.date, Sequence[Stamp]],
) -> dict[str, float]:
    """What the likeliest block that prints the day looks like, and where it stands."""
    shown = [stamp for stamp in stamps if stamp.block >= 0]
    if not shown:
        return {}
    best = max(shown, key=lambda s: (float(chances[s.block]), s.kind == "published"))
    text = page.blocks[best.block].text
    beside = [s for found in days.values() for s in found if s.block == best.block]
    found = role_evidence(roles, best.block)
    found[f"line is {best.kind}"] = 1.0
    found["beside"] = float(min(len({s.day for s in beside}) - 1, 4))
    found["first beside"] = float(best.start <= min(s.start for s in beside))
    found["earliest beside"] = float(best.day <= min(s.day for s in beside))
    found["alone"] = float(is_date_line(text))
    found["length"] = float(min(len(text), 300))
    found["opens"] = float(best.start <= 1)
    found["from story"] = float(max(-40, min(40, place.to_story(best.block))))
    if place.headline is not None:
        found["from headline"] = float(max(-40, min(40, best.block - place.headline)))
        found["has headline"] = 1.0
    found["line time"] = float(best.at is not None)
    found["first line"] = float(
        best.block == min(s.block for f in days.values() for s in f if s.block >= 0)
    )
    return found
