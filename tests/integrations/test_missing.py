"""Without its library, each integration says which extra brings it."""

import subprocess
import sys

import pytest

from ..conftest import ROOT


@pytest.mark.parametrize(
    ("extra", "library", "code"),
    [
        ("arrow", "pyarrow", "import newsclean.arrow"),
        ("spark", "pyspark", "from newsclean.spark import clean; clean(None)"),
        ("spark", "pyspark", "from newsclean.spark import clean_files; clean_files(None, [])"),
        ("ray", "ray", "from newsclean.ray import clean; clean(None)"),
        ("ray", "ray", "from newsclean.ray import clean_files; clean_files([])"),
        ("scrapy", "itemadapter", "from newsclean.scrapy import NewscleanPipeline as P; P()"),
        ("poet", "web_poet", "import newsclean.poet"),
    ],
)
def test_the_error_names_the_extra(extra: str, library: str, code: str) -> None:
    missing = f"import sys; sys.modules[{library!r}] = None\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", missing], cwd=ROOT, capture_output=True, text=True, check=False
    )
    last = done.stderr.splitlines()[-1]
    assert last.startswith("newsclean.errors.MissingExtra: ")
    assert last.endswith(f"pip install 'newsclean[{extra}]'")
