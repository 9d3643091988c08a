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

_ENGLISH = """<html lang="en"><head><title>The bridge reopens</title></head><body><article>
<h1>The bridge reopens</h1><p>By Ann Lee</p><p>Published 14 June 2025 at 10:30</p>
<p>The bridge over the river was opened again on Monday, the council said in the afternoon.</p>
</article></body></html>"""
# a language for which the language model is asked
_WELSH = """<html lang="cy"><h1>Agorwyd y bont</h1><p>14 Mehefin 2025</p>
<p>Cafodd pont Aberwen ei hailagor ddydd Llun, meddai llefarydd ar ran cyngor sir Aberwen.</p>"""
_SAMPLES: tuple[str | bytes, ...] = (
    _ENGLISH,
    _WELSH,
    # an encoding that is not declared
    _ENGLISH.replace("Lee", "L\xe9e").encode("latin-1"),
    "The bridge reopens\n\nIt was opened again on Monday, the council said.",
    "Міст відкрито\n\nМіст через річку знову відкрили в понеділок, повідомила міська рада.",
    "橋が再開\n\n市によると、川にかかる橋は月曜日に再び開通したという。",
)


def load_all() -> None:
    """Clean a few small pages with every extractor of the default pipeline."""
    from newsclean.pipeline import Pipeline

    # no prediction reaches 1, so the costly extractors run, too
    pipeline = Pipeline(enough=1.0)
    for sample in _SAMPLES:
        pipeline.extract(sample, "https://example.org/bridge")


with suppress(Exception):  # a worker will say what is wrong
    load_all()
# what is here stays: the collector need not touch it, so the memory remains shared
gc.collect()
gc.freeze()
