"""How far apart fingerprints of bodies are: of different articles, and of one after an edit.

    python -m newsclean_workshop.fingerprints fundus_tests.jsonl.xz mercury.jsonl.xz

shows in how many pairs of different articles, and after how many of each kind of edit, at most so
many of 64 bits differ.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from newsclean.bench.corpus import read_corpus
from newsclean.text import bits_apart, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST = (0, 3, 6, 8, 10)
_LEAST_WORDS = 80


def edits(body: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield a body after each kind of edit, with the name of the edit."""
    yield "byline above", f"By Anna Lee, Staff Writer\n\n{body}"
    yield "line below", f"{body}\n\nThis story was updated on Monday to add a comment."
    paragraphs = body.split("\n\n") if "\n\n" in body else body.split("\n")
    if len(paragraphs) > 3:
        yield "last paragraph gone", "\n\n".join(paragraphs[:-1])
    words = body.split()
    for place in chance.sample(range(len(words)), max(1, len(words) // 100)):
        words[place] = "changed"
    yield "1 % of the words", " ".join(words)


def distances(bodies: Sequence[str]) -> dict[str, np.ndarray]:
    """Return the distances in bits of all pairs of bodies, and of each body to its edits."""
    chance = random.Random(1)  # noqa: S311 - the same edits each time
    prints = [fingerprint(body) for body in bodies]
    values = np.array([int(one, 16) for one in prints], np.uint64)
    pairs = [np.bitwise_count(values[n + 1 :] ^ value) for n, value in enumerate(values)]
    found: dict[str, list[int]] = {}
    for body, one in zip(bodies, prints, strict=True):
        for name, edited in edits(body, chance):
            found.setdefault(name, []).append(bits_apart(one, fingerprint(edited)))
    edited_ones = {name: np.array(some) for name, some in found.items()}
    return {"different articles": np.concatenate(pairs), **edited_ones}


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(corpora: tuple[Path, ...]) -> None:
    """Show how far apart fingerprints are."""
    pages = (page.body or "" for path in corpora for page in read_corpus(path))
    bodies = [*dict.fromkeys(body for body in pages if len(body.split()) >= _LEAST_WORDS)]
    click.echo(f"{'':20} {'number':>12} " + " ".join(f"{f'<= {most}':>9}" for most in MOST))
    for name, bits in distances(bodies).items():
        shares = " ".join(f"{float(np.mean(bits <= most)):9.2%}" for most in MOST)
        click.echo(f"{name:20} {len(bits):12,} {shares}  fewest {bits.min()}")


if __name__ == "__main__":
    main()
