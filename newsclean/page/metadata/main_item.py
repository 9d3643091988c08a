"""Which of several described items is the one that the page is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsclean.page.metadata.urls import url_key
from newsclean.patterns import late_pattern
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SEPARATOR = late_pattern(r"\s(?:[-–—|:•»]|::)\s")
_ALIKE = 0.6
"""Words shared of words used: above it two headlines are one, with the corpora's pages."""
_SHORT_TITLE = 12

_NEWS = frozenset({"newsarticle", "liveblogposting"})
_OTHER_ARTICLES = frozenset(
    {"article", "blogposting", "report", "blogpost", "satiricalarticle", "creativework"}
)
_NO_ARTICLES = frozenset({"jobposting"})


class Item(NamedTuple):
    """What tells one described item from another."""

    types: frozenset[str]
    """Lower-case schema.org types, without their prefix."""
    urls: tuple[str, ...]
    headline: str


class Clues(NamedTuple):
    """What the page says of itself outside the items: its addresses and its titles."""

    urls: frozenset[str]
    """As `url_key` gives them."""
    titles: tuple[str, ...]
    """As `newsclean.text.key` gives them."""

    @classmethod
    def of(cls, urls: Iterable[str | None], titles: Iterable[str | None]) -> Clues:
        """Bring addresses and titles into the form in which they are compared."""
        keys = [key(part) for title in titles if title for part in _parts(title)]
        return cls(
            frozenset(filter(None, map(url_key, urls))), tuple(dict.fromkeys(filter(None, keys)))
        )


def rank_type(types: frozenset[str]) -> int:
    """Return how surely an item of these types is an article: 3 news, 2 an article, 1 near, 0 not.

    >>> [rank_type(frozenset({t})) for t in ("opinionnewsarticle", "report", "person")]
    [3, 2, 0]
    """
    if any(t in _NEWS or t.endswith("newsarticle") for t in types):
        return 3
    if types & _OTHER_ARTICLES:
        return 2
    return int(any(t.endswith(("article", "posting")) and t not in _NO_ARTICLES for t in types))


def describes(item: Item, clues: Clues) -> int:
    """Return how well an item fits the page: 2 its address, 1 its headline, 0 neither."""
    if any(url_key(url) in clues.urls for url in item.urls):
        return 2
    headline = key(item.headline)
    return int(bool(headline) and any(_alike(headline, title) for title in clues.titles))


def main_items(items: Sequence[Item], clues: Clues) -> list[int]:
    """Return the indices of the items that describe the page's own article, the best first.

    A single article is the page's own; among several, those with the page's address or headline.

    >>> a, b = (Item(frozenset({"article"}), (), t) for t in ("A bridge opens", "A fair in May"))
    >>> main_items([a, b], Clues.of((), ("A fair in May - News",)))
    [1]
    """
    articles = [(i, rank_type(item.types)) for i, item in enumerate(items)]
    articles = [(i, rank) for i, rank in articles if rank]
    fits = {i: describes(items[i], clues) for i, _ in articles}
    if len(articles) > 1:
        articles = [(i, rank) for i, rank in articles if fits[i]]
    return [i for i, _ in sorted(articles, key=lambda a: (-fits[a[0]], -a[1]))]


def _parts(title: str) -> Iterator[str]:
    """The title, and its part before the site's name."""
    yield title
    first = _SEPARATOR.split(title)[0]
    if len(first) > _SHORT_TITLE:
        yield first


def _alike(headline: str, title: str) -> bool:
    if headline == title:
        return True
    # a title carries the site's name behind the headline, and a headline may be cut
    if min(len(headline), len(title)) > _SHORT_TITLE and (headline in title or title in headline):
        return True
    ours, theirs = set(headline.split()), set(title.split())
    return len(ours & theirs) > _ALIKE * len(ours | theirs)
