"""Marks laid over blocks, and carried over to captures of the same page."""

import json
import lzma
import random
from pathlib import Path

import pytest
from newsclean_workshop.roles.captures import (
    FORMS,
    RawLine,
    carry,
    disturb,
    letters_of,
    make_capture,
    wrap,
)
from newsclean_workshop.roles.readings import align_marks, read_readings

from newsclean.errors import CorpusError
from newsclean.page.read import read_page

STORY = [
    f"Sentence number {n} says that the river rose again, and nobody minded." for n in range(6)
]
HTML = (
    "<body><ul><li>Home<li>Sport</ul><h1>The river rose</h1>"
    + "".join(f"<p>{text}</p>" for text in STORY)
    + "<h2>Related</h2><p><a href=x>The river fell</a></p>"
)
TEXTS = ["Home", "Sport", "The river rose", *STORY, "Related", "The river fell"]
LETTERS = ["-", "-", "T", *"SSSSSS", "-", "R"]


def test_marks_are_laid_where_they_stand_together() -> None:
    marks = [("T", "Rain"), ("S", "It rained."), ("S", "Rain")]
    assert align_marks(["Rain", "Menu", "Rain", "It rained.", "Rain"], marks) == [
        "-", "-", "T", "S", "S",
    ]  # fmt: skip


def test_a_mark_that_is_not_on_the_page_is_said() -> None:
    assert align_marks(["Rain"], [("S", "Snow")]) is None


def test_letters_follow_words_where_lines_end_elsewhere() -> None:
    lines = ["  * Home   Sport", "The river rose", f"{STORY[0]} {STORY[1]}", *STORY[2:]]
    assert carry(lines, TEXTS, LETTERS) == ["-", "T", "S", "S", "S", "S", "S"]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_keeps_the_story(form: str) -> None:
    pytest.importorskip("resiliparse")
    capture = make_capture(HTML, form, TEXTS, LETTERS)
    assert [line.text.strip() for line in capture if line.letter == "S"] == STORY


@pytest.mark.parametrize("width", [40, 64, 100])
def test_wrapped_captures_are_read_back_with_their_letters(width: int) -> None:
    capture = wrap([RawLine(*pair) for pair in zip(TEXTS, LETTERS, strict=True)], width)
    page = read_page("\n".join(line.text for line in capture), kind="text")
    texts = [block.text for block in page.blocks]
    pairs = zip(texts, letters_of(capture, texts), strict=True)
    assert {letter for text, letter in pairs if text.startswith("Sentence")} == {"S"}


@pytest.mark.parametrize("seed", range(12))
def test_accidents_invent_no_story(seed: int) -> None:
    capture = [RawLine(*pair) for pair in zip(TEXTS, LETTERS, strict=True)]
    made = disturb(capture, random.Random(seed), capture)
    story = " ".join(line.text for line in made if line.letter == "S").split()
    whole = " ".join(STORY).split()
    assert len(story) <= len(whole)
    assert set(story) <= set(whole)


def write(path: Path, *rows: dict[str, object]) -> Path:
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_doubtful_and_second_readings_are_left_out(tmp_path: Path) -> None:
    row = {"corpus": "a", "id": "1", "kind": "article", "sure": 3, "blocks": [["S", "x"]]}
    path = write(
        tmp_path / "roles.jsonl.xz", row, row | {"id": "2", "sure": 1}, row | {"reader": 1}
    )
    assert [(r.key, r.body) for r in read_readings(path)] == [("1", "x")]


def test_a_broken_reading_is_named_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "roles.jsonl.xz", {"corpus": "a"})
    with pytest.raises(CorpusError, match="line 1"):
        list(read_readings(path))
