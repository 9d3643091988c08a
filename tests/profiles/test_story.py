"""Finding title, date and body among lines by the rules of a profile."""

from __future__ import annotations

import time

import pytest

from newsclean.profiles.marked import Line, MarkedLines
from newsclean.profiles.schema import TextRules
from newsclean.profiles.story import find_story, trim_body

RULES = TextRules(
    title=("before date", "after date", "after head", "first line"),
    head=("Menu", "Languages"),
    date=(r"/^(?P<authors>[^\d]*?)(?P<date>(Monday, )?\d{1,2} June \d{4})$/",),
    authors=(r"/^(?P<authors>\p{Lu}\pL+ \p{Lu}\pL+)$/",),
    stop=("Support us!",),
    below=("All News", r"/^\d\d:\d\d$/"),
    drop=("Advertisement",),
    credit=(r"/(^|\s)Photo: \S/",),
)
HEAD = ["Menu", "Languages"]
STORY = ["The bridge was opened on Monday, the city said.", "It had been closed for a year."]


def find(text_lines, rules=RULES, gaps=None):
    lines = [Line(text, gap) for text, gap in zip(text_lines, gaps or [0] * 999, strict=False)]
    story = find_story(MarkedLines(lines, rules))
    title = None if story.title is None else text_lines[story.title]
    return title, [text_lines[i] for i in story.body], story


def test_title_stands_above_the_date():
    title, body, story = find(
        [*HEAD, "Bridge opens", "Ann LeeMonday, 30 June 2025", *STORY, "All News"]
    )
    assert (title, body, story.date, story.closed) == ("Bridge opens", STORY, 3, True)


def test_title_stands_below_the_date_where_none_is_above():
    title, body, _ = find([*HEAD, "Ann LeeMonday, 30 June 2025", "Bridge opens", *STORY])
    assert (title, body) == ("Bridge opens", STORY)


def test_title_follows_the_last_head_line_where_no_date_is():
    title, body, _ = find(["Menu", "Sport", "Culture", "Languages", "Bridge opens", *STORY])
    assert (title, body) == ("Bridge opens", STORY)


def test_first_line_is_the_title_only_where_no_head_is():
    assert find(["Bridge opens", *STORY])[0] == "Bridge opens"
    title, body, _ = find(["Sport", *HEAD, *STORY])
    assert (title, body) == (None, STORY)


def test_sentence_is_no_title():
    title, body, _ = find(STORY)
    assert (title, body) == (None, STORY)


def test_sentence_is_a_title_where_it_recurs():
    headline = "The hottest towns in the U.S."
    title, body, _ = find([*HEAD, headline, *STORY, "All News", f"07/01 17:36 {headline}"])
    assert (title, body) == (headline, STORY)


def test_pull_quote_makes_no_title_of_the_sentence():
    filler = [f"Car number {n} came." for n in range(9)]
    title, body, _ = find([*HEAD, STORY[0], *filler, STORY[0], STORY[1], "All News"])
    assert (title, body) == (None, [STORY[0], *filler, STORY[0], STORY[1]])


def test_caption_is_no_title():
    title, body, _ = find([*HEAD, "30 June 2025", "The old bridge", "Photo: A. Name", *STORY])
    assert (title, body) == (None, STORY)


def test_byline_is_no_title():
    title, body, story = find([*HEAD, "Bridge opens", "Ann Lee", "30 June 2025", *STORY])
    assert (title, body) == ("Bridge opens", STORY)
    assert 3 in story.top


def test_title_of_two_capitalised_words_is_told_from_a_byline_by_recurring():
    title, body, _ = find([*HEAD, "Klatch Coffee", "30 June 2025", "Klatch Coffee", *STORY])
    assert (title, body) == ("Klatch Coffee", STORY)


def test_title_printed_again_is_no_paragraph():
    lines = [
        *HEAD,
        "Bridge opens",
        "30 June 2025",
        "BRIDGE OPENS",
        *STORY,
        "Bridge opens",
        "All News",
    ]
    assert find(lines)[1] == STORY


def test_standfirst_between_title_and_date_is_kept():
    standfirst = "After a year of works the bridge carries cars again."
    lines = [*HEAD, "Bridge opens", standfirst, "City", "30 June 2025", *STORY]
    rules = TextRules(title=("after head",), head=RULES.head, date=RULES.date)
    assert find(lines, rules)[1] == [standfirst, *STORY]


