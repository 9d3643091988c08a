"""A run that is killed goes on where it was, and ends as if nothing had happened."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.batch.archives import html, record, response
from tests.batch.planted import page

ROOT = Path(__file__).parents[2]
ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")


def command(output: Path, *inputs: Path) -> list[str]:
    return [sys.executable, "-m", "tests.batch.long_run", str(output), *map(str, inputs)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def finish(output: Path, *inputs: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(output, *inputs),
        env=environment(),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def content(output: Path) -> tuple[bytes, bytes]:
    stem, _, ending = output.name.partition(".")
    return output.read_bytes(), output.with_name(f"{stem}.failed.{ending}").read_bytes()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory) -> list[Path]:
    """A mixed folder of 600 records, with faults and damage in it."""
    folder = tmp_path_factory.mktemp("inputs")
    for number in range(60):
        (folder / f"page{number:03}.html").write_bytes(html(number))
    faults = {7: "raise", 100: "abort"}
    lines = [{"id": n, "content": page(n, faults.get(n, ""))} for n in range(300)]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "crawl.jsonl.gz").write_bytes(gzip.compress(text.encode() + b"broken\n")[:-5])
    records = [gzip.compress(record(n, response(html(n)))) for n in range(240)]
    records[50] = records[50][:60]
    (folder / "crawl.warc.gz").write_bytes(b"".join(records))
    return [folder]


@pytest.fixture(
    scope="module",
    params=[pytest.param(e, marks=() if e == ".jsonl.gz" else pytest.mark.slow) for e in ENDINGS],
)
def undisturbed(request, inputs, tmp_path_factory) -> tuple[str, tuple[bytes, bytes]]:
    output = tmp_path_factory.mktemp("whole") / f"out{request.param}"
    done = finish(output, *inputs)
    assert done.returncode == 0, done.stderr
    return request.param, content(output)


def kill_tree(process: subprocess.Popen) -> None:
    """Kill a run alone: what it started has to find its own end."""
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def run_killing(output: Path, inputs: list[Path], kills: int, seed: int) -> int:
    """Run to the end, killing at random moments; gives how many kills hit a run at work."""
    rng = random.Random(seed)
    hits = 0
    while hits < kills:
        process = subprocess.Popen(
            command(output, *inputs),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with process.stdout, process.stderr:
            try:
                # starting takes half of it: most kills hit the work, some the beginning and the end
                process.wait(rng.uniform(0.1, 3.0))
            except subprocess.TimeoutExpired:
                kill_tree(process)
                hits += 1
                continue
            assert process.returncode == 0, process.stderr.read().decode()
        return hits  # it came to its end between two kills
    done = finish(output, *inputs)
    assert done.returncode == 0, done.stderr
    return hits


def check_clean_folder(output: Path) -> None:
    names = {path.name for path in output.parent.iterdir()}
    stem, _, ending = output.name.partition(".")
    assert names == {output.name, f"{stem}.failed.{ending}"}


@pytest.mark.parametrize("kills", [5, pytest.param(15, marks=pytest.mark.slow)])
def test_killed_runs_end_with_the_same_bytes(kills, undisturbed, inputs, tmp_path):
    ending, expected = undisturbed
    hits = seed = 0
    while hits < kills:
        seed += 1
        output = tmp_path / f"{seed}" / f"out{ending}"
        output.parent.mkdir()
        hits += run_killing(output, inputs, min(5, kills - hits), seed)
        assert content(output) == expected
        check_clean_folder(output)


def test_every_record_is_in_one_of_the_two_outputs(inputs, tmp_path):
    output = tmp_path / "out.jsonl"
    assert finish(output, *inputs).returncode == 0
    places = [
        (Path(line["input"]).name, line["row"])
        for data in content(output)
        for line in map(json.loads, data.splitlines())
    ]
    expected = [(f"page{n:03}.html", 0) for n in range(60)]
    expected += [("crawl.jsonl.gz", n) for n in range(302)]  # a broken line, the cut end
    expected += [("crawl.warc.gz", n) for n in range(240)]
    assert sorted(places) == sorted(expected)


def test_a_killed_run_does_only_the_rest(inputs, tmp_path):
    output = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        command(output, *inputs), env=environment(), stdout=subprocess.DEVNULL
    )
    log = tmp_path / ".out.jsonl.parts" / "done.jsonl"
    wait_for(lambda: log.exists() and len(log.read_bytes().splitlines()) >= 3, process)
    kill_tree(process)
    assert not output.exists()
    done = finish(output, *inputs)
    assert "pages were done before this run went on" in done.stdout


def wait_for(condition, process) -> None:
    """Wait as long as the run is at work; a busy machine may take a minute to start it."""
    end = time.monotonic() + 300
    while not condition():
        assert process.poll() is None, "the run ended too early"
        if time.monotonic() > end:
            kill_tree(process)
            pytest.fail("what was waited for did not come about")
        time.sleep(0.005)


def interrupted(output: Path, inputs: list[Path]) -> None:
    process = subprocess.Popen(
        command(output, *inputs), env=environment(), stdout=subprocess.DEVNULL
    )
    log = output.with_name(f".{output.name}.parts") / "done.jsonl"
    wait_for(log.exists, process)
    kill_tree(process)


def test_a_torn_line_of_the_log_does_not_count(undisturbed, inputs, tmp_path):
    ending, expected = undisturbed
    output = tmp_path / f"out{ending}"
    interrupted(output, inputs)
    log = tmp_path / f".out{ending}.parts" / "done.jsonl"
    log.write_bytes(log.read_bytes()[:-7])
    assert finish(output, *inputs).returncode == 0
    assert content(output) == expected


def test_changed_inputs_are_refused(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    for number in range(300):
        (source / f"{number:03}.txt").write_text(page(number))
    output = tmp_path / "out.jsonl"
    interrupted(output, [source])
    changed = source / "200.txt"
    before = changed.read_text()
    changed.write_text("another")
    refused = finish(output, source)
    assert refused.returncode != 0
    assert "200.txt has changed since the interrupted run" in refused.stderr
    assert "--restart" in refused.stderr
    changed.write_text(before)  # another time of modification: still another file
    assert "has changed" in finish(output, source).stderr
    (source / "300.txt").write_text("new")
    changed.unlink()
    assert "200.txt is gone" in finish(output, source).stderr


def test_another_run_of_the_same_output_is_refused(inputs, tmp_path):
    output = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        command(output, *inputs), env=environment(), stdout=subprocess.DEVNULL
    )
    try:
        wait_for((tmp_path / ".out.jsonl.lock").exists, process)
        second = finish(output, *inputs)
        assert second.returncode != 0
        assert "another run writes" in second.stderr
    finally:
        process.wait(600)
    assert process.returncode == 0
    assert output.exists()


def test_workers_of_a_killed_run_end(inputs, tmp_path):
    output = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        command(output, *inputs), env=environment(), stdout=subprocess.DEVNULL
    )
    log = tmp_path / ".out.jsonl.parts" / "done.jsonl"
    wait_for(log.exists, process)
    children = psutil.Process(process.pid).children(recursive=True)
    assert len(children) >= 3
    kill_tree(process)
    _, alive = psutil.wait_procs(children, timeout=15)
    assert alive == []
