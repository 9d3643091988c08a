"""The story of a page that shows none: in the state that its scripts would show.

It is the longest prose, a list of paragraphs or a string of HTML, beside a headline that is the
page's own.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.page.state import state_values
from newsclean.patterns import late_pattern
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HEADLINES = ("headline", "title", "heading", "h1", "name", "headlines", "hed")
_STANDFIRSTS = (
    "dek", "deck", "standfirst", "subtitle", "subheadline", "subheadlines", "subhead", "lead",
    "lede", "intro", "chapeau", "strapline",
)  # fmt: skip
_AUTHORS = ("authors", "author", "bylines", "byline", "writers", "writer", "credits", "creator")
_PUBLISHED = (
    "publishedat", "datepublished", "publisheddate", "publishdate", "publicationdate", "published",
    "firstpublished", "firstpublishedat", "firstpublishdate", "publishedtime", "publishtime",
    "pubdate", "displaydate", "date", "createdat",
)  # fmt: skip
_MODIFIED = ("updatedat", "datemodified", "modifiedat", "lastupdated", "updated", "modified")
# where the parts of a rich text keep what is in them, best first
_INNER = (
    "text", "html", "content", "children", "value", "content_elements", "blocks", "nodes", "items",
    "paragraphs", "paragraph", "body", "data", "default", "basic",
)  # fmt: skip
_KINDS = ("type", "_type", "nodeType", "__typename", "kind", "blockType", "component", "name")
_NO_STORY = late_pattern(
    r"image|photo|picture|video|audio|gallery|\bad\b|^ads?$|advert|embed|promo|newsletter|related"
    r"|caption|iframe|script|tweet|social|instagram|youtube|divider|interstitial|readmore",
    re.I,
)
_HEADING = late_pattern(r"head(?:er|ing)|subhead|^h[2-6]$|title", re.I)
_INLINE_KIND = late_pattern(r"text|span|link|hyperlink|strong|em|bold|italic|mark|inline|a", re.I)
_TAG = late_pattern(r"<[a-zA-Z/][^<>]{0,2000}>|&#?\w{2,8};")
_BLOCK_TAG = late_pattern(r"<(?:p|div|h[1-6]|ul|ol|li|blockquote|br|section|article)\b", re.I)
_BLANK_LINE = late_pattern(r"\n\s{0,20}\n|\r\n|\n")
_SENTENCE = late_pattern(r"[.!?…][”\"»’)]{0,2}(?:\s|<|\Z)|[。！？।]")
_FEWEST_CHARS, _FEWEST_SENTENCES = 400, 3
_PARAGRAPH = 60
_MOST_VALUES, _MOST_DEPTH, _NEAR = 100_000, 40, 5


class EmbeddedStory(NamedTuple):
    """A story as markup, and what stands beside it as a node in the words of schema.org."""

    markup: str
    node: dict[str, Any]


class _Prose(NamedTuple):
    paragraphs: tuple[str, ...]
    size: int
    holders: tuple[dict[str, Any], ...]


def find_story(scripts: Iterable[str], titles: Sequence[str]) -> EmbeddedStory | None:
    """Return the story in the texts of a page's scripts; `None` if none stands by its headline.

    `titles` are what the page calls itself: its title element, og:title, first heading.
    """
    wanted = [words for title in titles if len(words := key(title)) > 10]
    best: tuple[_Prose, dict[str, Any]] | None = None
    for value in state_values(scripts):
        for prose in _proses(value):
            if best is None or prose.size > best[0].size:
                holder = _holder(prose.holders, wanted)
                if holder is not None:
                    best = prose, holder
    return _story(*best) if best else None


def _proses(root: Any) -> Iterator[_Prose]:
    """Every string and list of prose in a value, with the nodes that hold it, inner ones first."""
    left = _MOST_VALUES
    stack: list[tuple[Any, tuple[dict[str, Any], ...], int]] = [(root, (), 0)]
    while stack and left > 0:
        left -= 1
        value, holders, depth = stack.pop()
        if depth > _MOST_DEPTH:
            continue
        if isinstance(value, str):
            found = (
                _prose(tuple(_of_string(value)), holders) if len(value) >= _FEWEST_CHARS else None
            )
            if found:
                yield found
        elif isinstance(value, list):
            found = _prose(tuple(_blocks(value, 0)), holders) if len(value) > 1 else None
            if found:
                yield found
            if not found or not holders:  # nothing that could be its headline holds it
                stack += [(item, holders, depth + 1) for item in value]
        elif isinstance(value, dict):
            inner = (value, *holders)[:_NEAR]
            stack += [(item, inner, depth + 1) for item in value.values()]


def _prose(paragraphs: tuple[str, ...], holders: tuple[dict[str, Any], ...]) -> _Prose | None:
    text = "\n".join(paragraphs)
    if len(text) < _FEWEST_CHARS or text.lstrip()[:1] in {"{", "["}:
        return None
    sentences = sum(1 for _ in _SENTENCE.finditer(text))
    return _Prose(paragraphs, len(text), holders) if sentences >= _FEWEST_SENTENCES else None


def _blocks(value: Any, depth: int) -> Iterator[str]:
    """The paragraphs of a rich text as markup, whatever its nodes are called."""
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, str):
        yield from _of_string(value)
    elif isinstance(value, list):
        if _is_inline(value):
            yield from _of_string("".join(_inline(item, depth + 1) for item in value))
        else:
            for item in value:
                yield from _blocks(item, depth + 1)
    elif isinstance(value, dict):
        kind = _kind(value)
        if not _NO_STORY.search(kind):
            inner = next((value[name] for name in _INNER if value.get(name)), None)
            for block in _blocks(inner, depth + 1):
                is_heading = _HEADING.search(kind) and not _BLOCK_TAG.search(block[3:])
                yield block.replace("<p>", "<h2>").replace("</p>", "</h2>") if is_heading else block


def _of_string(text: str) -> Iterator[str]:
    if _BLOCK_TAG.search(text):
        yield text
        return
    for part in _BLANK_LINE.split(text):
        if part.strip():
            yield f"<p>{part if _TAG.search(part) else html.escape(part, quote=False)}</p>"


def _kind(node: dict[str, Any]) -> str:
    return " ".join(str(node[name]) for name in _KINDS if isinstance(node.get(name), str))[:100]


def _is_inline(items: Sequence[Any]) -> bool:
    """Whether the parts of a list are runs of one paragraph."""
    if all(isinstance(item, str) for item in items):
        return sum(map(len, items)) < 60 * len(items)
    if not all(isinstance(item, str) or _is_run(item) for item in items):
        return False
    texts = [_TAG.sub("", _inline(item, 0)).strip() for item in items]
    # runs end within sentences, paragraphs with them
    return not all(len(text) >= _PARAGRAPH and _SENTENCE.search(text[-4:]) for text in texts)


def _is_run(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    kind = _kind(item)
    plain = isinstance(item.get("text"), str) or isinstance(item.get("value"), str)
    return _INLINE_KIND.fullmatch(kind) is not None if kind else plain


def _inline(item: Any, depth: int) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, list):
        return "".join(_inline(part, depth + 1) for part in item) if depth < _MOST_DEPTH else ""
    if not isinstance(item, dict) or depth > _MOST_DEPTH:
        return ""
    return _inline(next((item[name] for name in _INNER if item.get(name)), ""), depth + 1)


def _holder(holders: Sequence[dict[str, Any]], wanted: Sequence[str]) -> dict[str, Any] | None:
    """The nearest node around some prose whose headline is the page's."""
    for node in holders:
        headline = key(_first(node, _HEADLINES))
        if headline and (not wanted or any(_is_same(headline, title) for title in wanted)):
            return node
    return None


