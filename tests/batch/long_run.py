"""A run in a process of its own, to be killed: python -m tests.batch.long_run OUTPUT INPUT..."""

import sys

from newsclean.batch import run, work
from newsclean.batch.settings import Settings
from newsclean.batch.sources.options import ReadOptions
from tests.batch.planted import Planted

# small parts, so that a short run has many moments at which it may be killed
PART_PAGES = 25


def main(output: str, *inputs: str) -> None:
    """Clean the inputs with a pipeline that knows the planted faults."""
    work.PART_PAGES = PART_PAGES
    settings = Settings(
        read=ReadOptions(max_bytes=1_000_000),
        timeout=1.0,
        memory=512 * 1024**2,
        min_confidence=0.5,
        pipeline="planted",
    )
    summary = run.clean_inputs(inputs, output, settings, pipeline=Planted(seconds=0.002), workers=2)
    sys.stdout.write("\n".join(summary.lines()))


if __name__ == "__main__":
    main(*sys.argv[1:])
