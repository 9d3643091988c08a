import numpy as np

from newsclean.roles.features.buffer import Hasher, class_counts, find_words, join, lowered
from newsclean.roles.features.characters import Class, classify


def hashes(text: str) -> list[int]:
    buffer = join([text])
    found: list[int] = find_words(buffer, Hasher(lowered(buffer))).hashes.tolist()
    return found


def test_a_word_has_one_hash_wherever_it_stands() -> None:
    assert hashes("Rain fell") == [*hashes("rain"), *hashes("FELL")]


def test_digits_are_alike() -> None:
    assert hashes("10 May 2024") == hashes("27 may 1999")


def test_words_beyond_the_basic_plane() -> None:
    assert len(hashes("smile 😀 now")) == 2


def test_pairs_of_letters_stand_for_words_where_no_spaces_are_written() -> None:
    assert len(hashes("東京は晴れ")) == 4
    assert hashes("東京都")[0] == hashes("東京")[0]


def test_counts_belong_to_their_text() -> None:
    counts = class_counts(join(["A b.", "12", ""]))
    assert counts[:, Class.UPPER].tolist() == [1, 0, 0]
    assert counts[:, Class.END].tolist() == [1, 0, 0]
    assert counts[:, Class.DIGIT].tolist() == [0, 2, 0]


def test_sentence_ends_of_many_scripts() -> None:
    codes = np.array([ord(c) for c in ".!?。！？؟।"], dtype=np.uint32)
    assert set(classify(codes).tolist()) == {Class.END}
