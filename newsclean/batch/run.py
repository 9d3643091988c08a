"""A whole run: inputs in, output and failures out, nothing lost on the way."""

from __future__ import annotations

import errno
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from newsclean.batch.api import worker_count
from newsclean.batch.clean_one import extract_of
from newsclean.batch.inputs import STDIN, Inputs
from newsclean.batch.lock import only_run
from newsclean.batch.outputs import Outputs
from newsclean.batch.parts import Parts
from newsclean.batch.settings import Settings
from newsclean.batch.sinks import Output
from newsclean.batch.work import Run, Work
from newsclean.errors import BatchError, SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsclean.batch.clean_one import Cleaner
    from newsclean.batch.stats import Summary
    from newsclean.batch.work import Sink, Watch


def clean_inputs(
    inputs: Sequence[str | Path],
    output: str | Path,
    settings: Settings | None = None,
    *,
    pipeline: Cleaner | None = None,
    workers: int | None = None,
    restart: bool = False,
    watch: Watch | None = None,
) -> Summary:
    """Clean files, folders or standard input (`-`) into one output file, in order.

    Each may also be an address that fsspec knows, such as `s3://bucket/crawl.warc.gz`. The ending
    of `output` tells its format: .jsonl, .jsonl.gz, .jsonl.zst or .parquet. What is not
    in it stands with its reason in a second file beside it: every input record is in exactly one
    of the two, with `settings.split` each of its stories. Both appear when the run is complete. An
    interrupted run is resumed by the same call; `restart` begins anew. `watch` is told of the
    progress after each page. A `pipeline` of one's own wants a name in `settings.pipeline`, by
    which a resumed run knows it again.

    Raises `SettingError` for a bad setting, an input that lacks a field or is an output,
    `MissingExtra` if a format needs a library, `BatchError` if another run holds the output, the
    interrupted run had other inputs or settings, or the disk is full or cannot be written.
    """
    settings = settings or Settings()
    target = Output.of(output)
    _check_places(target)
    extract, count = extract_of(pipeline, split=settings.split), worker_count(workers)
    with _failing_of(target), only_run(target.path), only_run(target.failures.path):
        found = Inputs([str(path) for path in inputs], Outputs.of(target), settings.format)
        parts = Parts(target.path)
        _prepare(parts, found, settings, restart=restart)
        run = Run(parts, found, target, settings, watch)
        return run.complete(extract, count)


def stream_inputs(
    inputs: Sequence[str | Path],
    sink: Sink,
    settings: Settings | None = None,
    *,
    pipeline: Cleaner | None = None,
    workers: int | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Clean files, folders or standard input, and hand each record to `sink` at once, in order.

    Takes the arguments of `clean_inputs`. Nothing is kept: what is interrupted begins anew.
    """
    settings = settings or Settings()
    found = Inputs([str(path) for path in inputs], None, settings.format)
    files = list(found.checked(settings.read))
    work = Work(lambda: files, found, settings, watch)
    extract = extract_of(pipeline, split=settings.split)
    with closing(work.results(extract, worker_count(workers))) as results:
        for result in results:
            work.write(result, sink)
    return work.summary(None)


def kept_pages(output: str | Path) -> int:
    """How many pages an interrupted run of an output has kept, which need no second cleaning."""
    return Parts(Output.of(output).path).kept_pages()


def _check_places(target: Output) -> None:
    if not target.path.parent.is_dir():
        raise SettingError(f"{target.path.parent}: no such folder; make it first")
    for path in (target.path, target.failures.path):
        if path.is_dir():
            raise SettingError(f"{path} is a folder: name another output")


@contextmanager
def _failing_of(target: Output) -> Iterator[None]:
    """Say in a `BatchError` what the system refuses: a full disk, a long name, a missing right."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        where = f"{target.place} cannot be written: {what}"
        if error.filename is not None:
            where += f" ({error.filename})"
        raise BatchError(f"{where}{_ADVICE.get(error.errno or 0, '')}") from error


_KEPT = "; what is finished is kept: the same command goes on from it"
_ADVICE = {
    errno.ENOSPC: f": make room on the disk{_KEPT}",
    errno.EDQUOT: f": make room within the quota{_KEPT}",
    errno.ENAMETOOLONG: ": a run needs names that are 13 bytes longer; choose a shorter one",
    errno.EROFS: ": write elsewhere",
    errno.EACCES: ": write elsewhere",
    errno.EPERM: ": write elsewhere",
}


def _prepare(parts: Parts, inputs: Inputs, settings: Settings, *, restart: bool) -> None:
    if parts.exist() and not restart and STDIN not in inputs.paths:
        parts.check_same(settings.to_dict(), inputs.find())
    else:
        parts.begin(settings.to_dict(), inputs.checked(settings.read))
