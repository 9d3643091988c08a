"""What the documentation calls is there, and each of its Python examples is run by some test.

Examples with prompts are doctests; files that are shown under their names are run by the tests of
what they are for; the others are run here.
"""

import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import newsclean
from newsclean.errors import MissingExtra

from .conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?:^`([\w.]+)`:\n\n)?^```python\n(.*?)^```$", re.M | re.S)
NAME = re.compile(r"\bnewsclean(?:\.[a-zA-Z_]\w*)+")
# what looks like a name of the package and is none: entry points, files, loggers, a module to add
OTHERS = re.compile(
    r"newsclean\.(?:toml|json|py|org|tar|extractors|commands|body\.extractors\.paragraphs)\b"
)
STORY = "<h1>Rain falls</h1><p>It rained all day, the county said on Monday.</p>"


class Example(NamedTuple):
    """A block of Python without prompts, and the name of the file that it is shown as."""

    page: str
    name: str
    code: str


def examples() -> Iterator[Example]:
    for path in PAGES:
        for name, code in BLOCK.findall(path.read_text("utf-8")):
            if ">>>" not in code:
                yield Example(path.name, name, code)


def run(example: Example, **names: Any) -> dict[str, Any]:
    exec(compile(example.code, example.page, "exec"), names)
    return names


def in_processes(example: Example, folder: Path, patch: pytest.MonkeyPatch) -> None:
    found = run(example, __name__="__main__", newsclean=newsclean, pages=[STORY, STORY])
    assert found["article"].title == "Rain falls"


def arrow(example: Example, folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.chdir(folder)
    table = pa.table({"html": [STORY], "page_id": ["one"], "crawl": ["2025-07"]})
    pq.write_table(table, "pages.parquet")
    (record,) = run(example)["records"].to_pylist()
    assert (record["title"], record["id"], record["crawl"]) == ("Rain falls", "one", "2025-07")


def plug_in(example: Example, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Installed as `pip install` would: a module, and the entry point in its metadata."""
    shown = next(found for found in examples() if found.name == "newsclean_lenn.py")
    (folder / shown.name).write_text(shown.code)
    facts = folder / "newsclean_lenn-1.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: newsclean-lenn\nVersion: 1\n")
    (facts / "entry_points.txt").write_text(
        "[newsclean.extractors]\nlenn-gazette = newsclean_lenn:LennGazette\n"
    )
    patch.syspath_prepend(folder)
    pipeline = run(example, newsclean=newsclean)["pipeline"]
    assert pipeline.lineup[0].name == "lenn-gazette"


# by words that only this example has; those of web-poet are of tests/integrations/test_poet.py
RUNS: dict[str, Callable[[Example, Path, pytest.MonkeyPatch], None]] = {
    "chunksize=20": in_processes,
    "iter_batches(256)": arrow,
    'extractors=("lenn-gazette", *newsclean': plug_in,
}
ELSEWHERE = ("NewscleanPage",)


@pytest.mark.parametrize("words", RUNS)
def test_examples_without_prompts_run(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example,) = (found for found in examples() if words in found.code)
    RUNS[words](example, tmp_path, monkeypatch)


def test_every_example_is_run_by_some_test() -> None:
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    unrun = [
        (example.page, example.name or example.code[:60])
        for example in examples()
        # the changes of this page are applied by test_extend.py
        if example.page != "extend.md"
        and not (example.name and f'"{example.name}"' in tests)
        and not any(words in example.code for words in (*RUNS, *ELSEWHERE))
    ]
    assert unrun == []


def exists(name: str) -> bool:
    """Whether a dotted name leads to a module, or to what stands in one."""
    value: Any = newsclean
    path = "newsclean"
    for part in name.split(".")[1:]:
        path += f".{part}"
        if not hasattr(value, part):
            try:
                importlib.import_module(path)
            except MissingExtra:
                return True  # it is there, its library is not
            except ModuleNotFoundError as error:
                return error.name is not None and not error.name.startswith("newsclean")
        value = getattr(value, part)
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_documentation_names_is_there(page: Path) -> None:
    names = {name for name in NAME.findall(page.read_text("utf-8")) if not OTHERS.match(name)}
    assert [name for name in sorted(names) if not exists(name)] == []
