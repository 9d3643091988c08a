"""Patterns are compiled when they are first used, and then are what `re.compile` makes."""

import copy
import re
import subprocess
import sys

import pytest

from newsclean.patterns import late_pattern


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    late, compiled = late_pattern("(b)|C", re.I), re.compile("(b)|C", re.I)
    for name in ("search", "match", "fullmatch"):
        for text in ("b", "xc", "x"):
            found, expected = getattr(late, name)(text), getattr(compiled, name)(text)
            assert (found and found.span()) == (expected and expected.span())
    assert late.findall("bcb") == compiled.findall("bcb")
    assert late.split("abac") == compiled.split("abac")
    assert late.sub("-", "abac") == "a-a-"
    assert copy.copy(late).pattern == "(b)|C"


def test_a_mistake_shows_when_a_pattern_is_used() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error, match="unterminated"):
        late.search("")


def test_a_page_without_han_compiles_no_pattern_of_its_bylines() -> None:
    code = (
        "import newsclean; newsclean.extract('<h1>Rain</h1><p>It rains in Lenn.</p>');"
        "from newsclean.names import bylines; print('search' in vars(bylines._CJK_SIGNED))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
