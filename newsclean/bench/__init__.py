"""Measure newsclean, and any installed peer beside it, on corpora of pages with references.

`run_bench(BenchSettings(corpora=(path,)))` gives a `BenchReport`; `render` prints it.
"""

from newsclean.bench.ablate import render_worth, rule_worth
from newsclean.bench.peers import Newsclean, installed_peers
from newsclean.bench.records import Peer, Record
from newsclean.bench.render import Style, render
from newsclean.bench.report import BenchReport
from newsclean.bench.run import run_bench
from newsclean.bench.settings import BenchSettings
from newsclean.bench.speed import draw, speed_settings

__all__ = [
    "BenchReport",
    "BenchSettings",
    "Newsclean",
    "Peer",
    "Record",
    "Style",
    "draw",
    "installed_peers",
    "render",
    "render_worth",
    "rule_worth",
    "run_bench",
    "speed_settings",
]
