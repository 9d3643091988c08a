import importlib.metadata
import pickle
from importlib.metadata import EntryPoint, EntryPoints
from typing import Any

import pytest

from newsclean.body import registry
from newsclean.body.candidate import Candidate, Extractor
from newsclean.body.extractors.segment import Segment
from newsclean.body.registry import extractor, find_extractor, serves
from newsclean.errors import UnknownExtractor
from newsclean.page.page import Page
from newsclean.page.read import read_page


@extractor("first", cost=0.1)
def first_block(page: Page) -> Candidate | None:
    return Candidate.of_blocks(page, (0,)) if page.blocks else None


class Plugin:
    """A plug-in as a class without arguments."""

    name = "plugin"
    cost = 1.0

    def __call__(self, page: Page) -> Candidate | None:
        return first_block(page)


NOT_AN_EXTRACTOR = "text"


def plain_function(page: Page) -> Candidate | None:
    return None


def test_a_decorated_function_is_an_extractor() -> None:
    assert isinstance(first_block, Extractor)
    assert (first_block.name, first_block.cost, first_block.hosts) == ("first", 0.1, ())
    found = first_block(read_page("One.\nTwo."))
    assert found is not None
    assert found.paragraphs == ("One.",)


@pytest.mark.parametrize(
    ("hosts", "url", "expected"),
    [
        ((), None, True),
        ((), "https://a.example", True),
        (("a.example",), None, False),
        (("a.example",), "https://a.example/x", True),
        (("a.example",), "https://A.Example:8080/x", True),
        (("a.example",), "https://news.a.example/x", True),
        (("a.example",), "https://nota.example/x", False),
        (("a.example",), "https://b.example/?u=a.example", False),
        (("a.example", "b.example"), "https://b.example", True),
        (("a.example",), "http://[broken", False),
        (("a.example",), "", False),
        (("A.Example",), "https://a.example", True),
    ],
)
def test_serves(hosts: tuple[str, ...], url: str | None, expected: bool) -> None:
    assert serves(hosts, url) is expected


def test_an_extractor_with_hosts_runs_on_their_pages_only() -> None:
    site = extractor("site", hosts=["a.example"])(first_block)
    assert site(read_page("One.", "https://b.example/1")) is None
    assert site(read_page("One.")) is None
    assert site(read_page("One.", "https://a.example/1")) is not None


def test_built_in_ones_are_found_by_name() -> None:
    segment = Segment()
    assert find_extractor("segment", (segment,)) is segment


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    points = EntryPoints(
        EntryPoint(name, f"{__name__}:{target}", registry.GROUP)
        for name, target in (
            ("plugin", "Plugin"),
            ("first", "first_block"),
            ("text", "NOT_AN_EXTRACTOR"),
            ("function", "plain_function"),
            ("gone", "no_such_name"),
        )
    )

    def entry_points(**given: Any) -> EntryPoints:
        return points.select(**given)

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)


@pytest.mark.usefixtures("installed")
class TestPlugins:
    def test_an_object_is_used_as_it_is(self) -> None:
        assert find_extractor("first", ()) is first_block

    def test_a_class_is_called(self) -> None:
        assert isinstance(find_extractor("plugin", ()), Plugin)

    def test_a_built_in_one_comes_first(self) -> None:
        mine = Plugin()
        assert find_extractor("plugin", (mine,)) is mine

    @pytest.mark.parametrize("name", ["text", "function"])
    def test_what_is_no_extractor_is_refused(self, name: str) -> None:
        with pytest.raises(UnknownExtractor, match=f"'{name}' is no extractor"):
            find_extractor(name, ())

    def test_a_plugin_that_cannot_be_loaded_is_named(self) -> None:
        with pytest.raises(UnknownExtractor, match="'gone' cannot be loaded"):
            find_extractor("gone", ())

    def test_an_unknown_name_lists_the_known_ones(self) -> None:
        with pytest.raises(UnknownExtractor, match="'nope'") as raised:
            find_extractor("nope", (Segment(),))
        assert "segment" in str(raised.value)
        assert "plugin" in str(raised.value)


def test_a_function_extractor_reaches_other_processes() -> None:
    assert pickle.loads(pickle.dumps(first_block)) is first_block
