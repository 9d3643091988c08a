"""Captures that were made up: read line by line, and turned into examples."""

from collections import Counter
from pathlib import Path

import pytest
from newsclean_workshop.roles.made import MADE, made_captures, made_examples

from newsclean.errors import CorpusError
from newsclean.roles import ROLES, Role

TEXT = """@@ xx/01 site=a.example
-|Menu
T|The ferry came late

S|It came late.
@@ xx/02 site=b.example
S|It came.
"""


def test_captures_are_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "xx.txt").write_text(TEXT, "utf-8")
    first, second = made_captures(tmp_path)
    assert (first.key, first.site, second.key) == ("xx/01", "a.example", "xx/02")
    assert [tuple(line) for line in first.lines] == [
        ("Menu", "-"), ("The ferry came late", "T"), ("", "-"), ("It came late.", "S"),
    ]  # fmt: skip
    assert first.body == "It came late."


def test_a_line_without_a_letter_is_named(tmp_path: Path) -> None:
    (tmp_path / "xx.txt").write_text(TEXT.replace("T|The", "The"), "utf-8")
    with pytest.raises(CorpusError, match=r"xx\.txt, line 3: "):
        list(made_captures(tmp_path))


def test_each_language_has_outlets_of_its_own_with_headline_and_story() -> None:
    captures = list(made_captures())
    assert {capture.key.partition("/")[0] for capture in captures} == {
        path.stem for path in MADE.glob("*.txt")
    }
    assert max(Counter(capture.key for capture in captures).values()) == 1
    for capture in captures:
        assert capture.site.endswith(".example")
        letters = Counter(line.letter for line in capture.lines)
        assert letters["T"], capture.key
        assert letters["S"] > 2, capture.key


def test_an_example_has_the_roles_of_its_lines() -> None:
    capture = next(iter(made_captures()))
    example = next(iter(made_examples(disturbed=1)))
    assert (example.corpus, example.key, example.form) == ("made", capture.key, "made")
    story = ROLES.index(Role.STORY)
    told = [
        text for text, label in zip(example.texts, example.labels, strict=True) if label == story
    ]
    assert all("".join(text.split()) in "".join(capture.body.split()) for text in told)
    assert told
