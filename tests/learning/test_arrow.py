"""Sites learned over an engine."""

from __future__ import annotations

import pickle

import pyarrow as pa
import pytest

import newsclean
from newsclean.arrow import clean_table, learn_table, profiles_of
from newsclean.errors import ProfileError
from newsclean.profiles import ProfileSet

from .made_up import PROMISE, html_page, story


def table(numbers, host="courier.example"):
    return pa.table(
        {
            "content": [html_page(n) for n in numbers],
            "url": [f"https://{host}/{n:02}" for n in numbers],
        }
    )


def test_what_a_group_teaches_serves_the_whole():
    profiles = profiles_of(learn_table(table(range(5))))
    pipeline = pickle.loads(pickle.dumps(newsclean.Pipeline(profiles=profiles)))
    records = clean_table(table([50, 51]), pipeline=pipeline).to_pylist()
    assert [record["body"].split("\n\n") for record in records] == [story(50)[1], story(51)[1]]


def test_the_order_of_the_rows_is_no_matter():
    assert learn_table(table(range(12))).equals(learn_table(table(range(11, -1, -1))))


def test_two_pages_and_broken_ones_teach_nothing():
    assert learn_table(table(range(2))).num_rows == 0
    texts = pa.array([None] * 4, pa.string())
    broken = pa.table({"content": texts, "url": ["https://a.example/"] * 4})
    assert learn_table(broken).num_rows == 0
    assert learn_table(broken.slice(0, 0)).num_rows == 0


def test_profiles_that_are_not_valid_are_told():
    with pytest.raises(ProfileError, match=r"a\.example"):
        ProfileSet.parse({"a.example": "hosts = 5"})
    with pytest.raises(ProfileError, match=r"a\.example"):
        ProfileSet.parse({"a.example": "hosts = ["})


def test_the_promise_is_story_to_the_model_alone():
    record = clean_table(table([50])).to_pylist()[0]
    assert PROMISE in record["body"]
