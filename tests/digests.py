"""Digests and newsletters of four made-up stories, in the forms in which captures hold them."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """One of the stories."""

    headline: str
    author: str
    paragraphs: tuple[str, ...]


STORIES = (
    Told(
        "Ferry sails again after two winters ashore",
        "Otis Lane",
        (
            "The Ellen Marsh left the quay at Saltby on Monday with ninety passengers, the first to"
            " cross the estuary by boat since the slipway was damaged two winters ago.",
            "Her captain, Wilma Trent, said that the engine had been rebuilt in a barn by two"
            " retired fitters who refused any pay.",
        ),
    ),
    Told(
        "Paper mill to reopen as a swimming bath",
        "Moira Tench",
        (
            "The paper mill that closed at Hatherley eleven years ago will reopen as a public bath,"
            " after the town bought the buildings for a single coin.",
            "Work begins in the spring and should take two years, the architects say, since the"
            " chimney at Hatherley must be kept.",
        ),
    ),
    Told(
        "School teaches under a thatched roof",
        "Tamsin Okell",
        (
            "Pupils in Upper Quill returned to find that the roof above their heads was one they"
            " had helped to make from reeds.",
            "The head teacher, Ansel Brook, had to be persuaded by the parents that the plan was"
            " not mad.",
        ),
    ),
    Told(
        "Beetle thought lost is found in a shed",
        "Ruben Askwith",
        (
            "A beetle that had not been seen alive since the year before the first war was found"
            " under a flowerpot in Lower Marle.",
            "The finder, Cora Vint, kept it in a jam jar overnight and took it to the museum by"
            " bus.",
        ),
    ),
)

MAIL_HEAD = (
    "From: Courier <desk@post.example>\nTo: reader@post.example\nSubject: Estuary Morning\n"
    "Date: Mon, 16 Jun 2025 07:00:00 +0100\n"
)


def _paragraphs(story: Told) -> str:
    return "".join(f"<p>{text}</p>" for text in story.paragraphs)


def linked_headlines() -> str:
    """A page of headlines that lead to the stories' own pages."""
    parts = (f'<h2><a href="/{n}">{s.headline}</a></h2>{_paragraphs(s)}' for n, s in _numbered())
    intro = "<p>Good morning. Here is what you need to know today, from the desk at Saltby.</p>"
    return _page("Estuary Morning", intro + "".join(parts))


def with_bylines() -> str:
    """A page of short stories, each with its author."""
    parts = (f"<h2>{s.headline}</h2><p>By {s.author}</p>{_paragraphs(s)}" for s in STORIES)
    return _page("News in brief", "".join(parts))


def article_elements() -> str:
    """A page of short stories, each in an element of its own."""
    parts = (f"<article><h2>{s.headline}</h2>{_paragraphs(s)}</article>" for s in STORIES)
    return _page("Round-up", "".join(parts))


def nested_tables() -> str:
    """A newsletter as programs for mail want its layout."""
    rows = "".join(
        f"<tr><td><table><tr><td><b>{s.headline}</b></td></tr>"
        f"<tr><td>{' '.join(s.paragraphs)}</td></tr>"
        f'<tr><td><a href="/{n}">Continue reading</a></td></tr></table></td></tr>'
        for n, s in _numbered()
    )
    leave = "<tr><td>You signed up for this. <a href=u>Unsubscribe</a></td></tr>"
    return f"<table><tr><td>Estuary Morning</td></tr>{rows}{leave}</table>"


def message() -> str:
    """A newsletter as a message of plain text, its headlines in capitals."""
    parts = (
        f"{s.headline.upper()}\n\n" + "\n\n".join(s.paragraphs) + f"\n\nRead more: https://a.b/{n}"
        for n, s in _numbered()
    )
    return f"{MAIL_HEAD}\nGood morning.\n\n" + "\n\n".join(parts) + "\n\nUnsubscribe: https://a.b"


def bare_message() -> str:
    """A message of nothing but headlines and paragraphs."""
    parts = (s.headline + "\n" + "\n".join(s.paragraphs) for s in STORIES)
    return f"{MAIL_HEAD}\n" + "\n\n".join(parts)


def markdown() -> str:
    """A page of linked headlines as Markdown."""
    parts = (
        f"## [{s.headline}](https://courier.example/{n})\n\n" + "\n\n".join(s.paragraphs)
        for n, s in _numbered()
    )
    return "# Estuary Morning\n\n*16 June 2025*\n\n" + "\n\n".join(parts)


def signed_text() -> str:
    """A page of short stories as captured text."""
    parts = (
        f"{s.headline}\nBy {s.author}\n16 June 2025\n" + "\n".join(s.paragraphs) for s in STORIES
    )
    return "Courier\nNews\nSport\n\nNews in brief\n\n" + "\n".join(parts) + "\nPrivacy policy\n"


def page_with_teasers() -> str:
    """The page of one story, with the beginnings of the others below it."""
    own, *others = STORIES
    cards = (
        f'<div><h3><a href="/{n}">{s.headline}</a></h3><p>{s.paragraphs[0]}</p>'
        f'<a href="/{n}">Read more</a></div>'
        for n, s in enumerate(others)
    )
    story = f"<p>By {own.author}</p>" + 3 * _paragraphs(own)
    leave = "<p><a href=u>Unsubscribe</a></p>"
    return _page(own.headline, story + "".join(cards) + leave)


def _numbered() -> list[tuple[int, Told]]:
    return list(enumerate(STORIES))


def _page(title: str, content: str) -> str:
    return f"<title>{title} - Courier</title><body><h1>{title}</h1>{content}"
