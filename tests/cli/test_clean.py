"""newsclean clean: from the shell, with files, folders and standard input."""

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsclean.batch import Settings
from newsclean.batch.compression import COMPRESSIONS
from newsclean.batch.sinks import OUTPUT_ENDINGS
from newsclean.batch.sources.formats import FORMATS
from tests.batch.archives import html, warc

from .conftest import Run

ROOT = Path(__file__).parents[2]

NEWSCLEAN = [sys.executable, "-c", "from newsclean.cli.main import main; main()"]
STORY = "The bridge over the Lenn was opened again on Monday, the council said in the evening."


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_text(
            f"<h1>Bridge {number} reopens</h1><p>{STORY}</p><p>{STORY}</p>"
        )
    (folder / "empty.html").write_text("")
    return folder


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_folder_becomes_a_file_and_its_failures(run: Run, pages: Path, tmp_path: Path) -> None:
    done = run("clean", pages, "-o", tmp_path / "out.jsonl", "--workers", 2)
    assert (done.code, done.out) == (0, "")
    assert [r["title"] for r in lines(tmp_path / "out.jsonl")] == [
        f"Bridge {n} reopens" for n in range(3)
    ]
    (failure,) = lines(tmp_path / "out.failed.jsonl")
    assert (failure["id"], failure["reason"]) == (str(pages / "empty.html"), "empty")
    assert "4 pages in" in done.err
    assert "3 records" in done.err
    assert "1 empty" in done.err


def test_quiet_says_nothing(run: Run, pages: Path, tmp_path: Path) -> None:
    done = run("clean", pages, "-o", tmp_path / "out.jsonl", "--workers", 0, "-q")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_summary_as_json(run: Run, pages: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.json"
    run("clean", pages, "-o", tmp_path / "out.jsonl", "--workers", 0, "--json-summary", summary)
    found = json.loads(summary.read_text())
    assert (found["pages"], found["records"], found["failures"]) == (4, 3, 1)
    assert found["reasons"] == {"empty": 1}
    assert found["failures_file"] == str(tmp_path / "out.failed.jsonl")
    names = "pages_per_second seconds slowest resumed articles output"
    assert {*names.split()} < found.keys()


def test_records_on_standard_output(run: Run, pages: Path, tmp_path: Path) -> None:
    done = run("clean", pages, "-o", "-", "--workers", 0, "--fields", "title")
    assert [json.loads(line)["title"] for line in done.out.splitlines()] == [
        f"Bridge {n} reopens" for n in range(3)
    ]
    said = done.err.splitlines()
    assert said[0].startswith(f"newsclean: no record of {pages / 'empty.html'}: empty: ")
    assert "4 pages in" in said[1]
    assert "reasons are in" not in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages"]


def test_choices_reach_the_run(run: Run, pages: Path, tmp_path: Path) -> None:
    command = ("clean", pages, "-o", tmp_path / "out.jsonl", "--workers", 0)
    run(*command, "--limit", 2)
    assert len(lines(tmp_path / "out.jsonl")) == 2
    run(*command, "--dedupe", "--lang", "EN", "--min-words", 5)
    assert len(lines(tmp_path / "out.jsonl")) == 1
    run(*command, "--extractor", "segment", "--budget", "fast")
    assert {record["sources"]["body"] for record in lines(tmp_path / "out.jsonl")} == {"segment"}
    assert "no extractor is named 'magic'" in run(*command, "--extractor", "magic").err


def test_strict_ends_with_eight(run: Run, pages: Path, tmp_path: Path) -> None:
    command = ("clean", pages, "-o", tmp_path / "out.jsonl", "--workers", 0, "--strict")
    assert run(*command).code == 8
    (pages / "empty.html").unlink()
    assert run(*command).code == 0


def test_fields_and_limits_reach_the_run(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "crawl.jsonl.gz"
    record = {"raw": html(1).decode(), "link": "https://news.example/1", "key": 9}
    source.write_bytes(gzip.compress(json.dumps(record).encode()))
    done = run(
        "clean", source, "-o", tmp_path / "out.jsonl", "--workers", 0, "--content", "raw", "--url",
        "link", "--id", "key", "--fields", "title, body", "--memory", "1G", "--timeout", 5,
        "--min-confidence", 0, "--input-format", "jsonl", "--no-profiles",
    )  # fmt: skip
    assert done.code == 0, done.err
    (found,) = lines(tmp_path / "out.jsonl")
    assert list(found) == ["id", "url", "input", "row", "offset", "title", "body"]
    assert (found["id"], found["url"]) == ("9", "https://news.example/1")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nowhere.html"], 2, "nowhere.html: No such file"),
        (["{pages}", "--fields", "titel"], 2, "no field is named 'titel'"),
        (["{pages}", "--memory", "much"], 2, "no size such as 500M or 2G"),
        (["{pages}", "--memory", "1M"], 2, "memory must be at least"),
        (["{pages}", "--workers", "-1"], 2, "--workers"),
        (["{pages}", "--min-confidence", "7"], 2, "min_confidence must be 0 to 1"),
        (["{pages}", "--input-format", "pdf"], 2, "--input-format"),
        (["{pages}", "--min-words", "-5"], 2, "min_words must be 0 or more"),
        (["{pages}", "--lang", "klingon"], 2, "no language has the code 'klingon'"),
        (["{pages}", "--keep", "crawl"], 2, "'crawl' is the name of none"),
        (["{pages}", "--timeout", "0"], 2, "timeout must be above 0"),
    ],
)
def test_what_is_wrong_is_said(
    run: Run, pages: Path, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    given = [argument.format(pages=pages) for argument in arguments]
    done = run("clean", *given, "-o", tmp_path / "out.jsonl")
    assert done.code == code
    assert words in done.err
    assert not (tmp_path / "out.jsonl").exists()


def test_inputs_without_a_page_are_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.md").write_text("A story.")
    done = run("clean", tmp_path / "in", "-o", tmp_path / "out.jsonl", "--workers", 0)
    assert done.code == 10
    assert "the inputs hold no page" in done.err
    assert "passed over in the folders: 1 .md" in done.err
    again = ("clean", tmp_path / "in", "-o", tmp_path / "out.jsonl", "--workers", 0)
    assert run(*again, "--input-format", "page").code == 0


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ("no/summary.json", "no such folder; make it first"),
        ("out.jsonl", "is an input or output of this run"),
        ("out.failed.jsonl", "is an input or output of this run"),
        ("pages/0.html", "is an input or output of this run"),
    ],
)
def test_a_summary_that_cannot_be_written_is_refused_before_the_run(
    run: Run, pages: Path, tmp_path: Path, summary: str, words: str
) -> None:
    before = (pages / "0.html").read_bytes()
    done = run(
        "clean", pages / "0.html", "-o", tmp_path / "out.jsonl", "--workers", 0,
        "--json-summary", tmp_path / summary,
    )  # fmt: skip
    assert done.code == 2
    assert words in done.err
    assert not (tmp_path / "out.jsonl").exists()
    assert (pages / "0.html").read_bytes() == before


