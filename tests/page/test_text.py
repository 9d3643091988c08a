import pytest

from newsclean.page.lines import Line
from newsclean.page.text import read_text, split_labels

STORY = "The bridge over the Lenn reopened on Monday."


@pytest.mark.parametrize(
    ("source", "labels", "first"),
    [
        (f"date 2025-07-01 {STORY}", {"date": "2025-07-01"}, STORY),
        (f"  date 2025-07-01  {STORY}", {"date": "2025-07-01"}, STORY),
        (f"date: 2025-07-01\n{STORY}", {"date": "2025-07-01"}, STORY),
        (f"Date: 2025-07-01T17:36+02:00 {STORY}", {"date": "2025-07-01T17:36+02:00"}, STORY),
        (f"date 2025-07-01 17:36 {STORY}", {"date": "2025-07-01 17:36"}, STORY),
        (f"Date: 1 July 2025\n{STORY}", {"date": "1 July 2025"}, STORY),
        (f"title: Bridge reopens\n{STORY}", {"title": "Bridge reopens"}, STORY),
        (f"HEADLINE:\u00a0Bridge reopens\r\n\r\n{STORY}", {"title": "Bridge reopens"}, STORY),
        (f"Published: 1 July 2025, 17:36\n{STORY}", {"published": "1 July 2025, 17:36"}, STORY),
        (f"publication_date=2025-07-01\n{STORY}", {"published": "2025-07-01"}, STORY),
        (
            f"Author: Ann Lee\nUpdated: today\n{STORY}",
            {"authors": "Ann Lee", "updated": "today"},
            STORY,
        ),
        (f"url: https://example.org/a\n{STORY}", {"url": "https://example.org/a"}, STORY),
        (f"link: https://example.org/a\n{STORY}", {"url": "https://example.org/a"}, STORY),
        (f"lang: en\nsite: Example\n{STORY}", {"language": "en", "site": "Example"}, STORY),
        (f"title: One\ntitle: Two\n{STORY}", {"title": "One"}, STORY),
        (f"title: A\ndate: 2025-07-01 {STORY}", {"title": "A", "date": "2025-07-01"}, STORY),
    ],
)
def test_leading_labels(source: str, labels: dict[str, str], first: str) -> None:
    reading = read_text(source)
    assert reading.labels == labels
    assert [block.text for block in reading.blocks] == [first]


@pytest.mark.parametrize(
    "source",
    [
        STORY,
        "Source: the city council",
        "Details: The bridge was shut for two years.",
        'Quote: "We missed it."',
        "Title",
        "Title:",
        "Date of birth unknown",
        "Date palms line the road: there are forty.",
        "Titles: none so far",
        "date 2025 was set in the contract",
        "Author and poet Ann Lee has died.",
        "Published works by Ann Lee fill a shelf.",
        "Link found between sleep and memory",
    ],
)
def test_what_is_no_label_is_text(source: str) -> None:
    reading = read_text(source)
    assert reading.labels == {}
    assert [block.text for block in reading.blocks] == [source]


def test_labels_end_at_the_first_line_that_is_none() -> None:
    labels, rest = split_labels([Line("title: A"), Line(STORY), Line("date: 2025-07-01")])
    assert labels == {"title": "A"}
    assert [line.text for line in rest] == [STORY, "date: 2025-07-01"]


def test_a_capture_of_labels_only_has_no_blocks() -> None:
    assert read_text("title: A\ndate: 2025-07-01") == ((), {"title": "A", "date": "2025-07-01"})


def test_blocks_carry_what_the_lines_showed() -> None:
    one, two = read_text("One.\n\n  - Two.").blocks
    assert (one.index, one.text, one.gap, one.indent, one.bullet) == (0, "One.", 0, 0, False)
    assert (two.index, two.text, two.gap, two.indent, two.bullet) == (1, "Two.", 1, 2, True)
    assert (two.tag, two.element, two.link_chars, two.strong_chars) == ("", -1, 0, 0)
