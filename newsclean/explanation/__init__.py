"""An article with everything behind it, as a value, as lines for a terminal and as a page."""

from newsclean.explanation.explanation import BlockLabel, Explanation, with_moves
from newsclean.explanation.terminal import Line, lines, terminal_width

__all__ = [
    "BlockLabel",
    "Explanation",
    "Line",
    "lines",
    "terminal_width",
    "with_moves",
]
