from pathlib import Path

import numpy as np
import pytest
from newsclean_workshop.scorer_boost import mean_forest
from newsclean_workshop.scorer_dataset import Judged, View, part_of
from newsclean_workshop.scorer_fit import calibrate, cross_calibrate, fit_scorer, pick
from newsclean_workshop.scorer_report import auroc, reliability, report
from newsclean_workshop.scorer_settings import EnsembleSettings, ScorerSettings

from newsclean.bench.metrics import Overlap
from newsclean.models import Forest

QUICK = EnsembleSettings(trees=60, rate=0.2, depth=3, seeds=2, penalty=1.0, share=1.0)


def view(f1s: list[float], names: tuple[str, ...], hint: float = 0.0) -> View:
    number = len(f1s)
    return View(
        extractors=names,
        columns={
            "expected": np.array(f1s, dtype=np.float32),
            "added_words": np.array([0.0] + [0.2] * (number - 1), dtype=np.float32),
            "left_words": np.zeros(number, dtype=np.float32),
            "hint": np.full(number, hint, dtype=np.float32),
        },
        overlaps=tuple(Overlap(f, 1 - f, 1 - f) for f in f1s),
        exact=tuple(f == 1 for f in f1s),
    )


def judged(number: int) -> Judged:
    rng = np.random.default_rng(number)
    is_article = number % 4 != 0
    leader = float(rng.uniform(0.4, 1.0))
    other = leader + (0.1 if leader < 0.7 else -0.1)
    views = (view([leader, other], ("labeller", "segment")),) if is_article else ()
    kind = {"path_depth": float(rng.normal(is_article)), "body_extractor": 0.0}
    return Judged("wcxb_dev", str(number), f"site{number}", is_article, views, kind)


SETTINGS = ScorerSettings(
    (Path("wcxb_dev.jsonl"),), Path(), parts=3, quality=QUICK, gain=QUICK, article=QUICK
)
PAGES = [judged(number) for number in range(160)]


def test_the_pick_is_the_leader_unless_a_gain_passes_the_margin() -> None:
    pair = view([0.8, 0.9], ("labeller", "segment"))
    assert pick(pair, np.array([0.0, 0.02]), 0.01) == 1
    assert pick(pair, np.array([0.0, 0.02]), 0.02) == 0
    assert pick(pair, np.array([0.0, -0.5]), 0.0) == 0


def test_a_calibration_rises_whatever_it_is_fitted_on() -> None:
    rng = np.random.default_rng(0)
    curve = calibrate(rng.random(500), rng.random(500))
    assert (np.diff(curve.true) > 0).all()
    assert (np.diff(curve.raw) > 0).all()


def test_one_value_alone_can_be_calibrated() -> None:
    curve = calibrate(np.array([0.5]), np.array([0.7]))
    assert curve(np.array([0.0, 0.25, 0.5, 1.0])).tolist() == [0, 0.35, 0.7, 1]


def test_a_part_is_calibrated_on_the_others() -> None:
    raw, parts = np.array([0.5] * 4), np.array([0, 0, 1, 1])
    true = np.array([0.2, 0.2, 0.9, 0.9])
    calibrated = cross_calibrate(raw, true, np.ones(4, dtype=bool), parts)
    assert calibrated.tolist() == [0.9, 0.9, 0.2, 0.2]


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
        picks = [pick(v, g, model.margin) for v, g in zip(held.views, held.gains, strict=True)]
        right = [int(v.f1.argmax()) == place for v, place in zip(held.views, picks, strict=True)]
        assert np.mean(right) > 0.65
        assert len(held.article_chances) == len(PAGES)
        assert "extractor" not in model.quality.features

    def test_the_same_pages_give_the_same_model(self) -> None:
        one, _ = fit_scorer(PAGES, SETTINGS)
        two, _ = fit_scorer(PAGES, SETTINGS)
        assert one.gain.forest.leaves.tobytes() == two.gain.forest.leaves.tobytes()
        assert one.calibration.true.tobytes() == two.calibration.true.tobytes()

    def test_the_report_names_every_candidate(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("newsclean_workshop.scorer_report.judged_pages", lambda *_: PAGES)
        text = "\n".join(report(SETTINGS, "text"))
        assert all(word in text for word in ("| labeller |", "| segment |", "oracle", "AUROC"))
