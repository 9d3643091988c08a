"""Every stored fixture, one test for each of its fields: the failing test names the field."""

import datetime as dt
import tomllib
from functools import cache
from typing import Any

import pytest

from newsclean.fixture import find_fixtures, read_fixture, record_of

from .conftest import FIXTURES

STORED = {fixture.name: fixture for fixture in map(read_fixture, find_fixtures(FIXTURES))}
FIELDS = [f"{name}:{field}" for name, fixture in STORED.items() for field in fixture.record]
# what newsclean gets wrong, with the reason; a fix that is noticed nowhere else fails here
KNOWN: dict[str, str] = tomllib.loads((FIXTURES / "known_failures.toml").read_text("utf-8"))
SEED_SITES = ("jen.jiji.com", "daily8", "www.pravda.com.ua")


@cache
def extracted(name: str) -> dict[str, Any]:
    return record_of(STORED[name].extract())


def same_time(expected: str | None, found: str | None) -> bool:
    """Whether the times are one; an expected time without a zone is compared as wall time."""
    if expected is None or found is None:
        return expected == found
    wanted, got = dt.datetime.fromisoformat(expected), dt.datetime.fromisoformat(found)
    return wanted == (got if wanted.tzinfo else got.replace(tzinfo=None))


def known(test: str) -> Any:
    reason = KNOWN.get(test)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(*test.rsplit(":", 1), id=test, marks=marks)


def is_right(name: str, field: str) -> bool:
    expected, found = STORED[name].record[field], extracted(name)[field]
    times = field in {"published", "modified"}
    return same_time(expected, found) if times else bool(found == expected)


@pytest.mark.parametrize(("name", "field"), [known(test) for test in FIELDS])
def test_field(name: str, field: str) -> None:
    if not is_right(name, field):
        # for the difference that pytest shows
        assert extracted(name)[field] == STORED[name].record[field], STORED[name].about


def test_known_failures_name_tests_that_are_there() -> None:
    assert KNOWN.keys() <= set(FIELDS)


@pytest.mark.parametrize("name", STORED)
def test_a_fixture_says_what_it_shows_and_names_the_usual_fields(name: str) -> None:
    assert STORED[name].about
    assert STORED[name].record.keys() >= {"title", "date", "published", "authors", "body"}


@pytest.mark.parametrize("site", SEED_SITES)
def test_each_seed_site_has_six(site: str) -> None:
    assert sum(name.startswith(f"{site}/") for name in STORED) >= 6


def test_there_are_twenty_generic_ones_over_eight_languages() -> None:
    generic = [name for name in STORED if name.startswith("generic/")]
    assert len(generic) >= 20
    languages = {STORED[name].record.get("language") for name in generic} - {None}
    assert len(languages) >= 8
