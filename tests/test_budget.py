import pytest

from newsclean import Candidate, Capture, Page, Pipeline, SettingError, extractor
from newsclean.budget import BUDGETS
from tests.body.extractors.test_extras import HTML


def ran(pipeline: Pipeline) -> set[str]:
    return {item.candidate.extractor for item in pipeline.explain(Capture(HTML)).candidates}


def test_fast_never_runs_a_costly_extractor() -> None:
    assert "trafilatura" not in ran(Pipeline(budget="fast"))
    assert not ran(Pipeline(budget="fast", extractors=("trafilatura",)))


def test_fast_runs_an_extractor_of_ones_own_whatever_its_name() -> None:
    @extractor("segment")
    def mine(page: Page) -> Candidate:
        return Candidate.of_blocks(page, (0,))

    assert "segment" in ran(Pipeline(budget="fast", extractors=("labeller", mine)))


def test_fast_looks_for_title_and_date_and_for_nothing_else() -> None:
    page = (
        """<title>Bridge reopens</title><meta name=author content="Ann Lee">
    <h1>Bridge reopens</h1><p>By Ann Lee<p>30 June 2025<p>"""
        + "It opened on Monday, he said. " * 9
    )
    balanced, fast = (Pipeline(budget=name).extract(page) for name in ("balanced", "fast"))
    assert (fast.title, fast.date, fast.body) == (balanced.title, balanced.date, balanced.body)
    assert (balanced.authors, fast.authors) == (("Ann Lee",), ())
    assert (balanced.language, fast.language) == ("en", None)


def test_best_always_does() -> None:
    assert "trafilatura" in ran(Pipeline(budget="best"))


def test_a_setting_of_ones_own_comes_before_the_budget() -> None:
    assert "trafilatura" in ran(Pipeline(enough=1.0))
    assert "trafilatura" not in ran(Pipeline(enough=0.0))


def test_balanced_is_the_default() -> None:
    assert Pipeline().budget == "balanced"
    assert 0 < BUDGETS["balanced"].enough < 1


@pytest.mark.parametrize("budget", ["quick", None, 3, ["fast"]])
def test_no_other_budget(budget: object) -> None:
    with pytest.raises(SettingError, match="budget must be one of fast, balanced, best"):
        Pipeline(budget=budget)  # type: ignore[arg-type]
