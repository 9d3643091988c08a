"""Sites learned in a run over many pages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from newsclean.batch import learn_sites
from newsclean.cli.main import cli
from newsclean.errors import SettingError

from .made_up import PROMISE, html_page, other_page

URL = "https://{}/{}"


def write(path, sites):
    """Write pages of sites, taking turns, as JSON Lines."""
    longest = max(len(pages) for pages in sites.values())
    with path.open("w", encoding="utf-8") as stream:
        for row in range(longest):
            for host, pages in sites.items():
                if row < len(pages):
                    page = {"url": URL.format(host, row), "html": pages[row]}
                    stream.write(json.dumps(page) + "\n")
    return path


@pytest.fixture
def pages(tmp_path):
    return write(
        tmp_path / "pages.jsonl",
        {
            "courier.example": [html_page(n) for n in range(8)],
            "small.example": [html_page(n).partition("<div class=more>")[0] for n in range(20, 22)],
            "prices.example": [other_page(n) for n in range(4)],
        },
    )


# a run that dies of SIGKILL in a step of it, once it has been taken so many times
DIES = """
import os, signal, sys
import newsclean.learning
from newsclean.batch import parts, work
from newsclean.cli.main import cli

step, times, *arguments = sys.argv[1:]
work.PART_PAGES, left = 3, int(times)

def dying(taken):
    def step(*arguments):
        global left
        taken(*arguments)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return step

owner = newsclean.learning if step == "write_profile" else parts.Parts
setattr(owner, step, dying(getattr(owner, step)))
cli(["clean", *arguments])
"""


def run(*arguments):
    return CliRunner().invoke(cli, ["clean", *map(str, arguments)])


def test_a_run_learns_its_sites_first(pages, tmp_path):
    out = tmp_path / "out.jsonl"
    done = run(pages, "-o", out, "--learn-sites", "--workers", 0)
    assert done.exit_code == 0, done.output
    assert "courier.example: learned from 8 pages, expected F1" in done.output
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    of_courier = [r for r in records if "courier" in r["url"]]
    assert len(of_courier) == 8
    assert not any(PROMISE in r["body"] for r in of_courier)
    small = [r for r in records if "small" in r["url"]]
    assert all(PROMISE in r["body"] for r in small), "two pages teach nothing"
    assert (tmp_path / "out.jsonl.profiles" / "courier.example.toml").exists()
    assert not (tmp_path / "out.jsonl.profiles" / "small.example.toml").exists()


def test_the_report_explains_pages_with_what_the_run_learned(pages, tmp_path):
    report = tmp_path / "report.html"
    limits = ("--workers", 0, "--articles-only", "-q")
    done = run(pages, "-o", tmp_path / "out.jsonl", "--learn-sites", "--report", report, *limits)
    assert done.exit_code == 0, done.output
    explained = [page.read_text("utf-8") for page in (tmp_path / "report.pages").glob("*.html")]
    assert any("courier.example" in page and "profile: line" in page for page in explained)


def test_workers_learn_the_same(pages, tmp_path):
    files = []
    for workers in (0, 2):
        folder, _ = learn_sites([pages], tmp_path / f"{workers}.jsonl", workers=workers)
        files.append({f.name: f.read_bytes() for f in folder.glob("*.toml")})
    assert files[0] == files[1]
    assert files[0]


def test_only_the_first_pages_of_a_site_teach(pages, tmp_path):
    _, gains = learn_sites([pages], tmp_path / "out.jsonl", workers=0, pages=4)
    assert {gain.host: gain.pages for gain in gains}["courier.example"] == 4


def test_what_was_learned_of_the_same_pages_is_kept(pages, tmp_path):
    out = tmp_path / "out.jsonl"
    folder, gains = learn_sites([pages], out, workers=0)
    file = folder / "courier.example.toml"
    file.write_text(file.read_text("utf-8") + "# seen\n", "utf-8")
    assert learn_sites([pages], out, workers=0) == (folder, gains)
    assert file.read_text("utf-8").endswith("# seen\n")
    learn_sites([pages], out, workers=0, restart=True)
    assert not file.read_text("utf-8").endswith("# seen\n")


@pytest.mark.skipif(sys.platform == "win32", reason="dies of SIGKILL")
@pytest.mark.parametrize(("step", "times"), [("write_profile", 1), ("finish", 1), ("finish", 3)])
def test_a_killed_run_that_is_resumed_ends_with_the_same_bytes(pages, tmp_path, step, times):
    limits = (pages, "--learn-sites", "--workers", 0)
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert run(*limits, "-o", whole).exit_code == 0
    program = [sys.executable, "-c", DIES, step, str(times), *map(str, limits), "-o", str(out)]
    died = subprocess.run(program, capture_output=True, env=os.environ, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert not out.exists()
    done = run(*limits, "-o", out)
    assert done.exit_code == 0, done.output
    for name in ("{}.jsonl", "{}.failed.jsonl", "{}.jsonl.profiles/courier.example.toml"):
        one, other = (tmp_path / name.format(stem) for stem in ("whole", "out"))
        assert one.exists() == other.exists()
        if one.exists():
            assert one.read_bytes() == other.read_bytes(), name


def test_many_open_sites_are_closed_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr("newsclean.batch.sites._MOST_OPEN", 2)
    sites = {f"s{n}.example": [html_page(n * 10 + k) for k in range(4)] for n in range(4)}
    _, gains = learn_sites([write(tmp_path / "p.jsonl", sites)], tmp_path / "o.jsonl", workers=0)
    assert [gain.host for gain in gains] == ["s2.example", "s3.example"]
    in_turn = write(tmp_path / "q.jsonl", {"s0.example": sites["s0.example"]})
    _, gains = learn_sites([in_turn], tmp_path / "r.jsonl", workers=0)
    assert [gain.host for gain in gains] == ["s0.example"]


def test_a_site_that_has_a_profile_is_left_alone(tmp_path):
    from newsclean.profiles import ProfileSet

    pages = write(tmp_path / "p.jsonl", {"www.pravda.com.ua": [html_page(n) for n in range(4)]})
    known = ProfileSet.builtin()
    assert learn_sites([pages], tmp_path / "o.jsonl", workers=0, known=known)[1] == []


def test_standard_input_cannot_be_read_twice(tmp_path):
    with pytest.raises(SettingError, match="read twice"):
        learn_sites(["-"], tmp_path / "out.jsonl")


def test_no_profiles_and_learning_exclude_each_other(pages, tmp_path):
    done = run(pages, "-o", tmp_path / "o.jsonl", "--learn-sites", "--no-profiles")
    assert done.exit_code == 2
    assert "exclude each other" in done.output


def test_a_run_that_learns_nothing_says_why(tmp_path):
    (tmp_path / "a.html").write_text(html_page(1), "utf-8")
    done = run(tmp_path / "a.html", "-o", tmp_path / "out.jsonl", "--learn-sites", "--workers", 0)
    assert "0 sites learned" in done.output
    assert "pages without an address (--url) are of none" in done.output
