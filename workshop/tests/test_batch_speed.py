"""The benchmark of the batch runs as its documentation says."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from newsclean_workshop.batch_speed import main

STORY = "<h1>Bridge {0} opens</h1><p>The bridge of town {0} was opened on Monday, it said."


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for number in range(5):
        (tmp_path / "pages" / f"{number}.html").write_text(STORY.format(number))
    path = tmp_path / "crawl.warc.gz"
    assert "40 pages of 5" in call("make", path, tmp_path / "pages", "--pages", 40)
    return path


def call(*arguments: object) -> str:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exception is None, done.output
    return done.output


def test_overhead_is_told(crawl: Path) -> None:
    said = call("overhead", crawl, "--pages", 20, "--rounds", 1)
    assert "CPU of one worker over the loop:" in said
    assert "two workers against one:" in said


def test_the_peer_gives_as_many_records(crawl: Path) -> None:
    said = call("peer", crawl, "--workers", 1)
    assert said.count("40 records") == 2
    assert "by the clock:" in said


def test_memory_is_told(crawl: Path) -> None:
    said = call("memory", crawl, "--pages", 40, "--pages", 80, "--workers", 1)
    assert "40 pages: parent" in said
    assert "80 pages: parent" in said
    assert "the largest run against the smallest:" in said
