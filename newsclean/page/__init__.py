"""A capture to its page: decoded, told apart, read into one sequence of blocks."""

from newsclean.page.block import Block, Element
from newsclean.page.bounds import bound_markup
from newsclean.page.decode import decode
from newsclean.page.depth import limit_depth
from newsclean.page.html import read_html
from newsclean.page.kind import binary_kind, is_binary
from newsclean.page.landmarks import landmarks
from newsclean.page.nodes import Condition, find_elements, node_state
from newsclean.page.page import Kind, Page
from newsclean.page.read import MAX_BYTES, read_capture, read_page

__all__ = [
    "MAX_BYTES",
    "Block",
    "Condition",
    "Element",
    "Kind",
    "Page",
    "binary_kind",
    "bound_markup",
    "decode",
    "find_elements",
    "is_binary",
    "landmarks",
    "limit_depth",
    "node_state",
    "read_capture",
    "read_html",
    "read_page",
]
