import pytest

from newsclean.page.markdown import is_markdown, markdown_to_html
from newsclean.page.read import read_page

CAPTURE = """---
title: "Lighthouse is lit again"
date: 2025-06-16
author: Ida Marsh
---
[Orm Post](https://orm.example/)

# Lighthouse is lit again

![The lamp](https://orm.example/lamp.jpg)

The **old** lamp was [taken ashore](https://orm.example/a_(b) "then") when it
slipped, \\*they\\* say, and _nobody_ paid.

Second thoughts
---------------

> “We are glad,” said 5 > 4 fishermen.

* One
* Two
1. Three
"""


def test_a_capture_in_markdown() -> None:
    page = read_page(CAPTURE)
    assert [(block.tag, block.text) for block in page.blocks] == [
        ("p", "Orm Post"),
        ("h1", "Lighthouse is lit again"),
        ("p", "The old lamp was taken ashore when it slipped, *they* say, and nobody paid."),
        ("h2", "Second thoughts"),
        ("p", "“We are glad,” said 5 > 4 fishermen."),
        ("li", "One"),
        ("li", "Two"),
        ("li", "Three"),
    ]
    assert page.metadata.meta["og:title"] == ("Lighthouse is lit again",)
    assert page.metadata.meta["author"] == ("Ida Marsh",)


@pytest.mark.parametrize(
    "text",
    [
        "# 1 in the charts again\n\nA story of two bands.",
        "A story with *one* emphasis.\n\n- One\n- Two\n- Three",
        "Rain\n====\n\nIt fell.",
    ],
)
def test_text_with_one_kind_of_mark_is_captured_text(text: str) -> None:
    assert not is_markdown(text)
    assert read_page(text).kind == "text"


def test_markup_in_markdown_is_text() -> None:
    assert "&lt;b&gt;" in markdown_to_html("# A\n\nThe tag <b> is bold.")
