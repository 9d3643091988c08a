import numpy as np
import pytest

from newsclean.body.scorer.model import (
    Calibration,
    Kind,
    Part,
    ScorerModel,
    load_scorer,
    pack,
    unpack,
)
from newsclean.models.forest import Forest

FOREST = Forest(np.array([[0]]), np.array([[0.5]]), np.array([[-1.0, 1.0]]), 0.25)
PART = Part(FOREST, ("a",), np.array([0.0]))
CURVE = Calibration(np.array([0.0, 1.0]), np.array([0.2, 0.8]))


def test_a_model_comes_back_as_it_was_packed() -> None:
    model = ScorerModel(PART, PART, PART, 0.1, 0.01, CURVE, CURVE)
    again = unpack(pack(model))
    columns = {"a": np.array([0.0, 1.0])}
    assert again.quality.scores(columns).tolist() == PART.scores(columns).tolist() == [-0.75, 1.25]
    assert again.margin == 0.01
    sure = [np.tanh(-0.375), np.tanh(0.625)]
    assert again.gains(columns).tolist() == pytest.approx([0.1 * s for s in sure])
    assert again.calibration(np.array([0.5])).tolist() == [0.5]
    raw = 1 / (1 + np.exp(-1.25))
    chance = 0.98 * float(CURVE(np.array([raw]))[0]) + 0.02 * raw
    assert again.article_chance({"a": np.array([9.0])}) == pytest.approx(chance, abs=1e-6)


def test_moves_compare_with_the_mean_of_a_feature() -> None:
    [(name, moved)] = PART.moves({"a": np.array([0.0, 1.0])}, lambda odds: odds)
    assert name == "a"
    assert moved.tolist() == [0, 2]


@pytest.mark.parametrize("kind", ["html", "text"])
def test_the_shipped_models_load_and_rise(kind: Kind) -> None:
    model = load_scorer(kind)
    for curve in (model.calibration, model.article_calibration):
        assert (np.diff(curve.raw) > 0).all()
        assert (np.diff(curve.true) >= 0).all()
        assert 0 <= curve.true[0] <= curve.true[-1] <= 1
    assert 0 <= model.margin < 0.1
