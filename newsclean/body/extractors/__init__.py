"""The extractors that come with the package; none knows of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.body.extractors.ftr import FtrExtractor
from newsclean.body.extractors.ftr import complaints as ftr_complaints
from newsclean.body.extractors.labeller import Labeller
from newsclean.body.extractors.profile import ProfileExtractor
from newsclean.body.extractors.readability import Readability
from newsclean.body.extractors.reduced import Reduced
from newsclean.body.extractors.resiliparse import Resiliparse
from newsclean.body.extractors.segment import Segment
from newsclean.body.extractors.structured import Structured
from newsclean.body.extractors.subtree import Subtree
from newsclean.body.extractors.trafilatura import Trafilatura

if TYPE_CHECKING:
    from newsclean.body.candidate import Extractor

__all__ = ["EXTRACTORS", "EXTRAS", "ftr_complaints"]

EXTRACTORS: tuple[Extractor, ...] = (
    ProfileExtractor(),
    FtrExtractor(),
    Reduced(),
    Structured(),
    Labeller(),
    Segment(),
    Subtree(),
    Trafilatura(),
)
"""The default extractors; they run in order of their cost."""

EXTRAS: tuple[Extractor, ...] = (Trafilatura(thorough=True), Readability(), Resiliparse())
"""Built-in extractors that run only if a pipeline names them."""
