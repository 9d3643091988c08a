"""The loops of the network and the arrays that do without them."""

import sys

import numpy as np
import pytest

from newsclean import inner
from newsclean.models import group
from newsclean.roles import load_roles
from newsclean.roles.lexicon import Vectors

MODULES = ("newsclean.roles.network", "newsclean.roles.lexicon", "newsclean.models.groups")


@pytest.fixture(params=[1, 2, 40])
def size(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def both(monkeypatch: pytest.MonkeyPatch, make) -> None:
    """Whether `make` makes the same with loops, compiled or not, and with arrays."""
    found = []
    for compiled in (True, False):
        for name in MODULES:
            monkeypatch.setattr(sys.modules[name], "compiled", compiled)
        found.append(make())
    assert found[0] == pytest.approx(found[1], abs=1e-6)


def test_probabilities(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    rng = np.random.default_rng(size)
    network = load_roles("html").readers[0].network
    rows = rng.normal(size=(size, len(network.enter.weights))).astype(np.float32)
    groupings = tuple(group(rng.integers(0, number, size)) for number in (3, 9))
    both(monkeypatch, lambda: network.probabilities(rows, groupings))


@pytest.mark.skipif(not inner.compiled, reason="NumPy's integers wrap in C alone")
@pytest.mark.parametrize("kind", [np.int64, np.uint64])
def test_numbers_of_groups(monkeypatch: pytest.MonkeyPatch, size: int, kind: type) -> None:
    keys = np.random.default_rng(size).integers(-5, 5, 3 * size).astype(kind) << kind(40)
    both(monkeypatch, lambda: group(keys).numbers)
    both(monkeypatch, lambda: group(keys).sizes)


def test_sums_of_vectors(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    rng = np.random.default_rng(size)
    vectors = Vectors(rng.integers(-127, 128, (50, 4)).astype(np.int8), 0.01)
    owners = np.sort(rng.integers(0, size, 3 * size))
    # a code that a model has not seen has the last vector
    places = rng.integers(0, 60, 3 * size)
    both(monkeypatch, lambda: vectors.sums(places, owners, size))
    both(monkeypatch, lambda: vectors.take(places))
