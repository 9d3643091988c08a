from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean.bench.speed import Sample, main, measure


def test_each_piece_of_work_sees_each_page_and_the_first_one_changes() -> None:
    calls: list[tuple[str, str]] = []
    works = {
        "a": lambda page: calls.append(("a", page.text)),
        "b": lambda page: calls.append(("b", page.text)),
    }
    samples = [Sample("<p>One", "One", None), Sample("<p>Two", "Two", None)]
    found = measure(samples, works, rounds=1)
    # once to load what is needed, once in turn: the second page begins with the other
    assert calls[:4] == [("a", "One"), ("b", "One"), ("a", "Two"), ("b", "Two")]
    assert calls[4:] == [("a", "One"), ("b", "One"), ("b", "Two"), ("a", "Two")]
    assert set(found) == {"a", "b"}
    assert all(times.mean >= 0 and times.median >= 0 for times in found.values())


def test_the_fastest_round_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.5, 1.0, 1.2])
    monkeypatch.setattr("newsclean.bench.speed.time.process_time", lambda: next(clock))
    found = measure([Sample("", "", None)], {"a": str}, rounds=2)
    assert found["a"].mean == pytest.approx(200)


def test_the_command_prints_times_and_ratios(tiny: Path) -> None:
    pytest.importorskip("trafilatura")
    result = CliRunner().invoke(main, [str(tiny), "--every", "1", "--rounds", "1"])
    assert result.exit_code == 0, result.output
    assert "record, balanced" in result.output
    assert "trafilatura.extract over body of HTML" in result.output


def test_a_corpus_without_articles_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    result = CliRunner().invoke(main, [str(empty)])
    assert result.exit_code != 0
    assert "no article" in result.output
