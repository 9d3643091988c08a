from collections.abc import Sequence

import numpy as np
import pytest

from newsclean.body.extractors.variants import VARIANTS, Variant
from newsclean.body.labelling import Labelling, label_page
from newsclean.page.page import Page
from newsclean.page.read import read_page

LINE = "The bridge over the Lenn reopened on Monday after two years, the county said."
BY_NAME = {variant.name: variant for variant in VARIANTS}


def labelled(chances: Sequence[float], lines: Sequence[str] = (), threshold: float = 0.5) -> Page:
    page = read_page("\n".join(lines or [LINE + str(i) for i in range(len(chances))]), kind="text")
    assert len(page.blocks) == len(chances)
    return page.holding(label_page, Labelling(np.array(chances), threshold, 0.9))


def kept(name: str, page: Page) -> tuple[int, ...] | None:
    found = BY_NAME[name](page)
    return found.blocks if found is not None else None


def test_the_precise_one_keeps_what_is_sure() -> None:
    assert kept("labeller-precise", labelled([0.1, 0.6, 0.9, 0.8])) == (2, 3)


def test_the_generous_one_keeps_what_is_hardly_likely() -> None:
    assert kept("labeller-generous", labelled([0.1, 0.3, 0.9, 0.8])) == (1, 2, 3)


def test_a_cut_comes_at_the_first_end_of_the_story() -> None:
    lines = [LINE, LINE + " One.", "Related Articles", LINE + " Two.", LINE + " Three."]
    assert kept("labeller-cut", labelled([0.9, 0.9, 0.1, 0.9, 0.9], lines)) == (0, 1)


def test_a_mark_before_the_story_has_begun_cuts_nothing() -> None:
    lines = [LINE, "Related Articles", *(LINE + str(i) for i in range(6))]
    assert kept("labeller-cut", labelled([0.9, 0.1, *[0.9] * 6], lines)) is None


def test_a_container_leaves_out_what_stands_elsewhere() -> None:
    story = "".join(f"<p>{LINE} {i}</p>" for i in range(9))
    page = read_page(f"<main><div>{story}</div></main><footer><p>{LINE}</p></footer>", kind="html")
    page = page.holding(label_page, Labelling(np.full(10, 0.9), 0.5, 0.9))
    assert kept("labeller-container", page) == tuple(range(9))


def test_captured_text_has_no_containers() -> None:
    assert kept("labeller-container", labelled([0.9, 0.9])) is None


@pytest.mark.parametrize(
    ("name", "blocks"), [("labeller-forest", (0, 2)), ("labeller-network", (1,))]
)
def test_each_voice_of_the_labeller_has_its_own_body(name: str, blocks: tuple[int, ...]) -> None:
    page = read_page("\n".join(LINE + str(i) for i in range(3)), kind="text")
    voices = (np.array([0.9, 0.2, 0.7]), np.array([0.1, 0.8, 0.3]))
    page = page.holding(label_page, Labelling(np.full(3, 0.9), 0.5, 0.9, voices))
    assert kept(name, page) == blocks


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_silent_where_there_is_no_story_or_nothing_to_change(variant: Variant) -> None:
    assert variant(labelled([0.0, 0.1])) is None
    assert variant(labelled([0.0, 1.0, 1.0])) is None
    assert variant(read_page("", kind="text")) is None
