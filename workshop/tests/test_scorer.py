from pathlib import Path

import numpy as np
import pytest
from newsclean_workshop.scorer.dataset import Judged, View, part_of
from newsclean_workshop.scorer.fit import Race, best_margin, fit_scorer
from newsclean_workshop.scorer.forests import calibrate, mean_forest
from newsclean_workshop.scorer.report import auroc, reliability, report
from newsclean_workshop.scorer.settings import EnsembleSettings, ScorerSettings

from newsclean.bench.metrics import Overlap
from newsclean.models import Forest

QUICK = EnsembleSettings(trees=60, rate=0.2, seeds=2, penalty=1.0, share=1.0)


def view(f1s: list[float], names: tuple[str, ...]) -> View:
    return View(
        extractors=names,
        columns={
            "expected": np.array(f1s, dtype=np.float32),
            "leads": np.array([name == "labeller" for name in names], dtype=np.float32),
        },
        overlaps=tuple(Overlap(f, 1 - f, 1 - f) for f in f1s),
        exact=tuple(f == 1 for f in f1s),
    )


def judged(number: int) -> Judged:
    rng = np.random.default_rng(number)
    is_article = number % 4 != 0
    leader = float(rng.uniform(0.4, 1.0))
    other = leader + (0.1 if leader < 0.7 else -0.1)
    found = view([leader, other], ("labeller", "structured")) if is_article else None
    kind = {"path_depth": float(rng.normal(is_article))}
    return Judged("wcxb_dev", f"site{number}", found, kind)


PAGES = [judged(number) for number in range(160)]
SETTINGS = ScorerSettings(
    Path("readings"), Path("corpora"), Path("roles"), Path(), parts=3, quality=QUICK, article=QUICK
)


def race(f1s: list[float], predicted: list[float]) -> Race:
    return Race(view(f1s, ("labeller", "structured")), np.array(predicted))


def test_the_winner_is_the_leader_unless_a_gain_passes_the_margin() -> None:
    assert race([0.8, 0.9], [0.80, 0.82]).winner(0.01) == 1
    assert race([0.8, 0.9], [0.80, 0.82]).winner(0.02) == 0
    assert race([0.8, 0.9], [0.80, 0.30]).winner(0.0) == 0


def test_the_margin_is_the_greatest_of_those_that_gain_most() -> None:
    races = [race([0.8, 0.9], [0.8, 0.84]), race([0.9, 0.5], [0.8, 0.81])]
    assert best_margin(races, (0.0, 0.01, 0.02, 0.03, 0.1)) == 0.03


def test_a_calibration_rises_whatever_it_is_fitted_on() -> None:
    rng = np.random.default_rng(0)
    said, true = calibrate(rng.random(500), rng.random(500))
    assert (np.diff(true) > 0).all()
    assert (np.diff(said) > 0).all()


def test_one_value_alone_can_be_calibrated() -> None:
    curve = calibrate(np.array([0.5]), np.array([0.7]))
    assert np.interp([0.0, 0.25, 0.5, 1.0], *curve).tolist() == [0, 0.35, 0.7, 1]


def test_the_mean_of_forests_answers_their_mean() -> None:
    one = Forest(np.array([[0]]), np.array([[0.5]]), np.array([[0.0, 2.0]]), 1.0)
    other = Forest(np.array([[0]]), np.array([[1.5]]), np.array([[0.0, 4.0]]), 0.0)
    rows = np.array([[0.0, 1.0, 2.0]], dtype=np.float32)
    mean = (one.scores(rows) + other.scores(rows)) / 2
    assert mean_forest([one, other]).scores(rows) == pytest.approx(mean)


def test_reliability_compares_what_was_said_with_what_came() -> None:
    error, rows = reliability(np.array([0.95, 0.95, 0.15]), np.array([1.0, 0.8, 0.25]))
    assert [number for _, _, number in rows] == [1, 2]
    assert error == pytest.approx((0.1 + 2 * 0.05) / 3)


def test_auroc_counts_ties_by_half() -> None:
    assert auroc(np.array([True, False]), np.array([0.5, 0.5])) == 0.5


def test_parts_keep_sites_together_and_stay_the_same() -> None:
    assert part_of("example.org", 4) == part_of("example.org", 4) in range(4)


class TestFit:
    pytest.importorskip("catboost")

    def test_it_learns_when_the_challenger_is_better(self) -> None:
        model, held = fit_scorer(PAGES, SETTINGS)
        right = [int(r.view.f1.argmax()) == r.winner(model.margin) for r in held.races]
        assert np.mean(right) > 0.65
        assert len(held.chances) == len(PAGES)

    def test_the_same_pages_give_the_same_model(self) -> None:
        one, _ = fit_scorer(PAGES, SETTINGS)
        two, _ = fit_scorer(PAGES, SETTINGS)
        assert one.quality.forest.leaves.tobytes() == two.quality.forest.leaves.tobytes()
        assert one.quality.true.tobytes() == two.quality.true.tobytes()

    def test_the_report_names_every_candidate(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("newsclean_workshop.scorer.report.judged_pages", lambda *_: PAGES)
        text = "\n".join(report(SETTINGS, "text"))
        assert all(word in text for word in ("| labeller |", "| structured |", "oracle", "AUROC"))
