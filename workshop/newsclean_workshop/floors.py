"""The quality gate: floors under F1 and exact match, pinned with the hash of their corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsclean.bench.corpus import CorpusPage, corpus_hash, read_corpus
from newsclean.bench.flatten import flatten
from newsclean.bench.metrics import is_exact, shingle_overlap
from newsclean.body import page_labelling
from newsclean.errors import SettingError
from newsclean.page import read_page

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
    scores: Scores = {}
    for form in forms:
        found = [_score(source, form) for source in sources]
        f1, exact = (sum(values) / len(found) for values in zip(*found, strict=True))
        scores[form] = {"f1": round(f1, 4), "exact": round(exact, 4)}
    return scores


def _score(source: CorpusPage, form: str) -> tuple[float, bool]:
    """F1 and exact match of what the roles alone take for the body of one page."""
    if form == "html":
        page = read_page(source.html, source.url, kind="html")
    else:
        page = read_page(flatten(source.html, form), source.url, kind="text")
    probabilities, threshold, *_ = page_labelling(page)
    body = "\n".join(t for t, p in zip(page.texts, probabilities, strict=True) if p > threshold)
    reference = source.body or ""
    return shingle_overlap(reference, body).f1, is_exact(reference, body)


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
