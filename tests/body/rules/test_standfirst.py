import numpy as np
import pytest

from newsclean.page.read import read_page
from tests.body.rules.rules import adjusted

SUMMARY = "Zwei Jahre lang war die Brücke über die Lenn gesperrt, nun fahren wieder Busse."
STORY = "Die Brücke über die Lenn ist seit Montag wieder offen, wie der Landkreis mitteilte. "


def page_of(above: str, *, lang: str = "de", kind: str = "html", summary: str = SUMMARY):
    head = f'<title>Brücke offen</title><meta name="description" content="{summary}">'
    story = f"<p>{STORY * 3}</p>" * 3
    body = f"<body><h1>Brücke offen</h1>{above}<p>Von Ida Brandt</p>{story}</body>"
    return read_page(f"<html lang={lang}>{head}{body}", kind=kind)


def kept(page, doubt: float = 0.1) -> list[str]:
    """What is kept where the labeller gives the story .9 and all else `doubt`."""
    chances = np.array([0.9 if b.text.startswith(STORY[:20]) else doubt for b in page.blocks])
    found = adjusted(page, "standfirst", chances)
    return [page.blocks[i].text for i in (found > 0.5).nonzero()[0]]


@pytest.mark.parametrize(
    "summary", [SUMMARY, f"{SUMMARY[:60]}..."], ids=["as declared", "declared in part"]
)
def test_the_declared_summary_above_the_story_belongs_to_it(summary):
    page = page_of(f"<h2>{SUMMARY}</h2>", summary=summary)
    assert kept(page)[0] == SUMMARY


@pytest.mark.parametrize(
    "above",
    [
        "<h2>Ein anderer Satz, der nirgends als Beschreibung der Seite angegeben ist.</h2>",
        f"<figure><figcaption>{SUMMARY}</figcaption></figure>",
        f'<div class="image-caption"><p>{SUMMARY}</p></div>',
        f"<p><a href=/1>{SUMMARY}</a></p>",
        f"<p>{SUMMARY}</p>" + "<p>Teilen</p>" * 12,
    ],
    ids=["another line", "caption by its tag", "caption by its name", "link", "far away"],
)
def test_other_lines_above_the_story_stay_out(above):
    assert all(text.startswith("Die Brücke") for text in kept(page_of(above)))


def test_in_english_the_labeller_has_a_voice():
    page = page_of(f"<h2>{SUMMARY}</h2>", lang="en-GB")
    assert [len(kept(page, doubt)) for doubt in (0.1, 0.35)] == [3, 4]


def test_a_summary_that_the_story_begins_with_is_not_taken_twice():
    page = page_of(f"<h2>{SUMMARY}</h2><p>{SUMMARY} {STORY}</p>")
    chances = np.array([0.9 if len(b.text) > 100 else 0.1 for b in page.blocks])
    assert adjusted(page, "standfirst", chances) is chances


def test_captured_text_declares_nothing():
    page = read_page(f"Brücke offen\n{SUMMARY}\n{STORY * 3}", kind="text")
    chances = np.array([0.0, 0.1, 0.9])
    assert adjusted(page, "standfirst", chances) is chances


DATED = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-07-01"}'


@pytest.mark.parametrize(
    ("above", "doubt", "found"),
    [
        (f"<h2>{SUMMARY}</h2>", 0.2, True),
        (f"<h2>{SUMMARY}</h2>", 0.1, False),
        (f"<h2>{SUMMARY[:-1]}</h2>", 0.2, False),
        (f"<p>1. Juli</p><h2>{SUMMARY}</h2>", 0.2, False),
    ],
    ids=["likely", "unlikely", "no sentence", "not right below the headline"],
)
def test_an_undeclared_one_is_a_sentence_below_the_headline(above, doubt, found):
    page = page_of(f"{above}{DATED}</script>", summary="")
    assert (len(kept(page, doubt)) == 4) == found


def test_an_undeclared_one_needs_a_dated_article_in_another_language():
    assert len(kept(page_of(f"<h2>{SUMMARY}</h2>", summary=""), 0.2)) == 3
    english = page_of(f"<h2>{SUMMARY}</h2>{DATED}</script>", summary="", lang="en")
    assert len(kept(english, 0.2)) == 3
