"""The title of an article: its headline, chosen among what metadata states and blocks show."""

from newsclean.fields.title.choose import choose_title, likely_headlines, title_blocks

__all__ = ["choose_title", "likely_headlines", "title_blocks"]
