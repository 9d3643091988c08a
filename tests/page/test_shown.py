"""What a page hides is no text, where a story is left; a page that shows none gives its own."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsclean.page.html import read_html
from newsclean.page.read import read_page

STORY = [
    f"The lighthouse on Gannet Point was lit again on evening {n} after nine dark years, and the "
    "keeper’s granddaughter turned the switch with both hands."
    for n in range(6)
]
HIDDEN = "Subscribe now and you will get a canvas bag, a calendar and a voucher for two at the inn."


def texts(html: str) -> list[str]:
    return [block.text for block in read_page(html, kind="html").blocks]


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in STORY)


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        'style="display:none"',
        'style="color:red; DISPLAY : none"',
        'style="visibility: hidden"',
        'aria-hidden="true"',
        'class="sr-only"',
        'class="u-visually-hidden big"',
        'class="Box_visuallyHidden__x1"',
        'class="screen-reader-text"',
        'style="position:absolute;clip:rect(0, 0, 0, 0);width:1px"',
        'style="position:absolute;left:-9999px"',
        'class="offer"',
        'id="offer"',
    ],
)
def test_hidden_text_is_no_text(attributes: str) -> None:
    rules = "<style>p{color:red}.offer,.x .y{display:none}#offer{ display: none }</style>"
    html = f"{rules}<article>{paragraphs()}<div {attributes}><p>{HIDDEN}</p></div></article>"
    assert texts(html) == STORY


@pytest.mark.parametrize(
    "rules",
    [
        "@media print{.offer{display:none}}",
        "@media (max-width:9px){.a{color:red}.offer{display:none}}",
        ".offer{display:none}.offer.open{display:block}",
        ".no-js .offer{display:none}",
        ".offers{display:none}",
    ],
)
def test_rules_that_do_not_hide_here(rules: str) -> None:
    html = f'<style>{rules}</style><article>{paragraphs()}<p class="offer">{HIDDEN}</p></article>'
    assert texts(html) == [*STORY, HIDDEN]


@pytest.mark.parametrize(
    "mark", ['class="not-sr-only"', 'style="display:block"', 'class="hidden-gem"']
)
def test_what_only_sounds_hidden(mark: str) -> None:
    assert texts(f"{paragraphs()}<p {mark}>{HIDDEN}</p>") == [*STORY, HIDDEN]


def test_hidden_words_within_a_sentence() -> None:
    html = '<p>Read <a href=x>the report<span class="sr-only">, opens a new tab</span></a>, please.'
    assert texts(f"{html}{paragraphs()}")[0] == "Read the report, please."


def test_a_separator_hidden_from_screen_readers_is_shown() -> None:
    html = '<p>Ida Marsh <span aria-hidden="true">|</span> 16 June</p>'
    assert texts(f"{html}{paragraphs()}")[0] == "Ida Marsh | 16 June"


def test_a_story_that_is_hidden_until_a_script_runs_stays() -> None:
    assert texts(f'<p>Loading.</p><div style="display:none">{paragraphs()}</div>')[1:] == STORY


def test_a_story_printed_for_two_screens_is_one() -> None:
    html = f"<div>{paragraphs()}</div><div hidden>{paragraphs()}</div>"
    assert texts(html) == STORY


@pytest.mark.parametrize(
    "html",
    [
        "".join(f'<span style="display:block">{text}</span>' for text in STORY),
        "<style>.par{display:block}</style>"
        + "".join(f'<span class="par">{text}</span>' for text in STORY),
        "<our-story>" + paragraphs("our-par") + "</our-story>",
        "<br>\n".join(STORY),
        "<br>".join(f"\u3000\u3000{text}" for text in STORY),
        "<br>&nbsp;&nbsp;".join(STORY),
    ],
)
def test_paragraphs_that_are_no_p(html: str) -> None:
    assert texts(f"<div>{html}</div>") == STORY


def test_links_are_counted_in_their_own_paragraph() -> None:
    tree = LexborHTMLParser(f"<div>{STORY[0]}<br><a href=x>{STORY[1]}</a><br>{STORY[2]}</div>")
    blocks = read_html(tree).blocks
    assert [block.link_chars for block in blocks] == [0, len(STORY[1]), 0]


def test_verses_stay_one_stanza() -> None:
    assert texts("<p>The lamp is lit,<br>the band plays on,<br>\u3000and no one sits.") == [
        "The lamp is lit, the band plays on, and no one sits."
    ]


def test_an_element_of_the_pages_own_within_a_sentence() -> None:
    assert texts("<p>It cost <x-price>nine pounds</x-price>, he said.") == [
        "It cost nine pounds, he said."
    ]
    assert texts("<div><x-date>16 June</x-date><x-name>Ida</x-name></div>") == ["16 June Ida"]


TITLE = "Lighthouse on Gannet Point is lit again"
HEAD = f"<title>{TITLE} | Orm Post</title>"
NODES = [{"type": "p", "children": [{"text": text}]} for text in STORY]
ARTICLE = {"headline": TITLE, "authors": [{"name": "Ida Marsh"}], "publishedAt": 1750059000}
OTHER = {"headline": "Library to open", "body": " ".join(STORY) * 3}


@pytest.mark.parametrize(
    "script",
    [
        f"window.__STATE__ = {json.dumps({'page': {**ARTICLE, 'body': NODES}, 'more': [OTHER]})};",
        f"window.S = {json.dumps({'page': {**ARTICLE, 'html': paragraphs()}})}",
        f"window.S = JSON.parse({json.dumps(json.dumps({'a': {**ARTICLE, 'body': STORY}}))})",
        "window.__APOLLO_STATE__ = "
        + json.dumps(
            {
                "Story:1": {**ARTICLE, "body": [{"__ref": f"Par:{n}"} for n in range(6)]},
                **{f"Par:{n}": {"content": text} for n, text in enumerate(STORY)},
            }
        ),
        "self.__next_f.push([1," + json.dumps("5:" + json.dumps({**ARTICLE, "body": NODES})) + "])",
    ],
)
def test_a_story_only_in_the_state(script: str) -> None:
    page = read_page(f"{HEAD}<body><div id=app></div><script>{script}</script>", kind="html")
    assert [block.text for block in page.blocks] == [TITLE, *STORY]
    article = page.metadata.article or {}
    assert [person["name"] for person in article["author"]] == ["Ida Marsh"]
    assert article["datePublished"] == 1750059000


@pytest.mark.parametrize("tag", ["noscript", 'template shadowrootmode="open"'])
def test_a_story_only_in_what_is_not_rendered(tag: str) -> None:
    html = f"{HEAD}<div><{tag}>{paragraphs()}</{tag.partition(' ')[0]}></div>"
    assert texts(html) == STORY


def test_state_of_a_page_that_shows_its_story_is_not_read() -> None:
    script = f"<script>window.S = {json.dumps({**OTHER, 'headline': TITLE})}</script>"
    assert texts(f"{HEAD}{paragraphs()}{script}") == STORY


def test_prose_by_no_headline_of_the_page_is_not_taken() -> None:
    assert texts(f"{HEAD}<p>Menu</p><script>window.S = {json.dumps(OTHER)}</script>") == ["Menu"]
