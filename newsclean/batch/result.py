"""What became of one page of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsclean.article import Article
    from newsclean.batch.capture import Item, Position
    from newsclean.batch.reason import Reason


class Outcome(NamedTuple):
    """What a worker says of one page: an article, or the reason why there is none."""

    article: Article | None
    reason: Reason | None = None
    message: str = ""
    seconds: float = 0.0
    others: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one page: its article, or the reason why there is none.

    Exactly one of `article` and `reason` is set. `id`, `url` and `position` are those of the
    input, `seconds` is the time that the page took in its worker, `kept` holds the
    fields of the input that were to be passed on. `others` are the further stories
    of a page that was to be split; `newsclean.batch.by_story` makes results of their own of them.
    """

    position: Position
    id: str | None = None
    url: str | None = None
    article: Article | None = None
    reason: Reason | None = None
    message: str = ""
    seconds: float = 0.0
    others: tuple[Article, ...] = ()
    kept: Mapping[str, Any] | None = None

    @property
    def ok(self) -> bool:
        """Whether there is an article."""
        return self.article is not None


def result_of(item: Item, outcome: Outcome) -> Result:
    """Join what was read with what became of it."""
    return Result(item.position, item.id, item.url, *outcome, item.kept)
