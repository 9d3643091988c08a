"""What is prose and what is furniture, judged block by block without a model."""

from newsclean.boilerplate.marks import (
    Mark,
    furniture_lines,
    heads_comments,
    heads_points,
    is_caption_line,
    is_furniture_line,
    is_offer_line,
    is_pointer_line,
    mark_at,
    page_marks,
)
from newsclean.boilerplate.scores import LINE_COST, block_scores
from newsclean.boilerplate.words import block_words

__all__ = [
    "LINE_COST",
    "Mark",
    "block_scores",
    "block_words",
    "furniture_lines",
    "heads_comments",
    "heads_points",
    "is_caption_line",
    "is_furniture_line",
    "is_offer_line",
    "is_pointer_line",
    "mark_at",
    "page_marks",
]
