import pytest

from newsclean import explain, extract
from newsclean.page.bounds import (
    MAX_ATTRIBUTES,
    MAX_BLOCKS,
    MAX_OPTIONS,
    MAX_TAGS,
    bound_markup,
    bound_text,
)
from newsclean.page.read import read_page

USUAL = "<p>The bridge <b>reopened</b>.</p>"
ICONS = "".join(f'<i class="icon icon-{n}" style="x"></i><p>Word said.</p>' for n in range(2000))
MENU = "<select>" + "<option value=a>One" * 1500 + "</select>"


@pytest.mark.parametrize(
    "html",
    [
        USUAL,
        USUAL * 10_000,
        ICONS,
        MENU,
        f'<img src="data:image/png;base64,{"A" * 200_000}">',
        "<script>" + "if (a<b) { c = '>'; }" * 4000 + "</script>",
        '<a title="a > b">x</a>' * 4000,
        "<p><i>a <b>b</b></i>" * 5000,
    ],
)
def test_usual_markup_is_the_same_object(html: str) -> None:
    assert bound_markup(html).source is html
    assert bound_markup(html).cuts == ()


def test_tags_behind_the_last_one_go() -> None:
    bounded = bound_markup("<p>" * (MAX_TAGS + 5))
    assert bounded.source.count("<") <= MAX_TAGS
    assert bounded.cuts[0] == "the page behind tag 100,000"


@pytest.mark.parametrize("value", ["b", '">"', "'<'", "'\">'"])
def test_attributes_behind_the_last_one_go(value: str) -> None:
    attributes = " ".join(f"a{n}={value}" for n in range(20_000))
    html = f"<p class=x {attributes}>Word said.</p><p title='a'>More.</p>"
    bounded = bound_markup(html)
    assert bounded.source.startswith("<p class=x a0=")
    assert bounded.source.endswith(">Word said.</p><p title='a'>More.</p>")
    assert f"a{MAX_ATTRIBUTES - 2}=" in bounded.source
    assert f"a{MAX_ATTRIBUTES}=" not in bounded.source
    assert len(bounded.cuts) == 1


def test_options_behind_the_last_one_go_with_their_text() -> None:
    bounded = bound_markup(f"<select>{'<OPTION>a' * 5000}</select>{USUAL}")
    assert bounded.source == f"<select>{'<OPTION>a' * MAX_OPTIONS}</select>{USUAL}"


@pytest.mark.parametrize("name", ["b", "FONT", "nobr"])
def test_marks_go_that_would_be_copied_into_each_paragraph(name: str) -> None:
    marks = "".join(f"<{name} a={n}>" for n in range(1000))
    bounded = bound_markup(f"<p>{marks}</p>{'<p>Word said.</p>' * 1000}")
    assert bounded.source == f"<p></p>{'<p>Word said.</p>' * 1000}"


def test_marks_that_only_seem_closed_count() -> None:
    marks = "".join(f'<b a=">x</b>" b={n}>' for n in range(1000))
    assert bound_markup(f"<p>{marks}</p>{'<p>Word said.</p>' * 1000}").cuts != ()


def test_lines_behind_the_last_one_go() -> None:
    page = read_page("ab cd\n\n" * (MAX_BLOCKS + 100))
    assert len(page.blocks) == MAX_BLOCKS
    assert page.cuts == ("the text behind line 20,000 that holds any",)
    assert bound_text("x" * 100_000).cuts == ()


def test_blocks_behind_the_last_one_go() -> None:
    page = read_page("<div>" + "<p>ab cd</p>" * (MAX_BLOCKS + 100) + "</div>")
    assert len(page.blocks) == MAX_BLOCKS
    assert page.cuts == ("the text behind block 20,000",)
    # the elements that were open hold the blocks up to the last one
    assert page.elements[0].end == page.elements[1].end == MAX_BLOCKS


def test_what_was_cut_is_said() -> None:
    story = "<p>The bridge over the Lenn reopened on Monday after two years, the county said.</p>"
    whole = extract(f"<body><h1>Bridge reopens</h1>{story * 40}")
    cut = explain(f"<body><h1>Bridge reopens</h1>{story * 40}{'<wbr>' * MAX_TAGS}")
    assert [f.extractor for f in cut.failures] == ["capture"]
    assert cut.failures[0].error == "left out: the page behind tag 100,000"
    assert cut.article.sources["capture"] == "cut"
    assert cut.article.paragraphs == whole.paragraphs
    assert cut.article.confidence <= 0.6 * whole.confidence


def test_an_address_in_a_log_holds_no_orders(caplog: pytest.LogCaptureFixture) -> None:
    extract(b"<p>One.", "https://lenn.example/\ud800\x1b[31m", charset="no-such")
    assert caplog.records
    for record in caplog.records:
        record.getMessage().encode("utf-8")
        assert "\x1b" not in record.getMessage()
