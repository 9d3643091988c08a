"""Records and explanations before and after a change that claims to change nothing.

    python tools/golden.py write FOLDER [CORPUS...] [--limit N]
    python tools/golden.py compare FOLDER OTHER

`write` leaves what newsclean makes of every fixture as JSON, and digests of what it makes of pages
of the corpora, as HTML and as captured text: their text stays out of the repository and of FOLDER.
`compare` names what differs between two such folders, and ends with 1 if anything does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.bench.corpus import corpus_name
from newsclean.bench.flatten import flatten_selectolax
from newsclean.bench.run import chosen_pages
from newsclean.bench.settings import BenchSettings
from newsclean.capture import Capture
from newsclean.fixture import find_fixtures, read_fixture
from newsclean.pipeline import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.explanation import Explanation

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SEED = 11


def main() -> int:
    """Run one of the two commands; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write")
    write.add_argument("folder", type=Path)
    write.add_argument("corpora", type=Path, nargs="*")
    write.add_argument("--limit", type=int, default=250, help="pages in all, each in two forms")
    compare = commands.add_parser("compare")
    compare.add_argument("folder", type=Path)
    compare.add_argument("other", type=Path)
    settings = parser.parse_args()
    if settings.command == "compare":
        return _compare(settings.folder, settings.other)
    settings.folder.mkdir(parents=True, exist_ok=True)
    _write(settings.folder / "fixtures.json", _of_fixtures())
    _write(settings.folder / "corpora.json", _of_corpora(settings.corpora, settings.limit))
    return 0


def _write(path: Path, found: Iterator[tuple[str, dict[str, Any]]]) -> None:
    path.write_text(json.dumps(dict(found), indent=1, ensure_ascii=False) + "\n", "utf-8")


def _of_fixtures() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in find_fixtures(FIXTURES):
        fixture = read_fixture(path)
        made = DEFAULT.explain(Capture(fixture.content, **fixture.arguments))
        yield fixture.name, parts_of(made)


def _of_corpora(corpora: list[Path], limit: int) -> Iterator[tuple[str, dict[str, Any]]]:
    each = max(1, limit // max(1, len(corpora)))
    for corpus in corpora:
        settings = BenchSettings((corpus,), limit=each, seed=SEED)
        for page in chosen_pages(corpus, settings):
            forms = {"html": page.html, "text": flatten_selectolax(page.html)}
            for form, content in forms.items():
                parts = parts_of(DEFAULT.explain(Capture(content, page.url)))
                digests = {name: _digest(part) for name, part in parts.items()}
                yield f"{corpus_name(corpus)}/{page.id}/{form}", digests


def parts_of(explanation: Explanation) -> dict[str, Any]:
    """Return all that an explanation says but times, as values of JSON."""
    article = explanation.article.to_dict()
    article.pop("version", None)
    return _plain(
        {
            "article": article,
            "labels": [
                [label.index, label.role, label.reason, label.proposed_by]
                for label in explanation.labels
            ],
            "candidates": [
                [
                    item.candidate.extractor,
                    item.candidate.blocks,
                    _digest(item.candidate.paragraphs),
                    round(item.estimate.quality, 6),
                ]
                for item in explanation.candidates
            ],
            "choices": [asdict(choice) for choice in explanation.choices],
            "failures": [[failure.extractor, failure.error] for failure in explanation.failures],
        }
    )


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str, ensure_ascii=False))


def _digest(value: Any) -> str:
    text = json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _compare(folder: Path, other: Path) -> int:
    differences = 0
    for name in ("fixtures.json", "corpora.json"):
        one, two = (json.loads((f / name).read_text("utf-8")) for f in (folder, other))
        counts = dict.fromkeys(("article", "labels", "candidates", "choices", "failures"), 0)
        for page in sorted({*one, *two}):
            parts = [p for p in counts if one.get(page, {}).get(p) != two.get(page, {}).get(p)]
            for part in parts:
                counts[part] += 1
            if parts:
                print(f"{name} {page}: {', '.join(parts)}")
        differences += sum(counts.values())
        print(f"{name}: {len({*one, *two})} pages; differing {counts}")
    return int(differences > 0)


if __name__ == "__main__":
    sys.exit(main())
