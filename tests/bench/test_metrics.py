"""The metrics beyond what their own examples show."""

import pytest

from newsclean.bench.metrics import (
    ChunkCounts,
    Overlap,
    chunk_f1,
    influences,
    is_unspaced,
    judge_title,
    mean_quality,
    shingle_overlap,
    shingles,
    word_f1,
)


def test_shingles_are_counted_as_often_as_they_occur() -> None:
    assert shingles("a b c d a b c d")[("a", "b", "c", "d")] == 2
    assert shingles("a b c d a b c d").total() == 5


def test_a_short_text_is_one_shingle_and_an_empty_one_none() -> None:
    assert shingles("only three words").total() == 1
    assert shingles(" .. ").total() == 0


def test_shingle_overlap_divides_by_the_sum_of_all_three() -> None:
    # reference: abcd bcde; found: bcde cdef defg -> 1 in both, 2 surplus, 1 missed
    assert shingle_overlap("a b c d e", "b c d e f g") == Overlap(0.25, 0.5, 0.25)


def test_precision_is_undefined_where_nothing_was_found() -> None:
    overlap = shingle_overlap("a b c d", "")
    assert overlap == Overlap(0, 0, 1)
    assert overlap.precision is None
    assert overlap.recall == 0


def test_recall_is_undefined_where_the_reference_is_empty() -> None:
    overlap = shingle_overlap("", "a b c d")
    assert overlap.recall is None
    assert overlap.precision == 0


def test_two_empty_texts_agree() -> None:
    assert shingle_overlap("", "") == Overlap(0, 0, 0)
    assert shingle_overlap("", "").f1 == 1


def test_mean_quality_takes_each_mean_where_it_is_defined() -> None:
    pages = [Overlap(0.5, 0.5, 0.0), Overlap(0.0, 0.0, 1.0), Overlap(1.0, 0.0, 0.0)]
    quality = mean_quality(pages)
    assert quality is not None
    assert quality.precision == pytest.approx(0.75)  # of two pages: 1/2 and 1
    assert quality.recall == pytest.approx(2 / 3)  # of three pages: 1, 0 and 1
    assert quality.f1 == pytest.approx(2 * 0.75 * (2 / 3) / (0.75 + 2 / 3))


def test_mean_quality_of_no_page_is_none() -> None:
    assert mean_quality([]) is None


def test_mean_quality_where_nothing_was_found_anywhere_is_zero() -> None:
    quality = mean_quality([Overlap(0, 0, 1)])
    assert quality is not None
    assert (quality.f1, quality.error) == (0, 0)


def test_the_error_of_the_f1_is_the_first_order_one() -> None:
    # P = R = f for every page, so the F1 is the plain mean: its error is known by hand
    pages = [Overlap(1, 0, 0), Overlap(1 / 3, 1 / 3, 1 / 3)]
    quality = mean_quality(pages)
    assert quality is not None
    assert quality.f1 == pytest.approx(0.75)
    assert influences(pages) == pytest.approx([0.125, -0.125])
    assert quality.error == pytest.approx((2 * 0.125**2) ** 0.5)


def test_word_f1_counts_repeated_words_once_each() -> None:
    # reference a a b, found a b b: 2 in both, precision and recall 2/3
    assert word_f1("a A b", "a b b") == pytest.approx(2 / 3)
    assert word_f1("", "") == 1
    assert word_f1("a", "") == 0


@pytest.mark.parametrize(
    ("text", "unspaced"),
    [
        ("昨日、東京で雨が降った。", True),
        ("ฝนตกหนักที่กรุงเทพฯ", True),
        ("한국의 수도는 서울이다", False),
        ("Rain fell in Tokyo (東京).", False),
        ("", False),
    ],
)
def test_is_unspaced(text: str, unspaced: bool) -> None:
    assert is_unspaced(text) is unspaced


def test_chunk_f1_sums_before_it_divides() -> None:
    assert chunk_f1([ChunkCounts(3, 0, 0), ChunkCounts(0, 1, 1)]) == pytest.approx(6 / 8)
    assert chunk_f1([]) is None


@pytest.mark.parametrize(
    ("found", "verdict"),
    [("rain in june!", "right"), ("Rain", "wrong"), (None, "missed"), (" - ", "missed")],
)
def test_judge_title(found: str | None, verdict: str) -> None:
    assert judge_title("Rain in June", found) == verdict