def test_date_below_the_story_is_none_of_the_top():
    rules = TextRules(title=("first line",), date=RULES.date, stop=RULES.date)
    title, body, story = find(["Bridge opens", *STORY, "30 June 2025", "More"], rules)
    assert (title, body, story.date) == ("Bridge opens", STORY, 3)


def test_stop_ends_the_body_exactly():
    items = ["Dogs", "Cats"]
    assert find(["Bridge opens", *STORY, *items, "Support us!", "tagsglued"])[1] == [*STORY, *items]


def test_below_takes_away_headlines_and_tags():
    heads = ["Storm tears roofs off", "Who opened the bridge?", "Man held"]
    assert find(["Bridge opens", *STORY, "bridgescity", *heads, "All News"])[1] == STORY


def test_below_takes_away_what_follows_the_last_advert():
    end = "What next?"
    heads = [
        "Storm tears roofs off",
        "Who did it?",
        "Court extends arrest...",
        "Man held",
        "Dogs win",
    ]
    lines = ["Bridge opens", *STORY, end, "bridgescity", "Advertisement", *heads, "All News"]
    assert find(lines)[1] == [*STORY, end]


def test_an_advert_in_mid_story_is_not_taken_for_the_last():
    lines = [
        "Bridge opens",
        STORY[0],
        "Advertisement",
        STORY[1],
        "Cars came.",
        "headline",
        "All News",
    ]
    assert find(lines)[1] == [*STORY, "Cars came."]


def test_body_runs_to_the_end_where_no_mark_is():
    _, body, story = find(["Bridge opens", *STORY])
    assert (body, story.closed) == (STORY, False)


@pytest.mark.parametrize("gaps", [None, [0, 1, 1, 0, 1], [0, 1, 1, 1, 1]])
def test_caption_above_its_credit_is_dropped(gaps):
    lines = ["Bridge opens", STORY[0], "The old bridge.", "Photo: A. Name", STORY[1]]
    assert find(lines, gaps=gaps)[1] == STORY


def test_paragraph_above_a_credit_without_caption_is_kept_where_blank_lines_tell():
    lines = ["Bridge opens", STORY[0], "It rained.", "Photo: A. Name", STORY[1]]
    assert find(lines, gaps=[0, 1, 0, 1, 1])[1] == [STORY[0], "It rained.", STORY[1]]


def test_long_paragraph_above_a_credit_is_kept():
    long = "The bridge was closed in March after a diver had found a crack. " * 3
    assert find(["Bridge opens", long.strip(), "Photo: A. Name", *STORY])[1] == [
        long.strip(),
        *STORY,
    ]


def test_caption_in_the_line_of_its_credit_is_dropped_wherever_it_recurs():
    lines = ["Bridge opens", "The old bridge. Photo: A. Name", STORY[0], "The old bridge", STORY[1]]
    assert find(lines)[1] == STORY


def test_body_begins_at_or_after_a_mark():
    lines = ["Menu", "Junk", "KYIV, June 30 - The bridge opened.", STORY[1]]
    assert find(lines, TextRules(start_at=("/^KYIV, /",)))[1] == lines[2:]
    assert find(lines, TextRules(start_after=("Junk",)))[1] == lines[2:]


def test_without_rules_for_its_beginning_there_is_no_body():
    assert find(["Junk", *STORY], TextRules(stop=("x",)))[1] == []


def test_empty_page_has_no_story():
    assert find([])[:2] == (None, [])


def test_trimming_a_body_takes_the_same_lines_out():
    texts = ["Bridge opens", STORY[0], "Advertisement", "Bridge opens", "Photo: A. Name", STORY[1]]
    lines = [Line(text) for text in [*texts, "Support us!", "More"]]
    assert trim_body(MarkedLines(lines, RULES), range(len(lines)), 0) == (1, 5)


def test_line_before_a_credit_stays_when_trimming():
    """Where a selector has dropped the caption, the line above the credit is the story."""
    lines = [Line("It rained."), Line("Photo: A. Name")]
    assert trim_body(MarkedLines(lines, RULES), (0, 1), None) == (0,)


@pytest.mark.parametrize("text", ["Ann Lee", "x", "Photo: A", "Bridge opens. Photo: A", "12:30"])
def test_time_is_linear_in_the_lines(text):
    def seconds(count):
        lines = [Line(text)] * count
        start = time.process_time()
        find_story(MarkedLines(lines, RULES))
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 40 * max(min(seconds(2_000) for _ in range(3)), 0.01)


def test_one_huge_line_is_read_quickly():
    start = time.process_time()
    MarkedLines([Line("Bridge opens. " * 300_000)], RULES).is_title(0)
    assert time.process_time() - start < 1
