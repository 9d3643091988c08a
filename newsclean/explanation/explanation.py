"""An article with everything behind it: candidates, scores, choices, and what became of a block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsclean.body import Failure, page_labelling
from newsclean.body.scorer import estimate, explained
from newsclean.boilerplate import page_marks
from newsclean.roles import Role, page_roles
from newsclean.text import align

if TYPE_CHECKING:
    from newsclean.article import Article
    from newsclean.body import Candidate, Proposed, Scored, Scorer, Trimmed
    from newsclean.body.rules import Verdict
    from newsclean.fields import Choice, Fields
    from newsclean.page import Page


@dataclass(frozen=True, slots=True)
class BlockLabel:
    """What became of one block: its role in the record, who proposed it, and why it went."""

    index: int
    role: str
    """`body`, `title` or `dropped`."""
    proposed_by: tuple[str, ...]
    reason: str = ""
    likeliest: Role = Role.FURNITURE
    """What the model takes the block for."""
    probability: float = 0.0
    """How likely the block is that, 0 to 1."""
    decided_by: str = ""
    """The rule that took the block or added it, as `rule captions`; else whose body it is."""


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """An article with everything behind it, step by step; printed, it is what `explain` shows.

    >>> import newsclean
    >>> newsclean.explain("<h1>Bridge reopens</h1><p>It opened, the city said.")
    <Explanation: html, 1 of 2 blocks kept, body by ..., confidence ...>
    """

    article: Article
    page: Page
    proposed: Proposed
    fields: Fields
    title_blocks: frozenset[int]
    """Indices of the blocks that only repeat the title."""
    trimmed: Trimmed

    @property
    def candidates(self) -> tuple[Scored, ...]:
        """What each extractor proposed, with its scores."""
        return self.proposed.scored

    @property
    def winner(self) -> Candidate | None:
        """The body of the record; `None` if there is none."""
        return self.trimmed.body

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What was chosen for each field, and what was not."""
        return self.fields.choices

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What raised; the others went on."""
        cuts = tuple(Failure("capture", f"left out: {cut}") for cut in self.page.cuts)
        return cuts + self.proposed.failures + self.fields.failures

    @property
    def labels(self) -> tuple[BlockLabel, ...]:
        """One label for each block of the page, in order."""
        body = frozenset(_blocks(self.page, self.winner) if self.winner else ())
        verdicts = {**page_labelling(self.page).verdicts, **self.trimmed.verdicts}
        title = self.title_blocks - body
        labels = label_blocks(self.page, self.candidates, body, title, verdicts)
        winner = self.winner.extractor if self.winner else ""
        return tuple(
            replace(
                label,
                decided_by=f"rule {verdicts[label.index].rule}"
                if label.index in verdicts
                else winner,
            )
            for label in labels
        )

    def to_html(self) -> str:
        """Return one page that shows all of it, in which nothing runs and nothing is loaded.

        >>> import newsclean
        >>> newsclean.explain("<h1>Rain</h1><script>alert(1)</script>").to_html()[:15]
        '<!doctype html>'
        """
        from newsclean.explanation.picture import explanation_page

        return explanation_page(self)

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame of its own that runs nothing."""
        from newsclean.pictures import framed

        return framed(self.to_html(), "Explanation of a capture")

    def __str__(self) -> str:
        from newsclean.explanation.terminal import lines, terminal_width

        shown = ("".join(span.text for span in line) for line in lines(self, terminal_width()))
        return "\n".join(shown)

    def __repr__(self) -> str:
        winner = self.winner
        kept = sum(label.role == "body" for label in self.labels)
        return (
            f"<Explanation: {self.page.kind}, {kept} of {len(self.page.blocks)} blocks kept,"
            f" body by {winner.extractor if winner else 'nobody'},"
            f" confidence {self.article.confidence:.2f}>"
        )


def _blocks(page: Page, candidate: Candidate) -> tuple[int, ...]:
    """The blocks of a body; of one that is foreign to the page, those that it covers."""
    if candidate.blocks is not None:
        return candidate.blocks
    return align(page.texts, candidate.paragraphs)


def with_moves(explanation: Explanation, scorer: Scorer) -> Explanation:
    """Return an explanation whose estimates, if `scorer` made them, say what moved them."""
    if scorer is not estimate or any(f.extractor == "scorer" for f in explanation.failures):
        return explanation
    scored = explanation.candidates
    candidates = [item.candidate for item in scored]
    estimates = explained(explanation.page, candidates, [item.estimate for item in scored])
    pairs = zip(scored, estimates, strict=True)
    moved = tuple(replace(item, estimate=found) for item, found in pairs)
    return replace(explanation, proposed=replace(explanation.proposed, scored=moved))


def label_blocks(
    page: Page,
    scored: tuple[Scored, ...],
    body: frozenset[int],
    title: frozenset[int],
    verdicts: dict[int, Verdict],
) -> tuple[BlockLabel, ...]:
    """Label every block of the page with its role and the reason for it.

    `verdicts` are those of the rules, on blocks that they took from the body or added to it.
    """
    proposers: dict[int, list[str]] = {}
    for item in scored:
        for index in _blocks(page, item.candidate):
            proposers.setdefault(index, []).append(item.candidate.extractor)
    first, last = (min(body), max(body)) if body else (len(page.blocks), -1)
    roles = page_roles(page)
    likeliest, probabilities = roles.best(), roles.probabilities.max(axis=1, initial=0.0)
    labels = []
    for block in page.blocks:
        role = "title" if block.index in title else "body" if block.index in body else "dropped"
        verdict = verdicts.get(block.index)
        if verdict is not None:
            reason = f"{verdict.rule}: {verdict.reason}"
        else:
            reason = _reason(page, block.index, (first, last)) if role == "dropped" else ""
        names = tuple(proposers.get(block.index, ()))
        taken_for = (likeliest[block.index], float(probabilities[block.index]))
        labels.append(BlockLabel(block.index, role, names, reason, *taken_for))
    return tuple(labels)


def _reason(page: Page, index: int, body: tuple[int, int]) -> str:
    """Why a block is dropped; `body` are the first and last block of the body."""
    block = page.blocks[index]
    first, last = body
    mark = page_marks(page)[index]
    if mark is not None:
        return f"furniture by its words ({mark.value})"
    if 2 * block.link_chars > len(block.text):
        return "mostly links"
    if last < 0:
        return "no body found"
    if index < first:
        return "before the body"
    return "after the body" if index > last else "no prose inside the body"
