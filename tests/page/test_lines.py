import textwrap

import pytest

from newsclean.page.line import Line
from newsclean.page.lines import read_lines
from newsclean.page.wraps import wrap_width

PARAGRAPHS = [
    "The old bridge over the Lenn was opened to traffic again on Monday after two years of repairs "
    "that cost the county eleven million, twice what had been planned when the work began.",
    "Mayor Ulla Brandt cut the ribbon at noon and was the first to walk across; a school class, "
    "the fire brigade's band and several hundred people followed her to the other bank.",
    "“We have missed it every single day,” said baker Jon Ahl, whose shop stands at the eastern "
    "end and whose customers had to go round by the motorway, a detour of fourteen kilometres.",
    "The county says that the next repair is due in about sixty years, if the river allows.",
]
RUSSIAN = [
    "Мост через реку открыли для движения в понедельник после двух лет ремонта, который обошёлся "
    "области вдвое дороже, чем предполагалось в начале работ, сообщила администрация.",
    "Первыми по мосту прошли школьники и оркестр пожарной части, за ними несколько сотен жителей, "
    "которым всё это время приходилось ездить в объезд по трассе.",
]
JAPANESE = (
    "橋は月曜日に二年ぶりに開通した。市長は記者会見で感謝を述べ、住民は夜まで歩いて渡り続けたという。"
    * 4
)


def texts(source: str) -> list[str]:
    return [line.text for line in read_lines(source)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_one_line_each_whatever_ends_it(end: str) -> None:
    assert texts(end.join(["One.", "Two.", "Three."])) == ["One.", "Two.", "Three."]


def test_blank_lines_are_counted_as_gaps() -> None:
    lines = read_lines("One.\n\n\u00a0\nTwo.\r\n\r\nThree.\nFour.\n\n")
    assert [line.gap for line in lines] == [0, 2, 1, 0]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\u00a0One\u00a0\u00a0two\u2009three ", "One two three"),
        ("One\ttwo", "One two"),
        ("\u200bOne\u200b\u2060 two\ufeff", "One two"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\u202bمرحبا\u202c", "مرحبا"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("cafe\u0301", "café"),
        ("null\x00byte", "nullbyte"),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
    ],
)
def test_characters_are_cleaned(raw: str, text: str) -> None:
    assert texts(raw) == [text]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("- One", "One"),
        ("  - One", "One"),
        ("\t* One", "One"),
        ("• One", "One"),
        ("•One", "One"),
        ("▪ One", "One"),
        ("· One", "One"),
    ],
)
def test_bullets_go(raw: str, text: str) -> None:
    [line] = read_lines(raw)
    assert (line.text, line.bullet) == (text, True)


@pytest.mark.parametrize("raw", ["1. One", "(2) Two", "12) Twelve"])
def test_numbers_of_a_list_stay(raw: str) -> None:
    assert read_lines(raw) == [Line(raw, bullet=True)]


@pytest.mark.parametrize(
    "raw",
    [
        "-5 degrees",
        "—",
        "– One said so",
        "- A subhead -",
        "1.5 million",
        "2025. One",
        "*emphasis* here",
        "-",
        "•",
        "**",
    ],
)
def test_what_is_no_bullet_stays(raw: str) -> None:
    assert read_lines(raw) == [Line(raw)]


def test_indents_are_counted() -> None:
    assert [line.indent for line in read_lines("One\n  two\n\tthree\n    - four")] == [0, 2, 1, 4]


class TestWrapped:
    @pytest.mark.parametrize("width", [60, 66, 72, 76, 80, 90, 100])
    @pytest.mark.parametrize("between", ["\n\n", "\n\n\n"])
    def test_wrapped_paragraphs_are_joined(self, width: int, between: str) -> None:
        source = between.join(textwrap.fill(p, width) for p in PARAGRAPHS * 2)
        assert texts(source) == PARAGRAPHS * 2

    @pytest.mark.parametrize("width", [64, 72, 80])
    def test_in_another_script(self, width: int) -> None:
        assert texts("\n\n".join(textwrap.fill(p, width) for p in RUSSIAN * 2)) == RUSSIAN * 2

    @pytest.mark.parametrize("width", [60, 76])
    def test_with_crlf_and_an_indent(self, width: int) -> None:
        wrapped = (
            textwrap.fill(p, width, initial_indent="  ", subsequent_indent="  ") for p in PARAGRAPHS
        )
        assert texts("\r\n\r\n".join(wrapped).replace("\n", "\r\n")) == PARAGRAPHS

    def test_with_a_bulleted_list(self) -> None:
        items = [
            textwrap.fill(p, 72, initial_indent="- ", subsequent_indent="  ") for p in PARAGRAPHS
        ]
        assert texts("\n".join(items)) == PARAGRAPHS

    def test_without_spaces_between_words(self) -> None:
        rows = [JAPANESE[i : i + 60] for i in range(0, len(JAPANESE), 60)]
        assert texts("\n".join(rows)) == [JAPANESE]

    def test_headlines_before_and_after_stay_apart(self) -> None:
        wrapped = "\n\n".join(textwrap.fill(p, 76) for p in PARAGRAPHS * 2)
        found = texts(
            f"Home\nNews\nSport\n\nBridge reopens\n\n{wrapped}\n\nMore stories\nWeather\n"
        )
        assert found == [
            "Home",
            "News",
            "Sport",
            "Bridge reopens",
            *PARAGRAPHS * 2,
            "More stories",
            "Weather",
        ]


@pytest.mark.parametrize(
    "lines",
    [
        PARAGRAPHS,
        ["Home", "News", "Sport", "Weather", "Contact"],
        # one sentence a line, each of its own length
        [
            "The bridge reopened on Monday.",
            "It had been shut for two years.",
            "The mayor was there.",
            "So was the band.",
        ],
        # a list of headlines, all of them about as long as a column
        [
            "Bridge over the Lenn reopens on Monday after two years of repairs",
            "Paper mill to heat five thousand homes with its own waste steam",
            "Divers free a whale from a fishing net after a two-day vigil at sea",
            "Tailors in the old town sing at work, and customers come for that",
            "Goats clear a runway of weeds at a fifth of what machines would cost",
        ],
        ["短い行", "橋が開通", "市長が会見", "住民が渡る"],
        [],
        ["One line only, however long it may be, is never a wrapped text by itself"],
    ],
)
def test_text_that_was_not_wrapped_stays(lines: list[str]) -> None:
    assert wrap_width([Line(line) for line in lines]) is None
    assert texts("\n".join(lines)) == lines
