"""Counting, the words of progress and summary."""

import io
import json
from pathlib import Path

from newsclean.article import Article
from newsclean.batch.capture import Position
from newsclean.batch.findings import OTHERS, Findings
from newsclean.batch.reason import Reason
from newsclean.batch.result import Result
from newsclean.batch.stats import Progress, Summary, Tally
from newsclean.cli import progress as progress_module
from newsclean.cli.progress import Display, describe


def page(name: str, seconds: float, chance: float | None = None, confidence: float = 0.5) -> Result:
    article = (
        None if chance is None else Article(name, confidence=confidence, article_chance=chance)
    )
    url = f"https://{name}.example/a"
    return Result(Position("in", 3), name, url, article, seconds=seconds)


def count(tally: Tally, result: Result, reason: Reason | None = None, message: str = "") -> None:
    tally.count_page(result.url or "", result.seconds)
    tally.count(result, reason, message)


def tally() -> Tally:
    made = Tally()
    for number in range(20):
        chance, confidence = (0.9 if number % 2 else 0.1), number / 20
        count(made, page(f"p{number}", number / 10, chance, confidence))
    count(made, page("late", 30.0), Reason.TIMEOUT, "30 s")
    count(made, page("bad", 0.0), Reason.BAD_RECORD, "no JSON")
    return made


def test_counts_add_up_and_come_back_from_json():
    once = tally()
    again = Tally.from_dict(json.loads(json.dumps(once.to_dict())))
    assert again.to_dict() == once.to_dict()
    both = Tally()
    both.add(once)
    both.add(again)
    assert (both.pages, both.records, both.articles, both.failures) == (44, 40, 20, 4)
    assert both.reasons == {"timeout": 2, "bad_record": 2}


def test_the_slowest_pages_are_kept():
    assert [page["page"] for page in tally().to_dict()["slowest"]] == [
        "https://late.example/a",
        "https://p19.example/a",
        "https://p18.example/a",
        "https://p17.example/a",
        "https://p16.example/a",
    ]


def test_confidence_is_counted_of_likely_articles() -> None:
    found = tally().to_dict()
    assert found["confidence"] == [1] * 10
    assert [page["id"] for page in found["doubtful"]] == [f"p{n}" for n in range(1, 20, 2)]
    assert found["doubtful"][0] == {
        "doubt": 0.95,
        "id": "p1",
        "url": "https://p1.example/a",
        "title": "p1",
        "input": "in",
        "row": 3,
    }


def test_sites_and_first_failures_are_counted() -> None:
    found = tally().to_dict()
    assert found["sites"]["p3.example"] == {
        "pages": 1,
        "articles": 1,
        "failures": 0,
        "confidence": 0.15,
    }
    assert found["examples"] == {
        "bad_record": [{"page": "https://bad.example/a", "message": "no JSON"}],
        "timeout": [{"page": "https://late.example/a", "message": "30 s"}],
    }


def test_parts_in_any_order_find_the_same() -> None:
    pages = [page(f"p{n}", n % 7, 0.9, (n * 37 % 101) / 101) for n in range(101)]
    whole, parts = Tally(), [Tally() for _ in range(5)]
    for number, one in enumerate(pages):
        count(whole, one)
        count(parts[number % 5], one)
    joined = Tally()
    for part in reversed(parts):
        joined.add(Tally.from_dict(json.loads(json.dumps(part.to_dict()))))
    once, again = whole.to_dict(), joined.to_dict()
    assert len(once["doubtful"]) == 20
    assert once == again


def test_memory_of_a_run_over_very_many_sites_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr("newsclean.batch.findings._SITES", 3)
    found = Findings()
    for number in range(10):
        found.count(page(f"p{number}", 0.0, 0.9), None, "")
    assert found.sites[OTHERS].pages == 7
    assert len(found.sites) == 4


def test_the_summary_says_what_was_done():
    summary = Summary(tally(), 2.0, 2, Path("out.jsonl"), Path("out.failed.jsonl"))
    assert summary.lines() == [
        "22 pages in 2.0 s (10 pages/s): 20 records, 10 of them likely articles,"
        " 2 not in the output",
        "  2 pages were done before this run went on",
        "          1 timeout",
        "          1 bad_record",
        "      30.00 s for https://late.example/a",
        "       1.90 s for https://p19.example/a",
        "       1.80 s for https://p18.example/a",
        "       1.70 s for https://p17.example/a",
        "       1.60 s for https://p16.example/a",
        "reasons are in out.failed.jsonl",
    ]
    assert summary.to_dict()["pages_per_second"] == 10.0
    assert summary.to_dict()["failures_file"] == "out.failed.jsonl"


def test_time_left_is_told_in_fitting_units():
    def left(seconds: float) -> str:
        return describe(Progress(Tally(), 1, seconds, 1, 2)).rpartition(", ")[2]

    assert [left(30), left(600), left(7200)] == ["30 s left", "10 min left", "2.0 h left"]
    assert "left" not in describe(Progress(Tally(), 1, 1.0, 0, 0))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_every_so_often(monkeypatch):
    moment = 0.0
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: moment)
    log = io.StringIO()
    with Display(log) as display:
        for _ in range(100):
            moment += 1.0
            display(Progress(Tally(5), 5, moment, 10, 100))
    lines = log.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[0].endswith(" 5 pages, 0/s, 0 articles, 0 failed, 10 % read, 2 min left")


def test_a_terminal_gets_a_bar(monkeypatch):
    moment = 0.0
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: moment)
    terminal = Terminal()
    with Display(terminal) as display:
        for step in range(1, 6):
            moment += 1.0
            display(Progress(Tally(step * 100), step * 100, moment, step * 20, 100))
    shown = terminal.getvalue()
    assert "500 pages, 100/s" in shown
    assert "100 % read" in shown
    assert shown.endswith("\n")


def test_a_bar_of_unknown_length_is_shown(monkeypatch):
    monkeypatch.setattr(progress_module, "_BAR_SECONDS", 0.0)
    terminal = Terminal()
    with Display(terminal) as display:
        display(Progress(Tally(7), 7, 1.0, 0, 0))
    assert "7 pages" in terminal.getvalue()
