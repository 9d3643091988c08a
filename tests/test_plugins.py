"""The plug-in of docs/add-an-extractor.md, installed as a package, is found by name and used."""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def example(name: str) -> str:
    """The file that the documentation shows under its name."""
    page = (ROOT / "docs" / "add-an-extractor.md").read_text("utf-8")
    found = re.search(rf"^`{re.escape(name)}`:\n\n```\w+\n(.*?)^```$", page, re.M | re.S)
    assert found, f"the page shows no {name}"
    return found[1]


USE = """\
import newsclean
pipeline = newsclean.Pipeline(extractors=("lenn-gazette", "lenn-bells", "segment"))
text = "Home\\n| The bridge reopened on Monday, the county said.\\n| A band played.\\nMore"
article = pipeline.extract(text)
print(article.title, article.paragraphs, article.sources["body"])
print(newsclean.extract(text).title)
print(pipeline.extract("It rained.", "https://bells.example/1").paragraphs)
"""


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment of its own that sees this one's packages."""
    folder = tmp_path_factory.mktemp("plugin")
    package = folder / "package"
    package.mkdir()
    for name in ("pyproject.toml", "newsclean_lenn.py"):
        (package / name).write_text(example(name), "utf-8")
    venv.create(folder / "venv", with_pip=False, symlinks=os.name != "nt")
    [site] = (
        (folder / "venv").glob("lib/*/site-packages")
        if os.name != "nt"
        else [folder / "venv" / "Lib" / "site-packages"]
    )
    seen = [ROOT, *(path for path in sys.path if path.endswith("site-packages"))]
    (site / "seen.pth").write_text("\n".join(map(str, seen)))
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        *options,
        "--target",
        str(site),
        str(package),
    ]
    subprocess.run(command, check=True, timeout=600)
    name = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return folder / "venv" / name


def run(python: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-c", code], capture_output=True, text=True, timeout=600, check=False
    )


def test_an_installed_plug_in_is_found_and_used(scratch: Path) -> None:
    done = run(scratch, USE)
    assert done.returncode == 0, done.stderr
    used, default, site = done.stdout.splitlines()
    assert used == (
        "From the Gazette ('| The bridge reopened on Monday, the county said.', "
        "'| A band played.') lenn-gazette"
    )
    assert default != "From the Gazette", "a plug-in is used only where the user lists its name"
    assert site == "('IT RAINED.',)"


def test_it_is_not_found_where_it_is_not_installed() -> None:
    done = run(Path(sys.executable), USE)
    assert "UnknownExtractor: no extractor is named 'lenn-gazette'" in done.stderr


def test_an_unknown_name_lists_what_is_installed(scratch: Path) -> None:
    done = run(scratch, "import newsclean; newsclean.Pipeline(extractors=('lenn',))")
    assert "installed: ['lenn-bells', 'lenn-gazette']" in done.stderr
