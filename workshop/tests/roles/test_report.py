"""The tables of a cross-validation: what was lost and kept by the role of the blocks."""

from dataclasses import replace

import numpy as np
import pytest
from newsclean_workshop.roles.examples import Example
from newsclean_workshop.roles.material import sample_of
from newsclean_workshop.roles.report import kept_blocks, row_of, table, words_by_role

from newsclean.page.read import read_page
from newsclean.roles import ROLES, Role
from newsclean.roles.features.observe import observe

TEXTS = ["Home", "A bridge reopens", "It opened on Monday, after repairs.", "Photo: Ada Byron"]
MARKS = (Role.FURNITURE, Role.HEADLINE, Role.STORY, Role.CAPTION)


@pytest.fixture
def sample():
    page = read_page("\n".join(TEXTS), kind="text")
    seen = observe(page)
    assert seen is not None
    labels = np.array([ROLES.index(role) for role in MARKS])
    example = Example("made-up", "1", "site", "selectolax", seen, TEXTS, labels, TEXTS[2])
    return sample_of(example)


def test_words_are_counted_under_the_role_that_a_reader_gave_them(sample) -> None:
    kept = np.array([False, False, False, True])
    lines = [line.split() for line in words_by_role([sample, replace(sample)], [kept, kept])]
    rows = {name: rest for name, *rest in lines[1:]}
    assert rows["story"] == ["2", "100.00", "0.00"]
    assert rows["caption"] == ["2", "0.00", "50.00"]
    assert rows["furniture"] == ["0", "0.00", "0.00"]


def test_blocks_over_the_threshold_are_the_body(sample) -> None:
    probabilities = np.zeros((len(TEXTS), len(ROLES)))
    probabilities[range(len(TEXTS)), sample.labels] = 1.0
    row = row_of(sample, kept_blocks(sample, probabilities))
    assert (row.f1, row.exact, row.language) == (1.0, True, "en")
    assert any(line.startswith("en ") for line in table([row], "language"))
