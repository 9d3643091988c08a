"""What training grows is what the run time evaluates."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from newsclean_workshop.settings import BoostSettings, NetworkSettings, TrainSettings

from newsclean.models.groups import group

RNG = np.random.default_rng(0)
SMALL = NetworkSettings(channels=4, dilations=(1, 3), epochs=1, batch=2)


def page(size: int) -> np.ndarray:
    return RNG.normal(0, 3, (size, 5)).astype(np.float32)


def test_the_forest_is_catboosts(tmp_path: Path) -> None:
    catboost = pytest.importorskip("catboost")
    from newsclean_workshop.boost import read_forest

    rows = page(400)
    labels = (rows[:, 0] * rows[:, 1] > 0).astype(float)
    model = catboost.CatBoostClassifier(
        iterations=8, depth=3, verbose=False, allow_writing_files=False, thread_count=1
    ).fit(rows, labels)
    path = tmp_path / "model.json"
    model.save_model(str(path), format="json")
    forest = read_forest(json.loads(path.read_text()), 3)
    expected = model.predict(rows, prediction_type="RawFormulaVal")
    assert forest.scores(rows.T) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("pools", [(), (0, 1)])
def test_the_network_is_pytorchs(pools: tuple[int, ...]) -> None:
    torch = pytest.importorskip("torch")
    from newsclean_workshop import learn

    pages = [page(n) for n in (3, 30, 12)]
    labels = [np.ones(len(p)) for p in pages]
    groups = [RNG.integers(0, 2, (2, len(p))) for p in pages]
    settings = replace(SMALL, overlap=1.0, pools=pools)
    network = learn.learn_network(pages, labels, labels, labels, settings, groups)
    torch.manual_seed(1)
    net = learn._build(torch, 5, settings, 2).eval()
    again = learn._export(net, network.mean, network.scale, settings)
    for rows in (page(1), page(2), page(3), page(50)):
        values = ((learn.squash(rows) - network.mean) * network.scale).clip(-5, 5)
        groupings = [group(RNG.integers(0, 4, len(rows))) for _ in range(2)]
        with torch.no_grad():
            expected = learn._forward(
                torch,
                net,
                torch.from_numpy(values)[None],
                torch.ones(1, len(rows)),
                [torch.from_numpy(grouping.numbers) for grouping in groupings],
            )
        assert again.scores(rows.T, groupings) == pytest.approx(expected.numpy()[0], abs=1e-4)


def html(number: int) -> tuple[str, str]:
    story = [
        f"Paragraph {n} of story {number} tells at some length what happened, and to whom."
        for n in range(14)
    ]
    menu = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(8))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story)
    page = (
        f"<nav><ul>{menu}</ul></nav><article><h1>Story {number}</h1>{body}</article><p>Imprint</p>"
    )
    return page, "\n".join(story)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.jsonl"
    pages = [(number, *html(number)) for number in range(12)]
    lines = [
        json.dumps(
            {"id": str(n), "site": f"{n}.example", "html": page, "body": body if n % 4 else None}
        )
        for n, page, body in pages
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_same_corpus_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("catboost")
    pytest.importorskip("torch")
    pytest.importorskip("resiliparse")
    pytest.importorskip("inscriptis")
    from newsclean_workshop.settings import KindSettings
    from newsclean_workshop.train import train

    settings = TrainSettings(
        corpora=(corpus,),
        out=tmp_path / "first",
        forest=BoostSettings(trees=40),
        html=KindSettings((replace(SMALL, pools=(1,)), SMALL), share=0.1),
        teacher=KindSettings((SMALL,), share=0.1),
        text=KindSettings((SMALL,)),
        captures=3,
        taught_captures=1,
    )
    first = train(settings)
    second = train(replace(settings, out=tmp_path / "second"))
    for kind in ("html", "text"):
        assert first[kind].read_bytes() == second[kind].read_bytes()
        card = json.loads((tmp_path / "first" / f"{kind}.json").read_text())
        # three of the twelve have no reference: both are taught on them
        assert card["sites"] == 12
        assert card["pages"] == (12 if kind == "html" else 30)
