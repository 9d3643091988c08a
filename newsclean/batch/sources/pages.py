"""Files that hold one page each."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from newsclean.batch.capture import Broken, Capture, Item, Position
from newsclean.batch.compression import BREAKS
from newsclean.batch.reason import Reason
from newsclean.batch.sources.format import Format
from newsclean.batch.sources.options import Read, ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_page_file(
    name: str, stream: BinaryIO, options: ReadOptions, after: int = -1
) -> Iterator[Read]:
    """Yield the one page of a file; its name is its id."""
    if after < 0:
        item = _page(name, stream, options.max_bytes)
        yield Read(item, len(item.content) if isinstance(item, Capture) else 0)


def _page(name: str, stream: BinaryIO, max_bytes: int) -> Item:
    position = Position(name)
    try:
        content = stream.read(max_bytes + 1)
    except BREAKS as error:
        return Broken(Reason.TRUNCATED, f"the file breaks off: {error}", None, name, position)
    if len(content) > max_bytes:
        return Broken(*too_large(max_bytes), None, name, position)
    return Capture(content, id=name, position=position)


def refuse_file(
    name: str,
    stream: BinaryIO,  # noqa: ARG001
    options: ReadOptions,  # noqa: ARG001
    after: int = -1,
) -> Iterator[Read]:
    """Yield the one failure of a file that is no page by its name's ending."""
    if after < 0:
        message = f"{name} is a table or source code by its ending; --input-format page reads it"
        yield Read(Broken(Reason.NOT_PAGE, message, None, name, Position(name)), 0)


def too_large(max_bytes: int) -> tuple[Reason, str]:
    """The fault of a capture over the limit."""
    return Reason.TOO_LARGE, f"the capture is over the limit of {max_bytes:,} bytes"


PAGE = Format("page", "pages", (".html", ".htm", ".xhtml", ".txt"), read_page_file, many=False)

# pages of programs on servers are none of them: index.php, page.aspx hold HTML
_ENDINGS = (
    "bat c cc cfg cpp cs css csv cxx dat f90 go h hpp ini ipynb java jl js jsx kt lua m mjs pas ps1"
    " psv py pyi r rb rs sass scala scss sh sql swift toml ts tsv tsx vb vue yaml yml"
)
NO_PAGE = Format(
    "no page",
    "tables and source code",
    tuple(f".{ending}" for ending in _ENDINGS.split()),
    refuse_file,
    many=False,
)
"""Files of which a name tells that they hold no page; what begins as HTML is one, nevertheless."""
