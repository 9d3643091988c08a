"""What a page says about itself: JSON-LD, microdata, meta elements."""

from newsclean.page.metadata import said
from newsclean.page.metadata.jsonld import types_of
from newsclean.page.metadata.languages import language_code
from newsclean.page.metadata.nodes import text_of
from newsclean.page.metadata.record import Metadata
from newsclean.page.metadata.said import Said, descriptions
from newsclean.page.metadata.urls import host_of
from newsclean.page.metadata.values import strings

__all__ = [
    "Metadata",
    "Said",
    "descriptions",
    "host_of",
    "language_code",
    "said",
    "strings",
    "text_of",
    "types_of",
]
