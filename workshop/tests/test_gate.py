"""The quality gate: omnivore is never trained on, so its floors hold for sites never seen."""

import json
from pathlib import Path

import pytest
from newsclean_workshop import floors
from newsclean_workshop.floors import measure, update_floors

from newsclean.bench.corpus import corpus_hash
from newsclean.errors import SettingError

FLOORS = Path(__file__).with_name("floors.json")
CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "omnivore.jsonl.xz"

needs_corpora = pytest.mark.skipif(not CORPUS.exists(), reason="the corpora are not here")


@pytest.mark.corpora
@needs_corpora
def test_the_shipped_models_stay_above_their_floors() -> None:
    pinned = json.loads(FLOORS.read_text("utf-8"))
    assert corpus_hash(CORPUS) == pinned["sha256"], "another corpus: its floors have to be set anew"
    scores = measure(CORPUS, tuple(pinned["forms"]), pinned["pages"])
    for form, floor in pinned["floors"].items():
        for name, value in floor.items():
            assert scores[form][name] >= value, f"{form}: {name} under its floor"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    pinned = {"corpus": "x", "forms": ["html"], "pages": 1, "sha256": ""}
    path.write_text(json.dumps({**pinned, "floors": {"html": {"f1": 0.9, "exact": 0.2}}}))
    return path


def scores_of(f1: float) -> dict[str, dict[str, float]]:
    return {"html": {"f1": f1, "exact": 0.3}}


def test_a_floor_rises_by_itself(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "measure", lambda *_: scores_of(0.95))
    update_floors(record, record)
    assert json.loads(record.read_text())["floors"]["html"]["f1"] == 0.947


def test_a_floor_falls_only_when_told_to(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "measure", lambda *_: scores_of(0.8))
    with pytest.raises(SettingError, match="html f1"):
        update_floors(record, record)
    update_floors(record, record, lower=True)
    assert json.loads(record.read_text())["floors"]["html"]["f1"] == 0.797
