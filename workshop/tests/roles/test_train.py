"""What is trained and measured on, where there are several files of readings."""

import json
import lzma
from pathlib import Path

import pytest
from newsclean_workshop.roles.train import RoleSettings, measured_pages, samples_of

STORY = "The council met on Monday and voted for the bridge, it said."
OTHER = "Nobody voted against the bridge, said the mayor on Tuesday."


def write(path: Path, *rows: dict[str, object]) -> Path:
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def read(number: int, *marked: str) -> dict[str, object]:
    marks = [["S", text] for text in marked]
    return {"corpus": "made", "id": str(number), "kind": "article", "sure": 3, "blocks": marks}


@pytest.fixture
def settings(tmp_path: Path) -> RoleSettings:
    html = f"<p>{STORY}<p>{OTHER}"
    corpora = tmp_path / "corpora"
    corpora.mkdir()
    write(corpora / "made.jsonl.xz", *({"id": str(n), "html": html} for n in range(3)))
    first = write(tmp_path / "first.jsonl.xz", read(0, STORY), read(1, STORY))
    more = write(tmp_path / "more.jsonl.xz", read(1, STORY, OTHER), read(2, STORY, OTHER))
    return RoleSettings(first, corpora, tmp_path / "cache", (more,))


def test_of_a_page_that_was_read_twice_the_first_reading_counts(settings: RoleSettings) -> None:
    _, samples = samples_of(settings, "html")
    assert {s.key: len(s.body.split("\n")) for s in samples} == {"0": 1, "1": 1, "2": 2}
    _, again = samples_of(settings, "html")
    assert [s.key for s in again] == [s.key for s in samples]


def test_further_readings_are_not_measured_on(settings: RoleSettings) -> None:
    assert measured_pages(settings) == {("made", "0"), ("made", "1")}
