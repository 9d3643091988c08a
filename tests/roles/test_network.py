"""The network against sums written out, and its weights through a file."""

import numpy as np
import pytest

from newsclean.models.groups import group
from newsclean.roles import BODY, ROLES
from newsclean.roles.lexicon import Vectors
from newsclean.roles.model import load_roles, pack, unpack, with_body
from newsclean.roles.network import Convolution, Layer, Network


def layer(inputs: int, outputs: int, seed: int) -> Layer:
    rng = np.random.default_rng(seed)
    return Layer(
        rng.normal(0, 0.5, (inputs, outputs)).astype(np.float32),
        rng.normal(0, 0.5, outputs).astype(np.float32),
    )


def network(channels: int = 3) -> Network:
    rng = np.random.default_rng(7)
    weights = rng.normal(0, 0.5, (3, channels, channels)).astype(np.float32)
    return Network(
        enter=layer(4, channels, 0),
        convolutions=(Convolution(weights, np.zeros(channels, dtype=np.float32), 2),),
        groups={0: layer(channels, channels, 1)},
        pages={0: layer(2 * channels, channels, 2)},
        queries={0: layer(channels, 2, 3)},
        attentions={0: layer(2 * channels, channels, 4)},
        leave=layer(channels, len(ROLES), 5),
    )


def relu(rows: np.ndarray) -> np.ndarray:
    return np.maximum(rows, 0)


def softmax(scores: np.ndarray, axis: int) -> np.ndarray:
    powers = np.exp(scores)
    return powers / powers.sum(axis=axis, keepdims=True)


def by_loops(net: Network, rows: np.ndarray, numbers: list[int]) -> np.ndarray:
    """The network's formula, block by block."""
    hidden = relu(rows @ net.enter.weights + net.enter.bias)
    means = np.stack(
        [hidden[[j for j, n in enumerate(numbers) if n == number]].mean(0) for number in numbers]
    )
    hidden = hidden + relu(means @ net.groups[0].weights + net.groups[0].bias)
    whole = np.concatenate((hidden.mean(0), hidden.max(0)))
    hidden = hidden + relu(whole @ net.pages[0].weights + net.pages[0].bias)
    shares = softmax(hidden @ net.queries[0].weights + net.queries[0].bias, axis=0)
    pooled = np.concatenate([shares[:, head] @ hidden for head in range(2)])
    hidden = hidden + relu(pooled @ net.attentions[0].weights + net.attentions[0].bias)
    convolution = net.convolutions[0]
    seen = np.zeros_like(hidden)
    for place in range(len(hidden)):
        for tap, other in enumerate((place - 2, place, place + 2)):
            if 0 <= other < len(hidden):
                seen[place] += hidden[other] @ convolution.weights[tap]
    hidden = hidden + relu(seen + convolution.bias)
    return softmax(hidden @ net.leave.weights + net.leave.bias, axis=1)


@pytest.mark.parametrize("number", [1, 2, 3, 9])
def test_the_network_is_its_formula(number: int) -> None:
    net = network()
    rows = np.random.default_rng(number).normal(size=(number, 4)).astype(np.float32)
    numbers = [place % 2 for place in range(number)]
    found = net.probabilities(rows, (group(np.array(numbers)),))
    assert found == pytest.approx(by_loops(net, rows, numbers), abs=1e-5)
    assert found.sum(axis=1) == pytest.approx(np.ones(number), abs=1e-5)


def test_a_vector_is_looked_up_and_summed_by_owner() -> None:
    vectors = Vectors(np.array([[1, 2], [10, 20], [100, 0]], dtype=np.int8), 0.5)
    found = vectors.sums(np.array([0, 1, 2]), np.array([0, 0, 2]), 3)
    assert found.tolist() == [[5.5, 11.0], [0.0, 0.0], [50.0, 0.0]]


def test_no_words_sum_to_nothing() -> None:
    vectors = Vectors(np.ones((2, 3), dtype=np.int8), 1.0)
    nothing = np.zeros(0, dtype=np.int64)
    assert vectors.sums(nothing, nothing, 2).tolist() == [[0.0] * 3] * 2


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_model_comes_back_from_its_arrays(kind: str) -> None:
    model = load_roles(kind)
    again = unpack(pack(model))
    assert again.columns == model.columns
    assert again.share == model.share
    assert (again.forest.features == model.forest.features).all()
    assert len(again.readers) == len(model.readers)
    for one, other in zip(again.readers, model.readers, strict=True):
        assert one.network.enter.weights == pytest.approx(other.network.enter.weights)
        reaches = [[c.reach for c in part.network.convolutions] for part in (one, other)]
        assert reaches[0] == reaches[1]
        assert set(one.network.groups) == set(other.network.groups)
        assert (one.lexicon.words.values == other.lexicon.words.values).all()


def test_the_forest_moves_the_body_alone() -> None:
    table = np.full((1, len(ROLES)), 1 / len(ROLES))
    mixed = with_body(table, np.array([2.0]), 0.5)
    inside = [ROLES.index(role) for role in BODY]
    assert mixed.sum() == pytest.approx(1.0)
    assert mixed[0, inside].sum() > table[0, inside].sum()
    assert np.ptp(mixed[0, inside]) == pytest.approx(0.0, abs=1e-6)
