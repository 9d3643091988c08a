"""Compiled or not, the loops give the same results on whole pages."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

import newsclean
from newsclean.bench.flatten import flatten_selectolax
from newsclean.fixture import find_fixtures, read_fixture
from newsclean.inner.binaries import VARIABLE
from newsclean.page import read_page
from newsclean.roles import page_roles

from ..conftest import ROOT

PAGES = 12

pytestmark = pytest.mark.skipif(not newsclean.compiled, reason=f"{newsclean.inner.state.reason}")


def results() -> list[tuple[list[str], list[list[float]]]]:
    """The blocks of some pages, and the probabilities of their roles."""
    found = []
    for path in sorted(find_fixtures(ROOT / "fixtures"))[::7][:PAGES]:
        content = read_fixture(path).content
        source = content if isinstance(content, str) else content.decode("utf-8", "replace")
        for form in (content, flatten_selectolax(source)):
            page = read_page(form)
            blocks = [repr(block) for block in (*page.blocks, *page.elements)]
            found.append((blocks, page_roles(page).probabilities.tolist()))
    return found


def test_pages_are_read_alike() -> None:
    code = "import json, tests.inner.test_agreement as m; print(json.dumps(m.results()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, VARIABLE: "1"},
    )
    pure = json.loads(done.stdout)
    here = results()
    assert len(here) == len(pure) >= PAGES
    for (blocks, odds), (pure_blocks, pure_odds) in zip(here, pure, strict=True):
        assert blocks == pure_blocks
        assert np.array(odds) == pytest.approx(np.array(pure_odds), abs=1e-5)
        best, pure_best = ([np.argmax(row) for row in table] for table in (odds, pure_odds))
        assert best == pure_best
