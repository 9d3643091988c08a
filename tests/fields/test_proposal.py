"""Proposals and the choice among them, and the scorer that rates them."""

from __future__ import annotations

import numpy as np

from newsclean.body.candidate import Candidate
from newsclean.fields.proposal import (
    Choice,
    Proposal,
    choose_first,
    choose_likeliest,
    rated,
    site_proposals,
)
from newsclean.fields.scorer import FieldScorer, load_scorer
from newsclean.models.forest import Forest


def a_scorer(least: float = 0.5) -> FieldScorer:
    """One tree of one question: is there evidence `seen` above a half?"""
    forest = Forest(
        features=np.zeros((1, 1), dtype=np.intp),
        borders=np.full((1, 1), 0.5, dtype=np.float32),
        leaves=np.array([[-2.0, 2.0]], dtype=np.float32),
        bias=0.0,
    )
    return FieldScorer(forest, ("seen",), least)


def test_what_knows_the_site_comes_in_order_of_trust() -> None:
    candidates = [
        Candidate(fields={}, extractor="structured"),
        Candidate(fields={"title": "Mine"}, extractor="mine"),
        Candidate(fields={"title": "Profile"}, extractor="profile", family="site"),
    ]
    assert [p.value for p in site_proposals(candidates, "title")] == ["Profile", "Mine"]


def test_the_first_value_is_chosen_and_each_other_rejected_once() -> None:
    one, two = Proposal("One", "a"), Proposal("Two", "b")
    assert choose_first("title", [one, two, one, two]) == Choice("title", one, (two,))
    assert choose_first("title", []) == Choice("title")


def test_the_likeliest_is_chosen_unless_it_is_unlikely() -> None:
    rating = rated([Proposal("A", "x"), Proposal("B", "x", evidence={"seen": 1.0})], a_scorer())
    assert [round(p.probability or 0, 2) for p in rating] == [0.12, 0.88]
    choice = choose_likeliest("title", rating, 0.5)
    assert choice.best is not None
    assert (choice.best.value, [p.value for p in choice.rejected]) == ("B", ["A"])
    none = choose_likeliest("title", rating, 0.9)
    assert none.best is None
    assert [p.value for p in none.rejected] == ["B", "A"]


def test_a_reason_tells_place_and_probability() -> None:
    assert Proposal("A", "visible", "block 3", 0.875).reason == "block 3, probability 0.88"
    assert Proposal("A", "structured", "og").reason == "og"


def test_a_scorer_survives_being_written() -> None:
    again = FieldScorer.from_arrays(a_scorer(0.25).to_arrays())
    rows = [{"seen": 1.0}, {}]
    assert again.score(rows) == a_scorer().score(rows)
    assert (again.least, again.score([])) == (0.25, [])


def test_shipped_scorers_are_small_and_have_a_threshold() -> None:
    for name in ("title", "date", "authors", "agencies"):
        scorer = load_scorer(name)
        assert 0 < scorer.least < 1
        assert sum(array.nbytes for array in scorer.to_arrays().values()) < 100_000
