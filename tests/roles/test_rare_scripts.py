"""Captures in scripts of which the readings hold next to nothing.

Either the body comes without its menus, or the confidence says that it may not: below .6.
"""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

import newsclean

_DOUBT = 0.6


class Story(NamedTuple):
    """A made-up page: lines of a menu, a headline, paragraphs, and what stands below them."""

    menu: list[str]
    headline: str
    paragraphs: list[str]
    below: list[str]

    def text(self) -> str:
        return "\n".join([*self.menu, self.headline, *self.paragraphs, *self.below])

    def html(self) -> str:
        menu, below = (
            "".join(f"<li><a href=/{part}>{part}</a></li>" for part in parts)
            for parts in (self.menu, self.below)
        )
        story = "".join(f"<p>{text}</p>" for text in self.paragraphs)
        return (
            f"<title>{self.headline}</title><nav><ul>{menu}</ul></nav>"
            f"<article><h1>{self.headline}</h1>{story}</article><aside><ul>{below}</ul></aside>"
        )


_MADE_UP = Path(__file__).with_name("rare_scripts.json").read_text("utf-8")
STORIES = {language: Story(**parts) for language, parts in json.loads(_MADE_UP).items()}


@pytest.mark.parametrize("language", STORIES)
def test_html_needs_no_words_to_part_a_story_from_its_menus(language: str) -> None:
    story = STORIES[language]
    article = newsclean.extract(story.html())
    assert list(article.paragraphs) == story.paragraphs
    assert article.title == story.headline


@pytest.mark.parametrize("language", STORIES)
def test_captured_text_comes_whole_and_without_menus_or_is_doubted(language: str) -> None:
    story = STORIES[language]
    article = newsclean.extract(story.text())
    assert set(story.paragraphs) <= set(article.paragraphs)
    assert list(article.paragraphs) == story.paragraphs or article.confidence < _DOUBT


@pytest.mark.parametrize("language", ["Arabic", "Hindi"])
def test_spaced_scripts_are_read_like_any_other(language: str) -> None:
    story = STORIES[language]
    article = newsclean.extract(story.text())
    assert list(article.paragraphs) == story.paragraphs
    assert article.title == story.headline
