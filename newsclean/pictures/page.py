"""The frame of a page, and the small drawings in it: bars and strips."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newsclean._version import __version__
from newsclean.pictures.html import Html, joined, tag

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def style() -> Html:
    """Return the style sheet that all pages share."""
    return Html((files(__package__) / "style.css").read_text("utf-8"))


def policy_hash(text: str) -> str:
    """Return how a content security policy names a style or a script of the page itself."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy() -> str:
    """Return the policy of a page: its one style sheet, and nothing else at all."""
    return (
        f"default-src 'none'; style-src {policy_hash(style())}; base-uri 'none'; form-action 'none'"
    )


def document(title: str, *body: str) -> str:
    """Return a whole page under a policy that lets nothing run and nothing load.

    >>> page = document("Rain & sun", tag("main", "It rained."))
    >>> "<title>Rain &amp; sun</title>" in page, "default-src &#x27;none&#x27;" in page
    (True, True)
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy()),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", style()),
    )
    return "<!doctype html>\n" + tag("html", head, tag("body", *body), lang="en") + "\n"


def sheet(
    title: str, kind: str, head: Iterable[Html | None], sections: Iterable[tuple[str, str, Html]]
) -> str:
    """Return a page of sections (name, heading, content) below a head that leads to each."""
    parts = list(sections)
    links = (tag("li", tag("a", words, href=f"#{name}")) for name, words, _ in parts)
    return document(
        title,
        tag("a", f"Skip to the {parts[0][1].lower()}", href=f"#{parts[0][0]}", class_="skip"),
        tag(
            "header",
            tag("p", tag("b", "newsclean"), f" {kind}", class_="brand"),
            *head,
            tag("nav", tag("ul", *links), aria_label="Sections"),
        ),
        tag("main", *(_section(*part) for part in parts)),
        tag("footer", tag("p", f"newsclean {__version__}. Nothing in this page runs or loads.")),
    )


def _section(name: str, words: str, content: Html) -> Html:
    heading = tag("h2", words, id=f"{name}-heading")
    return tag("section", heading, content, id=name, aria_labelledby=f"{name}-heading")


def framed(page: str, title: str) -> Html:
    """Return a frame that holds a whole page and lets it do nothing, for a notebook."""
    looks = "width:100%;height:36rem;border:1px solid #8886;border-radius:6px"
    return tag("iframe", srcdoc=page, sandbox="", title=title, style=looks, loading="lazy")


def link(address: str, *content: str) -> Html:
    """Return a link to an address of the web, the text alone for any other address.

    >>> link("javascript:alert(1)", "here"), link("https://example.org/", "here")[:29]
    ('here', '<a href="https://example.org/')
    """
    text = joined(*(content or (address,)))
    if not address.lower().startswith(("https://", "http://")):
        return text
    return tag("a", text, href=address, rel="noopener noreferrer nofollow", target="_blank")


def bar(share: float) -> Html:
    """Return a bar that is filled by a share of 0 to 1; the number stands beside it as text."""
    width = round(100 * min(max(share, 0.0), 1.0), 1)
    drawing = joined(
        tag("rect", class_="track", width=100, height=8),
        tag("rect", class_="fill", width=width, height=8),
    )
    return _svg(drawing, "bar", 100, 8)


def strip(parts: Iterable[tuple[float, str]], label: str) -> Html:
    """Return a strip of parts, each of a length and a class; one without a class is a gap.

    Neighbours of the same class are one, and the whole is 1000 wide.
    """
    runs: list[tuple[float, str]] = []
    for length, kind in parts:
        if runs and runs[-1][1] == kind:
            length += runs.pop()[0]  # noqa: PLW2901
        runs.append((length, kind))
    scale, place, drawn = 1000 / (sum(length for length, _ in runs) or 1.0), 0.0, []
    for length, kind in runs:
        if kind:
            at, width = round(place, 1), max(round(length * scale, 1), 1)
            drawn.append(tag("rect", class_=kind, x=at, width=width, height=20))
        place += length * scale
    return _svg(joined(*drawn), "strip", 1000, 20, label)


def _svg(drawing: Html, kind: str, width: int, height: int, label: str | None = None) -> Html:
    box = f"0 0 {width} {height}"
    named = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return tag("svg", drawing, class_=kind, viewBox=box, preserveAspectRatio="none", **named)
