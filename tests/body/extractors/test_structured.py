import json
from typing import Any

import pytest

from newsclean.body.candidate import Candidate, Extractor
from newsclean.body.extractors.article_body import split_paragraphs
from newsclean.body.extractors.structured import Structured
from newsclean.page.page import Page
from newsclean.page.read import read_page

URL = "https://town.example/news/bridge"
STORY = (
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.",
    "Mayor Ulla Brandt cut the ribbon at noon and was the first to walk across it with a band.",
    "“We have missed it every single day,” said a baker whose shop stands at the eastern end.",
    "The next repair is due in about sixty years, if the river allows, an engineer said.",
)
FURNITURE = "<p>Sign up for our newsletter and never miss a story from the town again.</p>"


def page(article: dict[str, Any] | None = None, body: str = "", head: str = "") -> Page:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **(article or {})}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>' if article else ""
    return read_page(
        f"<html><head>{head}{script}</head><body>{body}</body></html>", URL, kind="html"
    )


def extract(*args: Any, **kwargs: Any) -> Candidate:
    candidate = Structured()(page(*args, **kwargs))
    assert candidate is not None
    return candidate


def paragraphs(texts: tuple[str, ...] = STORY) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_it_is_an_extractor() -> None:
    assert isinstance(Structured(), Extractor)


def test_nothing_declared() -> None:
    assert Structured()(page(body=paragraphs())) is None
    assert Structured()(read_page("\n".join(STORY), kind="text")) is None


def test_fields_alone_are_no_candidate() -> None:
    assert Structured()(page({"headline": "A", "datePublished": "2025-07-01"})) is None


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(STORY),
        "\n".join(STORY),
        " ".join(STORY),
        "".join(STORY),
        paragraphs(),
        "<br><br>".join(STORY),
        "&lt;p&gt;" + "&lt;/p&gt;&lt;p&gt;".join(STORY) + "&lt;/p&gt;",
    ],
)
def test_a_body_that_the_page_shows_comes_out_in_the_pages_paragraphs(text: str) -> None:
    shown = page({"articleBody": text}, body=f"{FURNITURE}{paragraphs()}{FURNITURE}")
    candidate = Structured()(shown)
    assert candidate is not None
    assert candidate.paragraphs == STORY
    assert candidate.blocks == (1, 2, 3, 4)


def test_a_body_that_the_page_does_not_show_stands_by_itself() -> None:
    candidate = extract({"articleBody": "\n".join(STORY)}, body=FURNITURE)
    assert candidate.paragraphs == STORY
    assert candidate.blocks is None


def test_a_paragraph_repeated_on_the_page_counts_once() -> None:
    teaser = f"<p>{STORY[0]}</p>"
    candidate = extract({"articleBody": "\n".join(STORY)}, body=paragraphs() + FURNITURE + teaser)
    assert candidate.blocks == (0, 1, 2, 3)


@pytest.mark.parametrize(
    "article",
    [
        {"articleBody": STORY[0]},
        {"articleBody": " ".join(STORY)[:300] + " ..."},
        {"articleBody": " ".join(STORY), "wordCount": 900},
        {"articleBody": " ".join(STORY), "description": " ".join(STORY)[:-30]},
        {"articleBody": " ".join(STORY), "@type": "DiscussionForumPosting"},
        {"articleBody": 7},
    ],
)
def test_the_beginning_of_a_body_is_not_the_body(article: dict[str, Any]) -> None:
    assert Structured()(page({"headline": "A", **article}, body=paragraphs())) is None


def test_a_body_marked_in_the_page() -> None:
    body = (
        f"<main>{FURNITURE}<div itemprop=articleBody>{paragraphs(STORY[:2])}"
        "<figure><img><figcaption>The ribbon is cut.</figcaption></figure>"
        f"{paragraphs(STORY[2:])}<aside>{FURNITURE}</aside></div></main>"
    )
    candidate = extract(None, body=body)
    assert candidate.paragraphs == STORY


def test_a_marked_teaser_is_not_the_body() -> None:
    body = f"<p itemprop=articleBody>{STORY[0]}</p><div itemprop=articleBody>{paragraphs()}</div>"
    assert extract(None, body=body).paragraphs == STORY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\r\n\r\nTwo.", ("One.", "Two.")),
        ("One < two.\nThree > two.", ("One < two.", "Three > two.")),
        ("<p>One</p>\n\n<h2>Head</h2><ul><li>Item</li></ul>", ("One", "Head", "Item")),
        ("<p>One</p>Two\n\nThree", ("One", "Two", "Three")),
        ("<script>x()</script><p>One\ud800", ("One\ufffd",)),
        ("", ()),
    ],
)
def test_paragraphs_of_a_declared_body(text: str, expected: tuple[str, ...]) -> None:
    assert split_paragraphs(text) == expected
