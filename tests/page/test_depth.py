import time

import pytest

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
        "<div>" * 900 + "deep enough" + "</div>" * 900,
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
