"""Counting, the words of progress and summary."""

import io
import json
from pathlib import Path

from newsclean.batch.reason import Reason
from newsclean.batch.stats import Progress, Summary, Tally
from newsclean.cli import progress as progress_module
from newsclean.cli.progress import Display, describe


def tally() -> Tally:
    made = Tally()
    for number in range(20):
        made.count_page(f"p{number}", number / 10)
        made.count(0.9 if number % 2 else 0.1, None)
    made.count_page("late", 30.0)
    made.count(None, Reason.TIMEOUT)
    made.count_page("bad", 0.0)
    made.count(None, Reason.BAD_RECORD)
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
        "late",
        "p19",
        "p18",
        "p17",
        "p16",
    ]


def test_the_summary_says_what_was_done():
    summary = Summary(tally(), 2.0, 2, Path("out.jsonl"), Path("out.failed.jsonl"))
    assert summary.lines() == [
        "22 pages in 2.0 s (10 pages/s): 20 records, 10 of them likely articles,"
        " 2 not in the output",
        "  2 pages were done before this run went on",
        "          1 timeout",
        "          1 bad_record",
        "      30.00 s for late",
        "       1.90 s for p19",
        "       1.80 s for p18",
        "       1.70 s for p17",
        "       1.60 s for p16",
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
