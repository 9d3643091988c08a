import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean.bench import BenchReport, draw, render, run_bench, speed_settings
from newsclean.bench.speed import LOADING
from newsclean.cli.main import cli
from newsclean.errors import SettingError

from .conftest import PAGES

SIZES = [0] * LOADING + [1_000, 100_000, 300_000]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many pages as load the libraries, and one of each size."""
    path = tmp_path_factory.mktemp("speed") / "sizes.jsonl"
    pages = [
        {**PAGES[0], "id": str(number), "html": f"{PAGES[0]['html']}<!--{'x' * size}-->"}
        for number, size in enumerate(SIZES)
    ]
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    return path


@pytest.fixture(scope="module")
def report(corpus: Path) -> BenchReport:
    return run_bench(speed_settings((corpus,), peers=("newsclean", "newsclean-fast")))


def test_pages_are_grouped_by_size_and_those_that_load_do_not_count(report: BenchReport) -> None:
    assert [(row.group, row.peer, row.pages) for row in report.summaries] == [
        (group, peer, pages)
        for group, pages in (("to 50 kB", 1), ("to 200 kB", 1), ("over 200 kB", 1), ("all", 3))
        for peer in ("newsclean", "newsclean-fast")
    ]
    assert all(row.f1 == 1 and row.cpu_ms > 0 for row in report.summaries)


def test_the_table_has_times_and_quality(report: BenchReport) -> None:
    head, first, second, *_ = render(report).splitlines()
    assert head.split() == "size peer pages F1 ~ title date cpu cpu.m times".split()
    assert first.split()[-1] == "1.00"
    cpu = [row.cpu_ms for row in report.summaries[:2]]
    assert float(second.split()[-1]) == pytest.approx(cpu[1] / cpu[0], abs=0.006)


def test_a_plot_is_the_same_for_the_same_report(report: BenchReport, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    draw(report, tmp_path / "one.svg")
    draw(report, tmp_path / "two.svg")
    drawn = (tmp_path / "one.svg").read_text("utf-8")
    assert "newsclean-fast" in drawn
    assert drawn == (tmp_path / "two.svg").read_text("utf-8")


def test_without_bodies_there_is_nothing_to_draw(
    write_corpus: Callable[..., Path], tmp_path: Path
) -> None:
    pytest.importorskip("matplotlib")
    pages = [{"id": str(number), "html": "<p>Rain."} for number in range(LOADING + 1)]
    report = run_bench(speed_settings((write_corpus(pages),), peers=("newsclean",)))
    with pytest.raises(SettingError, match="no peer was measured"):
        draw(report, tmp_path / "none.svg")


def test_the_command_writes_table_and_plot(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plot = tmp_path / "speed.svg"
    command = ["bench", "--speed", str(corpus), "--peer", "newsclean", "--plot", str(plot)]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("size")
    assert plot.read_text("utf-8").lstrip().startswith("<?xml")


def test_a_plot_without_times_is_a_mistake(corpus: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["bench", str(corpus), "--plot", str(tmp_path / "a.svg")])
    assert result.exit_code != 0
    assert "--plot needs --speed" in result.output
