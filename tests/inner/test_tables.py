"""The loops over blocks and elements, compiled or not, and the arrays that do without them."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from newsclean import inner
from newsclean.bench.flatten import flatten_selectolax
from newsclean.fixture import find_fixtures, read_fixture
from newsclean.page import Page, read_page
from newsclean.roles import page_roles
from newsclean.roles.features import arrays
from newsclean.roles.features.loops import loops

from ..conftest import ROOT

NAMES = [name for name in vars(arrays) if name in inner.__all__ and name.islower()]
# what else a loop changes but its last array
ALSO = {"descend": 1}
FEW = ["<p>x", "<ul><li>日本<li>One two</ul>x", "<h1>One</h1><p>" + "One, two. " * 9]


def pages() -> list[Page]:
    found = [read_page(html, kind="html") for html in FEW]
    for path in sorted(find_fixtures(ROOT / "fixtures"))[::9]:
        content = read_fixture(path).content
        source = content if isinstance(content, str) else content.decode("utf-8", "replace")
        found += [read_page(source), read_page(flatten_selectolax(source))]
    return [page for page in found if page.blocks]


def both(loop: Callable[..., Any], of_arrays: Callable[..., Any]) -> Callable[..., Any]:
    """A loop that holds itself against arrays."""

    def run(*given: Any) -> Any:
        theirs = [part.copy() if isinstance(part, (np.ndarray, dict)) else part for part in given]
        result = loop(*given)
        assert of_arrays(*theirs) == result, loop
        for place in {-1, ALSO.get(loop.__name__, -1)}:
            assert theirs[place] == pytest.approx(given[place], abs=1e-5, rel=1e-5), loop
        return result

    return run


def test_loops_and_arrays_fill_in_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()

    def counted(name: str) -> Callable[..., Any]:
        checked = both(getattr(inner, name), getattr(arrays, name))
        return lambda *given: (calls.update([name]), checked(*given))[1]

    for name in NAMES:
        monkeypatch.setattr(loops, name, counted(name))
    for page in pages():
        page_roles(page)
    assert len(NAMES) > 12
    assert calls.keys() == set(NAMES)
    assert min(calls.values()) > len(FEW)
