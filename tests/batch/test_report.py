"""The report of a run: what it shows, what stands beside it, and what it never writes over."""

import json
import re
from pathlib import Path

import pytest

from newsclean.batch import Settings, Summary, clean_inputs, write_report
from newsclean.batch.report import pages_of, report_page
from newsclean.batch.stats import Tally
from newsclean.pipeline import Pipeline

from .test_stats import count, page

PIPELINE = Pipeline(extractors=("labeller",), profiles=None)
STORY = "The bridge over the Lenn reopened on Monday after two years of repairs, the county said."
MORE = (
    "Mayor Ulla Brandt cut the ribbon at noon and was the first to walk across it with a band.",
    "“We have missed it every single day,” said a baker whose shop stands at the eastern end.",
    "The next repair is due in about sixty years, if the river allows, an engineer said.",
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    path = tmp_path / "pages.jsonl"
    lines = [
        {
            "html": f"<h1>Bridge {n} over the Lenn reopens</h1><p>By Ann Lee</p><p>July 1, 2025</p>"
            + "".join(f"<p>{text}</p>" for text in (STORY, *MORE)),
            "url": f"https://a.example/{n}",
        }
        for n in range(30)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in [*lines, {"html": ""}]), "utf-8")
    return path


def run(pages: Path, settings: Settings = Settings()) -> Summary:  # noqa: B008 - frozen
    output = pages.with_name("out.jsonl")
    return clean_inputs([pages], output, settings, pipeline=PIPELINE, workers=0)


def test_doubtful_pages_are_explained_beside_the_report(pages: Path) -> None:
    summary = run(pages)
    report = pages.with_name("report.html")
    write_report(report, summary, Settings(), PIPELINE, workers=0)
    shown = report.read_text("utf-8")
    links = re.findall('href="(report.pages/[^"]+)"', shown)
    likely = min(summary.tally.articles, 20)
    assert len(links) == likely > 0
    assert all((pages.parent / link).is_file() for link in links)
    first = max(summary.tally.findings.doubtful)
    explanation = (pages.parent / links[0]).read_text("utf-8")
    assert f">{first.url}</a>" in explanation
    assert STORY in explanation
    assert ">1 empty</h3>" in shown
    assert "pages.jsonl#30" in shown
    assert ">a.example</h3>" in shown


def test_a_second_report_takes_the_place_of_the_first(pages: Path) -> None:
    report = pages.with_name("report.html")
    folder = pages_of(report)
    folder.mkdir()
    (folder / "99.html").write_text("old")
    (folder / "notes.txt").write_text("mine")
    write_report(report, run(pages), Settings(), PIPELINE, workers=0)
    assert not (folder / "99.html").exists()
    assert (folder / "notes.txt").read_text() == "mine"


def test_an_input_that_is_gone_costs_its_explanations_alone(pages: Path) -> None:
    summary = run(pages)
    pages.unlink()
    report = pages.with_name("report.html")
    write_report(report, summary, Settings(), PIPELINE, workers=0)
    assert "Not explained: its input is gone or has changed" in report.read_text("utf-8")
    assert list(pages_of(report).iterdir()) == []


def test_the_report_of_a_thousand_pages_is_small() -> None:
    tally = Tally()
    for number in range(1000):
        count(tally, page("x" * 200 + str(number), 0.1, 0.9, number / 1000))
    summary = Summary(tally, 10.0, 0, Path("out.jsonl"), Path("out.failed.jsonl"))
    made = report_page(summary, [""] * 20, "report.pages")
    assert len(made.encode()) < 200_000
    assert ">1,000 pages cleaned</h1>" in made
    assert "<b>100</b> <span>pages per second</span>" in made


def test_a_run_without_a_page() -> None:
    summary = Summary(Tally(), 0.0, 0, Path("out.jsonl"), Path("out.failed.jsonl"))
    assert ">0 pages cleaned</h1>" in report_page(summary, [], "report.pages")
