from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from newsclean import Candidate, Page, Pipeline, extractor
from newsclean.bench.ablate import render_worth, rule_worth
from newsclean.bench.settings import BenchSettings

STORY = [
    f"The crews found {n} faults in the steel of the northern span, and it took all spring and "
    "the better part of the summer to mend the last of them, said the county on Monday."
    for n in range(6)
]
POINTER = "<p><b>Leggi anche</b> <a href=/1>Rifugio Alpe Brusata, cercasi gestore</a></p>"


def page(id_: str, middle: str) -> dict[str, str]:
    first, *others = (f"<p>{line}</p>" for line in STORY)
    html = f"<article><h1>The span</h1>{first}{middle}{''.join(others)}</article>"
    return {"id": id_, "html": html, "body": "\n".join(STORY)}


@extractor("all")
def everything(page: Page) -> Candidate:
    """A body of all blocks: what goes from it goes by rules."""
    return Candidate.of_blocks(page, tuple(range(len(page.blocks))))


@pytest.fixture(autouse=True)
def pipeline_of_all_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = partial(Pipeline, extractors=(everything,), profiles=None)
    monkeypatch.setattr("newsclean.bench.ablate.Pipeline", pipeline)
    monkeypatch.setattr("newsclean.bench.ablate.DEFAULT", pipeline())


def test_a_rule_is_measured_where_it_did_anything(
    write_corpus: Callable[..., Path],
) -> None:
    path = write_corpus([page("a", ""), page("b", POINTER)])
    found = {item.rule: item for item in rule_worth(BenchSettings((path,)))}
    pointers, title = found["pointers"], found["title"]
    assert (pointers.pages, pointers.better, pointers.worse) == (2, 1, 0)
    assert (title.pages, title.better, title.worse) == (2, 2, 0)
    assert 0 < pointers.f1 < 0.1
    assert (pointers.exact, title.exact) == (1, 2)


def test_the_total_weighs_corpora_by_their_pages(
    write_corpus: Callable[..., Path],
) -> None:
    paths = (
        write_corpus([page("a", ""), page("b", ""), page("c", POINTER)], "many"),
        write_corpus([page("d", POINTER)], "few"),
    )
    few, many, total = (w for w in rule_worth(BenchSettings(paths)) if w.rule == "pointers")
    assert (few.corpus, many.corpus, total.corpus) == ("few", "many", "all")
    assert (total.pages, total.better, total.exact) == (4, 2, 2)
    assert total.f1 == pytest.approx((3 * many.f1 + few.f1) / 4)
    assert render_worth([few, many, total]).splitlines()[-1].startswith("all     pointers")
