"""Nodes by address give what selectolax's objects give, and are left where that is not sure."""

import random
import sys
from typing import Any

import pytest
import selectolax
from selectolax.lexbor import LexborHTMLParser

import newsclean
from newsclean.fixture import find_fixtures, read_fixture
from newsclean.page import nodes
from newsclean.page.nodes import Condition, NodeState, find_elements, node_state
from newsclean.page.read import read_page

from ..conftest import ROOT

OBJECTS = NodeState(False, "for a test")
HOSTILE = [
    "",
    "<p>\x00a\ud800</p><p>b</p>",
    "<body class id style><p id class='A\u0130'>x",
    "<b><i><p>a</b></i>" * 50,
    "<x-a><x-b>" * 500 + "text",
    "<x-a><p>One</x-a><!-- --> <x-a>" + "two " * 30 + "</x-a>three<x-a>four</x-a>",
    "<svg><foreignObject><p>a</p></foreignObject><title>b</title></svg><title>c</title>",
    "<p class='sr-only SR-ONLY' style='DISPLAY: None'>a<p hidden>b<p style='color:red'>c",
    "<style>.a{display:none} #b{display:none} span.c{display:block}</style>"
    "<p class='x a'>a<p id=b>b<p><span class=c>c</span>d",
    "<table><tr><td>a<td><b>b</b><tr><td><p>" + "c" * 200 + "</table>",
    "<template><p>a</template><noscript><p>" + "b c. " * 200 + "</noscript>",
    "<div " + "a" * 70 + "=b class='" + "c" * 400 + "'>d",
]
PIECES = (
    *("<", ">", "</", "'", '"', "<!--", "-->", "\x00", "&nbsp;", "<br><br>", "<x-a>", "</x-a>"),
    *("<template>", "<noscript>", "<plaintext>", "<frameset>", "<svg>", "</svg>", "<math>"),
    *("<table>", "<tr>", "<td>", "<select>", "<style>", "</style>", "<p hidden>", "<title>"),
    *("<body class=b id>", "<html lang=x itemscope>", "<a rel=tag>", "<![CDATA[x]]>", "<?x?>"),
)
by_address = pytest.mark.skipif(not node_state().by_address, reason=node_state().reason)


def told(html: str | bytes) -> Any:
    page = read_page(html, kind="html")
    # addresses differ from one tree to the next
    ids = sorted(page._element_ids.values())
    return page.blocks, page.elements, ids, page.cuts, page.state, page.metadata


def contents() -> list[str | bytes]:
    found = [read_fixture(path).content for path in sorted(find_fixtures(ROOT / "fixtures"))]
    return [*HOSTILE, *found]


@pytest.mark.skipif(
    not newsclean.compiled or sys.platform != "linux", reason="not compiled, or another wheel"
)
def test_the_selectolax_that_is_installed_was_looked_at() -> None:
    assert node_state() == (True, "by address")


@by_address
def test_pages_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [told(content) for content in contents()]
    monkeypatch.setattr(nodes, "node_state", lambda: OBJECTS)
    assert found == [told(content) for content in contents()]


@by_address
@pytest.mark.parametrize("seed", range(5))
def test_pages_broken_at_random_are_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rolls = random.Random(seed)
    pages = [c.decode("utf-8", "replace") if isinstance(c, bytes) else c for c in contents()]
    broken = []
    for _ in range(20):
        page = list(rolls.choice(pages)[rolls.randrange(2000) :])
        for _ in range(rolls.randrange(40)):
            at = rolls.randrange(len(page) + 1)
            page[at : at + rolls.choice((0, 0, 1, 50))] = rolls.choice(PIECES)
        broken.append("".join(page))
    found = [told(page) for page in broken]
    monkeypatch.setattr(nodes, "node_state", lambda: OBJECTS)
    assert found == [told(page) for page in broken]


def test_objects_are_used_without_what_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "compiled", False)
    state = node_state.__wrapped__()
    assert state == (False, "through selectolax's objects: the loops are not compiled")


@by_address
@pytest.mark.parametrize(
    ("place", "name", "reason"),
    [
        (nodes, "_agree", "they give something else"),
        (nodes.lexbor, "find_text", "the text of a node was not found"),
    ],
)
def test_what_differs_is_not_used(
    monkeypatch: pytest.MonkeyPatch, place: object, name: str, reason: str
) -> None:
    monkeypatch.setattr(place, name, lambda _: False)
    assert node_state.__wrapped__() == (False, f"through selectolax's objects: {reason}")


@by_address
def test_another_release_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectolax, "__version__", "1.9.0")
    assert node_state.__wrapped__().reason.endswith("only selectolax 1.0. was looked at")


@by_address
def test_a_build_without_the_functions_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes.lexbor, "NAMES", {"next": "lxb_no_such_function"})
    assert "lxb_no_such_function" in node_state.__wrapped__().reason


@pytest.mark.parametrize("addresses", [True, False])
def test_elements_are_found_in_document_order(
    monkeypatch: pytest.MonkeyPatch, addresses: bool
) -> None:
    if not addresses:
        monkeypatch.setattr(nodes, "node_state", lambda: OBJECTS)
    tree = LexborHTMLParser("<p class='a b'>1<i hidden>2</i><p class=ab>3<p rel='x TAG'>4<b>5</b>")
    wanted = (
        Condition("b"),
        Condition(attribute="hidden"),
        Condition.of_class("b"),
        Condition("p", "rel", "~=", "tag", any_case=True),
    )
    found = find_elements(tree, wanted)
    assert [node.text() for node in found] == ["12", "2", "45", "5"]
    assert [node.text() for node in find_elements(found[2], wanted)] == ["45", "5"]
