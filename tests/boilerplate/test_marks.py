import json
from importlib.resources import files

import pytest

from newsclean.boilerplate.marks import Mark, is_caption_line, mark_of
from newsclean.text import key

MARKS = json.loads(files("newsclean.boilerplate").joinpath("marks.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "Related Articles",
        "Related articles:",
        "RELATED STORIES",
        "Comments",
        "Read more",
        "Mehr zum Thema",
        "À lire aussi",
        "関連記事",
        "Похожие новости",
    ],
)
def test_lines_that_end_a_story(line: str) -> None:
    assert mark_of(line) is Mark.STOP


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT:",
        "Share",
        "Photo: Ann Lee",
        "Фото: Інна Приклад",
        "写真：例社",
        "17:36",
        "17:36 Bridge reopens after two years",
        "07/01 17:36",
        "5:36 p.m.",
        "01.07.2025, 17:36",
    ],
)
def test_lines_that_go(line: str) -> None:
    assert mark_of(line) is Mark.DROP


@pytest.mark.parametrize(
    "line",
    [
        "",
        "—",
        "The bridge reopened on Monday.",
        "Advertisement revenue fell by a third last year.",
        "Comments by the mayor were not recorded.",
        "Photographers lined the bridge at noon.",
        "Photo finish at the regatta",
        "Share prices fell on Monday.",
        "Source: the city council",
        "Details: The bridge was shut.",
        "1:0 was the score at half time",
        "Imagen de la ciudad",
    ],
)
def test_other_lines_bear_no_mark(line: str) -> None:
    assert mark_of(line) is None


def test_a_long_line_is_prose_however_it_begins() -> None:
    assert mark_of("Photo: " + "a long caption that tells a whole story in itself, " * 6) is None


@pytest.mark.parametrize("kind", ["stop", "drop"])
def test_every_line_of_the_data_is_a_mark_by_itself(kind: str) -> None:
    assert [line for line in MARKS[kind] if mark_of(line) is not Mark(kind)] == []


def test_no_line_of_the_data_is_both() -> None:
    assert not {key(line) for line in MARKS["stop"]} & {key(line) for line in MARKS["drop"]}


@pytest.mark.parametrize(
    "word",
    (
        "photo photograph image picture foto fotos fotografía photographie crédit credit bild фото "
        "ілюстрація иллюстрация zdjęcie fot 写真 图 圖 사진 الصورة صورة"
    ).split(),
)
def test_a_credit_begins_with_any_word_for_a_picture_in_either_case(word: str) -> None:
    assert mark_of(f"{word}: A. Name") is Mark.DROP
    assert mark_of(f"{word.upper()}: A. Name") is Mark.DROP


@pytest.mark.parametrize(
    "line", ["The bigger picture: what happens next", "Power of images: lessons"]
)
def test_a_subheading_that_speaks_of_pictures_is_no_caption(line: str) -> None:
    assert not is_caption_line(line)


@pytest.mark.parametrize("line", ["The quay. Photo: iDaily/Ann Lee", "The quay Photo: Ann Lee"])
def test_a_credit_ends_a_caption(line: str) -> None:
    assert is_caption_line(line)
