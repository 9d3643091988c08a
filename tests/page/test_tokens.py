import time

import pytest

from newsclean.page.tokens import read_tags


def names(html: str) -> list[str]:
    return [f"/{tag.name}" if tag.closes else tag.name for tag in read_tags(html)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<P>a</P >", ["p", "/p"]),
        ("<a b='<i>'><u>", ["a", "u"]),
        ('<a b="</a>">x', ["a"]),
        ("<a b=c'><i>'>", ["a", "i"]),
        ('<a b"><i>">', ["a", "i"]),
        ('<a ="x><i>">', ["a", "i"]),
        ('<a =="x><i>"><u>', ["a", "u"]),
        ("<a b = 'x><i>'><u>", ["a", "u"]),
        ("<a b=><i>", ["a", "i"]),
        ("<a/b='>'><i>", ["a", "i"]),
        ("<!-- <i> --><u>", ["u"]),
        ("<!--><u>", ["u"]),
        ("<!-- <i> --!><u>", ["u"]),
        ("<!doctype a><?xml <b>?></3 <b><u>", ["u"]),
        ("<script>'</p>'<b></SCRIPT><u>", ["script", "/script", "u"]),
        ("<title><b>", ["title"]),
        ("<plaintext><b>", ["plaintext"]),
        ("<a b='x", ["a"]),
        ("a < b > c", []),
        ("<x-y:z>", ["x-y:z"]),
    ],
)
def test_tags_are_those_of_the_standard(html: str, found: list[str]) -> None:
    assert names(html) == found


@pytest.mark.parametrize(
    "piece", ["<", "<a", "<a ", "</", "<a b='", "<!--", "<!", "<a b='<", "<title>", "<a ==", "<a/="]
)
def test_broken_markup_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    names(piece * (1_000_000 // len(piece)))
    assert time.process_time() - start < 4
