"""The settings of a run from inputs to an output."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any
from zlib import crc32

from newsclean._version import __version__
from newsclean.batch.api import MEMORY, TIMEOUT
from newsclean.batch.findings import ARTICLE
from newsclean.batch.reason import Reason
from newsclean.batch.record import DEFAULT_FIELDS, checked_fields, checked_keep
from newsclean.batch.sources.formats import format_named
from newsclean.batch.sources.options import ReadOptions
from newsclean.batch.start import Limits
from newsclean.errors import SettingError
from newsclean.page.metadata import language_code
from newsclean.text import word_count

if TYPE_CHECKING:
    from newsclean.article import Article
    from newsclean.batch.capture import Position


@dataclass(frozen=True)
class Settings:
    """How a run reads, what it keeps and what a page may take.

    `format` is that of all inputs, if it is known. Only the first `limit` pages are read, and of
    them a `sample` (0..1): which ones depends on their places alone, so it is the same each time.
    `fields`: the fields of an article to be written. Records are left out by `min_confidence`
    (0..1), `min_words` of the body, `languages` (codes, any if empty), `articles_only`,
    and `dedupe` where an earlier record has nearly the same body; they go to the failures file
    with that reason. `split` makes a record of each story of a page that holds several. `timeout`
    in seconds, `memory` in bytes of each worker. `pipeline` names the pipeline: a run is resumed
    only with the same name. Raises `SettingError` for unusable values.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    format: str | None = None
    limit: int | None = None
    sample: float = 1.0
    fields: tuple[str, ...] = DEFAULT_FIELDS
    min_confidence: float = 0.0
    min_words: int = 0
    languages: tuple[str, ...] = ()
    articles_only: bool = False
    split: bool = False
    dedupe: bool = False
    timeout: float = TIMEOUT
    memory: int | None = MEMORY
    pipeline: str = "default"

    def __post_init__(self) -> None:
        checked_fields(self.fields)
        checked_keep(self.read.keep, self.fields)
        if self.format is not None:
            format_named(self.format)
        if not 0 <= self.min_confidence <= 1:
            raise SettingError(f"min_confidence must be 0 to 1, not {self.min_confidence}")
        if not 0 < self.sample <= 1:
            raise SettingError(f"sample must be above 0 and at most 1, not {self.sample}")
        if self.limit is not None and self.limit < 1:
            raise SettingError(f"limit must be 1 or more, not {self.limit}")
        if self.min_words < 0:
            raise SettingError(f"min_words must be 0 or more, not {self.min_words}")
        object.__setattr__(self, "languages", tuple(map(_language, self.languages)))
        # refused now, before a run leaves anything that the next one would go on from
        Limits(self.timeout, self.memory)

    def to_dict(self) -> dict[str, Any]:
        """All that decides about the output, the version of the library among it."""
        return {**asdict(self), "fields": list(self.fields), "newsclean": __version__}

    def why_left_out(self, article: Article) -> tuple[Reason, str] | None:
        """Why a record is not to be written, `None` if it is."""
        if self.articles_only and article.article_chance < ARTICLE:
            return Reason.NOT_ARTICLE, f"article_chance {article.article_chance:.2f} is under 0.5"
        if article.confidence < self.min_confidence:
            message = f"confidence {article.confidence:.2f} is under {self.min_confidence:g}"
            return Reason.LOW_CONFIDENCE, message
        language = (article.language or "unknown").partition("-")[0].lower()
        if self.languages and language not in self.languages:
            return Reason.LANGUAGE, f"language {language} is not {' or '.join(self.languages)}"
        words = sum(map(word_count, article.paragraphs)) if self.min_words else 0
        if words < self.min_words:
            return Reason.TOO_SHORT, f"{words:.0f} words are fewer than {self.min_words}"
        return None

    def takes(self, position: Position) -> bool:
        """Whether the page at a place is of the sample."""
        if self.sample >= 1:
            return True
        place = f"{position.input}#{position.row}".encode("utf-8", "surrogateescape")
        return crc32(place) < self.sample * 2**32


def _language(given: str) -> str:
    code = "unknown" if given.lower() == "unknown" else language_code(given)
    if code is None:
        raise SettingError(f"no language has the code {given!r}; codes are such as en, de, pt")
    return code
