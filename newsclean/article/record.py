"""The article, and its JSON form."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from newsclean.article import forms
from newsclean.errors import SettingError


class Sources(Mapping[str, str]):
    """An immutable, hashable mapping from field name to the extractor that gave the field.

    >>> Sources({"title": "structured"})["title"]
    'structured'
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, str] | None = None) -> None:
        self._items = tuple(sorted((items or {}).items()))

    def __getitem__(self, key: str) -> str:
        for name, source in self._items:
            if name == key:
                return source
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return f"Sources({dict(self._items)!r})"


KINDS = ("standfirst", "subheading", "paragraph", "quote", "list_item", "table_row")
"""What a paragraph of a body can be."""


class Paragraph(NamedTuple):
    """A paragraph of a body and what it is: one of `KINDS`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Article:
    """A clean record of one captured page; what was not found is `None` or empty.

    `date` is the day of first publication; `published` and `modified` are set only where a time
    is known, and aware only where the page or its site's profile gives the zone. `authors` are
    people, `agencies` the agencies, newsrooms and companies that are credited beside or in place
    of them. `kinds` says of each paragraph what it is (one of `KINDS`), empty if nobody said.
    `confidence` is the predicted F1 of the body (0..1), `article_chance` the chance that the page
    is an article (0..1). `sources` maps each filled field to the extractor that gave it. `version`
    names the library and its models.

    >>> Article(title="A title", paragraphs=("One.", "Two.")).body
    'One.\\n\\nTwo.'
    >>> Article(title="A title", date=dt.date(2025, 7, 1), paragraphs=("One.", "Two."))
    <Article 'A title': 2025-07-01, 2 paragraphs, confidence 0.00>
    """

    title: str | None = None
    date: dt.date | None = None
    published: dt.datetime | None = None
    modified: dt.datetime | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    language: str | None = None
    site: str | None = None
    description: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    canonical_url: str | None = None
    confidence: float = 0.0
    article_chance: float = 0.0
    sources: Sources = field(default_factory=Sources)
    version: str = ""

    @property
    def body(self) -> str:
        """The paragraphs joined by a blank line."""
        return "\n\n".join(self.paragraphs)

    @property
    def is_empty(self) -> bool:
        """Whether neither a title nor a body was found."""
        return not (self.paragraphs or self.title)

    @property
    def blocks(self) -> tuple[Paragraph, ...]:
        """The paragraphs with what each is.

        >>> Article(paragraphs=("It rained.",), kinds=("standfirst",)).blocks
        (Paragraph(kind='standfirst', text='It rained.'),)
        """
        told = len(self.kinds) == len(self.paragraphs)
        kinds = self.kinds if told else ("paragraph",) * len(self.paragraphs)
        return tuple(map(Paragraph, kinds, self.paragraphs))

    @property
    def fingerprint(self) -> str:
        """A 64-bit simhash of the body, as 16 hexadecimal digits; empty without a body.

        Bodies that are nearly the same differ in few bits (`newsclean.text.bits_apart`).

        >>> Article(paragraphs=("The bridge over the Lenn reopened.",)).fingerprint
        'c9090085063240d4'
        """
        from newsclean.text import fingerprint

        return fingerprint(self.body)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON-ready values: ISO strings for dates, lists for tuples.

        >>> Article(date=dt.date(2025, 7, 1)).to_dict()["date"]
        '2025-07-01'
        """
        record = {f.name: _plain(getattr(self, f.name)) for f in fields(self)}
        return {**record, "body": self.body}

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as one JSON object, characters outside ASCII kept."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_text(self) -> str:
        """Return the article for reading: title, a line of facts, the body.

        >>> print(Article(title="Rain", authors=("A. Lee",), paragraphs=("It rained.",)).to_text())
        Rain
        A. Lee
        <BLANKLINE>
        It rained.
        """
        return forms.to_text(self)

    def to_markdown(self) -> str:
        """Return the article as CommonMark: heading, a line of facts, the body by its kinds.

        Text that looks like markup is escaped, so that it reads as it stood on the page.

        >>> print(Article(title="Rain*", paragraphs=("# 1",), kinds=("list_item",)).to_markdown())
        # Rain\\*
        <BLANKLINE>
        - \\# 1
        """
        return forms.to_markdown(self)

    def to_html(self, *, document: bool = False) -> str:
        """Return the article as an `<article>` of HTML, or a whole document; all text is escaped.

        >>> print(Article(paragraphs=("Rain & <script>",)).to_html())
        <article>
        <p>Rain &amp; &lt;script&gt;</p>
        </article>
        """
        return forms.to_html(self, document=document)

    def to_tei(self) -> str:
        """Return the article as a document of TEI P5, a division for each subheading.

        >>> Article(title="Rain", paragraphs=("It rained.",)).to_tei().splitlines()[-6:-3]
        ['<div>', '<p>It rained.</p>', '</div>']
        """
        return forms.to_tei(self)

    def _repr_html_(self) -> str:
        """Show the record in a notebook, in its colours; nothing of the page runs or loads."""
        from newsclean.pictures import card

        numbers = f"confidence {self.confidence:.2f}, article {self.article_chance:.2f}"
        facts = (forms.facts(self), numbers)
        return card(self.title or "No title found", facts, self.url, self.paragraphs)

    def __repr__(self) -> str:
        from newsclean.text import shorten

        title = "untitled" if self.title is None else repr(shorten(self.title, 60))
        day = f"{self.date}, " if self.date else ""
        number = len(self.paragraphs)
        return (
            f"<Article {title}: {day}{number} paragraph{'' if number == 1 else 's'},"
            f" confidence {self.confidence:.2f}>"
        )

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Article:
        """Make the article that `to_dict` was called on.

        `paragraphs` may be left out where `body` is given. Raises `SettingError` for an unknown
        field or a value that does not fit its field.

        >>> Article.from_dict({"title": "T", "body": "One.\\n\\nTwo."}).paragraphs
        ('One.', 'Two.')
        """
        values = dict(record)
        body = _typed("body", values.pop("body", None))
        if "paragraphs" not in values and body:
            values["paragraphs"] = body.split("\n\n")
        known = {f.name for f in fields(cls)}
        unknown = sorted(values.keys() - known)
        if unknown:
            raise SettingError(f"an article has no field {unknown[0]!r}; it has {sorted(known)}")
        return cls(**{name: _typed(name, value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Sources) else value


def _typed(name: str, value: Any) -> Any:
    try:
        return _READERS.get(name, _text)(value)
    except (TypeError, ValueError) as error:
        raise SettingError(f"field {name!r} of an article cannot be {value!r}: {error}") from error


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError("it must be text or null")


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise TypeError("it must be a list of texts")


def _day(value: Any) -> dt.date | None:
    if isinstance(value, str):
        return dt.date.fromisoformat(value)
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    raise TypeError("it must be a day")


def _moment(value: Any) -> dt.datetime | None:
    if isinstance(value, str):
        return dt.datetime.fromisoformat(value)
    if value is None or isinstance(value, dt.datetime):
        return value
    raise TypeError("it must be a time")


def _share(value: Any) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise TypeError("it must be a number")


def _sources(value: Any) -> Sources:
    if isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values()):
        return Sources(value)
    raise TypeError("it must map names of fields to names of extractors")


_READERS = {
    "date": _day,
    "published": _moment,
    "modified": _moment,
    "authors": _texts,
    "agencies": _texts,
    "paragraphs": _texts,
    "kinds": _texts,
    "tags": _texts,
    "confidence": _share,
    "article_chance": _share,
    "sources": _sources,
}
