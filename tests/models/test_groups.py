import numpy as np

from newsclean.models.groups import group

RNG = np.random.default_rng(0)


def test_means_are_those_of_each_group() -> None:
    keys = RNG.integers(0, 5, 40)
    values = RNG.normal(0, 1, (40, 3)).astype(np.float32)
    same = group(keys)
    means = same.means(values).take(same.numbers, axis=0)
    for key in set(keys.tolist()):
        assert np.allclose(means[keys == key], values[keys == key].mean(axis=0), atol=1e-6)


def test_one_block_is_its_own_group() -> None:
    assert group(np.array([3])).means(np.array([[2.0]], dtype=np.float32)).tolist() == [[2.0]]
