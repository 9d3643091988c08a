"""Loads what pages need, for the fork server that workers are copied from.

Only the fork server imports this module: it then has the libraries, the language model and the
site profiles in memory that all workers share, so that a worker in the place of a dead one is
there in milliseconds, not in a second or two.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

# The workers are as many as the CPUs: threads in each of them would only get in the way, and a
# process with threads is not safely copied. Read when the libraries are loaded.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

_SAMPLE = """<html><head><title>The bridge reopens</title></head><body><article>
<h1>The bridge reopens</h1><p>By Ann Lee</p><p>Published 14 June 2025 at 10:30</p>
<p>The bridge over the river was opened again on Monday, the council said in the afternoon.</p>
</article></body></html>"""


def load_all() -> None:
    """Clean one page with every extractor of the default pipeline, and one text."""
    from newsclean.pipeline import Pipeline

    # no prediction reaches 1, so the costly extractors run, too
    pipeline = Pipeline(enough=1.0)
    pipeline.extract(_SAMPLE, "https://example.org/bridge")
    pipeline.extract("The bridge reopens\n\nIt was opened again on Monday, the council said.")


with suppress(Exception):  # a worker will say what is wrong
    load_all()
# what is here stays: the collector need not touch it, so the memory remains shared
gc.collect()
gc.freeze()
