"""XPath on a page: its tree rebuilt for lxml, with the node that each element stands for.

lxml cannot be interrupted while it evaluates, so what an expression may cost is bounded before: by
the nodes of the page, and by how often the expression goes over them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsclean.text import for_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from newsclean.page import Page

MAX_NODES = 50_000
# visits of nodes by `cost_of` that one expression may take, and all of a site on one page: lxml
# makes some 50 million a second where it is slowest
_MOST_OF_ONE, _MOST_OF_ALL = 10_000_000, 50_000_000
# lxml compares what such an axis finds with all it has found before, so many a visit
_COMPARED = 50
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,80}")
_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
# axes that lead from a node over all others, over those beside it, and over those within or around
_FAR = re.compile(r"(?:following|preceding)::|[^\w\])*.:/]//")
_BESIDE = re.compile(r"(?:following|preceding)-sibling::")
_WITHIN = re.compile(r"//|descendant|ancestor|\(\s*\.?\s*[,)]|\.\s*=")
_OFTEN = re.compile(r"/(?:following|preceding)(?:-sibling)?::")


class XPathTree:
    """The elements of a page for lxml, which may be changed, and the nodes that they stand for."""

    def __init__(self, page: Page) -> None:
        assert page.tree is not None
        from lxml import etree

        self._etree = etree
        self.nodes: dict[Any, LexborNode] = {}
        self.depth = 1
        self.spent = 0
        root = page.tree.root
        self.tree: Any = None if root is None else etree.ElementTree(self._build(root))
        self.width = max(map(len, self.nodes), default=1)

    @property
    def is_whole(self) -> bool:
        """Whether the page has no more elements than expressions may be asked about."""
        return self.tree is not None and len(self.nodes) <= MAX_NODES

    def find(self, expression: str) -> list[Any]:
        """Return the elements and texts that an expression finds, in order of the page.

        Raises `ValueError` if it is not XPath, or may take too long on this page.
        """
        self._charge(expression)
        try:
            found = self._etree.XPath(expression, smart_strings=False)(self.tree)
        except (self._etree.XPathError, self._etree.LxmlError) as error:
            raise ValueError(f"no XPath 1.0 ({error})") from error
        return found if isinstance(found, list) else [found] if isinstance(found, str) else []

    def _charge(self, expression: str) -> None:
        """Raise `ValueError` if an expression may take too long, or all so far have."""
        nodes, width = len(self.nodes), self.width
        cost = cost_of(expression, nodes, width, self.depth)
        often = _OFTEN.search(_levels(expression)[0])
        if often is not None and cost <= _MOST_OF_ONE:
            # how many lead along such an axis tells what stands before it
            begun = len(self.find(expression[: often.start()]))
            reach = width if "-sibling" in often[0] else nodes
            cost += begun * reach * min(begun * reach, nodes) // _COMPARED
        if cost > _MOST_OF_ONE or self.spent + cost > _MOST_OF_ALL:
            raise ValueError(f"too costly on a page of {nodes:,} elements")
        self.spent += cost

    def remove(self, element: Any) -> None:
        """Take an element out of the tree; what stands behind it stays."""
        parent = element.getparent()
        if parent is None:
            return
        self._put_text(parent, element.getprevious(), element.tail or "")
        element.tail = None
        parent.remove(element)

    def dissolve(self, element: Any) -> None:
        """Put what is within an element in its place."""
        parent = element.getparent()
        if parent is None:
            return
        before = element.getprevious()
        self._put_text(parent, before, element.text or "")
        for place, child in enumerate(list(element), parent.index(element)):
            parent.insert(place, child)
            before = child
        self._put_text(parent, before, element.tail or "")
        element.tail = None
        parent.remove(element)

    def wrap(self, element: Any, tag: str) -> None:
        """Put an element into a new one, which stands for the same node."""
        parent = element.getparent()
        if parent is None or not _NAME.fullmatch(tag) or element not in self.nodes:
            return
        around = self._etree.Element(tag)
        around.tail, element.tail = element.tail, None
        parent.replace(element, around)
        around.append(element)
        self.nodes[around] = self.nodes[element]

    def within(self, element: Any) -> Iterator[LexborNode]:
        """Yield the nodes of an element and of all within it."""
        for item in element.iter():
            if item in self.nodes:
                yield self.nodes[item]

    @staticmethod
    def _put_text(parent: Any, before: Any, text: str) -> None:
        if not text:
            return
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text

    def _build(self, root: LexborNode) -> Any:
        """The tree below `root` without comments."""
        top = self._element(root, None)
        stack: list[tuple[LexborNode, Any]] = []
        node, parent, last = root.first_child, top, None
        while len(self.nodes) <= MAX_NODES:
            if node is None:
                if not stack:
                    break
                above, last = stack.pop()
                node, parent = above.next, last.getparent()
                continue
            if node.is_text_node:
                self._put_text(parent, last, for_xml(node.text_content or ""))
            elif node.is_element_node:
                last = self._element(node, parent)
                if node.first_child is not None:
                    stack.append((node, last))
                    self.depth = max(self.depth, len(stack))
                    node, parent, last = node.first_child, last, None
                    continue
            node = node.next
        return top

    def _element(self, node: LexborNode, parent: Any) -> Any:
        tag = node.tag or ""
        tag = tag if _NAME.fullmatch(tag) else "unknown"
        attributes = {
            name: for_xml(value or "")
            for name, value in node.attributes.items()
            if _NAME.fullmatch(name)
        }
        if parent is None:
            element = self._etree.Element(tag, attributes)
        else:
            element = self._etree.SubElement(parent, tag, attributes)
        self.nodes[element] = node
        return element


def cost_of(expression: str, nodes: int, width: int, depth: int) -> int:
    """Return how many nodes an expression may visit on a page with so many.

    `width` is the most that one element holds, `depth` that of the page. Of what stands in one
    another's predicates the worst counts.

    >>> [cost_of(one, 1000, 100, 10) for one in ("//div[@class]", "//div[p/following::b]")]
    [1000, 1000000]
    """
    cost = nodes
    for level, text in enumerate(_levels(expression)):
        far = len(_FAR.findall(text)) if level else 0
        beside = len(_BESIDE.findall(text)) if level else 0
        within = _WITHIN.search(text if level else text.replace("//", "", 1))
        cost *= nodes**far * width**beside * (depth if within else 1)
    return cost + expression.count("|") * nodes**2 // _COMPARED


def _levels(expression: str) -> list[str]:
    """What an expression says outside of predicates, in them, in predicates of those, ...

    Each is as long as the expression, with spaces where another speaks, and for what is quoted.
    """
    levels: list[list[str]] = [[]]
    level = 0
    for place, sign in enumerate(_LITERAL.sub(lambda quoted: " " * len(quoted[0]), expression)):
        level = max(0, level + (sign == "[") - (sign == "]"))
        if level >= len(levels):
            levels.append([])
        levels[level] += " " * (place - len(levels[level])) + sign
    return ["".join(signs) for signs in levels]
