import time
from random import Random

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsclean.page import depth
from newsclean.page.depth import FEW_TAGS, MAX_DEPTH, limit_depth


def depth_of(html: str) -> int:
    depth = deepest = 0
    for part in html.split("<")[1:]:
        depth += -1 if part.startswith("/") else 1
        deepest = max(deepest, depth)
    return deepest


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>One.</p>",
        "<div>" * 500 + "deep enough" + "</div>" * 500,
        "<svg viewBox='0'><title>A</title><g><path d='M'/></g></svg><p>One</p>" * 3000,
        "<select><option>One<option selected>Two</select>" * 4000,
        "<ul><li>One<li>Two</ul>" * 4000,
        "<script>document.write('<div>')</script>" * 4000,
        "<p>One.<p>Two." * 20_000,
        "<li>One<br>two<img src=x>" * 20_000,
        "<div><b>One</b></div>" * 20_000,
        "<table>" + "<tr><td>cell" * 20_000 + "</table>",
        "no tags < at > all" * 10_000,
    ],
)
def test_usual_pages_are_unchanged(html: str) -> None:
    assert limit_depth(html) == html


def test_tags_over_the_limit_go_and_their_text_stays() -> None:
    nested = "".join(f"<div>{i} " for i in range(50_000)) + "</div>" * 50_000
    limited = limit_depth(nested)
    assert depth_of(limited) == MAX_DEPTH
    assert limited.replace("<div>", "").replace("</div>", "") == nested.replace(
        "<div>", ""
    ).replace("</div>", "")


def test_what_follows_a_deep_part_keeps_its_tags() -> None:
    deep = "<div>" * 20_000 + "x" + "</div>" * 20_000
    assert limit_depth(deep + "<article><p>Story.</p></article>").endswith(
        "<article><p>Story.</p></article>"
    )


def test_few_tags_are_not_counted() -> None:
    nested = "<i>" * (FEW_TAGS - 1)
    assert limit_depth(nested, max_depth=5) == nested


@pytest.mark.parametrize("piece", ["<", "<a", "<a ", "</", "<a b='", "<!--", "< a>", "<a b='<"])
def test_broken_markup_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    limit_depth(piece * (2_000_000 // len(piece)))
    assert time.process_time() - start < 5


NAMES = (
    "div span p b i a li dd dt ul dl table tr td svg math g path title script style select option "
    "button object form h1 template textarea font nobr section ruby rt foreignObject mi desc "
    "optgroup frameset body image input xmp noscript caption colgroup tbody marquee"
).split()


def odd_markup(r: Random) -> str:
    names = r.sample(NAMES, r.randrange(2, 7))
    pieces = []
    for _ in range(500):
        name, other, kind = r.choice(names), r.choice(names), r.random()
        if kind < 0.62:
            pieces.append(f"<{name}>")
        elif kind < 0.9:
            pieces.append(f"</{name}>")
        else:
            odd = ("<!--", "-->", f"<{name} a='<{other}>' b=\">\"/>", f"<{name} ='x>", "x")
            pieces.append(r.choice(odd))
    return "<body>" + "".join(pieces)


def parsed_depth(html: str) -> int:
    deepest, nodes = 0, [(LexborHTMLParser(html).root, 1)]
    while nodes:
        node, level = nodes.pop()
        deepest = max(deepest, level)
        below = node.first_child if node is not None else None
        while below is not None:
            nodes.append((below, level + 1))
            below = below.next
    return deepest


def test_the_parser_nests_no_deeper_whatever_the_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """A level here may be four of the parser's: a table's parts, a list's item, a paragraph."""
    monkeypatch.setattr(depth, "FEW_TAGS", 0)
    r = Random(7)
    for _ in range(400):
        html, most = odd_markup(r), r.choice((5, 20, 60))
        assert parsed_depth(limit_depth(html, most)) <= 4 * most + 40, html


@pytest.mark.parametrize(
    "piece",
    [
        *("<div></span>", "<div a='<'>", "<div a='</div>'>", "<div><!--</div>-->", "<svg><td>"),
        *("<div><script><!--<script></script></div>--></script>", "<dd><li>", "<a><div>"),
        "<!--<svg>--></svg><div>",
    ],
)
def test_markup_that_hides_its_depth(piece: str) -> None:
    assert parsed_depth(limit_depth(piece * 9000)) <= 4 * MAX_DEPTH
