"""The short form of the campaigns of tools/: few cases and small sizes, as every run can have."""

import os

import pytest

from tests.attack.check import Verdict, check_case
from tests.attack.mutate import make_case
from tests.attack.shapes import SHAPES
from tools.campaign import State, load, read_pages, run
from tools.grow import Run, exponent, faults, measure

CASES = int(os.environ.get("NEWSCLEAN_CASES", "60"))
# shapes that each took more than any bound before there was one for it
ONCE_OVER = (
    *("html form bomb", "html mark bomb", "html select", "html attributes", "html quoted ends"),
    *("html div </span>", "html div in attribute", "html svg td", "html flat divs"),
    *("html unclosed p", "html drawing in comment", "html end in comment", "text short lines"),
    *("text combining unsorted", "text digit lines", "text dates a line", "text By X"),
)


def test_cases_made_of_the_fixtures_hold() -> None:
    state = State("fixtures")
    pages = read_pages(None)
    while state.next < CASES:
        run(state, pages, 0.001)
    assert {n: f for n, f in state.faults.items() if not f.startswith("slow")} == {}


def test_a_case_is_the_same_each_time() -> None:
    pages = read_pages(None)
    assert [make_case(n, pages) for n in range(20)] == [make_case(n, pages) for n in range(20)]
    assert len({str(make_case(n, pages).content) for n in range(20)}) == 20


@pytest.mark.parametrize("number", [91, 154, 811])
def test_cases_that_once_failed_hold(number: int) -> None:
    """The day after the last one that there is; an element of a profile's tags without text."""
    assert check_case(number, make_case(number, read_pages(None))).fault == ""


def test_a_campaign_goes_on_where_it_ended(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "state.json"
    path.write_text('{"pages": "fixtures", "next": 7, "faults": {"3": "slow: 9 characters"}}')
    state = load(path, "fixtures")
    assert state.next == 7
    assert "1 over 2 s" in state.summary()
    with pytest.raises(SystemExit, match="other pages"):
        load(path, "corpora")


def test_a_fault_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.campaign.check_case", lambda *_: Verdict(3.0, "KeyError: 'a'"))
    state = State("fixtures")
    run(state, ["<p>One."], 0.001)
    assert state.faults["0"] == "KeyError: 'a'"
    assert f"{state.next} exceptions" in state.summary()


@pytest.mark.parametrize("name", ONCE_OVER)
@pytest.mark.skipif("not hasattr(os, 'fork')")
def test_a_shape_that_once_broke_a_bound_keeps_it(name: str) -> None:
    run = measure(name, 400_000)
    assert run.fault == ""
    assert run.seconds < 4  # a quarter of it on a machine at rest
    assert run.megabytes < 16 + 200


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.skipif("NEWSCLEAN_SLOW" not in os.environ, reason="set NEWSCLEAN_SLOW to run it")
def test_every_shape_keeps_the_bounds_to_8_megabytes(name: str) -> None:
    assert faults([measure(name, size * 1_000_000) for size in (1, 2, 4, 8)]) == []


def test_the_bounds_tell_growth_and_cost() -> None:
    linear = [Run(1_000_000, 1.0, 9, ""), Run(2_000_000, 2.0, 9, "")]
    square = [Run(1_000_000, 1.0, 9, ""), Run(2_000_000, 4.0, 900, "KeyError: 1")]
    assert (faults(linear), round(exponent(square), 2)) == ([], 2.0)
    assert faults(square) == ["KeyError: 1", "exponent 2.00", "900 MB"]
