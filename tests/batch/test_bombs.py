"""Nine kinds of bombs cost a page each, and the parent of the workers little memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.bombs import make

BOMBS = (
    *("a.html.gz", "b.html.zst", "c.html.xz", "d.html.bz2", "e.jsonl.gz", "f.jsonl.zst"),
    *("g.warc.gz", "h.warc.gz", "i.parquet"),
)
ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of memory is asked of the system")
def test_bombs_cost_a_page_each(tmp_path):
    (tmp_path / "in").mkdir()
    make(tmp_path / "in")  # in this process: making them takes memory, too
    done = subprocess.run(
        [sys.executable, "-m", "tests.batch.bombs", tmp_path],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["reasons"] == [[name, "too_large"] for name in BOMBS]
    assert found["records"] == 18
    assert found["megabytes"] < 64
