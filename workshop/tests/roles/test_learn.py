"""Training on a handful of made-up pages: the run time says what PyTorch says, and bytes repeat."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from newsclean_workshop.roles.batches import make_batch, moments
from newsclean_workshop.roles.examples import Example
from newsclean_workshop.roles.learn import build, export, forward, torch_library, train_network
from newsclean_workshop.roles.lessons import WEIGHT, settle
from newsclean_workshop.roles.material import Sample, column_names, observation_of, sample_of
from newsclean_workshop.roles.settings import HTML, TEXT, KindSettings, NetworkSettings
from newsclean_workshop.roles.train import fit
from newsclean_workshop.settings import BoostSettings

from newsclean.models import Forest
from newsclean.page.read import read_page
from newsclean.roles import ROLES, Role
from newsclean.roles.features.observe import observe
from newsclean.roles.model import Reader, RoleModel, pack

torch = pytest.importorskip("torch", reason="torch trains the models: pip install ./workshop")

Array = Any
NETWORK = HTML.networks[0]
SMALL = {"channels": 8, "epochs": 2, "batch": 2, "vectors": 2, "line_vectors": 2}


def alone(
    reader: Reader, samples: list[Sample], scaling: tuple[Array, Array], names: tuple[str, ...]
) -> RoleModel:
    """A model of one network, whose forest has no say."""
    nothing = np.zeros((1, 1))
    forest = Forest(nothing.astype(np.intp), nothing, np.zeros((1, 2)), 0.0)
    return RoleModel(names, *scaling, (reader,), forest, 0.0)


def example(number: int, kind: str) -> Example:
    story = [f"The council of town {number} met on day {n}, it said." for n in range(4)]
    if kind == "html":
        content = "<ul><li>Home<li>Sport</ul><article class=story>" + "".join(
            f"<p>{text}</p>" for text in story
        )
    else:
        content = "\n".join(["Home", "Sport", *story])
    page = read_page(content, kind=kind)
    seen = observe(page)
    assert seen is not None
    texts = [block.text for block in page.blocks]
    labels = np.array([ROLES.index(next(r for r in ROLES if r.value == "S"))] * len(texts))
    labels[:2] = len(ROLES) - 1
    return Example("made-up", str(number), f"site{number}", kind, seen, texts, labels)


@pytest.mark.parametrize(
    ("kind", "settings"), [("html", HTML.networks[0]), ("text", TEXT.networks[0])]
)
def test_the_run_time_says_what_the_training_says(kind: str, settings: NetworkSettings) -> None:
    library = torch_library()
    library.manual_seed(1)
    settings = replace(settings, **SMALL)
    examples = [example(number, kind) for number in range(3)]
    samples = [sample_of(one) for one in examples]
    scaling = moments(samples)
    net = build(library, len(scaling[0]), settings, samples[0])
    batch = make_batch(library, samples, scaling)
    with library.no_grad():
        wanted = forward(library, net, batch, settings, training=False).softmax(1).numpy()
    model = alone(export(net, settings), samples, scaling, column_names(examples[0].seen))
    tables = [model.read(s.numbers.astype(np.float32).T, observation_of(s)) for s in samples]
    found = np.concatenate([table.probabilities for table in tables])
    assert found == pytest.approx(wanted, abs=5e-3)
    direct = np.concatenate([model.roles(one.seen).probabilities for one in examples])
    assert direct == pytest.approx(wanted, abs=2e-2)


def test_the_same_samples_give_the_same_bytes() -> None:
    pytest.importorskip("catboost", reason="catboost grows the forest: pip install ./workshop")
    settings = KindSettings((replace(NETWORK, **SMALL),), BoostSettings(trees=3), 0.3)
    samples = [sample_of(example(number, "html")) for number in range(4)]
    names = column_names(example(0, "html").seen)

    def made() -> bytes:
        stream = io.BytesIO()
        np.savez(stream, **pack(fit(samples, [], names, settings)))
        return stream.getvalue()

    assert made() == made()


def test_training_learns_what_is_plain() -> None:
    settings = replace(NETWORK, **SMALL | {"epochs": 40, "dropout": 0.0, "rate": 1e-2})
    samples = [sample_of(example(number, "html")) for number in range(4)]
    scaling = moments(samples)
    reader = train_network(lambda _: samples, scaling, settings)
    model = alone(reader, samples, scaling, column_names(example(0, "html").seen))
    found = model.roles(example(9, "html").seen).probabilities.argmax(axis=1)
    assert found.tolist() == example(9, "html").labels.tolist()


def test_a_lesson_counts_within_its_reference() -> None:
    """What the model takes for story far below the reference is none; a hole in it is filled."""
    story = ROLES.index(Role.STORY)
    table = np.full((16, len(ROLES)), 0.01)
    table[:, story] = 0.82
    table[1] = 1 / len(ROLES)
    held = np.array([1.0] * 10 + [0.0] * 6)
    words = np.where(held > 0, 30.0, 9.0)
    settled = settle(table, words, held)
    assert settled is not None
    labels, weight = settled
    assert labels.sum(axis=1) == pytest.approx(np.ones(16))
    assert labels[1, story] > 0.7
    assert labels[12:, story].max() < 0.5
    assert 0 < weight <= WEIGHT


def test_a_page_on_which_model_and_reference_disagree_is_no_lesson() -> None:
    table = np.full((8, len(ROLES)), 1 / len(ROLES))
    table[4:, ROLES.index(Role.STORY)] = 9.0
    table /= table.sum(axis=1, keepdims=True)
    held = np.array([0.0, 1, 0, 0, 0, 0, 0, 0])
    assert settle(table, np.full(8, 60.0), held) is None
