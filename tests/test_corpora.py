"""Quality and speed on samples of the public corpora, which stay outside the repository."""

import pytest

from newsclean.bench import BenchReport, BenchSettings, run_bench
from newsclean.bench.summary import Summary

from .conftest import CORPORA

NAMES = ("fundus_tests", "mercury", "omnivore")
PATHS = tuple(CORPORA / f"{name}.jsonl.xz" for name in NAMES)
PAGES = 25

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(
        not all(path.exists() for path in PATHS), reason=f"the corpora are not in {CORPORA}"
    ),
]


def rows(report: BenchReport) -> dict[str, Summary]:
    return {row.peer: row for row in report.summaries if row.group == "all"}


@pytest.fixture(scope="module")
def html() -> dict[str, Summary]:
    peers = ("newsclean", "trafilatura", "trafilatura-record")
    return rows(run_bench(BenchSettings(PATHS, peers=peers, limit=PAGES, seed=1)))


@pytest.mark.parametrize("form", ["selectolax", "resiliparse", "inscriptis", "wrapped"])
def test_captured_text_keeps_the_story(form: str) -> None:
    report = run_bench(BenchSettings(PATHS, form=form, limit=PAGES, seed=1))
    row = rows(report)["newsclean"]
    assert row.failures == 0
    assert row.f1 is not None
    assert row.f1 >= 0.88


def test_html_bodies_are_not_behind_trafilatura(html: dict[str, Summary]) -> None:
    own, theirs = html["newsclean"], html["trafilatura"]
    assert own.failures == 0
    assert own.f1 is not None
    assert theirs.f1 is not None
    assert own.f1 >= theirs.f1


def test_titles_and_dates_are_not_behind_trafilatura(html: dict[str, Summary]) -> None:
    own, theirs = html["newsclean"], html["trafilatura-record"]
    assert own.title is not None
    assert theirs.title is not None
    assert own.title.right >= theirs.title.right
    assert own.date is not None
    assert theirs.date is not None
    assert own.date.wrong <= theirs.date.wrong
    assert own.date.right >= theirs.date.right


def test_a_whole_record_takes_less_time_than_trafilaturas(html: dict[str, Summary]) -> None:
    """Half of it, where the machine is quiet; what runs beside the tests blurs it."""
    assert html["newsclean"].cpu_ms <= 0.8 * html["trafilatura-record"].cpu_ms
