"""Which columns hold what, and how pages are cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from newsclean.arrow.schema import OPTIONAL, ORIGIN, SCHEMA, pa
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.batch import Cleaner


class Options(TypedDict, total=False):
    """The arguments of `clean_batch`, as the functions for Spark and Ray take them, too."""

    content: str
    url: str
    id: str
    keep: Sequence[str]
    pipeline: Cleaner | None
    timeout: float | None
    split: bool


@dataclass(frozen=True)
class Settings:
    """Which columns hold what, and how pages are cleaned; pickles where its pipeline does.

    The fields are the arguments of `clean_batch`.
    """

    content: str = "content"
    url: str = "url"
    id: str = "id"
    keep: Sequence[str] = ()
    pipeline: Cleaner | None = None
    timeout: float | None = None
    split: bool = False

    def __post_init__(self) -> None:
        clash = sorted(set(self.keep) & set(SCHEMA.names))
        if clash:
            raise SettingError(
                f"column {clash[0]!r} cannot be kept: the output has one of that name; rename it"
            )

    def columns(self, there: Sequence[str]) -> dict[str, str]:
        """The input's columns by what they hold; those of `keep` are not among them.

        A column that is named, other than by default, must be there, and `content` in any case:
        raises `SettingError` that names the columns there are.

        >>> Settings(content="html").columns(["html", "url", "crawl"])
        {'content': 'html', 'url': 'url'}
        """
        named = {"content": self.content, "url": self.url, "id": self.id}
        required = {name for role, name in named.items() if name != role or role == "content"}
        missing = sorted(required.union(self.keep).difference(there))
        if missing:
            raise SettingError(f"there is no column {missing[0]!r}; there are {sorted(there)}")
        wanted = named | {name: name for name in (*OPTIONAL, *ORIGIN[1:])}
        return {role: name for role, name in wanted.items() if name in there}

    def passed(self, there: Sequence[str]) -> dict[str, str]:
        """The columns that are passed on, by their names in the output.

        Each story of a page that was split has an id of its own.
        """
        columns = self.columns(there)
        kept = {name: name for name in self.keep}
        return kept | {name: columns[name] for name in self.origin if name in columns}

    @property
    def origin(self) -> tuple[str, ...]:
        """Columns that are passed on as they are where the input has them."""
        return ORIGIN[1:] if self.split else ORIGIN

    def output(self, schema: pa.Schema) -> pa.Schema:
        """The output's schema for an input of `schema`: the kept columns, then `SCHEMA`.

        Raises `SettingError` where a column is missing or of a type that cannot be used.
        """
        for role, name in self.columns(schema.names).items():
            _check_type(role, schema.field(name))
        own = {
            name: schema.field(given).with_name(name)
            for name, given in self.passed(schema.names).items()
        }
        names = [*self.keep, *SCHEMA.names]
        return pa.schema([own[name] if name in own else SCHEMA.field(name) for name in names])


def _check_type(role: str, field: pa.Field) -> None:
    if role in ORIGIN:
        return
    kind, types = field.type, pa.types
    while types.is_dictionary(kind):
        kind = kind.value_type
    what = "text"
    tests = [types.is_null, types.is_string, types.is_large_string, types.is_string_view]
    if role == "content":
        what = "text or bytes"
        tests += [types.is_binary, types.is_large_binary, types.is_binary_view]
    if role == "captured_at":
        what = "timestamp, ISO 8601 text or number"
        tests += [types.is_timestamp, types.is_integer, types.is_floating]
    if not any(test(kind) for test in tests):
        raise SettingError(f"column {field.name!r} is {field.type}; it must be {what}")
