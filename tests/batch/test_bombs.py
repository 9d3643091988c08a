"""Nine kinds of bombs cost a page each, and the parent of the workers little memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.bombs import make

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
    assert found["reasons"] == [
        ("a.html.gz", "too_large"),
        ("b.html.zst", "too_large"),
        ("c.html.xz", "too_large"),
        ("d.html.bz2", "too_large"),
        ("e.jsonl.gz", "too_large"),
        ("f.jsonl.zst", "too_large"),
        ("g.warc.gz", "too_large"),
        ("h.warc.gz", "too_large"),
        ("i.parquet", "too_large"),
    ]
    assert found["records"] == 18
    assert found["megabytes"] < 150
