"""The records behind an article: candidates, scores, failures, choices, and a label per block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsclean.align import align
from newsclean.prose.marks import page_marks
from newsclean.scorer.estimate import explained

if TYPE_CHECKING:
    from newsclean.article import Article
    from newsclean.candidate import Candidate
    from newsclean.fields.proposal import Choice
    from newsclean.page.page import Page
    from newsclean.scorer.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, what the scorer predicts of it, and the time that its extractor took."""

    candidate: Candidate
    estimate: Estimate
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """An extractor that raised; the others went on."""

    extractor: str
    error: str


@dataclass(frozen=True, slots=True)
class BlockLabel:
    """What became of one block: its role in the record, who proposed it, and why it went."""

    index: int
    role: str
    """`body`, `title` or `dropped`."""
    proposed_by: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article with everything behind it."""

    article: Article
    page: Page
    candidates: tuple[Scored, ...]
    winner: Candidate | None
    failures: tuple[Failure, ...]
    choices: tuple[Choice, ...]
    title_blocks: frozenset[int]
    """Indices of the blocks that only repeat the title."""

    @property
    def labels(self) -> tuple[BlockLabel, ...]:
        """One label for each block of the page, in order."""
        body = frozenset(_blocks(self.page, self.winner) if self.winner else ())
        return label_blocks(
            self.page, self.candidates, body, self.title_blocks - body, self._taken() - body
        )

    def _taken(self) -> frozenset[int]:
        """The blocks of the body as it was before the last look took some of them."""
        name = self.winner.extractor if self.winner else ""
        found = (item.candidate for item in self.candidates if item.candidate.extractor == name)
        return frozenset(block for candidate in found for block in candidate.blocks or ())


def _blocks(page: Page, candidate: Candidate) -> tuple[int, ...]:
    """The blocks of a body; of one that is foreign to the page, those that it covers."""
    if candidate.blocks is not None:
        return candidate.blocks
    return align(page.blocks, candidate.paragraphs)


def with_moves(explanation: Explanation) -> Explanation:
    """Give an explanation whose estimates say which features moved them."""
    if any(failure.extractor == "scorer" for failure in explanation.failures):
        return explanation
    scored = explanation.candidates
    candidates = [item.candidate for item in scored]
    estimates = explained(explanation.page, candidates, [item.estimate for item in scored])
    pairs = zip(scored, estimates, strict=True)
    return replace(explanation, candidates=tuple(replace(i, estimate=e) for i, e in pairs))


def label_blocks(
    page: Page,
    scored: tuple[Scored, ...],
    body: frozenset[int],
    title: frozenset[int],
    taken: frozenset[int] = frozenset(),
) -> tuple[BlockLabel, ...]:
    """Label every block of the page with its role and the reason for it.

    `taken` are the blocks that the last look (`newsclean.sweep`) took from the body.
    """
    proposers: dict[int, list[str]] = {}
    for item in scored:
        for index in _blocks(page, item.candidate):
            proposers.setdefault(index, []).append(item.candidate.extractor)
    first, last = (min(body), max(body)) if body else (len(page.blocks), -1)
    labels = []
    for block in page.blocks:
        role = "title" if block.index in title else "body" if block.index in body else "dropped"
        reason = _reason(page, block.index, (first, last), taken) if role == "dropped" else ""
        labels.append(BlockLabel(block.index, role, tuple(proposers.get(block.index, ())), reason))
    return tuple(labels)


def _reason(page: Page, index: int, body: tuple[int, int], taken: frozenset[int]) -> str:
    """Why a block is dropped; `body` are the first and last block of the body."""
    block = page.blocks[index]
    first, last = body
    mark = page_marks(page)[index]
    if mark is not None:
        return f"furniture by its words ({mark.value})"
    if index in taken:
        return "taken from the body: no story by its words or its place"
    if 2 * block.link_chars > len(block.text):
        return "mostly links"
    if last < 0:
        return "no body found"
    if index < first:
        return "before the body"
    return "after the body" if index > last else "no prose inside the body"
