import numpy as np
import pytest

from newsclean.body.scorer.model import Kind, Part, ScorerModel, load_scorer, pack, unpack
from newsclean.models.forest import Forest

FOREST = Forest(np.array([[0]]), np.array([[0.5]]), np.array([[-1.0, 1.0]]), 0.25)
PART = Part(FOREST, ("a",), np.array([0.0]), np.array([0.0, 1.0]), np.array([0.2, 0.8]))
COLUMNS = {"a": np.array([0.0, 1.0])}
ANSWERS = 0.2 + 0.6 / (1 + np.exp(-np.array([-0.75, 1.25])))


def test_answers_go_through_the_curve() -> None:
    assert PART.answers(COLUMNS) == pytest.approx(ANSWERS)


def test_a_model_comes_back_as_it_was_packed() -> None:
    again = unpack(pack(ScorerModel(PART, PART, 0.01)))
    assert again.quality.answers(COLUMNS) == pytest.approx(ANSWERS)
    assert again.article.answers(COLUMNS) == pytest.approx(ANSWERS)
    assert again.quality.features == ("a",)
    assert again.margin == 0.01


def test_moves_compare_with_the_mean_of_a_feature() -> None:
    [(name, moved)] = PART.moves(COLUMNS)
    assert name == "a"
    assert moved == pytest.approx([0, ANSWERS[1] - ANSWERS[0]])


@pytest.mark.parametrize("kind", ["html", "text"])
def test_the_shipped_models_load_and_rise(kind: Kind) -> None:
    model = load_scorer(kind)
    for part in (model.quality, model.article):
        assert (np.diff(part.said) > 0).all()
        assert (np.diff(part.true) >= 0).all()
        assert 0 <= part.true[0] <= part.true[-1] <= 1
    assert 0 <= model.margin <= 0.2
