import re
from pathlib import Path

import pytest

from newsclean import explain

from .conftest import Run

LINES = [
    "Home",
    "Bridge over the Lenn reopens after two years of repairs",
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.",
    "Advertisement",
    "Mayor Ulla Brandt cut the ribbon at noon, and a band played for an hour in the rain.",
    "Related Articles",
]


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text("\n\n".join(LINES), "utf-8")
    return path


def test_every_block_is_shown_with_its_fate(run: Run, capture: Path) -> None:
    done = run("explain", capture)
    assert (done.code, done.err) == (0, "")
    shown = [line for line in done.out.splitlines() if not line.startswith(" ")]
    assert shown[0].startswith("text capture, 6 blocks")
    blocks = shown[1 : 1 + len(LINES)]
    assert [line[0] for line in blocks] == ["-", "T", "+", "-", "+", "-"]
    out = " ".join(done.out.split())
    assert all(text in out for text in LINES)
    assert "Advertisement [furniture " in out
    assert "furniture by its words (drop)" in out
    assert f"{LINES[2]} [story " in out


def test_candidates_with_scores_and_fields_follow(run: Run, capture: Path) -> None:
    out = run("explain", capture).out
    explanation = explain("\n\n".join(LINES))
    candidates = out.split("\ncandidates ", 1)[1]
    for item in explanation.candidates:
        assert item.candidate.extractor in candidates
        assert f"{item.estimate.quality:.3f}" in candidates
    fields = out.split("\nfields\n", 1)[1]
    assert "Bridge over the Lenn reopens after two years of repairs" in fields


def test_lines_are_wrapped_at_words(run: Run, capture: Path) -> None:
    shown = run("explain", capture, "--width", "60").out.splitlines()
    assert max(map(len, shown)) <= 60
    start = next(n for n, line in enumerate(shown) if line.startswith("+    2"))
    words = " ".join(line[13:] for line in shown[start : start + 8])
    assert words.startswith(LINES[2])


def test_what_is_printed_in_python_is_the_same(run: Run, capture: Path) -> None:
    def without_times(text: str) -> str:
        return re.sub(r" +\d+\.\d\d(?=  \d+ para)", "", text)

    printed = str(explain(capture.read_bytes())) + "\n"
    assert without_times(run("explain", capture).out) == without_times(printed)


def test_a_page_is_written_in_place_of_lines(run: Run, capture: Path, tmp_path: Path) -> None:
    done = run("explain", capture, "--html", tmp_path / "seen.html")
    assert (done.code, done.out, done.err) == (0, "", "")
    page = (tmp_path / "seen.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert all(f">{line}</p>" in page for line in LINES)


def test_a_page_that_cannot_be_written(run: Run, capture: Path, tmp_path: Path) -> None:
    done = run("explain", capture, "--html", tmp_path / "no" / "seen.html")
    assert done.code == 1
    assert "No such file or directory" in done.err


def test_colours_only_where_asked_for(run: Run, capture: Path) -> None:
    plain = run("explain", capture).out
    coloured = run("explain", capture, "--color").out
    assert "\x1b[" not in plain
    assert "\x1b[32m" in coloured
    assert "\x1b[" not in run("explain", capture, "--no-color").out


def test_a_failed_extractor_is_shown(
    run: Run, capture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsclean.body.extractors.segment import Segment

    def fails(self: Segment, page: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(Segment, "__call__", fails)
    assert "failed: segment: RuntimeError: out of order" in run("explain", capture).out


def test_an_empty_capture(run: Run) -> None:
    done = run("explain", "-")
    assert done.code == 0
    assert done.out.startswith("text capture, 0 blocks")
