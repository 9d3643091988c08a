import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.text import clean, is_spaceless, key, normalise, word_count, words


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("plain", "plain"),
        ("a\x00b", "ab"),
        ("é\x00", "é"),
        ("cafe\u0301", "café"),
        ("\ufeffstart", "start"),
        ("zero\u200bwidth", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("lone \ud800", "lone \ufffd"),
        ("\u2067right\u2069 to left\u200f", "right to left"),
        ("keeps\u00a0 spaces\n", "keeps\u00a0 spaces\n"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("é\x1b]52;c;ZXZpbA==\x07!", "é!"),
        ("a\x9b2Jb\x90q\x9cc", "abc"),
        ("a\x08b\x7fc\x1bMd\x1b", "abcd"),
        ("tab\tnext\x85line\x0cfeed", "tab\tnext\x85line\x0cfeed"),
        ("e" + "\u0301" * 40, "é" + "\u0301" * 39),
        ("e" + "\u0327" * 2000, "ȩ" + "\u0327" * 29),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text(st.characters(exclude_categories=[])))
def test_normalise_is_nfc_trimmed_and_stable(text: str) -> None:
    found = normalise(text)
    assert found == normalise(found)
    assert found == " ".join(found.split())
    assert unicodedata.is_normalized("NFC", found)
    found.encode("utf-8")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("“Hello”, World!", "hello world"),
        ("Ａｂｃ", "abc"),
        ("Kyiv’s bridge", "Kyiv's bridge"),
        ("  A —  title ", "a title"),
        ("ﬁre", "fire"),
    ],
)
def test_key_is_blind_to_case_marks_and_width(one: str, two: str) -> None:
    assert key(one) == key(two)


@pytest.mark.parametrize(("one", "two"), [("one two", "two one"), ("a", "b"), ("1 July", "2 July")])
def test_key_tells_words_apart(one: str, two: str) -> None:
    assert key(one) != key(two)


def test_words_keep_their_case() -> None:
    assert words("The U.N. said: 3,5 — да") == ["The", "U", "N", "said", "3", "5", "да"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("首相", True),
        ("こんにちは", True),
        ("สะพาน", True),
        ("총리", False),
        ("премьер", False),
        ("PM", False),
        ("", False),
    ],
)
def test_is_spaceless(text: str, expected: bool) -> None:
    assert is_spaceless(text) is expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One", 1),
        ("Two words", 2),
        ("首相は会見で述べた", 4.5),
        ("pneumonoultramicroscopicsilicovolcanoconiosis", 1),
        ("총리는 월요일에 말했다", 3),
    ],
)
def test_word_count(text: str, count: float) -> None:
    assert word_count(text) == count


def test_a_long_line_takes_linear_time() -> None:
    line = "a\u00a0b cafe\u0301 " * 500_000
    start = time.process_time()
    normalise(line)
    word_count(line)
    key(line)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("marks", ["\u0301", "\u0301\u0327", "\u0327\u0301\u0345"])
def test_many_combining_marks_take_linear_time(marks: str) -> None:
    start = time.process_time()
    assert len(normalise("e" + marks * 200_000)) <= 31
    assert time.process_time() - start < 2
