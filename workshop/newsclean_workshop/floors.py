"""The quality gate: floors under F1 and exact match, pinned with the hash of their corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsclean.labeller.model import load_model

from newsclean.bench.corpus import corpus_hash, read_corpus
from newsclean.errors import SettingError
from newsclean_workshop.validate import score_page, summary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# a floor stands this far under what was measured: less than one page in a hundred
_SLACK = 0.003

Scores = dict[str, dict[str, float]]


def measure(corpus: Path, forms: tuple[str, ...], pages: int) -> Scores:
    """Measure the shipped models on the first pages with a body: F1 and exact match by form.

    Only a corpus that was never trained on says anything.
    """
    sources = [page for page in read_corpus(corpus) if page.body is not None][:pages]
    results = (
        score_page(load_model("html" if form == "html" else "text"), "gate", source, form)
        for form in forms
        for source in sources
    )
    return {
        form: {"f1": round(f1, 4), "exact": round(exact, 4)}
        for (form, _), (_, f1, exact) in summary(results).items()
    }


def update_floors(path: Path, corpus: Path, *, lower: bool = False) -> Scores:
    """Measure anew and write the floors; `SettingError` where one would fall without `lower`.

    The file keeps its corpus hash, forms and number of pages.
    """
    pinned = json.loads(path.read_text("utf-8"))
    scores = measure(corpus, tuple(pinned["forms"]), pinned["pages"])
    floors = {
        form: {name: round(max(0.0, value - _SLACK), 4) for name, value in values.items()}
        for form, values in scores.items()
    }
    fallen = list(_fallen(pinned["floors"], floors))
    if fallen and not lower:
        raise SettingError(
            f"the floor of {', '.join(fallen)} would fall; pass lower=True if it may"
        )
    record = {**pinned, "sha256": corpus_hash(corpus), "floors": floors}
    path.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", "utf-8")
    return floors


def _fallen(old: Mapping[str, Mapping[str, float]], new: Scores) -> list[str]:
    return [
        f"{form} {name}"
        for form, values in old.items()
        for name, value in values.items()
        if new.get(form, {}).get(name, 0.0) < value
    ]
