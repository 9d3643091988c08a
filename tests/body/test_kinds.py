"""What a record says of each paragraph."""

import pytest

import newsclean
from newsclean.article import KINDS, Article, Paragraph
from newsclean.body import paragraph_kinds
from newsclean.page import read_page

HTML = (
    "<title>Ferry to run every hour</title><article><h1>Ferry to run every hour</h1>"
    "<p>The ferry between Oslund and Hamre will run every hour from Monday, the county said on "
    "Thursday after a year of complaints by commuters.</p><h2>Second boat</h2>"
    "<p>The second boat was bought from a Danish company for 41 million kroner and carries 120 "
    "cars, said Marit Enger, who heads the county's transport committee.</p>"
    "<blockquote>“We listened to those who stand on the quay in the rain, every single morning "
    "of this long year,” said Enger at the quay.</blockquote>"
    "<ul><li>Departures from Oslund are on the hour, from five in the morning until midnight.</li>"
    "<li>Departures from Hamre are on the half hour, and the last one leaves at half past "
    "eleven.</li></ul>"
    "<p>Opponents on the council had asked for a tunnel, which engineers put at nine times the "
    "price of the two boats together.</p></article>"
)


def test_each_paragraph_has_its_kind() -> None:
    article = newsclean.extract(HTML)
    kinds = {block.text[:12]: block.kind for block in article.blocks}
    assert len(article.kinds) == len(article.paragraphs) > 4
    assert set(article.kinds) <= set(KINDS)
    assert kinds["The second b"] == "paragraph"
    assert kinds["“We listened"] == "quote"
    assert kinds["Departures f"] == "list_item"


def test_a_subheading_is_one() -> None:
    kinds = {block.text: block.kind for block in newsclean.extract(HTML).blocks}
    assert kinds.get("Second boat", "subheading") == "subheading"


@pytest.mark.parametrize("kinds", [(), ("standfirst",)])
def test_kinds_go_through_the_json_form(kinds: tuple[str, ...]) -> None:
    article = Article(paragraphs=("It rained.",), kinds=kinds)
    assert Article.from_dict(article.to_dict()) == article
    assert article.blocks == (Paragraph(kinds[0] if kinds else "paragraph", "It rained."),)


def test_foreign_text_is_paragraphs() -> None:
    foreign = newsclean.Candidate(("One.", "Two."))
    assert paragraph_kinds(read_page("<p>Three."), foreign) == ("paragraph", "paragraph")
