import pytest

from newsclean.bench.metrics import Overlap
from newsclean.bench.scores import PageScores
from newsclean.bench.summary import PageResult, differences, summarise, tally


def result(page: str, peer: str, f1: float, **fields: str) -> PageResult:
    half = (1 - f1) / f1 if f1 else 1.0
    body = Overlap(1, half, half) if f1 else Overlap(0, 0.5, 0.5)
    return PageResult("c", page, peer, PageScores(body=body), 0.002, 0.001, **fields)


def test_a_single_group_stands_alone() -> None:
    (row,) = summarise([result("a", "p", 1.0), result("b", "p", 0.5)], "corpus", ["p"])
    assert (row.group, row.pages, row.body_pages) == ("c", 2, 2)
    assert row.f1 == pytest.approx(0.75)
    assert row.ms == pytest.approx(2)
    assert row.cpu_ms == pytest.approx(1)
    assert row.title is None


def test_several_groups_are_followed_by_all() -> None:
    results = [
        result("a", "p", 1.0, language="uk"),
        result("b", "p", 0.5, language="en-US"),
        result("c", "p", 0.5),
    ]
    rows = summarise(results, "language", ["p"])
    assert [(row.group, row.pages) for row in rows] == [("-", 1), ("en", 1), ("uk", 1), ("all", 3)]


def test_rows_follow_the_order_of_the_peers() -> None:
    results = [result("a", "q", 0.5), result("a", "p", 1.0)]
    assert [row.peer for row in summarise(results, "corpus", ["p", "q"])] == ["p", "q"]


def test_a_difference_is_taken_on_the_pages_of_both() -> None:
    results = [result("a", "p", 1.0), result("a", "q", 0.5), result("b", "p", 0.1)]
    (difference,) = differences(results, "corpus", ["p", "q"])
    assert difference.pages == 1
    assert difference.f1 == pytest.approx(0.5)
    assert difference.error == 0


def test_the_error_of_a_constant_difference_is_near_nothing() -> None:
    results = [result(str(n), "p", 0.5 + n / 10) for n in range(4)]
    results += [result(str(n), "q", 0.4 + n / 10) for n in range(4)]
    (difference,) = differences(results, "corpus", ["p", "q"])
    assert difference.f1 == pytest.approx(0.1)
    assert difference.error < 1e-9


def test_tally_of_nothing_is_none() -> None:
    assert tally([None]) is None
