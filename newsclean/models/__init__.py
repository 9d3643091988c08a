"""What the learned models share: forests, networks over blocks, and groups of blocks."""

from newsclean.models.forest import Forest, probabilities
from newsclean.models.groups import Grouping, group, side_by_side
from newsclean.models.network import Network, multiply, squash

__all__ = [
    "Forest",
    "Grouping",
    "Network",
    "group",
    "multiply",
    "probabilities",
    "side_by_side",
    "squash",
]
