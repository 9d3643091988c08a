"""The files that a run writes, which are never among its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.batch.files import FileId, file_id
from newsclean.batch.record import ORIGIN
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from newsclean.batch.sinks import Output

_BESIDE = ("lock", "parts", "trash")


@dataclass(frozen=True, slots=True)
class Outputs:
    """The output of a run and its failures, by their files as they are when the run begins."""

    ids: tuple[tuple[FileId, Output], ...]
    beside: frozenset[str]
    """Hidden names that a run has beside its outputs for a time."""
    urls: frozenset[str] = frozenset()
    """The addresses of remote ones."""

    @classmethod
    def of(cls, target: Output) -> Outputs:
        """Look at what stands under the names of an output and its failures."""
        both = (target, target.failures)
        found = ((file_id(output.path), output) for output in both)
        beside = (f".{output.path.name}.{kind}" for output in both for kind in _BESIDE)
        ids = tuple((id_, output) for id_, output in found if id_ is not None)
        return cls(ids, frozenset(beside), frozenset(out.url for out in both if out.url))

    def hold(self, id_: FileId, path: str, *, named: bool) -> bool:
        """Whether a file that was met is an output: one that an earlier run has written.

        Raises `SettingError` if it is `named` as an input, or holds anything but the records of a
        run: these would be replaced by those of this one.
        """
        output = next((output for known, output in self.ids if known == id_), None)
        if output is None:
            return False
        if named or not _is_of_a_run(output):
            raise SettingError(
                f"{path} is an input, and this run would write over it as {output.path}:"
                " name another output"
            )
        return True


def _is_of_a_run(output: Output) -> bool:
    """Whether a file holds records of a run, or none at all."""
    if not output.path.stat().st_size:
        return True
    columns = output.format.columns(output.path)
    return columns is not None and (not columns or columns.issuperset(ORIGIN))
