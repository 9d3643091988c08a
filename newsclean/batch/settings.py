"""The settings of a run from inputs to an output."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from newsclean._version import __version__
from newsclean.batch.api import MEMORY, TIMEOUT
from newsclean.batch.reason import Reason
from newsclean.batch.record import DEFAULT_FIELDS, checked_fields
from newsclean.batch.sources.formats import format_named
from newsclean.batch.sources.options import ReadOptions
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from newsclean.article import Article

# an even chance
ARTICLE = 0.5


@dataclass(frozen=True)
class Settings:
    """How a run reads, what it keeps and what a page may take.

    `format` is that of all inputs, if it is known. `fields`: the fields of an article to be
    written. `min_confidence` (0..1) and `articles_only`
    leave out records, which go to the failures file with that reason. `split` makes a record of
    each story of a page that holds several. `timeout` in seconds,
    `memory` in bytes of each worker. `pipeline` names the pipeline: a run is resumed only with
    the same name. Raises `SettingError` for unusable values.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    format: str | None = None
    fields: tuple[str, ...] = DEFAULT_FIELDS
    min_confidence: float = 0.0
    articles_only: bool = False
    split: bool = False
    timeout: float = TIMEOUT
    memory: int | None = MEMORY
    pipeline: str = "default"

    def __post_init__(self) -> None:
        checked_fields(self.fields)
        if self.format is not None:
            format_named(self.format)
        if not 0 <= self.min_confidence <= 1:
            raise SettingError(f"min_confidence must be 0 to 1, not {self.min_confidence}")

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
        return None
