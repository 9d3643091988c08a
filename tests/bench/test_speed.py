from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean.bench.speed import BATCH, Sample, main, measure


def test_each_piece_of_work_sees_each_page_once_and_the_first_one_changes() -> None:
    calls: list[tuple[str, str]] = []
    works = {
        "a": lambda page: calls.append(("a", page.text)),
        "b": lambda page: calls.append(("b", page.text)),
    }
    samples = [Sample("", str(number), None) for number in range(BATCH + 2)]
    measure(samples, works)
    assert len(calls) == len(set(calls)) == 2 * len(samples)
    assert [name for name, _ in calls[: 2 * BATCH]] == ["a"] * BATCH + ["b"] * BATCH
    assert [name for name, _ in calls[2 * BATCH :]] == ["b", "b", "a", "a"]


def test_pages_for_loading_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 10.2, 11.0, 11.4])
    monkeypatch.setattr("newsclean.bench.speed.time.process_time", lambda: next(clock))
    page, seen = Sample("", "", None), []
    found = measure([page, page], {"a": seen.append}, loading=[page] * 3)
    assert (found["a"].mean, found["a"].median) == pytest.approx((300, 300))
    assert len(seen) == 5


def test_the_command_prints_times_and_ratios(tiny: Path) -> None:
    pytest.importorskip("trafilatura")
    result = CliRunner().invoke(main, [str(tiny), "--every", "1"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("  2 pages")
    assert "record, balanced" in result.output
    assert "trafilatura.extract over body of HTML" in result.output


def test_a_corpus_without_articles_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    result = CliRunner().invoke(main, [str(empty)])
    assert result.exit_code != 0
    assert "no two articles" in result.output
