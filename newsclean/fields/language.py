"""The language of the article: what the page declares, checked against what the text shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.fields.proposal import Choice, Proposal, site_proposals
from newsclean.fields.scripts import LANGUAGES, is_written_in
from newsclean.fields.stated import stated
from newsclean.fields.tell_language import Told, same_group, tell_language
from newsclean.page.metadata import language_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.body import Candidate
    from newsclean.page import Page

FIELD = "language"

_SAMPLE_CHARS = 2000
# below this a text of another language may be a quotation or a list of names
_SURE_LETTERS = 200


def choose_language(page: Page, candidates: Sequence[Candidate], body: Candidate | None) -> Choice:
    """Choose an ISO 639-1 code; a declaration that the text clearly contradicts is rejected."""
    own = list(site_proposals(candidates, FIELD))
    sample = _sample(page, body)
    declared = _distinct(list(_declared(page)))
    told = tell_language(sample, tuple(str(v.value) for v in declared))
    if own:
        return Choice(FIELD, own[0], (*own[1:], *declared))
    agreeing = [v for v in declared if _agrees(str(v.value), told)]
    if agreeing:
        best = agreeing[0]
    elif told.code is not None:
        best = Proposal(told.code, "text", told.reason)
    else:
        return Choice(FIELD, None, tuple(declared))
    return Choice(FIELD, best, tuple(v for v in declared if v is not best))


def _agrees(code: str, told: Told) -> bool:
    """Return whether the text bears a declaration out, or at least cannot refute it."""
    if told.script and not is_written_in(code, told.script):
        return False
    if told.code is None or told.code == code or same_group(code, told.code):
        return True
    return told.letters < _SURE_LETTERS and len(LANGUAGES[told.script]) != 1


def _declared(page: Page) -> Iterator[Proposal]:
    label = language_code(page.labels.get("language", ""))
    if label:
        yield Proposal(label, "label")
    for code, where in stated(page).languages:
        yield Proposal(code, "structured", where)


def _distinct(values: Sequence[Proposal]) -> list[Proposal]:
    first: dict[object, Proposal] = {}
    for value in values:
        first.setdefault(value.value, value)
    return list(first.values())


def _sample(page: Page, body: Candidate | None) -> str:
    """The beginning of the body, or else of the page's longest lines."""
    if body is not None and body.paragraphs:
        return "\n".join(body.paragraphs)[:_SAMPLE_CHARS]
    texts = [block.text for block in page.blocks[:2000]]
    longest = sorted(range(len(texts)), key=lambda i: -len(texts[i]))[:10]
    return "\n".join(texts[i][:_SAMPLE_CHARS] for i in sorted(longest))[:_SAMPLE_CHARS]
