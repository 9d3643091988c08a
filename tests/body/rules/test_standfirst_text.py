import numpy as np
import pytest

from newsclean.page.read import read_page
from tests.body.rules.rules import adjusted

TITLE = "Brücke über die Lenn wieder offen"
DECK = "Zwei Jahre lang war die Brücke über die Lenn gesperrt, nun fahren wieder Busse."
STORY = (
    "Die Brücke über die Lenn ist seit Montag wieder offen, wie der Landkreis mitteilte. Busse"
    " fahren ab sofort nach altem Plan. Gesperrt war sie seit dem Hochwasser vor zwei Jahren."
)
FURNITURE = ["Von Ida Brandt", "1. Juli 2025", "Teilen"]


def kept(lines, doubt: float = 0.1, kind: str = "text") -> list[str]:
    """What is kept where the labeller gives the story .9 and all else `doubt`."""
    text = "\n".join(lines) if kind == "text" else "".join(f"<p>{line}</p>" for line in lines)
    page = read_page(text, kind=kind)
    chances = np.array([0.9 if block.text == STORY else doubt for block in page.blocks])
    found = adjusted(page, "standfirst", chances)
    return [page.blocks[i].text for i in (found > 0.5).nonzero()[0]]


def test_the_line_below_the_headline_belongs_to_the_story():
    assert kept(["Start", TITLE, DECK, *FURNITURE, STORY, STORY]) == [DECK, STORY, STORY]


def test_it_is_found_below_the_last_of_two_headlines():
    assert kept(["Start", TITLE, f"Lenn: {TITLE}", DECK, *FURNITURE, STORY]) == [DECK, STORY]


@pytest.mark.parametrize(
    "lines",
    [
        [DECK, *FURNITURE],
        ["Wetter für heute und morgen", DECK, *FURNITURE],
        [TITLE, "Mehr zum Thema finden Sie auf unserer Seite im Netz.", *FURNITURE],
        [TITLE, f"Video: {TITLE} nach so langer Zeit!", *FURNITURE],
        [TITLE, DECK[:-1] + ". Foto: Ida Brandt", *FURNITURE],
        [TITLE, DECK, "Foto: Ida Brandt", *FURNITURE],
        [TITLE, "Busse fahren wieder.", *FURNITURE],
        [TITLE, DECK, *["Teilen"] * 12],
    ],
    ids=[
        "no headline",
        "another headline",
        "other words",
        "the headline again",
        "a caption",
        "above a credit",
        "too short",
        "far away",
    ],
)
def test_other_lines_stay_out(lines):
    assert kept(["Start", *lines, STORY]) == [STORY]


def test_what_the_labeller_excludes_stays_out():
    lines = [TITLE, DECK, *FURNITURE, STORY]
    assert kept(lines, doubt=0.01) == [STORY]
    # a line that ends no sentence needs more
    assert kept([TITLE, DECK[:-1], *FURNITURE, STORY]) == [STORY]
    assert kept([TITLE, DECK[:-1], *FURNITURE, STORY], doubt=0.2) == [DECK[:-1], STORY]


def test_html_has_its_own_rule():
    assert kept([TITLE, DECK, *FURNITURE, STORY], kind="html") == [STORY]


def test_in_english_the_labeller_decides():
    story = (
        "The bridge over the Lenn has been open since Monday, the county said, and the buses are"
        " back to the plan of old. It had been closed since the flood of two years ago."
    )
    page = read_page(
        "\n".join(
            [
                "Bridge over the Lenn open again",
                "After two years the buses are back on the bridge over the Lenn.",
                "By Ida Brandt",
                story,
            ]
        ),
        kind="text",
    )
    chances = np.array([0.1, 0.1, 0.1, 0.9])
    assert adjusted(page, "standfirst", chances) is chances


@pytest.mark.parametrize("chance", [0.1, 0.9])
def test_a_page_without_room_for_one_is_left_alone(chance):
    page = read_page("One", kind="text")
    chances = np.array([chance])
    assert adjusted(page, "standfirst", chances) is chances
