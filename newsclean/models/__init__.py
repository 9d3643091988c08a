"""What the learned models share: forests, groups of blocks, and their arithmetic."""

from newsclean.models.arrays import Array, multiply, squash
from newsclean.models.forest import Forest, probabilities
from newsclean.models.groups import Grouping, group

__all__ = [
    "Array",
    "Forest",
    "Grouping",
    "group",
    "multiply",
    "probabilities",
    "squash",
]
