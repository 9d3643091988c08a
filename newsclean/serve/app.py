"""The page that the server gives out: it holds no secret and nothing of a capture."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from newsclean.pictures import Html, policy_hash, style, tag


class App(NamedTuple):
    """The page, and the policy under which it works."""

    page: bytes
    policy: str


@cache
def app() -> App:
    """Return the page with its script and its style, which the policy names by their hashes."""
    script, looks = _file("app.js"), Html(style() + _file("app.css"))
    page = "<!doctype html>\n" + tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", "Try a page – newsclean"),
            tag("style", looks),
        ),
        tag("body", _file("app.html"), tag("script", script)),
        lang="en",
    )
    # the frame with an explanation inherits this policy, so its style is named, too; it is
    # sandboxed, and no script of a capture has a hash here
    policy = (
        f"default-src 'none'; script-src {policy_hash(script)};"
        f" style-src {policy_hash(looks)} {policy_hash(style())}; connect-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types explanation"
    )
    return App(page.encode(), policy)


def _file(name: str) -> Html:
    return Html((files(__package__) / name).read_text("utf-8"))
