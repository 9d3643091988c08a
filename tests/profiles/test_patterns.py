"""Whole lines, patterns, and the roles of lines."""

from __future__ import annotations

import pickle
import time

import pytest

from newsclean.profiles.patterns import LINE_CHARS, Marks, compile_pattern, is_pattern


def test_whole_line_is_compared_without_case_and_white_space():
    marks = Marks({"stop": ("RECENT  NEWS",)})
    assert marks.roles("Recent news") == {"stop"}
    assert marks.roles("More recent news") == frozenset()


def test_case_is_folded_in_every_script():
    assert Marks({"stop": ("ОСТАННІ НОВИНИ",)}).roles("Останні новини") == {"stop"}


def test_pattern_is_searched_anywhere_in_the_line():
    marks = Marks({"credit": ("/Photo: /",)})
    assert marks.roles("A bridge. Photo: A. Name") == {"credit"}


def test_line_can_play_several_roles():
    marks = Marks({"stop": ("/^x/", "X1"), "drop": ("/1$/",), "head": ("y",)})
    assert marks.roles("x1") == {"stop", "drop"}


def test_no_pattern_looks_at_a_long_line():
    marks = Marks({"drop": ("/a/",)})
    assert marks.roles("a" * LINE_CHARS) == {"drop"}
    assert marks.roles("a" * (LINE_CHARS + 1)) == frozenset()


def test_no_rules_give_no_roles():
    assert Marks({}).roles("anything") == frozenset()


def test_marks_survive_pickling_after_use():
    marks = Marks({"stop": ("/^All /",)})
    assert marks.roles("All News") == {"stop"}
    assert pickle.loads(pickle.dumps(marks)).roles("All News") == {"stop"}


@pytest.mark.parametrize("entry", ["/(?=a)/", r"/(a)\1/", "/(/", "/a{5000}/"])
def test_what_could_backtrack_or_is_broken_is_refused(entry):
    with pytest.raises(ValueError, match=r"invalid|missing"):
        compile_pattern(entry)


def test_nested_quantifiers_cannot_hang():
    pattern = compile_pattern("/^(a+)+$/")
    start = time.process_time()
    assert pattern.search("a" * 50_000 + "b") is None
    assert time.process_time() - start < 1


def test_a_slash_alone_is_a_line():
    assert not is_pattern("/")
    assert not is_pattern("//")
    assert Marks({"head": ("/",)}).roles("/") == {"head"}
