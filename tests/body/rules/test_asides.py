import time

import pytest

from newsclean.page.read import read_page
from tests.body.rules.rules import taken

ASIDES = ("signatures", "pointers", "pull-quotes")

STORY = "The bridge over the river reopened on Monday after two years of repairs, the mayor said."
PARAGRAPHS = "".join(f"<p>{n}. {STORY}</p>" for n in range(4))


def left_out(extra: str, before: bool = False) -> list[str]:
    html = extra + PARAGRAPHS if before else PARAGRAPHS + extra
    page = read_page(f"<article>{html}</article>", kind="html")
    return [page.blocks[i].text for i in taken(page, ASIDES)]


@pytest.mark.parametrize(
    "line",
    [
        "© Hill News Ltd. 2024",
        "Copyright 2024 Hill News. All rights reserved.",
        "(dpa)",
        "（早瀬）",
        "<저작권자 ⓒ 해안일보, 무단 전재 및 재배포 금지>",
        "The post Bridge over the river reopens appeared first on Hill News.",
        "L'articolo Il ponte sul fiume riapre proviene da Il Colle.",
    ],
)
def test_a_signature_is_one_of_the_last_lines(line: str) -> None:
    assert left_out(f"<p>{line}</p>") == [line]
    assert left_out(f"<p>{line}</p>", before=True) == []


@pytest.mark.parametrize(
    "line",
    [
        "Copyright reform comes next.",
        "(2) The bridge stays shut.",
        "Questions go to the town hall, bridge@hill.example.",
        "The mayor (right) said so.",
    ],
)
def test_a_last_sentence_is_no_signature(line: str) -> None:
    assert left_out(f"<p>{line}</p>") == []


@pytest.mark.parametrize(
    "markup", ["<blockquote>{}</blockquote>", '<p class="pull-quote">{}</p>', "<aside>{}</aside>"]
)
def test_a_marked_quote_that_the_story_says_is_left_out(markup: str) -> None:
    quote = "“reopened on Monday after two years of repairs”"
    assert left_out(markup.format(quote)) == [quote]


def test_a_quote_is_kept_that_is_said_once_or_bears_no_mark() -> None:
    assert left_out("<blockquote>I never doubted that this would end well.</blockquote>") == []
    assert left_out("<p>reopened on Monday after two years of repairs</p>") == []


def test_a_pointer_is_a_lead_and_a_link() -> None:
    headline = "Rifugio Alpe Brusata, cercasi gestore"
    assert left_out(f"<p>Potrebbe interessarti <a href=/1>{headline}</a></p>") != []
    assert left_out(f"<p>Подробнее: <a href=/1>{headline}</a></p>") != []
    assert left_out(f"<p><b>Leggi anche</b> <a href=/1>{headline}</a></p>") != []
    assert left_out(f"<p>Leggi anche {headline}</p>") == []
    assert left_out("<p>Read more about <a href=/1>the bridge and its repairs</a></p>") == []


@pytest.mark.parametrize(
    "line",
    [
        "The news of the hill, straight to your inbox, every Friday.",
        "Testen Sie alles einen Monat lang kostenlos.",
        "Il vous reste 62 % de cet article à lire.",
        "この記事は有料会員限定です。",
        "We need your consent before the map is loaded.",
        "Artikel gaat verder onder de advertentie",
    ],
)
def test_an_offer_is_told_by_its_words(line: str) -> None:
    page = read_page(f"<article>{PARAGRAPHS}<p>{line}</p>{PARAGRAPHS}</article>", kind="html")
    assert [page.texts[i] for i in taken(page, ("adverts",))] == [line]


def test_a_story_about_offers_is_none() -> None:
    line = "The letter was delivered to the mayor, who has a subscription to the newspaper."
    page = read_page(f"<article>{PARAGRAPHS}<p>{line}</p></article>", kind="html")
    assert taken(page, ("adverts",)) == []


def test_captured_text_has_no_marked_quotes() -> None:
    text = "\n\n".join([STORY, "reopened on Monday after two years of repairs", STORY])
    page = read_page(text, kind="text")
    assert taken(page, ASIDES) == []


def test_an_empty_body() -> None:
    assert taken(read_page("", kind="html"), ASIDES) == []


def test_markup_that_holds_every_paragraph_marks_no_quote_and_takes_no_time():
    lines = [
        f"The mayor number {i} said that it would rain soon in the valley"
        f"{' and also on the hills and by the lake' * (i % 2)}."
        for i in range(6000)
    ]
    wrapped = "".join(f"<p>{line}</p>" for line in lines)
    page = read_page(f"<div class='article-highlight'>{wrapped}</div>", kind="html")
    start = time.process_time()
    assert taken(page, ASIDES) == []
    assert time.process_time() - start < 1.0
