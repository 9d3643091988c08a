import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean.body.candidate import Candidate
from newsclean.body.scorer.estimate import Estimate, estimate, explained
from newsclean.page.read import read_page

STORY = [
    "The bridge over the Lenn reopened on Monday after two years of repairs, the council said.",
    "Some three hundred people walked across it in the first hour, many of them with their dogs.",
    '"We have waited long enough," said Ann Lee, who runs a bakery on the northern bank.',
    "The works cost 14 million euros, almost twice as much as had been planned in 2021.",
    "Engineers had found rust in the cables during an inspection that was meant to take a week.",
    "Until then some 9,000 cars a day had used the bridge, according to the road authority.",
    "Lorries will have to take the motorway until September, when the last joints are replaced.",
    "The mayor, Jan Brok, thanked the workers and promised that the ferry would keep running.",
    "Opposition leaders said that the council should have told residents about the costs earlier.",
    "A report on what went wrong is expected before the end of the year, the council added.",
    "The ferry company said it had carried more than a million people while the bridge was shut.",
    "It plans to sell one of its three boats and to offer evening trips with the other two.",
]
FURNITURE = [f"Section {name}" for name in ("News", "Sport", "Weather", "Contact", "Imprint")] * 6
LINES = [*FURNITURE[:10], *STORY, *FURNITURE]
PAGE = read_page("\n".join(LINES), kind="text")
BODY = tuple(range(10, 22))
REST = tuple(i for i in range(len(LINES)) if i not in BODY)


def of(*blocks: int, extractor: str = "labeller") -> Candidate:
    return replace(Candidate.of_blocks(PAGE, blocks), extractor=extractor)


def qualities(*candidates: Candidate) -> list[float]:
    return [found.quality for found in estimate(PAGE, candidates)]


def test_the_story_is_worth_more_than_the_rest_of_the_page() -> None:
    assert qualities(of(*BODY))[0] > 0.8
    story, rest = qualities(of(*BODY), of(*REST, extractor="segment"))
    assert story > rest + 0.05


def test_what_an_unknown_extractor_finds_is_predicted_without_a_leader() -> None:
    story, rest = estimate(PAGE, [of(*BODY, extractor="mine"), of(*REST, extractor="other")])
    assert story.purity > rest.purity
    assert story.quality > rest.quality


def test_the_leaders_own_body_has_no_gain() -> None:
    own, same = qualities(of(*BODY), of(*BODY, extractor="segment"))
    assert same <= own


def test_purity_is_the_share_of_words_that_are_likely_story() -> None:
    story, mixed = estimate(PAGE, [of(*BODY), of(*BODY, *REST[-30:], extractor="segment")])
    assert story.purity > 0.8 > mixed.purity


THAI = "สะพานข้ามแม่น้ำเปิดใช้อีกครั้งเมื่อวันจันทร์หลังจากซ่อมแซมมาสองปี"
HINDI = "पुल दो साल की मरम्मत के बाद सोमवार को फिर से खुल गया, परिषद ने कहा"


@pytest.mark.parametrize("line", [THAI, HINDI])
def test_nobody_is_sure_of_a_script_that_was_hardly_read(line: str) -> None:
    page = read_page("\n".join(f"{line} {i} {line} {i}." for i in range(20)), kind="text")
    [found] = estimate(page, [Candidate.of_blocks(page, tuple(range(20)))])
    assert found.quality < 0.6


@pytest.mark.parametrize("candidate", [Candidate(), Candidate(fields={"title": "A"})])
def test_no_body_is_worth_nothing_and_changes_nothing(candidate: Candidate) -> None:
    alone = qualities(of(*BODY))
    # the order in which 32-bit leaves are added up depends on the number of candidates
    assert qualities(of(*BODY), candidate) == pytest.approx([*alone, 0], abs=1e-6)


def test_foreign_text_is_laid_over_the_blocks() -> None:
    foreign = Candidate(paragraphs=tuple(STORY), extractor="segment")
    assert qualities(of(*BODY), foreign) == qualities(of(*BODY), of(*BODY, extractor="segment"))


def test_text_that_the_page_does_not_show_is_hardly_trusted() -> None:
    hidden = Candidate(paragraphs=("Nothing of this stands on the page, whoever says so.",))
    assert qualities(of(*BODY), hidden)[1] < 0.5


def test_no_candidates_no_estimates() -> None:
    assert estimate(PAGE, []) == ()


def test_a_page_without_blocks() -> None:
    page = read_page("", kind="text")
    candidates = [Candidate(paragraphs=("Text",)), Candidate()]
    assert [found.quality for found in estimate(page, candidates)] == [0.3, 0]
    assert explained(page, candidates, estimate(page, candidates)) == estimate(page, candidates)


@given(st.lists(st.sets(st.integers(0, len(LINES) - 1)), max_size=4))
def test_estimates_stay_between_0_and_1(sets: list[set[int]]) -> None:
    names = ("labeller", "segment", "structured", "mine")
    candidates = [of(*sorted(s), extractor=n) for s, n in zip(sets, names, strict=False)]
    for found in estimate(PAGE, candidates):
        assert all(-1e-9 <= value <= 1 + 1e-9 for value in found[:2])


def test_what_moved_a_prediction_is_told_only_when_asked() -> None:
    candidates = [of(*BODY), of(*BODY[:6], extractor="segment")]
    plain = estimate(PAGE, candidates)
    assert all(found.moved == () for found in plain)
    told = explained(PAGE, candidates, plain)
    assert [found[:2] for found in told] == [found[:2] for found in plain]
    for found in told:
        sizes = [abs(by) for _, by in found.moved]
        assert 0 < len(sizes) <= 5
        assert sizes == sorted(sizes, reverse=True)


def test_an_explanation_tells_what_moved_each_candidate() -> None:
    explanation = newsclean.explain("\n".join(LINES))
    shown = [item.estimate for item in explanation.candidates if item.candidate.blocks]
    assert shown
    assert all(isinstance(found, Estimate) and found.moved for found in shown)


CODE = """
import newsclean
from tests.body.scorer.test_estimate import LINES
html = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES)
for content in (chr(10).join(LINES), html):
    found = newsclean.explain(content)
    print([(c.candidate.extractor, c.candidate.blocks, c.estimate) for c in found.candidates])
    print(found.article.confidence, found.article.article_chance, found.article.paragraphs)
"""


def test_the_same_in_every_process_whatever_its_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
    assert "labeller" in outputs.pop()


def test_the_same_in_every_thread_and_order() -> None:
    texts = ["\n".join(LINES[start:]) for start in range(12)]
    one_by_one = [newsclean.extract(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(newsclean.extract, reversed(texts))) == one_by_one[::-1]
