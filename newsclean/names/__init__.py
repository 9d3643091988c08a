"""Strings to people: whose name a byline holds, and what is nobody's name."""
