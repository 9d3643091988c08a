"""Whether the binaries beside the loops are used: if all are there, and of the sources beside them.

Imported before any loop, since it decides what the import of a loop finds.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from importlib.util import source_hash
from pathlib import Path
from typing import NamedTuple

VARIABLE = "NEWSCLEAN_PURE"
# a class of the walk's is built on, which has to be laid out as it was
_INCLUDED = {"lexbor": ("walk.pxd",)}
_log = logging.getLogger("newsclean")


class State(NamedTuple):
    """Which loops are in use, and in words for a person why."""

    compiled: bool
    reason: str


def find_state(folder: Path) -> State:
    """Return what to use of the loops in `folder`: the binaries, or their sources."""
    if os.environ.get(VARIABLE, "0") not in {"", "0"}:
        return State(compiled=False, reason=f"not compiled: {VARIABLE} is set")
    loops = (path.stem for end in ("pxd", "pyx") for path in folder.glob(f"*.{end}"))
    names = [*sorted(loops), "shared"]
    binaries = {name: binary for name in names if (binary := _binary(folder, name))}
    if len(binaries) < len(names):
        return State(compiled=False, reason="not compiled")
    known = _noted(folder)
    stale = [name for name, file in binaries.items() if known.get(file) != _digest(folder, name)]
    if not stale:
        return State(compiled=True, reason="compiled")
    reason = (
        f"not compiled: in {folder} the binary of {', '.join(stale)} is of another source than the"
        " one beside it; install again, or in a checkout run python setup.py build_ext --inplace"
    )
    _log.warning("%s", reason)
    return State(compiled=False, reason=reason)


def _binary(folder: Path, name: str) -> str | None:
    """The name of the file that an import would find."""
    names = (name + suffix for suffix in EXTENSION_SUFFIXES)
    return next((name for name in names if (folder / name).exists()), None)


def _noted(folder: Path) -> dict[str, str]:
    """The digest of its source by the name of each binary, as the build wrote them down."""
    note = folder / "built.json"
    return dict(json.loads(note.read_text("utf-8"))) if note.exists() else {}


def _digest(folder: Path, name: str) -> str:
    names = (f"{name}.py", f"{name}.pxd", f"{name}.pyx", *_INCLUDED.get(name, ()))
    sources = (folder / name for name in names)
    return source_hash(b"".join(path.read_bytes() for path in sources if path.exists())).hex()


_FOLDER = Path(__file__).parent
state = find_state(_FOLDER)
"""Which loops are in use, and why."""
if not state.compiled:
    _sources = FileFinder(str(_FOLDER), (SourceFileLoader, SOURCE_SUFFIXES))
    # from here on a module of this folder is its source, whatever binary stands beside it
    sys.path_importer_cache[str(_FOLDER)] = _sources
