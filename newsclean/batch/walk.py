"""Walking through folders in order of names, and counting what is no input."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from newsclean.batch.sources.formats import ending_of, suffix_format

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterator

# names may end with anything, a number for each: the counts stay few
_MOST_ENDINGS, _LONGEST_ENDING = 100, 12
_OTHERS = "other endings"


class Found(NamedTuple):
    """A path that was met, or a folder that cannot be listed, with the reason."""

    path: str
    fault: str = ""


class _Entry(NamedTuple):
    name: str
    is_folder: bool
    is_link: bool
    """Whether it is a link to a folder."""


def under(
    folder: str, passed_over: Counter[str], *, every: bool, leave_out: Collection[str]
) -> Iterator[Found]:
    """Return the files with a known ending under a folder, every file with `every`.

    What is passed over is counted: other endings, hidden names, links to folders; but not the
    names in `leave_out`.
    """
    waiting = [(folder, _entries(folder))]
    while waiting:
        parent, entries = waiting[-1]
        entry = next(entries, None)
        if entry is None:
            waiting.pop()
        elif isinstance(entry, Found):
            yield entry
        elif not (kind := _kind_passed_over(entry, every=every)):
            path = os.path.join(parent, entry.name)  # noqa: PTH118 - for millions of names
            if entry.is_folder:
                waiting.append((path, _entries(path)))
            else:
                yield Found(path)
        elif entry.name not in leave_out:
            few = kind in passed_over or len(passed_over) < _MOST_ENDINGS
            passed_over[kind if few else _OTHERS] += 1


def _entries(folder: str) -> Iterator[_Entry | Found]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(map(_entry, found))
    except OSError as error:
        return iter([Found(folder, f"the folder cannot be listed: {error.strerror or error}")])
    return iter(entries)


def _entry(found: os.DirEntry[str]) -> _Entry:
    is_link = found.is_symlink() and found.is_dir()
    return _Entry(found.name, found.is_dir(follow_symlinks=False), is_link)


def _kind_passed_over(entry: _Entry, *, every: bool) -> str:
    """Return what the summary calls an entry that is no input, nothing for one that is."""
    if entry.name.startswith("."):
        return "hidden"
    if entry.is_link:
        return "links to folders"
    if entry.is_folder or every or suffix_format(entry.name) is not None:
        return ""
    ending = ending_of(entry.name) or "no ending"
    return ending if len(ending) <= _LONGEST_ENDING else _OTHERS
