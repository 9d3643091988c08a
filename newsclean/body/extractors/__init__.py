"""The extractors that come with the package; none knows of another."""

from newsclean.body.extractors.labeller import Labeller
from newsclean.body.extractors.profile import ProfileExtractor
from newsclean.body.extractors.readability import Readability
from newsclean.body.extractors.reduced import Reduced
from newsclean.body.extractors.resiliparse import Resiliparse
from newsclean.body.extractors.segment import Segment
from newsclean.body.extractors.structured import Structured
from newsclean.body.extractors.subtree import Subtree
from newsclean.body.extractors.trafilatura import Trafilatura

__all__ = [
    "Labeller",
    "ProfileExtractor",
    "Readability",
    "Reduced",
    "Resiliparse",
    "Segment",
    "Structured",
    "Subtree",
    "Trafilatura",
]
