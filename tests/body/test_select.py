import logging
from collections.abc import Callable, Mapping, Sequence

import pytest

from newsclean.body.candidate import Candidate, Extractor, family_of
from newsclean.body.extractors import EXTRACTORS
from newsclean.body.registry import FunctionExtractor, extractor
from newsclean.body.scorer.estimate import Estimate
from newsclean.body.select import Proposed, run_extractors, select
from newsclean.page.page import Page
from newsclean.page.read import read_page

PAGE = read_page("One.\nTwo.\nThree.\nFour.", "https://a.example/1")


def gives(
    name: str,
    *blocks: int,
    cost: float = 1.0,
    hosts: Sequence[str] = (),
    calls: list[str] | None = None,
) -> FunctionExtractor:
    def call(page: Page) -> Candidate | None:
        if calls is not None:
            calls.append(name)
        return Candidate.of_blocks(page, blocks)

    return extractor(name, cost=cost, hosts=hosts)(call)


def silent(name: str, cost: float = 1.0) -> FunctionExtractor:
    return extractor(name, cost=cost)(lambda _: None)


def broken(name: str, made: object = None, hosts: Sequence[str] = ()) -> FunctionExtractor:
    def call(page: Page) -> Candidate | None:
        if made is None:
            raise KeyError("no such thing")
        return made  # type: ignore[return-value]

    return extractor(name, hosts=hosts)(call)


def scores(qualities: Mapping[str, float]) -> Callable[[Page, Sequence[Candidate]], list[Estimate]]:
    """A scorer; the purity of a body goes with its quality."""
    return lambda _, candidates: [
        Estimate(qualities[c.extractor], qualities[c.extractor]) for c in candidates
    ]


def run(
    extractors: Sequence[Extractor], qualities: Mapping[str, float], page: Page = PAGE
) -> Proposed:
    return run_extractors(page, extractors, scores(qualities), good_enough=0.8, margin=0.05)


def winner(outcome: Proposed) -> str | None:
    body = select(outcome).body
    return body.extractor if body else None


def test_the_best_of_the_cheap_ones_wins() -> None:
    outcome = run([gives("a", 0), gives("b", 1), gives("c", 2)], {"a": 0.5, "b": 0.9, "c": 0.6})
    assert winner(outcome) == "b"
    assert [item.candidate.extractor for item in outcome.scored] == ["a", "b", "c"]
    assert all(item.seconds >= 0 for item in outcome.scored)


@pytest.mark.parametrize(("quality", "runs"), [(0.79, True), (0.8, False), (0.95, False)])
def test_a_costly_one_runs_only_where_the_cheap_ones_look_poor(quality: float, runs: bool) -> None:
    calls: list[str] = []
    run(
        [gives("dear", 0, 1, cost=20, calls=calls), gives("cheap", 0)],
        {"cheap": quality, "dear": 0.1},
    )
    assert calls == ["dear"] * runs


def test_a_costly_one_runs_where_the_cheap_ones_found_nothing() -> None:
    outcome = run([silent("cheap"), gives("dear", 0, cost=20)], {"dear": 0.4})
    assert winner(outcome) == "dear"


@pytest.mark.parametrize(("quality", "expected"), [(0.54, "cheap"), (0.56, "dear")])
def test_the_leader_changes_only_for_a_gain_over_the_margin(quality: float, expected: str) -> None:
    outcome = run([gives("cheap", 0), gives("dear", 1, cost=20)], {"cheap": 0.5, "dear": quality})
    assert winner(outcome) == expected


def test_each_costlier_tier_is_asked_in_turn() -> None:
    calls: list[str] = []
    extractors = [
        gives("third", 2, cost=300, calls=calls),
        gives("second", 1, cost=20, calls=calls),
        gives("first", 0, cost=0.1, calls=calls),
    ]
    outcome = run(extractors, {"first": 0.5, "second": 0.85, "third": 0.99})
    assert (calls, winner(outcome)) == (["first", "second"], "second")


def test_no_candidate_is_no_winner() -> None:
    assert run([silent("a")], {}) == Proposed((), None, ())


def test_a_candidate_without_a_body_never_wins() -> None:
    outcome = run([gives("fields")], {"fields": 0.0})
    assert (winner(outcome), len(outcome.scored)) == (None, 1)


