"""The changes of docs/extend.md, applied to a copy of the package: few files, and they work."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest

import newsclean

PACKAGE = Path(newsclean.__file__).parent
GUIDE = (Path(__file__).parents[1] / "docs" / "extend.md").read_text("utf-8")
STEP = re.compile(
    r"^(?:In `(?P<file>[^`]+)`, (?P<side>after|before) `(?P<line>[^`]+)`"
    r"|A new file, `(?P<new>[^`]+)`):\n\n```(?:python|text)\n(?P<code>.*?)```$",
    re.M | re.S,
)
PAGE = (
    '<meta property="article:section" content="Harbour"><h1>Jetty closed after whale sighting</h1>'
    "<p>The jetty at Brenk was closed on Monday after a whale was seen, the harbour said.</p>"
)


def apply(section: str, root: Path) -> set[str]:
    """Make the changes of a section of the guide in a copy; return the files that changed."""
    text = next(part for part in GUIDE.split("\n## ") if part.startswith(section))
    changed = set()
    for step in STEP.finditer(text):
        name = step["new"] or step["file"]
        changed.add(name)
        path = root / name
        path.write_text(step["code"] if step["new"] else with_step(path, step), "utf-8")
    return changed


def with_step(path: Path, step: re.Match[str]) -> str:
    """The text of a file with the code of a step beside the line that the step names."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    places = [i for i, line in enumerate(lines) if line.strip() == step["line"].strip()]
    assert len(places) == 1, f"{path.name}: {step['line']!r} stands there {len(places)} times"
    [place] = places
    depth = " " * (len(lines[place]) - len(lines[place].lstrip()))
    if step["side"] == "after" and lines[place].rstrip().endswith("("):
        depth += "    "
    gap = "\n\n" if step["side"] == "before" else ""
    lines.insert(place + (step["side"] == "after"), indent(step["code"], depth) + gap)
    return "".join(lines)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "newsclean", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return tmp_path


def run(root: Path, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


COMMAND = ("-c", "from newsclean.cli.main import main; main()")


def test_a_field_is_three_files(copy: Path) -> None:
    assert len(apply("A field of the record", copy)) == 3
    record = json.loads(run(copy, *COMMAND, "extract", "page.html"))
    assert record["section"] == "Harbour"
    assert record["sources"]["section"] == "structured"
    columns = "import newsclean.arrow as a; print(a.SCHEMA.names.count('section'))"
    assert run(copy, "-c", columns).strip() == "1"


def test_an_extractor_is_two_files(copy: Path) -> None:
    assert len(apply("An extractor that comes with the package", copy)) == 2
    assert "paragraphs" in run(copy, *COMMAND, "explain", "page.html")


def test_an_output_format_is_one_file(copy: Path) -> None:
    assert len(apply("An output format", copy)) == 1
    run(copy, *COMMAND, "clean", "page.html", "-o", "records.csv")
    head, row, *more = (copy / "records.csv").read_text("utf-8").splitlines()
    assert "title" in head.split(",")
    assert "Jetty closed after whale sighting" in row
    assert not more
