"""The authors of an article, people apart from agencies and newsrooms."""

from newsclean.fields.authors.choose import choose_authors, printed_names

__all__ = ["choose_authors", "printed_names"]
