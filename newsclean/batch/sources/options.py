"""How inputs are read, and what a reader gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.errors import SettingError
from newsclean.page import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from io import BufferedReader

    from newsclean.batch.capture import Item

CONTENT_FIELDS = ("content", "html", "text")
"""The fields in which the content is looked for, in this order, where none is named."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Names of the fields in JSON Lines and Parquet, and the size limit of a capture in bytes.

    `None` as a name: the first of `CONTENT_FIELDS`, `url` and `id` where they are there, and no
    time of capture. `keep` names fields that are passed on as they are. A name such as `doc.html`
    leads into the field `doc`.
    """

    content: str | None = None
    url: str | None = None
    id: str | None = None
    captured_at: str | None = None
    keep: tuple[str, ...] = ()
    max_bytes: int = MAX_BYTES

    @property
    def named(self) -> list[str]:
        """The names that were given."""
        return [*filter(None, (self.content, self.url, self.id, self.captured_at, *self.keep))]


class Fields(NamedTuple):
    """The names of the fields to be read; `None`: the input has no such field."""

    content: str | None
    url: str | None
    id: str | None
    captured_at: str | None
    keep: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """All names of fields."""
        return {name for name in (*self[:4], *self.keep) if name}


class Read(NamedTuple):
    """An item and the bytes of its file that were read up to here, for the progress."""

    item: Item
    consumed: int


Reader = Callable[[str, "BufferedReader[Any]", ReadOptions, int], Iterator[Read]]
"""Yields the pages of one input in order: of its name, its stream, the options and a row.

The stream is open at its start, and decompressed unless the format's reader does that. Pages up to
that row are left out. What cannot be read is given as `Broken`, never raised.
"""
Check = Callable[[str, "BufferedReader[Any]", ReadOptions], None]
"""Refuses an input that lacks a field, before anything is cleaned; raises `SettingError`.

Its arguments are those of a reader.
"""


def choose_fields(there: Collection[str], options: ReadOptions, where: str) -> Fields:
    """Choose the fields among those that are `there`.

    Raises `SettingError` where a named field, or any for the content, is missing.

    >>> choose_fields(["html", "url"], ReadOptions(), "a.jsonl")
    Fields(content='html', url='url', id=None, captured_at=None, keep=())
    """
    content = options.content or next((n for n in CONTENT_FIELDS if n in there), None)
    wanted = (content, options.url, options.id, options.captured_at, *options.keep)
    missing = next((name for name in wanted if name and name not in there), None)
    if content is None or missing:
        what = f"no field {missing!r}" if missing else f"none of the fields {CONTENT_FIELDS}"
        raise SettingError(
            f"{where} has {what}; it has {sorted(there)}: name the fields with"
            " --content, --url, --id, --captured-at-field and --keep"
        )
    return Fields(
        content,
        options.url or ("url" if "url" in there else None),
        options.id or ("id" if "id" in there else None),
        options.captured_at,
        options.keep,
    )


# a record of records is looked into no deeper
_DEEPEST = 8


def names_in(record: Mapping[str, Any], depth: int = _DEEPEST) -> Iterator[str]:
    """Yield the names of a record's fields, and of those within them.

    >>> list(names_in({"url": "x", "doc": {"html": "<p>"}}))
    ['url', 'doc', 'doc.html']
    """
    for name, value in record.items():
        yield name
        if isinstance(value, dict) and depth:
            yield from (f"{name}.{inner}" for inner in names_in(value, depth - 1))


def picked(record: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the fields of a record that it has, by the names that may lead into others.

    >>> picked({"doc": {"html": "<p>"}}, ["doc.html", "url"])
    {'doc.html': '<p>'}
    """
    found = {}
    for name in names:
        value: Any = record
        for part in [name] if name in record else name.split("."):
            if not isinstance(value, dict) or part not in value:
                break
            value = value[part]
        else:
            found[name] = value
    return found
