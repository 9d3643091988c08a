"""The passes over a page's bytes find what the patterns of `newsclean.page` find."""

import random
import re

import pytest

from newsclean.inner import compiled, strings
from newsclean.page.tokens import ATTRIBUTE, RAW, read_tags

pytestmark = pytest.mark.skipif(not compiled, reason="only compiled they are of any use")
PIECES = (
    *"<>\"'= /a\n-!ü\x00",
    *('b="c"', "b = 'c'", "<p ", "<p/", "</", "</p ", "<!--", "-->", "--!>", "->", "<!x", "<?x"),
    *("<script>", "</script>", "</SCRIPT ", "<style", "</style>", "<title/", "</title", "<xmp>"),
    *("</Xmp>", "<textarea ", "</textarea>", "<plaintext", "<span>", "<B>", "<option x", "<b"),
)
RAW_NAMES = frozenset(name.encode() for name in RAW)
NAMES = {b"b": 1, b"i": 1, b"strong": 1, b"option": 2}


def pages(seed: int, number: int) -> list[str]:
    rolls = random.Random(seed)
    return ["".join(rolls.choices(PIECES, k=rolls.randint(1, 25))) for _ in range(number)]


def by_patterns(html: str) -> tuple[int, int]:
    counts = [len(re.findall(ATTRIBUTE, tag.attributes)) for tag in read_tags(html)]
    return max(counts, default=0), sum(counts)


@pytest.mark.parametrize("seed", range(4))
def test_attributes_are_those_of_the_tags(seed: int) -> None:
    for html in pages(seed, 2000):
        assert strings.count_attributes(html.encode(), RAW_NAMES) == by_patterns(html), html


def test_attributes_of_one_tag_and_of_all() -> None:
    html = b"<a b c=\"<i d>\" e='f'><!-- <i g> --><script h>'<i j>'</script><p k></p l>"
    assert strings.count_attributes(html, RAW_NAMES) == (3, 6)


@pytest.mark.parametrize("seed", range(4))
def test_starts_are_those_of_the_pattern(seed: int) -> None:
    patterns = [
        re.compile(rf"<(?:{names})(?=[\t\n\f\r />])", re.I) for names in ("b|i|strong", "option")
    ]
    for html in pages(seed, 2000):
        found = [len(pattern.findall(html)) for pattern in patterns]
        assert strings.count_starts(html.encode(), NAMES) == (html.count("<"), *found), html
