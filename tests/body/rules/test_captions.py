import time

import numpy as np
import pytest

from newsclean.body.rules.captions import is_credit, is_credited
from newsclean.page.read import read_page
from tests.body.rules.rules import adjusted


@pytest.mark.parametrize(
    "text",
    [
        "Police close the old bridge on Monday. Photo: Ida Brandt",
        "Police close the old bridge on Monday (Image: Harbour Echo)",
        "The engineers at work on the second pier.Credit: Ida Brandt/The Echo",
        "Die Brücke war zwei Jahre gesperrt. © Nordlicht | Ida Brandt",
        "Die Fähre fährt noch bis Ende des Monats. | Bildquelle: Nordlicht",
        "Le pont a rouvert lundi matin. Crédit : Ida Brandt.",
        "Un puente nuevo, el lunes. EFE/ Ida Brandt",
        "The mayor cuts the ribbon via Reuters",
        "The mayor cuts the ribbon / AFP",
        "The mayor cuts the ribbon. Ida Brandt/Getty Images",
        "The first lorry, in a photograph by Ida Brandt",
        "Most na Wiśle po remoncie, fot. Ida Brandt",
        "再開した橋（写真：伊田）",
        "© Ida Brandt",
    ],
)
def test_a_line_with_a_credit_is_a_caption(text):
    assert is_credited(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told Reuters that the bridge was safe.",
        "A photo of the bridge was shared by thousands",
        "Der Bürgermeister sagte das am Montag. (dpa)",
        "The document has this helpful picture:",
        "Credit/debit cards are taken on the ferry",
        "The image shows two piers, and the credit for it goes to nobody.",
        "The bridge and its image",
        "Two of the four piers had been washed out. " * 8 + "Photo: Ida Brandt",
        "橋は月曜日に再開した。" * 10 + "写真：伊田",
        "",
    ],
    ids=str.strip,
)
def test_prose_that_names_pictures_and_agencies_is_none(text):
    assert not is_credited(text)


def test_a_credit_stands_alone():
    assert is_credit("(Foto: dpa)")
    assert is_credit("Getty Images")
    assert not is_credit("Police close the bridge. Photo: Ida Brandt")


def kept(lines, kind="text"):
    text = "\n".join(lines) if kind == "text" else "".join(f"<p>{line}</p>" for line in lines)
    page = read_page(text, kind=kind)
    found = adjusted(page, "captions", np.full(len(page.blocks), 0.9))
    return [page.blocks[i].text for i in (found > 0.5).nonzero()[0]]


STORY = (
    "The council voted to reopen the bridge, which had been closed since the flood of last year."
)
CAPTION = "Lorries wait on the northern bank"


def test_captions_are_no_part_of_captured_text():
    assert kept([STORY, f"{CAPTION}. Photo: Ida Brandt", STORY]) == [STORY, STORY]
    assert kept([STORY, "再開した橋（写真：伊田）", STORY]) == [STORY, STORY]


def test_a_short_line_above_a_credit_is_its_caption_and_a_paragraph_is_not():
    assert kept([STORY, CAPTION, "(Foto: dpa)", STORY]) == [STORY, STORY]
    assert kept([STORY + STORY, "(Foto: dpa)"]) == [STORY + STORY]
    chinese = "白沙屿灯塔每十二秒转一圈，章海生在塔里住了三十四年。"
    assert kept([chinese, "图：灯塔", chinese]) == [chinese, chinese]


def test_html_is_left_to_its_elements():
    lines = [STORY, f"{CAPTION}. Photo: Ida Brandt"]
    assert kept(lines, kind="html") == lines


def test_the_last_block_has_none_below_it():
    assert kept([CAPTION]) == [CAPTION]


@pytest.mark.parametrize(
    "line",
    [
        "Tax credits: who gets them now?",
        "Carbon credits: a market in doubt",
        "Why Zuma matters",
        "What the Getty fire destroyed",
        "Five photos by Ukrainian soldiers",
        "Mr. Zuma said: “I will fight on”",
        "The bigger picture: what happens next",
        "The big picture: the council will not move until the flood is over for good",
    ],
)
def test_a_heading_that_speaks_of_credits_or_pictures_is_no_caption(line):
    assert not is_credited(line)
    assert kept([STORY, STORY, line, STORY]) == [STORY, STORY, line, STORY]


@pytest.mark.parametrize("line", ["Getty Villa stays closed until May", "Zuma says so"])
def test_a_sentence_that_begins_with_an_agency_is_no_credit(line):
    assert not is_credit(line)
    assert kept([STORY, CAPTION, line]) == [STORY, CAPTION, line]


@pytest.mark.parametrize("tail", ["photo ", "©", "a /", "photo : ", "photo by ", "( "])
def test_long_lines_take_no_time(tail):
    longest, credit = (tail * 300)[:300], (tail * 80)[:80]
    start = time.process_time()
    for _ in range(1000):
        is_credited(longest)
        is_credit(credit)
    assert time.process_time() - start < 1.0
