"""Training on a handful of made-up pages: the run time says what PyTorch says, and bytes repeat."""

import io
from dataclasses import replace

import numpy as np
import pytest
from newsclean_workshop.roles.batches import make_batch, moments
from newsclean_workshop.roles.examples import Example
from newsclean_workshop.roles.learn import build, export, forward, torch_library, train_network
from newsclean_workshop.roles.material import column_names, observation_of, sample_of
from newsclean_workshop.roles.settings import HTML, TEXT

from newsclean.page.read import read_page
from newsclean.roles import ROLES
from newsclean.roles.features.observe import observe
from newsclean.roles.model import pack

torch = pytest.importorskip("torch", reason="torch trains the models: pip install ./workshop")

SMALL = {"channels": 8, "epochs": 2, "batch": 2, "vectors": 2, "line_vectors": 2}


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


@pytest.mark.parametrize(("kind", "settings"), [("html", HTML), ("text", TEXT)])
def test_the_run_time_says_what_the_training_says(kind: str, settings: object) -> None:
    library = torch_library()
    library.manual_seed(1)
    settings = replace(settings, **SMALL)
    examples = [example(number, kind) for number in range(3)]
    samples = [sample_of(one) for one in examples]
    names = column_names(examples[0].seen)
    scaling = moments(samples)
    net = build(library, len(names), settings, samples[0])
    batch = make_batch(library, samples, scaling)
    with library.no_grad():
        wanted = forward(library, net, batch, settings, training=False).softmax(1).numpy()
    model = export(net, names, scaling, settings)
    found = np.concatenate(
        [model.read(s.numbers.astype(np.float32), observation_of(s)).probabilities for s in samples]
    )
    assert found == pytest.approx(wanted, abs=5e-3)
    direct = np.concatenate([model.roles(one.seen).probabilities for one in examples])
    assert direct == pytest.approx(wanted, abs=2e-2)


def test_the_same_samples_give_the_same_bytes() -> None:
    settings = replace(HTML, **SMALL)
    samples = [sample_of(example(number, "html")) for number in range(4)]
    names = column_names(example(0, "html").seen)

    def made() -> bytes:
        stream = io.BytesIO()
        np.savez(stream, **pack(train_network(lambda _: samples, names, settings)))
        return stream.getvalue()

    assert made() == made()


def test_training_learns_what_is_plain() -> None:
    settings = replace(HTML, **SMALL | {"epochs": 40, "dropout": 0.0, "rate": 1e-2})
    samples = [sample_of(example(number, "html")) for number in range(4)]
    model = train_network(lambda _: samples, column_names(example(0, "html").seen), settings)
    found = model.roles(example(9, "html").seen).probabilities.argmax(axis=1)
    assert found.tolist() == example(9, "html").labels.tolist()
