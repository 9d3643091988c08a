"""How the nodes of a parsed page are read: by Lexbor's own functions, or selectolax's objects.

selectolax makes a Python object for each node that it is asked for. Its wheels export the functions
that Lexbor has for foreign callers, and a node's `mem_id` is its address, so that compiled loops
can do without. It is tried on a page first, once in a process; docs/decisions/0067 says what may
go wrong.
"""

from __future__ import annotations

import ctypes
import logging
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import selectolax
from selectolax.lexbor import LexborHTMLParser

from newsclean.inner import KINDS, Means, Walk, compiled, lexbor
from newsclean.page.block import Block
from newsclean.page.tags import tag_kinds, tag_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from selectolax.lexbor import LexborNode

TRIED = ("1.0.",)
"""The versions of selectolax whose functions were looked at: those of others may differ."""
_log = logging.getLogger("newsclean")
# nodes of every kind that a walk or a query tells apart
_PAGE = """<!DOCTYPE html><html lang=de><head><title>Über</title><style>.x{}</style></head><body
class="A b" id=Top style><!-- no --><p>One <b>two</b><br>three<br><br>fo\0ur &amp; 五</p>
<x-one><p>Five</x-one> <x-one Role=Note hidden>six</x-one><svg><title>No</title></svg>
<table><tr><td>a<td itemprop='b'>b</table><p aria-hidden=true><a rel="x Tag" href="?">link</a> and
<i class=" ">tail</i><noscript><p>raw</noscript><x-two>seven</x-two><img alt><div hidden>unseen"""
# sizes of texts that nothing else in a node is like
_SIZES = (4_999, 7_919, 17_389)


class NodeState(NamedTuple):
    """Whether nodes are read by address, and in words for a person why."""

    by_address: bool
    reason: str


class Condition(NamedTuple):
    """Elements by their tag, one of HTML's, by one attribute and its value, or by both."""

    tag: str = ""
    attribute: str = ""
    way: str = ""
    """Nothing, or an operator of CSS: `=`, `*=`, `~=`."""
    value: str = ""
    any_case: bool = False

    @classmethod
    def of_class(cls, word: str) -> Condition:
        """Return the condition that an element has this word in its class."""
        return cls("", "class", "~=", word)

    @property
    def selector(self) -> str:
        """The condition in CSS."""
        if not self.attribute:
            return self.tag
        value = f'{self.way}"{self.value}"{" i" * self.any_case}' if self.way else ""
        return f"{self.tag}[{self.attribute}{value}]"


_ASKED = (
    Condition("html"), Condition("title"), Condition(attribute="class", way="*=", value="b"),
    Condition("a", "rel", "~=", "tag", any_case=True), Condition(attribute="hidden"),
    Condition(attribute="aria-hidden", way="=", value="true"), Condition("p", "style"),
)  # fmt: skip


def find_elements(
    within: LexborHTMLParser | LexborNode, conditions: Sequence[Condition]
) -> list[LexborNode]:
    """Return the elements that meet any of the conditions, in document order.

    >>> tree = LexborHTMLParser('<p class="ab">One<p hidden>two')
    >>> wanted = (Condition(attribute="class", way="*=", value="b"), Condition("p", "hidden"))
    >>> [node.text() for node in find_elements(tree, wanted)]
    ['One', 'two']
    """
    if not node_state().by_address:
        return [*once(within.css(_selector(conditions)))]
    root = within.root if isinstance(within, LexborHTMLParser) else within
    return _query(tuple(conditions)).find(root) if root is not None else []


def make_walk(means: Means, styles: dict[int, int]) -> Walk:
    """Return a walk that reads nodes in the way that is in use."""
    return lexbor.NodeWalk(means, styles) if node_state().by_address else Walk(means, styles)


@cache
def node_state() -> NodeState:
    """Return how nodes are read in this process, which is tried when first asked for."""
    problem = _problem()
    if problem:
        _log.info("nodes are read through selectolax's objects: %s", problem)
        return NodeState(False, f"through selectolax's objects: {problem}")
    return NodeState(True, "by address")


def _problem() -> str:
    """What keeps nodes from being read by address; nothing if they can be."""
    if not compiled:
        return "the loops are not compiled"
    if not selectolax.__version__.startswith(TRIED):
        return f"only selectolax {', '.join(TRIED)} was looked at"
    try:
        library = ctypes.CDLL(selectolax.lexbor.__file__)
        found = {name: getattr(library, symbol) for name, symbol in lexbor.NAMES.items()}
    except (AttributeError, OSError) as error:  # a build that exports nothing
        return str(error)
    addresses = {name: ctypes.cast(it, ctypes.c_void_p).value or 0 for name, it in found.items()}
    lexbor.use_functions(addresses, tag_kinds())
    long = LexborHTMLParser("".join(f"<p>{'x' * size}</p>" for size in _SIZES))
    texts = [node.first_child.mem_id for node in long.css("p") if node.first_child is not None]
    if not lexbor.find_text(zip(texts, _SIZES, strict=True)):
        return "the text of a node was not found"
    return "" if _agree(LexborHTMLParser(_PAGE)) else "they give something else"


def _agree(tree: LexborHTMLParser) -> bool:
    """Whether a page is the same by address as through selectolax's objects."""
    root, skipped = tree.root, tree.css_first("[hidden]")
    if root is None or skipped is None:
        return False
    kinds = tag_kinds()
    means = Means(kinds, tag_names(), str.strip, _no_starts, Block._make, 999)
    styles = {skipped.mem_id: KINDS.index("skip")}
    walks = Walk(means, styles), lexbor.NodeWalk(means, styles)
    for walk in walks:
        walk.run(root)
    one, other = ((w.blocks, w.records, w.ids, [n.mem_id for n in w.passed]) for w in walks)
    found = _query(_ASKED).find(root)
    selected = once(tree.css(_selector(_ASKED)))
    return (
        one == other
        and [node.mem_id for node in found] == [node.mem_id for node in selected]
        and [*_told(found[0])] == [*_told(root)]
    )


def _no_starts(lines: Sequence[str]) -> Sequence[bool]:
    return [False] * (len(lines) - 1)


def _told(node: LexborNode) -> Iterator[tuple[Any, ...]]:
    """All that a node and those below it say, as far as anybody asks."""
    parent = node.parent
    yield node.mem_id, node.tag, node.attributes, node.text(), parent and parent.mem_id
    yield node.is_text_node, node.text_content
    child = node.first_child
    while child is not None:
        yield from _told(child)
        child = child.next


def once(found: Iterable[LexborNode]) -> Iterator[LexborNode]:
    """Yield what a selector found: an element that two parts of it fit comes twice in a row."""
    last = 0
    for node in found:
        if node.mem_id != last:
            last = node.mem_id
            yield node


def _selector(conditions: Iterable[Condition]) -> str:
    return ",".join(condition.selector for condition in conditions)


@lru_cache(16)  # those of a page's own styles are many
def _query(conditions: tuple[Condition, ...]) -> lexbor.Query:
    return lexbor.Query([(_number(c.tag) if c.tag else 0, *c[1:]) for c in conditions])


@cache
def _number(tag: str) -> int:
    return LexborHTMLParser("").create_node(tag).tag_id
