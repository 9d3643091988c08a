"""How inputs are read, and what a reader gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from newsclean.errors import SettingError
from newsclean.page import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from newsclean.batch.capture import Item

CONTENT_FIELDS = ("content", "html", "text")
"""The fields in which the content is looked for, in this order, where none is named."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Names of the fields in JSON Lines and Parquet, and the size limit of a capture in bytes.

    `None` as a name: the first of `CONTENT_FIELDS`, `url` and `id` where they are there, and no
    time of capture.
    """

    content: str | None = None
    url: str | None = None
    id: str | None = None
    captured_at: str | None = None
    max_bytes: int = MAX_BYTES


class Fields(NamedTuple):
    """The names of the fields to be read; `None`: the input has no such field."""

    content: str | None
    url: str | None
    id: str | None
    captured_at: str | None


class Read(NamedTuple):
    """An item and the bytes of its file that were read up to here, for the progress."""

    item: Item
    consumed: int


class Reader(Protocol):
    """Reads the pages of one input, those up to row `after` left out.

    `stream` is open at its start, decompressed where it was compressed with gzip or zstd and the
    format is not WARC. What cannot be read is given as `Broken`, never raised.
    """

    def __call__(
        self, name: str, stream: BinaryIO, options: ReadOptions, after: int
    ) -> Iterator[Read]:
        """Return the pages in order."""


def choose_fields(there: Collection[str], options: ReadOptions, where: str) -> Fields:
    """Choose the fields among those that are `there`.

    Raises `SettingError` where a named field, or any for the content, is missing.

    >>> choose_fields(["html", "url"], ReadOptions(), "a.jsonl")
    Fields(content='html', url='url', id=None, captured_at=None)
    """
    content = options.content or next((n for n in CONTENT_FIELDS if n in there), None)
    wanted = (content, options.url, options.id, options.captured_at)
    missing = next((name for name in wanted if name and name not in there), None)
    if content is None or missing:
        what = f"no field {missing!r}" if missing else f"none of the fields {CONTENT_FIELDS}"
        raise SettingError(
            f"{where} has {what}; it has {sorted(there)}: name the fields with"
            " --content, --url, --id and --captured-at-field"
        )
    return Fields(
        content,
        options.url or ("url" if "url" in there else None),
        options.id or ("id" if "id" in there else None),
        options.captured_at,
    )
