"""Every stored fixture, one test for each of its fields: the failing test names the field."""

from functools import cache
from typing import Any

import pytest

from newsclean.fixture import differences, find_fixtures, known_failures, read_fixture, record_of

from .conftest import FIXTURES

STORED = {fixture.name: fixture for fixture in map(read_fixture, find_fixtures(FIXTURES))}
FIELDS = [f"{name}:{field}" for name, fixture in STORED.items() for field in fixture.record]
# what newsclean gets wrong, with the reason; a fix that is noticed nowhere else fails here
KNOWN = known_failures(FIXTURES)
SEED_SITES = ("jen.jiji.com", "daily8", "www.pravda.com.ua")


@cache
def extracted(name: str) -> dict[str, Any]:
    return record_of(STORED[name].extract())


def known(test: str) -> Any:
    reason = KNOWN.get(test)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(*test.rsplit(":", 1), id=test, marks=marks)


@pytest.mark.parametrize(("name", "field"), [known(test) for test in FIELDS])
def test_field(name: str, field: str) -> None:
    difference = differences(STORED[name], extracted(name)).get(field)
    assert difference is None, f"{STORED[name].about}\n{difference}"


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
