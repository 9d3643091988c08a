"""An explanation as one page of HTML: blocks, candidates, fields and the record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsclean.article import facts
from newsclean.pictures import Html, bar, joined, link, sheet, strip, tag
from newsclean.roles import Role
from newsclean.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.body import Scored
    from newsclean.explanation.explanation import BlockLabel, Explanation
    from newsclean.fields import Choice, Proposal
    from newsclean.page import Page

_GROUPS: dict[str, tuple[str, tuple[Role, ...]]] = {
    "head": ("headline", (Role.HEADLINE, Role.KICKER)),
    "lead": ("standfirst", (Role.STANDFIRST,)),
    "story": ("story", (Role.STORY, Role.SUBHEADING)),
    "who": (
        "authors and date",
        (Role.AUTHORS, Role.DATE, Role.AUTHORS_AND_DATE, Role.SIGNATURE, Role.BIOGRAPHY),
    ),
    "media": ("captions and embeds", (Role.CAPTION, Role.PULL_QUOTE, Role.EMBED)),
    "others": (
        "other stories and talk",
        (Role.PROMOTION, Role.TEASER, Role.OTHER_STORY, Role.COMMENT),
    ),
    "rest": ("furniture", (Role.TAGS, Role.FURNITURE)),
}
"""The colours of the page: each with its name in the key, and the roles that it is for."""
_GROUP = {role: group for group, (_, roles) in _GROUPS.items() for role in roles}
_FATES = {"body": "kept", "title": "title", "dropped": "dropped"}
# of a long block that was dropped its beginning is shown, the rest on demand
_BEGIN = 320
# a page with more is a list that nobody reads and few browsers show; `newsclean explain` has all
_MOST_BLOCKS = 3000
_MOST_CHARS = 20_000


def explanation_page(explanation: Explanation) -> str:
    """Return the page; see `Explanation.to_html`."""
    title = explanation.article.title or "No title found"
    labels = explanation.labels
    sections = (
        ("blocks", "Blocks", _blocks(explanation.page, labels)),
        ("candidates", "Candidates", _candidates(explanation, labels)),
        ("fields", "Fields", _fields(explanation.choices)),
        ("record", "Record", _record(explanation)),
    )
    head = _head(explanation, labels, title)
    return sheet(f"{shorten(title, 80)} – explained by newsclean", "explanation", head, sections)


def _head(
    explanation: Explanation, labels: Sequence[BlockLabel], title: str
) -> Iterator[Html | None]:
    article, page = explanation.article, explanation.page
    kept = sum(label.role == "body" for label in labels)
    words = f"{kept} of {len(labels)} blocks kept"
    profile = page.profile.site if page.profile else "none"
    yield tag("h1", shorten(title, 300), dir="auto")
    yield tag("p", facts(article), dir="auto", class_="facts")
    yield tag("p", link(page.url), class_="address") if page.url else None
    yield tag(
        "ul",
        _figure(f"{article.confidence:.2f}", "confidence", bar(article.confidence)),
        _figure(f"{article.article_chance:.2f}", "article", bar(article.article_chance)),
        _figure(f"{kept}", f"of {len(labels)} blocks kept"),
        _figure("HTML" if page.kind == "html" else "Text", f"capture; site profile: {profile}"),
        class_="figures",
    )
    yield _coverage(page, labels, {x.index for x in labels if x.role != "dropped"}, words)
    yield _troubles(explanation)


def _figure(number: str, words: str, drawing: Html | None = None) -> Html:
    return tag("li", tag("b", number), " ", tag("span", words), drawing)


def _troubles(explanation: Explanation) -> Html | None:
    found = [f"Note: {note}" for note in explanation.page.notes]
    found += [f"Failed: {failure.extractor}: {failure.error}" for failure in explanation.failures]
    items = (tag("li", shorten(text, _BEGIN), dir="auto") for text in found)
    return tag("ul", *items, class_="troubles", aria_label="Troubles") if found else None


def _coverage(page: Page, labels: Sequence[BlockLabel], held: set[int], words: str) -> Html:
    """Draw the page from its beginning to its end, what is `held` in the colour of its role."""
    parts = (
        (
            float(len(page.blocks[label.index].text)) + 8,
            _GROUP[label.likeliest] + ("" if label.index in held else " faint"),
        )
        for label in labels
    )
    return strip(parts, words)


def _blocks(page: Page, labels: Sequence[BlockLabel]) -> Html:
    shown = labels[:_MOST_BLOCKS]
    rows = (_block(page, label) for label in shown)
    more = len(labels) - len(shown)
    return joined(
        tag("p", "What each block of the capture is to a reader, and what became of it."),
        _key(labels),
        _filter(),
        tag("ol", *rows, class_="blocks") if labels else tag("p", "The capture has no text."),
        tag("p", f"{more:,} more blocks: newsclean explain shows them all.") if more else None,
    )


def _key(labels: Sequence[BlockLabel]) -> Html:
    counts = Counter(_GROUP[label.likeliest] for label in labels)
    items = (
        tag("li", tag("span", f"{words} {counts[group]}", class_=f"chip {group}"))
        for group, (words, _) in _GROUPS.items()
        if counts[group]
    )
    return tag("ul", *items, class_="key", aria_label="Colours of roles, with numbers of blocks")


def _filter() -> Html:
    choices = (
        tag(
            "label",
            tag("input", type="radio", name="show", id=f"show-{name}", checked=name == "all"),
            tag("span", words),
        )
        for name, words in (("all", "All"), ("kept", "Kept"), ("dropped", "Dropped"))
    )
    return tag("fieldset", tag("legend", "Show blocks"), *choices, class_="filter")


def _block(page: Page, label: BlockLabel) -> Html:
    block = page.blocks[label.index]
    fate = _FATES[label.role]
    role = label.likeliest.name.lower().replace("_", " ")
    begin = _MOST_CHARS if fate != "dropped" else _BEGIN
    why = ": ".join(filter(None, (_decided(label, fate), label.reason)))
    proposed = f"proposed by {', '.join(label.proposed_by)}" if label.proposed_by else None
    group = _GROUP[label.likeliest]
    return tag(
        "li",
        tag("p", f"{label.index}", tag("code", block.tag) if block.tag else None, class_="place"),
        tag("div", *_text(block.text, begin), class_="text", dir="auto"),
        tag(
            "div",
            tag("span", f"{role} {label.probability:.2f}", class_=f"chip {group}"),
            tag("span", why, class_="why"),
            tag("span", proposed, class_="by") if proposed else None,
            class_="notes",
        ),
        id=f"b{label.index}",
        class_=f"{fate} {group}",
    )


def _decided(label: BlockLabel, fate: str) -> str:
    """Say what became of a block, and who decided it."""
    by = label.decided_by
    if fate == "title":
        return "the title again"
    if not by:
        return fate
    if not label.reason.startswith(f"{by.removeprefix('rule ')}: "):
        return f"{fate} by {_named(by)}"
    # the reason begins with the name of the rule
    return f"{fate} by rule"


def _named(extractor: str) -> str:
    return {"labeller": "model", "profile": "site profile"}.get(extractor, extractor)


def _text(text: str, most: int) -> Iterator[Html]:
    begin = text if len(text) <= most else shorten(text, most)
    yield tag("p", begin)
    if begin is not text:
        rest = text[len(begin) - 1 :].strip()
        words = tag("summary", f"{len(rest):,} more characters")
        more = shorten(rest, _MOST_CHARS)
        yield tag("details", words, tag("p", more), dir="auto")


def _candidates(explanation: Explanation, labels: Sequence[BlockLabel]) -> Html:
    ranked = sorted(explanation.candidates, key=lambda item: -item.estimate.quality)
    cards = (_candidate(explanation, labels, item) for item in ranked)
    words = "Each extractor's body, and how well a model predicts that it fits the story."
    return joined(tag("p", words), tag("ol", *cards, class_="cards"))


def _candidate(explanation: Explanation, labels: Sequence[BlockLabel], item: Scored) -> Html:
    candidate, estimate = item.candidate, item.estimate
    winner = explanation.winner
    won = winner is not None and candidate.extractor == winner.extractor
    number = len(candidate.paragraphs)
    held = {x.index for x in labels if candidate.extractor in x.proposed_by}
    moved = [f"{name} {by:+.3f}" for name, by in estimate.moved]
    return tag(
        "li",
        tag("h3", candidate.extractor, tag("span", "chosen", class_="badge") if won else None),
        _coverage(explanation.page, labels, held, f"{len(held)} blocks on the page"),
        tag(
            "dl",
            _fact("predicted F1", f"{estimate.quality:.3f}", bar(estimate.quality)),
            _fact("purity", f"{estimate.purity:.2f}", bar(estimate.purity)),
            _fact("size", f"{number} {'paragraph' if number == 1 else 'paragraphs'}"),
            _fact("time", f"{item.seconds * 1000:.1f} ms"),
        ),
        tag("p", "What moved the prediction: ", ", ".join(moved), class_="why") if moved else None,
        class_="won" if won else None,
    )


def _fact(name: str, value: str, drawing: Html | None = None) -> Html:
    return tag("div", tag("dt", name), tag("dd", value, drawing))


def _fields(choices: Sequence[Choice]) -> Html:
    given = [choice for choice in choices if choice.best or choice.rejected]
    others = ", ".join(choice.field.replace("_", " ") for choice in choices if choice not in given)
    return joined(
        tag("p", "What was chosen for each field of the record, and what was not."),
        tag("ul", *map(_field, given), class_="cards fields"),
        tag("p", f"Nothing on the page gives: {others}.", class_="others-none") if others else None,
    )


def _field(choice: Choice) -> Html:
    none = tag("p", "none can be trusted", class_="none")
    value = none if choice.best is None else _proposal(choice.best)
    rejected = tag(
        "details",
        tag("summary", f"{len(choice.rejected)} rejected"),
        tag("ul", *(tag("li", _proposal(other)) for other in choice.rejected)),
    )
    heading = tag("h3", choice.field.replace("_", " "))
    return tag("li", heading, value, rejected if choice.rejected else None)


def _proposal(proposal: Proposal) -> Html:
    value = proposal.value
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    chance = proposal.probability
    return joined(
        tag("p", shorten(text, 600), class_="value", dir="auto"),
        tag("p", tag("b", proposal.source), f" {proposal.reason}", class_="why"),
        bar(chance) if chance is not None else None,
    )


def _record(explanation: Explanation) -> Html:
    text = explanation.article.to_json(indent=2)
    more = len(text) - 10 * _MOST_CHARS
    return tag(
        "details",
        tag("summary", "As JSON"),
        tag("pre", text[: 10 * _MOST_CHARS], dir="auto"),
        tag("p", f"{more:,} more characters are left out here.") if more > 0 else None,
    )
