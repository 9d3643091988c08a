"""newsclean and its peers behind one call: a page's content and URL in, a record out.

Each loader imports its library when it is called, never before, so that what is not installed
costs nothing and the import is not timed.
"""

from __future__ import annotations

import importlib.util
import logging
import re
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from newsclean.bench.flatten import flatten_selectolax
from newsclean.bench.records import FIELDS, Peer, Record
from newsclean.errors import MissingExtra, SettingError

if TYPE_CHECKING:
    from newsclean.budget import BudgetName
    from newsclean.pipeline import Pipeline

Kind = Literal["html", "text"]
Run = Callable[[str, str | None], Record]

# pictures, links, and the marks of Markdown; the text of a link stays
_MARKDOWN = re.compile(
    r"!\[[^\]\n]*+\]\([^)\n]*+\)|\[([^\]\n]*+)\]\([^)\n]*+\)|^(?:#{1,6}|>|[*+-])\s|[*_`]{1,3}|\\(?=\S)",
    re.M,
)
# what the peers write for every page would drown a report
_CHATTY = ("courlan", "htmldate", "justext", "newspaper", "readability", "trafilatura")


@dataclass(frozen=True, slots=True)
class Newsclean:
    """newsclean itself as a peer, with a pipeline of its own or without some rules about bodies."""

    kind: Kind
    without: tuple[str, ...] = ()
    pipeline: Pipeline | None = None

    def __call__(self, content: str, url: str | None) -> Record:
        """Return the fields that newsclean reads from a page."""
        from newsclean.pipeline import Pipeline

        pipeline = self.pipeline or Pipeline(without=self.without)
        article = pipeline.extract(content, url, kind=self.kind)
        return Record(
            body=article.body,
            title=article.title,
            date=article.date,
            authors=article.authors,
            source=article.sources.get("body"),
            confidence=article.confidence,
        )


def _newsclean(kind: Kind, budget: BudgetName) -> Run:
    from newsclean.pipeline import Pipeline

    return Newsclean(kind, pipeline=Pipeline(budget=budget))


def _keep_all() -> Run:
    return lambda content, _url: Record(body=content)


def _trafilatura() -> Run:
    import trafilatura

    return lambda html, _url: Record(body=trafilatura.extract(html) or "")


def _trafilatura_record(**settings: Any) -> Run:
    import trafilatura

    def run(html: str, url: str | None) -> Record:
        document: Any = trafilatura.bare_extraction(html, url=url, with_metadata=True, **settings)
        if document is None:
            return Record()
        return _record(document.text, document.title, document.date, document.author)

    return run


def _newspaper() -> Run:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns on import of what it can do without
        from newspaper import Article

    def run(html: str, url: str | None) -> Record:
        # images are not fetched, the HTML is given: nothing goes over the network
        article: Any = Article(url or "https://example.org/", fetch_images=False)
        article.download(input_html=html, ignore_read_more=True)
        article.parse()
        return _record(article.text, article.title, article.publish_date, article.authors)

    return run


def _readability() -> Run:
    from readability import Document

    def run(html: str, url: str | None) -> Record:
        document: Any = Document(html, url=url)
        body = document.summary(html_partial=True)
        return Record(body=body, title=document.short_title() or None)

    return run


def _resiliparse() -> Run:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, _url: Record(
        body=extract_plain_text(html, main_content=True, list_bullets=False, alt_texts=False)
    )


def _justext() -> Run:
    import justext

    # the language of a page is not known before it is read: the stop words of all
    stops = frozenset().union(*map(justext.get_stoplist, justext.get_stoplists()))

    def run(html: str, _url: str | None) -> Record:
        paragraphs: Any = justext.justext(html, stops)
        return Record(body="\n".join(p.text for p in paragraphs if not p.is_boilerplate))

    return run


def _pagesift() -> Run:
    import pagesift

    def run(html: str, url: str | None) -> Record:
        document: Any = pagesift.convert(html, url=url)
        return Record(body=document.markdown or "")

    return run


def _turbohtml() -> Run:
    import turbohtml

    def run(html: str, _url: str | None) -> Record:
        article: Any = turbohtml.parse(html).article()
        return _record(article.text, article.title, article.date, article.byline)

    return run


def _record(body: str | None, title: str | None, day: Any, authors: Any) -> Record:
    """Return a record of what libraries give, each in a form of its own."""
    return Record(body or "", title or None, _day(day), _names(authors))


