"""Pages of made-up sites: invented stories in furniture that is shaped like real sites'."""

from __future__ import annotations

from random import Random

_WHO = ("The council", "A spokeswoman", "The mayor", "The ferry company", "The museum", "A judge")
_WHAT = ("said on Monday that", "confirmed that", "denied that", "told reporters that")
_THING = ("the bridge", "the harbour", "the old mill", "the library", "the tram line", "the school")
_DID = ("would reopen in spring", "had been sold", "needed repairs", "was closed after a storm")
_WHY = ("because the money had run out", "after two years of work", "although nobody had asked")
_PLACES = ("Lenn", "Arsk", "Vorden", "Tull", "Mirow", "Sande", "Ostra", "Quell")
PROMISE = "Listen to this story in four minutes"
SENTENCE = (
    "Readers of the Courier keep our newsroom going; if you can, support us from three euros a"
    " month and read every story without adverts."
)


def sentence(rng: Random) -> str:
    """Return one invented sentence."""
    parts = (_WHO, _WHAT, _THING)
    place = rng.choice(_PLACES)
    text = " ".join(map(rng.choice, parts))
    return f"{text} in {place} {rng.choice(_DID)} {rng.choice(_WHY)}, {rng.randint(2, 90)} in all."


def story(number: int) -> tuple[str, list[str]]:
    """Return headline and paragraphs of an invented story, the same for the same number."""
    rng = Random(number)
    title = (
        f"{rng.choice(_PLACES)} {rng.choice(('reopens', 'closes', 'sells'))} {rng.choice(_THING)}"
    )
    paragraphs = [
        " ".join(sentence(rng) for _ in range(rng.randint(2, 4))) for _ in range(rng.randint(4, 7))
    ]
    return title, paragraphs


def html_page(number: int) -> str:
    """Return a page of the Courier: its promise is a paragraph in the middle of the story."""
    title, paragraphs = story(number)
    inner = [f"<p>{text}</p>" for text in paragraphs]
    inner.insert(2, f"<p>{PROMISE}</p>")
    teasers = "".join(f"<li><a href=/{n}>{story(n)[0]}</a></li>" for n in range(900, 904))
    return (
        "<html><head><title>Courier</title></head><body><div class=menu><a href=/>Home</a>"
        "<a href=/city>City</a></div><div class=main><h1 class=headline>"
        f"{title}</h1><div class=story>{''.join(inner)}</div>"
        f"<div class=more><h3>More from the Courier</h3><ul>{teasers}</ul></div></div>"
        "<div class=footer>All rights reserved by the Lenn Courier company</div></body></html>"
    )


def text_page(number: int) -> str:
    """Return a page of the Courier as captured text, a block a line."""
    title, paragraphs = story(number)
    head = [
        "Lenn Courier since 1921",
        "Weather for the Lenn valley",
        "Home / City",
        title,
        f"{1 + number % 28}.11.2024",
    ]
    end = ["More from the Courier today", "All rights reserved by the Lenn Courier company"]
    return "\n".join([*head, *paragraphs[:2], PROMISE, *paragraphs[2:], *end])


def other_page(number: int) -> str:
    """Return a page of another layout: a list of prices."""
    rows = "".join(
        f"<tr class=row><td class=name>Item {number}-{i}</td><td class=price>{i},00</td></tr>"
        for i in range(30)
    )
    return f"<html><body><table class=prices>{rows}</table></body></html>"
