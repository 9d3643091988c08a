"""The shell examples of the documentation, run as they stand; its Python examples are doctests."""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import pytest

from .conftest import FIXTURES, ROOT

HEADS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
PAGES = [*HEADS, *sorted(ROOT.glob("docs/**/*.md"))]
# ```console is run and compared, ```sh is for the reader
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
# what a run says every ten seconds: no part of an example, and absent where the machine is quick
PROGRESS = re.compile(r"^\d\d:\d\d:\d\d [\d,]+ pages, .*\n", re.M)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(#[^)\s]*)?\)")


class Example(NamedTuple):
    """A command with the lines that go with it, and the output that the page shows."""

    command: str
    shown: str


def examples(page: Path) -> Iterator[Example]:
    for block in CONSOLE.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            lines = part.splitlines(keepends=True)
            more = [line[2:] for line in takewhile(lambda line: line.startswith("> "), lines[1:])]
            yield Example(lines[0] + "".join(more), "".join(lines[1 + len(more) :]))


def shell(command: str, folder: Path) -> str:
    scripts = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
        check=False,
    )
    return PROGRESS.sub("", done.stdout.decode("utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize(
    "page", [p for p in PAGES if CONSOLE.search(p.read_text("utf-8"))], ids=lambda page: page.name
)
def test_shell_examples_give_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    (tmp_path / "fixtures").symlink_to(FIXTURES)
    checker = doctest.OutputChecker()
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    for number, example in enumerate(examples(page), 1):
        given = shell(example.command, tmp_path)
        if not checker.check_output(example.shown, given, flags):
            found = doctest.Example(example.command, example.shown)
            pytest.fail(
                f"example {number}: $ {example.command}"
                + checker.output_difference(found, given, flags)
            )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    gone = [target for target, _ in LINK.findall(text) if not (page.parent / target).exists()]
    assert gone == []


def test_every_page_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    linked = {target for target, _ in LINK.findall(readme)}
    pages = {str(page.relative_to(ROOT)) for page in ROOT.glob("docs/*.md")}
    assert pages <= linked


def test_every_command_and_option_is_in_the_documentation() -> None:
    from newsclean.cli.main import cli

    text = (ROOT / "docs" / "cli.md").read_text("utf-8") + (ROOT / "docs" / "bench.md").read_text(
        "utf-8"
    )
    missing = []
    for name, command in cli.commands.items():
        for sub in getattr(command, "commands", {name: command}).values():
            missing += [
                f"{name}: {option}"
                for parameter in sub.params
                for option in parameter.opts
                if option.startswith("--") and option not in text
            ]
        assert f"newsclean {name}" in text
    assert missing == []


def test_decisions_are_numbered_without_gaps_or_twins() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(name[:4]) for name in names]
    assert len(set(numbers)) == len(numbers)
    for name, number in zip(names, numbers, strict=True):
        head = (ROOT / "docs" / "decisions" / name).read_text("utf-8").splitlines()[0]
        assert head.startswith(f"# {number}. ")


def test_the_rules_about_bodies_are_those_of_the_table() -> None:
    from newsclean.body.rules import RULE_NAMES

    page = (ROOT / "docs" / "what-belongs-to-a-body.md").read_text("utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| ")]
    named = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row[4])}
    assert named == set(RULE_NAMES)


def test_the_flow_is_shown_as_it_is() -> None:
    source = (ROOT / "newsclean" / "pipeline.py").read_text("utf-8")
    page = (ROOT / "docs" / "how-it-works.md").read_text("utf-8")
    body = source[source.index("    def explain(") : source.index("    def propose(")]
    lines = [line.strip() for line in body.splitlines() if line.strip() and '"""' not in line]
    shown = [line.strip() for line in page.splitlines()]
    first = shown.index(lines[0])
    assert [line for line in shown[first : first + len(lines)] if line] == lines
