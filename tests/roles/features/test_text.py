"""What lies between a block and the story."""

import numpy as np
import pytest

from newsclean.boilerplate.marks import furniture_lines, mark_of
from newsclean.page.read import read_page
from newsclean.roles.features.buffer import Hasher, find_words, join, lowered
from newsclean.roles.features.furniture import find_marks
from newsclean.roles.features.observe import observe
from newsclean.roles.features.text import find_core

STORY = [
    "The bridge over the Lenn reopened on Monday after two years of repairs.",
    "Mayor Ulla Brandt said the bridge would carry trams again before the winter.",
    "The repairs had cost more than the council had planned for, she said.",
]
OTHER = [
    "Related Articles",
    "Ferry fares",
    "Passengers on northern islands complained about prices of tickets last week.",
]
PAGE = read_page("\n".join(["Home", "Sport", *STORY, *OTHER, "12:30", "12:31"]), kind="text")


def columns() -> dict[str, np.ndarray]:
    seen = observe(PAGE)
    assert seen is not None
    return seen.columns


def test_the_core_is_the_story() -> None:
    core = find_core(columns()["prose"], columns()["words"])
    assert core.first == 2
    assert core.middle == 3


def test_a_mark_stands_between_the_story_and_what_follows() -> None:
    assert columns()["stop_to_core"].tolist() == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
    assert columns()["gap_to_core"].tolist() == [2, 1, 0, 0, 0, 1, 2, 2, 2, 2]


def test_another_story_uses_other_words() -> None:
    kin = columns()["kin_head"]
    assert kin[4] > kin[7]


def test_lines_with_the_same_look_repeat() -> None:
    assert columns()["repeats"][-2:].tolist() == [2, 2]
    assert columns()["dated_to_core"][-1] == 2


@pytest.mark.parametrize("text", ["x", "...", "12:30", "。", "Read also: x"])
def test_a_page_without_prose(text: str) -> None:
    seen = observe(read_page(text, kind="text"))
    assert seen is not None
    assert all(np.isfinite(column).all() for column in seen.columns.values())


def test_the_marks_are_those_of_the_words() -> None:
    lines = [line for name in ("stop", "drop") for line in furniture_lines()[name]]
    lines += [f"{lead.capitalize()}: Ferry drops fares" for lead in furniture_lines()["lead"]]
    lines += ["The bridge reopened.", "Related to nobody: nothing", "", "Sport"]
    buffer = join(lines)
    found = find_marks(buffer, find_words(buffer, Hasher(lowered(buffer))))
    for line, stop, drop in zip(lines, found.stop, found.drop, strict=True):
        mark = mark_of(line)
        assert (mark.value if mark else None) == ("stop" if stop else "drop" if drop else None)
