"""Labels where a page has no reference: those that a first model for HTML gives.

A second model for HTML learns from them, too (self-training with soft labels). The model for HTML
sees what captured text has lost, and is right more often: what it says of the blocks of a page is
carried over to captures of that page (knowledge distillation, Hinton, Vinyals and Dean 2015, with
another view of the same page).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsclean.page.read import read_page
from newsclean.roles.features.observe import observe
from newsclean_workshop.align import tokens, transfer
from newsclean_workshop.dataset import distinct, example_from, text_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from newsclean.bench.corpus import CorpusPage
    from newsclean.labeller.model import Kind, Model
    from newsclean_workshop.settings import TrainSettings
    from newsclean_workshop.tables import Example

# pages of which the teacher itself expects less are left to nobody: listings, forums, front pages
_LEAST_EXPECTED = 0.8
# shorter pages say little; the alignment of longer ones takes seconds
_FEWEST_BLOCKS, _FEWEST_WORDS, _MOST_WORDS = 5, 80, 12_000
# a capture that hardly resembles the blocks of its page was put together some other way
_LEAST_FOUND = 0.7


class Lesson(NamedTuple):
    """A page in HTML with what the teacher says of it: a chance for each of its texts."""

    source: CorpusPage
    texts: tuple[str, ...]
    chances: NDArray[np.float64]


def lessons(sources: Iterable[CorpusPage], teacher: Model) -> Iterator[Lesson]:
    """Give the pages that the model for HTML is sure of; a page seen twice is taken once."""
    for source in distinct(sources):
        lesson = _lesson(source, teacher)
        if lesson is not None:
            yield lesson


def _lesson(source: CorpusPage, teacher: Model) -> Lesson | None:
    page = read_page(source.html, kind="html")
    texts = tuple(block.text for block in page.blocks)
    words = sum(len(tokens(text)) for text in texts)
    seen = observe(page) if len(texts) >= _FEWEST_BLOCKS else None
    if seen is None or not _FEWEST_WORDS < words < _MOST_WORDS:
        return None
    chances = teacher.probabilities(seen)
    expected = teacher.decide(seen, chances).expected_f1
    return Lesson(source, texts, chances) if expected >= _LEAST_EXPECTED else None


def taught(learned: Iterable[Lesson], kind: Kind, settings: TrainSettings) -> Iterator[Example]:
    """Give the pages as the kind of model sees them, labelled with the teacher's chances."""
    for lesson in learned:
        if kind == "html":
            page = read_page(lesson.source.html, lesson.source.url, kind="html")
            yield example_from(page, lesson.chances, lesson.source, settings.taught_weight)
        else:
            yield from _captures(lesson, settings)


def _captures(lesson: Lesson, settings: TrainSettings) -> Iterator[Example]:
    for page in text_pages(settings.taught_captures, settings.seed)(lesson.source):
        texts = [block.text for block in page.blocks]
        labels, found = transfer(texts, lesson.texts, lesson.chances)
        if found >= _LEAST_FOUND and len(texts) >= _FEWEST_BLOCKS:
            yield example_from(page, labels, lesson.source, settings.taught_weight)