def test_help_and_messages_name_every_format(run: Run, pages: Path) -> None:
    shown = " ".join(run("clean", "--help").out.split())
    for known in FORMATS:
        assert f"{known.title} ({' '.join(known.suffixes)})" in shown
    for ending in OUTPUT_ENDINGS:
        assert ending in shown
        assert ending in run("clean", pages, "-o", "out.csv").err


def test_the_documentation_names_every_format() -> None:
    text = (ROOT / "docs" / "clean.md").read_text("utf-8")
    names = {suffix for known in FORMATS for suffix in known.suffixes}
    names |= {found.suffix for found in COMPRESSIONS} | set(OUTPUT_ENDINGS)
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def test_a_pipe_is_read_and_said_not_to_be_resumable(tmp_path: Path) -> None:
    command = [*NEWSCLEAN, "clean", "-", "-o", "out.jsonl", "--workers", "1"]
    done = subprocess.run(
        command, input=b"".join(warc([html(0), html(1)])), capture_output=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=600, check=True,
    )  # fmt: skip
    assert b"cannot be resumed" in done.stderr
    assert [r["url"] for r in lines(tmp_path / "out.jsonl")] == [
        "https://news.example/0",
        "https://news.example/1",
    ]


@pytest.mark.parametrize("seconds", [0, 1000])
def test_control_c_says_what_is_kept_and_the_same_command_goes_on(
    tmp_path: Path, seconds: int
) -> None:
    source = tmp_path / "crawl.jsonl"
    record = json.dumps({"content": html(0).decode()}) + "\n"
    source.write_text(record * 500)
    program = (
        # a shell starts what runs behind it with interrupts ignored
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"import newsclean.batch.work as work; work.KEEP_SECONDS = {seconds}\n"
        "from newsclean.cli.main import main; main()"
    )
    command = [sys.executable, "-c", program, "clean", "crawl.jsonl", "-o", "out.jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, cwd=tmp_path, env=environment, start_new_session=True
    )
    folder = tmp_path / ".out.jsonl.parts"
    begun = folder / ("000000.out.lines" if seconds else "done.jsonl")
    while not begun.exists() and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to the workers, too
    _, talk = process.communicate(timeout=300)
    assert process.returncode == 130
    assert b"Traceback" not in talk
    kept = re.search(rb"interrupted; (\d+) pages are kept: the same command goes on", talk)
    assert bool(kept) == (not seconds)
    assert kept or b"interrupted; nothing is kept: the same command begins anew" in talk
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, check=True)
    assert b"500 pages in" in done.stderr
    assert not kept or kept[1] + b" pages were done before this run went on" in done.stderr
    assert len(lines(tmp_path / "out.jsonl")) == 500


def test_a_report_is_written_for_a_run_in_workers(run: Run, tmp_path: Path) -> None:
    page = "<h1>Bridge reopens</h1>" + "<p>The bridge over the Lenn reopened on Monday.</p>" * 5
    (tmp_path / "page.html").write_text(page)
    report = tmp_path / "seen.html"
    options = ("--workers", "1", "--report", report, "-q")
    done = run("clean", tmp_path / "page.html", "-o", tmp_path / "out.jsonl", *options)
    assert (done.code, done.err) == (0, "")
    assert ">1 page cleaned</h1>" in report.read_text("utf-8")


def test_a_report_without_a_folder_is_refused_before_the_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>x")
    report = tmp_path / "no" / "seen.html"
    done = run("clean", tmp_path / "page.html", "-o", tmp_path / "out.jsonl", "--report", report)
    assert done.code == 2
    assert "no such folder" in done.err
    assert not (tmp_path / "out.jsonl").exists()


def test_a_format_that_an_input_plainly_has_not_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"content": "x"}\n')
    done = run("clean", tmp_path / "rows.jsonl", "-o", "-", "--input-format", "warc")
    assert (done.code, done.out) == (2, "")
    assert "rows.jsonl is JSON Lines, not WARC" in done.err


def test_languages_are_understood_however_they_are_written() -> None:
    assert Settings(languages=("english", "en-US", "DE")).languages == ("en", "en", "de")
