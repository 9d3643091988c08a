"""What the model for HTML says of a page becomes the labels of its captures."""

from pathlib import Path

import pytest
from newsclean_workshop.settings import TrainSettings
from newsclean_workshop.teach import lessons, taught

from newsclean.bench.corpus import CorpusPage
from newsclean.labeller.model import load_model
from tests.labeller.test_model import HTML

SETTINGS = TrainSettings(corpora=(), out=Path())


def page(number: int, html: str = HTML, url: str | None = None) -> CorpusPage:
    return CorpusPage(id=str(number), html=html, site=f"{number}.example", url=url)


def test_captures_are_labelled_as_the_page_is() -> None:
    pytest.importorskip("resiliparse")
    pytest.importorskip("inscriptis")
    learned = list(lessons([page(1)], load_model("html")))
    assert len(learned) == 1
    pages = list(taught(learned, "text", SETTINGS))
    assert 0 < len(pages) <= SETTINGS.taught_captures
    for example in pages:
        long = example.seen.columns["words"] > 20
        assert example.labels[long].min() > 0.5
        assert example.labels.min() < 0.1
        assert example.weight == SETTINGS.taught_weight


def test_the_page_itself_has_the_chances_that_the_teacher_gave() -> None:
    learned = list(lessons([page(1)], load_model("html")))
    (example,) = taught(learned, "html", SETTINGS)
    assert example.labels.tolist() == learned[0].chances.tolist()
    assert example.site == "1.example"


def test_a_page_is_taken_once_and_a_short_one_never() -> None:
    short = "<p>It rained.</p>" * 9
    sources = [page(1, url="https://a.example/"), page(2, url="https://a.example/"), page(3, short)]
    assert [lesson.source.id for lesson in lessons(sources, load_model("html"))] == ["1"]
