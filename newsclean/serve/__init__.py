"""A page of one's own to try captures, correct their records and save them as fixtures."""

from newsclean.serve.server import Server, Settings

__all__ = ["Server", "Settings"]
