import pytest

from newsclean import Candidate, Explanation, Page, Pipeline, explain, extractor
from newsclean.roles import page_roles

# the extractor without a model: what is tested is the display, and no training changes it
PIPELINE = Pipeline(extractors=("structured", "segment"))
STORY = [
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.",
    "Mayor Ulla Brandt cut the ribbon at noon and was the first to walk across it with a band.",
    "“We have missed it every single day,” said a baker whose shop stands at the eastern end.",
    "The next repair is due in about sixty years, if the river allows, an engineer said.",
]
LINES = [
    "Home",
    "Bridge over the Lenn reopens after two years of repairs",
    *STORY[:2],
    "Advertisement",
    *STORY[2:],
    "Related Articles",
    "17:36 Goats clear runway",
]


@pytest.fixture(scope="module", params=["text", "html"])
def explanation(request: pytest.FixtureRequest) -> Explanation:
    if request.param == "text":
        return explain("\n\n".join(LINES), pipeline=PIPELINE)
    body = "".join(f"<p>{line}</p>" for line in LINES[2:])
    return explain(f"<nav><a href=/>Home</a></nav><h1>{LINES[1]}</h1>{body}", pipeline=PIPELINE)


def test_every_block_has_a_label(explanation: Explanation) -> None:
    assert [label.index for label in explanation.labels] == list(range(len(LINES)))
    roles = [label.role for label in explanation.labels]
    assert roles == [
        "dropped",
        "title",
        "body",
        "body",
        "dropped",
        "body",
        "body",
        "dropped",
        "dropped",
    ]


def test_what_is_labelled_body_is_the_body(explanation: Explanation) -> None:
    texts = [explanation.page.blocks[x.index].text for x in explanation.labels if x.role == "body"]
    assert tuple(texts) == explanation.article.paragraphs == tuple(STORY)


def test_a_dropped_block_has_a_reason_and_the_others_have_none(explanation: Explanation) -> None:
    reasons = {explanation.page.blocks[x.index].text: x.reason for x in explanation.labels}
    assert reasons["Advertisement"] == "furniture by its words (drop)"
    assert reasons["Related Articles"] == "furniture by its words (stop)"
    assert reasons["Home"] in {"before the body", "mostly links", "furniture by its words (drop)"}
    assert (
        reasons[STORY[0]]
        == reasons["Bridge over the Lenn reopens after two years of repairs"]
        == ""
    )


def test_every_block_has_its_likeliest_role(explanation: Explanation) -> None:
    roles = page_roles(explanation.page)
    for label, role in zip(explanation.labels, roles.best(), strict=True):
        assert label.likeliest is role
        assert label.probability == pytest.approx(float(roles.of(role)[label.index]))


def test_who_proposed_a_block_is_named(explanation: Explanation) -> None:
    by_text = {explanation.page.blocks[x.index].text: x.proposed_by for x in explanation.labels}
    assert "segment" in by_text[STORY[0]]
    assert by_text["Related Articles"] == ()


def test_candidates_come_with_estimates_and_times(explanation: Explanation) -> None:
    assert explanation.winner is not None
    names = [item.candidate.extractor for item in explanation.candidates]
    assert explanation.winner.extractor in names
    assert len(names) == len(set(names))
    for item in explanation.candidates:
        assert 0 <= item.estimate.quality <= 1
        assert item.seconds >= 0


def test_every_field_has_a_choice_and_the_article_holds_the_best(explanation: Explanation) -> None:
    choices = {choice.field: choice for choice in explanation.choices}
    assert choices.keys() == {
        "title",
        "date",
        "published",
        "modified",
        "authors",
        "agencies",
        "language",
        "site",
        "description",
        "image",
        "tags",
        "canonical_url",
    }
    for name, choice in choices.items():
        value = getattr(explanation.article, name)
        expected = (
            choice.best.value
            if choice.best
            else ()
            if name in {"authors", "agencies", "tags"}
            else None
        )
        assert value == expected
        if choice.best:
            assert explanation.article.sources[name] == choice.best.source


def test_a_body_of_foreign_text_is_shown_where_it_stands_on_the_page() -> None:
    @extractor("foreign")
    def foreign(page: Page) -> Candidate:
        return Candidate(paragraphs=tuple(STORY))

    explanation = explain("\n\n".join(LINES), pipeline=Pipeline(extractors=(foreign,)))
    shown = [explanation.page.blocks[x.index].text for x in explanation.labels if x.role == "body"]
    assert shown == STORY
    assert {x.proposed_by for x in explanation.labels if x.role == "body"} == {("foreign",)}


def test_an_empty_capture_can_be_explained() -> None:
    nothing = explain("")
    assert (nothing.labels, nothing.winner, nothing.failures) == ((), None, ())


def test_where_no_body_is_found_that_is_the_reason() -> None:
    assert {label.reason for label in explain("Quartz\nFeldspar").labels} <= {"no body found", ""}


def test_its_representation_is_short(explanation: Explanation) -> None:
    number = len(LINES)
    assert repr(explanation).startswith(f"<Explanation: {explanation.page.kind}, 4 of {number} ")
    assert len(repr(explanation)) < 100


def test_the_page_shows_each_block_with_its_fate(explanation: Explanation) -> None:
    page = explanation.to_html()
    for label in explanation.labels:
        fate = {"body": "kept", "title": "title", "dropped": "dropped"}[label.role]
        assert f'<li id="b{label.index}" class="{fate} ' in page
        assert f">{explanation.page.blocks[label.index].text}</p>" in page
    assert "furniture by its words (drop)" in page
    assert "kept by segment" in page


def test_the_page_names_the_rule_that_took_a_block() -> None:
    taken = {"rule captions"}
    page = "".join(f"<p>{line}</p>" for line in (*STORY[:2], "Photo: Ulla Brandt", *STORY[2:]))
    found = explain(f"<h1>{LINES[1]}</h1><article>{page}</article>")
    rules = [label for label in found.labels if label.decided_by in taken]
    assert [found.page.texts[label.index] for label in rules] == ["Photo: Ulla Brandt"]
    assert "dropped by rule: captions: " in found.to_html()


def test_a_notebook_shows_the_page_in_a_frame_that_runs_nothing(explanation: Explanation) -> None:
    shown = explanation._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert ' sandbox="" ' in shown


def test_a_page_of_many_blocks_says_what_it_leaves_out() -> None:
    found = explain("\n\n".join(f"Line {number} of a long list" for number in range(3100)))
    page = found.to_html()
    assert page.count("<li id=") == 3000
    assert f"{len(found.labels) - 3000:,} more blocks" in page


def test_a_capture_of_nothing() -> None:
    found = explain("")
    assert "The capture has no text." in found.to_html()
    assert repr(found) == "<Explanation: text, 0 of 0 blocks kept, body by nobody, confidence 0.00>"
