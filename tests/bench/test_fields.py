from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean.bench.corpus import CorpusPage
from newsclean.bench.fields import bare_story, main, spend
from newsclean.fields.choose import CHOOSERS


def test_every_field_has_its_time(tiny: Path) -> None:
    done = CliRunner().invoke(main, ["time", str(tiny), "--rounds", "1"])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert {line[:16].strip() for line in lines[:-1]} == {
        "page and body",
        "metadata",
        *CHOOSERS,
    }
    assert lines[-1].startswith("fields / page and body: ")
    assert lines[-1].endswith(", 2 pages")


def test_the_parts_of_a_page_take_time() -> None:
    page = CorpusPage("a", "<title>Rain</title><h1>Rain in June</h1><p>It fell all night.")
    spent = spend(page)
    assert spent.body > 0
    assert sum(spent.fields.values()) > 0


def test_a_corpus_without_articles_is_an_error(write_corpus: Callable[..., Path]) -> None:
    path = write_corpus([{"id": "a", "html": "<p>x", "kind": "listing"}])
    done = CliRunner().invoke(main, ["time", str(path)])
    assert done.exit_code == 1
    assert "no page" in done.output


@pytest.mark.parametrize("title", ["Rain in June", "RAIN IN JUNE!"])
def test_a_bare_story_has_no_line_that_is_its_title(title: str) -> None:
    page = CorpusPage("a", "<p>x", title=title, body="Rain in June\n\nIt fell all night.\nHard.")
    assert bare_story(page) == "It fell all night.\nHard."


def test_titles_of_bare_stories_are_counted(tiny: Path) -> None:
    done = CliRunner().invoke(main, ["bare", str(tiny)])
    assert done.exit_code == 0, done.output
    assert "none on 2 of 2" in done.output