class TestFailures:
    def test_a_failure_is_recorded_and_the_others_go_on(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.WARNING, "newsclean"):
            outcome = run([broken("bad"), gives("good", 0)], {"good": 0.9})
        assert winner(outcome) == "good"
        [failure] = outcome.failures
        assert (failure.extractor, failure.error) == ("bad", "KeyError: 'no such thing'")
        assert "bad" in caplog.text

    @pytest.mark.parametrize(
        ("made", "error"),
        [
            ("text", "must give a Candidate or None, not a str"),
            (Candidate(paragraphs=("x",), blocks=(9,)), "blocks must be among the page's 4"),
            (Candidate(paragraphs=("x",), blocks=(-1, 2)), "blocks must be among"),
            (Candidate(paragraphs=("x", "y"), blocks=(2, 1)), "blocks must"),
            (Candidate(paragraphs=("x", "y"), blocks=(0, 2, 1, 3)), "blocks must ascend"),
            (Candidate(paragraphs=(b"x",)), "paragraphs must be text"),  # type: ignore[arg-type]
            (Candidate(fields={"date": "2025-07-01"}), "field 'date' cannot be a str"),
            (Candidate(fields={"authors": "Ann Lee"}), "field 'authors' cannot be a str"),
            (Candidate(fields={"authors": (1,)}), "field 'authors' cannot be a tuple"),  # type: ignore[dict-item]
            (Candidate(fields={"title": None}), "field 'title' cannot be a NoneType"),  # type: ignore[dict-item]
        ],
    )
    def test_a_candidate_that_cannot_be_used_is_a_failure(self, made: object, error: str) -> None:
        outcome = run([broken("bad", made), gives("good", 0)], {"good": 0.9, "bad": 1.0})
        assert winner(outcome) == "good"
        assert error in outcome.failures[0].error

    def test_interrupts_are_no_failures(self) -> None:
        def interrupt(page: Page) -> Candidate | None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run([extractor("a")(interrupt)], {})


class TestSiteFirst:
    """A site's own extractor loses only if it finds nothing or is plainly broken."""

    def test_it_leads_over_a_better_prediction(self) -> None:
        outcome = run(
            [gives("site", 0, hosts=["a.example"]), gives("b", 1)], {"site": 0.4, "b": 0.9}
        )
        assert (winner(outcome), select(outcome).note) == ("site", "")

    def test_a_body_from_beyond_the_shown_text_is_not_broken_for_that(self) -> None:
        def from_a_script(page: Page) -> Candidate | None:
            return Candidate(paragraphs=("What a script of the page holds.",))

        site = extractor("site", hosts=["a.example"])(from_a_script)
        outcome = run([site, gives("b", 1)], {"site": 0.0, "b": 0.9})
        assert (winner(outcome), select(outcome).note) == ("site", "")

    def test_one_that_says_that_it_knows_the_site_leads(self) -> None:
        class Leading:
            name, cost, family = "leading", 1.0, "site"

            def __call__(self, page: Page) -> Candidate | None:
                return Candidate.of_blocks(page, (0,))

        assert winner(run([Leading(), gives("b", 1)], {"leading": 0.4, "b": 0.9})) == "leading"

    def test_the_built_in_ones_that_know_the_form_of_a_capture_lead(self) -> None:
        leaders = {found.name for found in EXTRACTORS if family_of(found) == "site"}
        assert leaders == {"profile", "ftr", "reduced"}

    def test_a_broken_one_loses_and_the_outcome_says_so(self) -> None:
        outcome = run(
            [gives("site", 0, hosts=["a.example"]), gives("b", 1)], {"site": 0.1, "b": 0.9}
        )
        assert (winner(outcome), select(outcome).note) == ("b", "its body is broken by all signs")

    def test_a_poor_one_stays_where_nothing_is_clearly_better(self) -> None:
        outcome = run(
            [gives("site", 0, hosts=["a.example"]), gives("b", 1)], {"site": 0.1, "b": 0.1}
        )
        assert (winner(outcome), select(outcome).note) == ("site", "")

    def test_one_without_a_body_loses_and_the_outcome_says_so(self) -> None:
        outcome = run([gives("site", hosts=["a.example"]), gives("b", 1)], {"site": 0.0, "b": 0.5})
        assert (winner(outcome), select(outcome).note) == ("b", "found no body")

    def test_one_that_failed_loses_and_the_outcome_says_so(self) -> None:
        outcome = run([broken("site", hosts=["a.example"]), gives("b", 1)], {"b": 0.5})
        assert (winner(outcome), select(outcome).note) == ("b", "failed")

    def test_on_other_sites_there_is_nothing_to_say(self) -> None:
        outcome = run([gives("site", 0, hosts=["b.example"]), gives("b", 1)], {"b": 0.5})
        assert (winner(outcome), select(outcome).note) == ("b", "")
