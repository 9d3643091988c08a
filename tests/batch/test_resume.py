"""A run that is killed from outside goes on where it was, and leaves no worker behind.

Other kills, at any moment and between all formats, are in test_kill_matrix.py.
"""

import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.batch.archives import html, record, response
from tests.batch.planted import page

ROOT = Path(__file__).parents[2]


def start(output: Path, inputs: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batch.long_run", str(output), str(inputs)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(output: Path, inputs: Path) -> str:
    process = start(output, inputs)
    out, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors
    return out


def content(output: Path) -> tuple[bytes, bytes]:
    return output.read_bytes(), output.with_suffix(".failed.jsonl").read_bytes()


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A mixed folder of 600 records, with faults and damage in it."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        (folder / f"page{number:03}.html").write_bytes(html(number))
    faults = {7: "raise", 100: "abort"}
    lines = [{"id": n, "content": page(n, faults.get(n, ""))} for n in range(300)]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "crawl.jsonl.gz").write_bytes(gzip.compress(text.encode() + b"broken\n")[:-5])
    records = [gzip.compress(record(n, response(html(n)))) for n in range(240)]
    records[50] = records[50][:60]
    (folder / "crawl.warc.gz").write_bytes(b"".join(records))
    return folder


def test_a_killed_run_does_only_the_rest_to_the_same_bytes(inputs: Path, tmp_path: Path) -> None:
    whole, output = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    finish(whole, inputs)
    process = start(output, inputs)
    log = tmp_path / ".out.jsonl.parts" / "done.jsonl"
    wait_for(lambda: log.exists() and len(log.read_bytes().splitlines()) >= 3, process)
    workers = psutil.Process(process.pid).children(recursive=True)
    assert len(workers) >= 3
    process.kill()
    process.communicate()
    assert psutil.wait_procs(workers, timeout=15)[1] == []
    assert not output.exists()
    assert "pages were done before this run went on" in finish(output, inputs)
    assert content(output) == content(whole)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def wait_for(condition, process) -> None:
    """Wait as long as the run is at work; a busy machine may take a minute to start it."""
    end = time.monotonic() + 300
    while not condition():
        assert process.poll() is None, "the run ended too early"
        if time.monotonic() > end:
            process.kill()
            pytest.fail("what was waited for did not come about")
        time.sleep(0.005)
