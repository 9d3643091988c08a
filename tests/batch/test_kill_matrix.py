"""Killed runs end with the bytes of an undisturbed one, for pairs of input and output formats.

NEWSCLEAN_SLOW makes it 50 kills for each pair.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.batch.sources.formats import FORMATS
from tests.batch.kill_matrix import PAIRS

ROOT = Path(__file__).parents[2]
KILLS = 50 if "NEWSCLEAN_SLOW" in os.environ else 4

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forks")


@pytest.mark.parametrize(("source", "ending"), PAIRS)
def test_killed_runs_end_with_the_same_bytes(source, ending, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.batch.kill_matrix", source, ending, str(KILLS), tmp_path],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    count = json.loads(done.stdout)
    assert (count["kills"], count["differ"]) == (KILLS, 0)
    assert count["ended"] >= 1


def test_every_format_of_inputs_is_killed():
    assert {source for source, _ in PAIRS} - {"folder"} == {f.name for f in FORMATS} - {"page"}
