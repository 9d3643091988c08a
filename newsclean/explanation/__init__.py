"""An article with everything behind it, as a value, as lines for a terminal and as a page."""

from newsclean.explanation.explanation import BlockLabel, Explanation, label_blocks, with_moves
from newsclean.explanation.terminal import Line, lines, terminal_width

__all__ = [
    "BlockLabel",
    "Explanation",
    "Line",
    "label_blocks",
    "lines",
    "terminal_width",
    "with_moves",
]
