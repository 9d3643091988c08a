"""The chooser of titles: fitted page by page, packed, and asked as it was fitted."""

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from newsclean.fields.titles_model import Chooser, matrix, pack, prior, unpack

from newsclean.models import Forest

STORY = "The harbour bridge reopened to traffic on Monday after two years of repairs. " * 4


def pages(count: int) -> list[dict[str, Any]]:
    """Pages whose h1 is the reference and whose social title is another."""
    rng = random.Random(0)
    words = "harbour bridge ferry market council school river train storm village".split()
    found = []
    for number in range(count):
        title = " ".join(rng.sample(words, 6)).capitalize()
        social = " ".join(rng.sample(words, 6)).capitalize()
        found.append(
            {
                "id": str(number),
                "site": f"site{number % 7}.example",
                "html": f'<title>{social}</title><meta property="og:title" content="{social}">'
                f"<h1>{title}</h1><p>{STORY}</p><p>{STORY}</p>",
                "title": title,
            }
        )
    return found


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "made.jsonl"
    path.write_text("".join(json.dumps(page) + "\n" for page in pages(28)), "utf-8")
    return path


def test_training_learns_who_is_right_and_gives_the_same_bytes(
    corpus: Path, tmp_path: Path
) -> None:
    pytest.importorskip("catboost")
    from newsclean_workshop.titles_train import main

    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        done = CliRunner().invoke(main, [str(corpus), "--out", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    assert (tmp_path / "one/titles.npz").read_bytes() == (tmp_path / "two/titles.npz").read_bytes()
    assert json.loads((tmp_path / "one/titles.json").read_text("utf-8"))["pages"] == 28
    with np.load(tmp_path / "one/titles.npz") as arrays:
        chooser = unpack(dict(arrays))
    shown, stated = chooser.scores([{"s h1": 1.0, "h1": 1.0, "nearest h1": 1.0}, {"og": 1.0}])
    assert shown > stated


def test_sites_are_kept_back_when_measuring(corpus: Path) -> None:
    pytest.importorskip("catboost")
    from newsclean_workshop.titles_train import main

    done = CliRunner().invoke(main, [str(corpus), "--by-site", "--parts", "3"])
    assert done.exit_code == 0, done.output
    assert done.output == "made: 1.000 of 28\n"


def test_a_packed_chooser_answers_alike() -> None:
    forest = Forest(
        features=np.array([[0, 1]]),
        borders=np.array([[0.5, 2.0]], dtype=np.float32),
        leaves=np.array([[0.0, 1.0], [0.0, 0.25]], dtype=np.float32),
        bias=0.5,
    )
    chooser = Chooser(forest, ("og", "words"))
    rows = [{"og": 1.0}, {"words": 3.0}, {"words": 3.0, "without kicker": 1.0}]
    assert chooser.scores(rows) == [1.5, 0.75, 0.75 + prior(rows[2])]
    assert unpack(pack(chooser)).scores(rows) == chooser.scores(rows)


def test_what_is_not_named_is_zero() -> None:
    assert matrix([{"a": 2.0}, {}], ("a", "b")).tolist() == [[2.0, 0.0], [0.0, 0.0]]
