"""Lines behind a label, in stories whose paragraphs carry such labels."""

import numpy as np

from newsclean.body.rules import Draft
from newsclean.body.rules.boxes import add_labelled
from newsclean.page.read import read_page

DETAILS = "Details: The ferry left an hour late because a cable had come loose at the quay."
LINES = (
    "The ferry across the Lenn came late on Monday, and hardly anybody on the quay minded it.",
    "Source: the harbour office of Lenn, the newspaper Uferbote",
    DETAILS,
    "Nobody was hurt when the cable came loose, and the evening boat kept to its hours again.",
)


def added(*lines: str, kept: tuple[int, ...]) -> set[int]:
    page = read_page("\n".join(lines), kind="text")
    assert len(page.blocks) == len(lines)
    return set(add_labelled(page, Draft(kept, np.full(len(lines), 0.3), 0.5)))


def test_a_label_beside_a_labelled_paragraph_is_of_the_story() -> None:
    assert added(*LINES, kept=(0, 2, 3)) == {1}


def test_without_a_labelled_paragraph_beside_it_a_line_stays_as_it_was() -> None:
    assert added(LINES[0], LINES[1], LINES[3], kept=(0, 2)) == set()


def test_a_credit_is_no_labelled_paragraph() -> None:
    assert added(LINES[0], "Photo: Ida Brandt / Uferbote, Lenn", DETAILS, kept=(0, 2)) == set()


def test_a_line_at_the_edge_of_the_story_is_not_added() -> None:
    assert added(LINES[1], DETAILS, LINES[3], kept=(1, 2)) == set()