def _is_same(headline: str, title: str) -> bool:
    return headline in title or title in headline if len(headline) > 10 else headline == title


def _story(prose: _Prose, node: dict[str, Any]) -> EmbeddedStory:
    names = {name.lower().replace("_", ""): value for name, value in node.items()}
    headline, standfirst = _first(node, _HEADLINES), _first(node, _STANDFIRSTS)
    article: dict[str, Any] = {"@type": "NewsArticle", "headline": headline}
    for name, sources in (("datePublished", _PUBLISHED), ("dateModified", _MODIFIED)):
        value = next((names[source] for source in sources if names.get(source)), None)
        if isinstance(value, str | int | float):
            article[name] = value
    authors = next((names[name] for name in _AUTHORS if names.get(name)), None)
    article["author"] = list(_people(authors, 0))
    body = "".join(prose.paragraphs)
    article["articleBody"] = body
    lead = f'<p class="standfirst">{_markup(standfirst)}</p>' if standfirst else ""
    head = f"<h1>{_markup(headline)}</h1>{lead}"
    return EmbeddedStory(f"<article>{head}<div class=article-body>{body}</div></article>", article)


def _markup(text: str) -> str:
    return text if _TAG.search(text) else html.escape(text, quote=False)


def _first(node: dict[str, Any], names: Sequence[str]) -> str:
    for name in names:
        value = node.get(name)
        if isinstance(value, dict):
            value = next((value[n] for n in ("basic", "default", "text", "rendered", "main")
                          if isinstance(value.get(n), str)), None)  # fmt: skip
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _people(value: Any, depth: int) -> Iterator[dict[str, str]]:
    if isinstance(value, str):
        yield {"@type": "Person", "name": re.sub(r"^\s*by\s+", "", value, flags=re.I)}
    elif isinstance(value, list) and depth < 4:
        for item in value[:20]:
            yield from _people(item, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        names = ("name", "fullName", "displayName", "display_name", "title", "by", "node", "text")
        yield from _people(next((value[n] for n in names if value.get(n)), None), depth + 1)