def _without_marks(markdown: str) -> str:
    return _MARKDOWN.sub(r"\1", markdown)


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _names(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


@dataclass(frozen=True, slots=True)
class _Entry:
    """How a peer is found and loaded: by the module that is imported, of a distribution."""

    load: Callable[[], Run]
    module: str
    distribution: str
    fields: frozenset[str] = FIELDS
    text_of: Callable[[str], str] | None = None
    is_extra: bool = True
    """Whether the extra `bench` installs it; not so what its licence keeps out of every extra."""


def _own(kind: Kind) -> dict[str, _Entry]:
    """newsclean by each of its budgets."""
    names: dict[str, BudgetName] = {"": "balanced", "-fast": "fast", "-best": "best"}
    return {
        f"newsclean{end}": _Entry(partial(_newsclean, kind, budget), "newsclean", "newsclean")
        for end, budget in names.items()
    }


def _trafilatura_by(**settings: Any) -> _Entry:
    return _Entry(partial(_trafilatura_record, **settings), "trafilatura", "trafilatura")


_BODY = frozenset({"body"})
_TITLED = frozenset({"body", "title"})
HTML_PEERS: Mapping[str, _Entry] = MappingProxyType(
    {
        **_own("html"),
        "trafilatura": _Entry(_trafilatura, "trafilatura", "trafilatura", _BODY),
        "trafilatura-record": _trafilatura_by(),
        "trafilatura-precision": _trafilatura_by(favor_precision=True),
        "trafilatura-fast": _trafilatura_by(fast=True),
        "newspaper4k": _Entry(_newspaper, "newspaper", "newspaper4k"),
        "readability": _Entry(
            _readability, "readability", "readability-lxml", _TITLED, flatten_selectolax
        ),
        "resiliparse": _Entry(_resiliparse, "resiliparse", "resiliparse", _BODY),
        "justext": _Entry(_justext, "justext", "justext", _BODY),
        "pagesift": _Entry(
            _pagesift, "pagesift", "pagesift", _BODY, _without_marks, is_extra=False
        ),
        "turbohtml": _Entry(_turbohtml, "turbohtml", "turbohtml", is_extra=False),
    }
)
TEXT_PEERS: Mapping[str, _Entry] = MappingProxyType(
    {**_own("text"), "keep-all": _Entry(_keep_all, "newsclean", "newsclean", _BODY)}
)


def peers_for(kind: Kind) -> Mapping[str, _Entry]:
    """Return the known peers that read HTML or captured text."""
    return HTML_PEERS if kind == "html" else TEXT_PEERS


def installed_peers(kind: Kind = "html") -> tuple[str, ...]:
    """Name the peers that are installed here, newsclean first.

    >>> installed_peers("text")
    ('newsclean', 'newsclean-fast', 'newsclean-best', 'keep-all')
    """
    known = peers_for(kind)
    return tuple(name for name in known if importlib.util.find_spec(known[name].module))


def check_peer(name: str, kind: Kind) -> None:
    """Raise `SettingError` where no peer bears the name or it cannot read this kind of content."""
    if name not in peers_for(kind):
        raise SettingError(
            f"no peer {name!r} reads {kind}; choose among {', '.join(peers_for(kind))}"
        )


def load_peer(name: str, kind: Kind = "html") -> Peer:
    """Import a peer and give it ready to run.

    Raises `SettingError` for an unknown name, `MissingExtra` for a library not installed.
    """
    check_peer(name, kind)
    entry = peers_for(kind)[name]
    try:
        run = entry.load()
    except ImportError as error:
        wanted = "'newsclean[bench]'" if entry.is_extra else entry.distribution
        raise MissingExtra(
            f"peer {name!r} needs {entry.distribution} ({error}); run: pip install {wanted}"
        ) from error
    return Peer(name, run, entry.fields, entry.distribution, entry.text_of)


def run_peer(peer: Peer, content: str, url: str | None) -> tuple[Record, str | None]:
    """Run a peer on a page; a failure is an empty record and what was raised, where.

    Only of an `ImportError` the message is kept: others may quote the page.
    """
    try:
        return peer.run(content, url), None
    except Exception as error:  # noqa: BLE001 - a peer's failure is a result, not an end
        return Record(), _reason(error)


def _reason(error: Exception) -> str:
    name = type(error).__name__
    if isinstance(error, ImportError):
        return f"{name}: {(str(error).splitlines() or [''])[0].strip()}"
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{name} at {Path(frame.filename).name}:{frame.lineno}"


@contextmanager
def quiet_peers() -> Iterator[None]:
    """Keep the peers' log lines and warnings down while they run, and restore the levels."""
    loggers = [logging.getLogger(name) for name in _CHATTY]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
