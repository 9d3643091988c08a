import time
from dataclasses import replace

import numpy as np
import pytest

from newsclean.body.extractors.labeller import Labeller
from newsclean.body.labelling import page_labelling
from newsclean.labeller.model import load_model, pack, unpack
from newsclean.page.read import read_page

PROSE = (
    "The town council voted on Tuesday to reopen the old bridge, which had been closed to all"
    " traffic since the flood of last spring, and to pay for the repair out of its reserves."
)
STORY = [
    PROSE,
    "“People here have waited eighteen months for this,” said the mayor, who had promised the"
    " repair in her campaign. “Nobody believed us until the first lorry crossed.”",
    "Engineers found in March that two of the four piers had been washed out to a depth of a metre,"
    " and the county refused to pay more than a third of the cost.",
    "Shops on the northern bank say that they lost every second customer, and a bakery that had"
    " stood beside the bridge since 1931 closed its doors in autumn.",
    "The ferry that has carried pedestrians across since then will run until the end of the month,"
    " its operator said, and will afterwards return to the harbour.",
    "Lorries heavier than twelve tonnes have to use the motorway for now, because the new deck must"
    " settle before it can bear them.",
    "A second bridge, planned since the turn of the century, is still without money; the ministry"
    " did not answer questions about it on Wednesday.",
]
MENU = ["Home", "News", "Sport", "Weather", "Contact us", "Log in"]
HTML = (
    "<title>Bridge reopens</title><nav><ul>"
    + "".join(f"<li><a href=/{m}>{m}</a></li>" for m in MENU)
    + "</ul></nav><article><h1>Bridge reopens</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    + "</article><footer><a href=/c>© 2025 All rights reserved</a></footer>"
)
TEXT = "\n".join([*MENU, "Bridge reopens", *STORY, "© 2025 All rights reserved"])


@pytest.mark.parametrize("capture", [HTML, TEXT])
def test_the_story_is_kept_and_the_furniture_is_not(capture: str) -> None:
    candidate = Labeller()(read_page(capture))
    assert candidate is not None
    assert [text for text in candidate.paragraphs if text != "Bridge reopens"] == STORY


def test_captured_text_that_the_model_is_sure_of_asks_for_an_even_chance() -> None:
    sure, doubtful = (
        page_labelling(read_page(text, kind="text")) for text in (TEXT, "\n".join(MENU))
    )
    assert (sure.expected_f1 >= 0.95, sure.threshold) == (True, 0.5)
    assert doubtful.expected_f1 < 0.95
    assert doubtful.threshold < 0.5


@pytest.mark.parametrize("content", ["", "<html></html>", "<title>x</title>", " \n\n "])
def test_an_empty_page_has_no_candidate(content: str) -> None:
    page = read_page(content)
    assert Labeller()(page) is None
    assert page_labelling(page).probabilities.shape == (0,)


@pytest.mark.parametrize("content", ["<p>One", "One", "<p>", "a\nb", "<td>x", "日本"])
def test_a_tiny_page_does_no_harm(content: str) -> None:
    page = read_page(content)
    assert len(page_labelling(page).probabilities) == len(page.blocks)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_truncated_page_does_no_harm(share: float) -> None:
    page = read_page(HTML[: int(share * len(HTML))], kind="html")
    chances = page_labelling(page).probabilities
    assert len(chances) == len(page.blocks)
    assert np.isfinite(chances).all()


def seconds(content: str) -> float:
    page = read_page(content)
    start = time.process_time()
    page_labelling(page)
    return time.process_time() - start


@pytest.mark.parametrize("paragraph", ["<p>{}</p>", "{}\n"])
def test_time_grows_with_the_page_and_no_faster(paragraph: str) -> None:
    seconds(paragraph.format(PROSE) * 100)
    small = min(seconds(paragraph.format(PROSE) * 2_000) for _ in range(3))
    large = min(seconds(paragraph.format(PROSE) * 20_000) for _ in range(2))
    assert large < 40 * small


def test_one_block_of_a_megabyte() -> None:
    page = read_page("<p>" + "word and word, " * 70_000)
    assert len(page_labelling(page).probabilities) == 1


def test_the_same_page_has_the_same_probabilities() -> None:
    first, second = (page_labelling(read_page(HTML)).probabilities for _ in range(2))
    assert first.tolist() == second.tolist()


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_packed_model_unpacks_to_the_same(kind: str) -> None:
    model = load_model(kind)  # type: ignore[arg-type]
    again = unpack(pack(model))
    assert again.features == model.features
    assert (again.forest.leaves == model.forest.leaves).all()
    for one, other in zip(again.networks, model.networks, strict=True):
        assert (one.enter == other.enter).all()
        assert (one.pools == other.pools).all()
        assert one.pool_places == other.pool_places
    several = replace(model, networks=model.networks * 2)
    assert len(unpack(pack(several)).networks) == 2 * len(model.networks)
    assert again.factor == model.factor


def test_a_dated_article_of_which_the_model_is_sure_asks_for_more() -> None:
    story = "".join(f"<p>{text}</p>" for text in STORY)
    body = f"<article><h1>Old bridge to reopen</h1>{story}</article>"
    page = f"<title>Old bridge to reopen</title><body>{body}</body>"
    node = '{"@type": "NewsArticle", "datePublished": "2025-07-01"}'
    dated = f'<script type="application/ld+json">{node}</script>{page}'
    plain, news = (page_labelling(read_page(html, kind="html")) for html in (page, dated))
    assert min(plain.expected_f1, news.expected_f1) > 0.95
    assert plain.threshold <= 0.5 < news.threshold
