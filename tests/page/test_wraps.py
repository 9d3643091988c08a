import textwrap

import pytest

from newsclean.page.lines import read_lines

PARAGRAPHS = [
    "The lighthouse on Gannet Point was lit again on Tuesday evening after nine dark years, and "
    "the keeper’s granddaughter, who is eighty, turned the switch with both hands while the band "
    "of the fire brigade played.",
    "The lamp had been taken ashore when the foundations began to slip, and for a long time nobody "
    "knew who should pay for a new wall. A brewer from the next valley, who sails, paid in the end "
    "and asked for nothing but a key.",
    "Fishermen say that the beam is weaker than they remember, but that they are glad to see it, "
    "since the buoy that replaced it was always being dragged away by the winter storms.",
]
CHINESE = [
    "　　老灯塔周二晚上在熄灭九年之后重新点亮，八十岁的守塔人孙女用双手合上了电闸，"
    "消防队的乐队在一旁奏乐。"
    "镇上的居民站在堤岸上看着光束扫过海面，许多人说他们以为再也看不到它了。",
    "　　灯具是在地基开始滑动时被运上岸的，很长时间里没有人知道该由谁来出钱修一堵新墙。"
    "最后是邻村的一位酿酒师付了钱，"
    "他喜欢航海，除了一把钥匙之外什么也没有要求。",
    "　　渔民们说光束比他们记忆中的弱，不过他们很高兴又能看见它，"
    "因为代替它的浮标总是被冬天的风暴拖走，"
    "每年春天都要派船去找回来重新固定。",
]


def texts(source: str) -> list[str]:
    return [line.text for line in read_lines(source)]


@pytest.mark.parametrize("width", [34, 42, 54, 64, 72, 96])
def test_wrapped_at_any_width(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(text, width, break_on_hyphens=False) for text in PARAGRAPHS)
    assert texts(wrapped) == PARAGRAPHS


@pytest.mark.parametrize("width", [24, 30, 38])
def test_han_characters_take_two_columns(width: int) -> None:
    parts = ["\n".join(text[i : i + width] for i in range(0, len(text), width)) for text in CHINESE]
    assert texts("\n".join(parts)) == [text.strip() for text in CHINESE]


@pytest.mark.parametrize("end", ["\r\r\n", "\r\n", "\n\n"])
def test_wrapped_whatever_ends_the_lines(end: str) -> None:
    lines = ["\n".join(textwrap.wrap(text, 70)) for text in PARAGRAPHS]
    assert texts("\n\n\n".join(lines).replace("\n", end)) == PARAGRAPHS


def test_divided_words_are_joined_and_compounds_keep_their_hyphen() -> None:
    source = (
        "The lighthouse on Gannet Point was lit again on Tuesday eve-\n"
        "ning after nine dark years, and the keeper’s granddaughter,\n"
        "who is eighty-four, turned the switch with both hands. Eighty-\n"
        "four years ago her grandfather had done the same. The foun-\n"
        "dations began to slip when she was a girl, and nobody knew\n"
        "who should pay for a new wall until a brewer paid for it."
    )
    [text] = texts(source)
    assert "Tuesday evening after" in text
    assert "Eighty-four years" in text
    assert "foundations began" in text


def test_short_headlines_are_no_narrow_column() -> None:
    headlines = "\n".join(
        ["Council votes on the new bus lanes", "Library to open on Sunday evenings"] * 8
    )
    assert texts(headlines) == headlines.split("\n")


def test_a_drop_cap_on_its_own_line() -> None:
    assert texts("T\nhe lighthouse on Gannet Point was lit again on Tuesday.") == [
        "The lighthouse on Gannet Point was lit again on Tuesday."
    ]


def test_links_on_lines_of_their_own() -> None:
    cut = (
        "The lighthouse was lit again by the keeper of the harbour,\nIda Marsh\n"
        ", who is eighty. The wall was paid for by a brewer from the next\nvalley of Orm\n"
        "and cost more than anybody had thought it would. He asked for a key\n."
    )
    assert texts(cut) == [
        "The lighthouse was lit again by the keeper of the harbour, Ida Marsh, who is eighty. The "
        "wall was paid for by a brewer from the next valley of Orm and cost more than anybody had "
        "thought it would. He asked for a key."
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Lighthouse on Gannet Point is lit again after nine years", "by Ida Marsh and Tom Orm"],
        ["Ida Marsh on October 23rd, 2012 1:49 pm", "the wall is ugly, i liked the old one. yes"],
        ["Lighthouse on Gannet Point is lit again", "The wall was paid for by a brewer."],
    ],
)
def test_what_is_no_rest_of_a_sentence(lines: list[str]) -> None:
    assert texts("\n".join(lines)) == lines


def test_one_sentence_a_line() -> None:
    sentences = [text.replace(". ", ".\n").replace("years, and", "years.\nThey saw that")
                 for text in PARAGRAPHS]  # fmt: skip
    source = "\n\n".join([*sentences, *sentences])
    assert [len(text.split("\n")) for text in sentences] == [2, 2, 1]
    joined = [" ".join(text.split("\n")) for text in sentences]
    assert texts(source + "\n\n" + sentences[0]) == [*joined, *joined, joined[0]]
