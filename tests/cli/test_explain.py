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
    shown = done.out.splitlines()
    assert shown[0].startswith("text capture, 6 blocks")
    blocks = shown[1 : 1 + len(LINES)]
    assert [line[0] for line in blocks] == ["-", "T", "+", "-", "+", "-"]
    assert all(text in line for text, line in zip(LINES, blocks, strict=True))
    assert "furniture by its words (drop)" in blocks[3]
    assert "[story " in blocks[2]


def test_candidates_with_scores_and_fields_follow(run: Run, capture: Path) -> None:
    out = run("explain", capture).out
    explanation = explain("\n\n".join(LINES))
    candidates = out.split("\ncandidates ", 1)[1]
    for item in explanation.candidates:
        assert item.candidate.extractor in candidates
        assert f"{item.estimate.quality:.3f}" in candidates
    fields = out.split("\nfields\n", 1)[1]
    assert "Bridge over the Lenn reopens after two years of repairs" in fields


def test_long_blocks_are_cut_to_the_width(run: Run, capture: Path) -> None:
    out = run("explain", capture, "--width", "40").out
    assert LINES[2] not in out
    assert f"{LINES[2][:39]}…" in out


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
