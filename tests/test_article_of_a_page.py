import datetime as dt

import pytest

from newsclean import Candidate, Page, Pipeline, extract, extractor
from newsclean.body.candidate import FieldValue
from newsclean.body.scorer.estimate import Estimate
from newsclean.body.trim import trim
from newsclean.page.read import read_page

CERTAIN = Estimate(1.0, 1.0)
STORY = [
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.",
    "Mayor Ulla Brandt cut the ribbon at noon and was the first to walk across it with a band.",
]


def test_the_title_is_no_paragraph_of_the_body() -> None:
    @extractor("all")
    def everything(page: Page) -> Candidate:
        return Candidate.of_blocks(
            page,
            tuple(range(len(page.blocks))),
            {"title": "Bridge over the Lenn reopens after two years of repairs"},
        )

    article = Pipeline(extractors=(everything,)).extract(
        "\n".join(["Bridge over the Lenn reopens after two years of repairs", *STORY])
    )
    assert article.title == "Bridge over the Lenn reopens after two years of repairs"
    assert article.paragraphs == tuple(STORY)


def given(**fields: FieldValue) -> Pipeline:
    @extractor("given")
    def gives(page: Page) -> Candidate:
        return Candidate.of_blocks(page, (0, 1), fields)

    return Pipeline(extractors=(gives,), profiles=None)


def test_what_an_extractor_knows_becomes_the_record() -> None:
    at = dt.datetime(2025, 7, 1, 17, 36, tzinfo=dt.UTC)
    article = given(title="T", date=at.date(), published=at, authors=("Ann Lee",)).extract(
        "\n".join(STORY)
    )
    assert (article.title, article.date, article.published) == ("T", at.date(), at)
    assert article.authors == ("Ann Lee",)
    assert dict(article.sources) | {"body": "given", "title": "given", "date": "given"} == dict(
        article.sources
    )


def test_the_day_is_never_a_time() -> None:
    article = given(date=dt.datetime(2025, 7, 1, 17, 36)).extract("\n".join(STORY))
    assert type(article.date) is dt.date


def test_sources_name_filled_fields_only() -> None:
    article = extract("\n".join(STORY))
    for name in article.sources:
        assert getattr(article, "paragraphs" if name == "body" else name)


@pytest.mark.parametrize("capture", ["12 March 2021", "(dpa)", "<p>© Agency 2024</p>"])
def test_a_body_of_which_nothing_is_left_is_none(capture: str) -> None:
    article = extract(capture)
    assert article.paragraphs == ()
    assert "body" not in article.sources
    assert (article.confidence, article.article_chance) == (0, 0)


def test_confidence_is_that_of_the_body() -> None:
    assert extract("").confidence == 0
    menu, story = extract("Home\nNews\nSport"), extract("\n".join(STORY * 3))
    assert menu.confidence < 0.5 < story.confidence


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("", STORY[0]),
        (STORY[0], "\n".join(STORY * 4)),
    ],
)
def test_article_chance_grows_with_the_body(less: str, more: str) -> None:
    assert extract(less).article_chance < extract(more).article_chance


def test_the_canonical_url_is_not_the_url() -> None:
    html = f"<link rel=canonical href=/a><p>{STORY[0]}"
    article = extract(html, "https://example.org/a?utm=1")
    assert article.url == "https://example.org/a?utm=1"
    assert article.canonical_url == "https://example.org/a"


def test_a_box_of_links_inside_the_markup_of_a_story_does_not_end_it() -> None:
    paragraphs = [
        f"{line} It was day {number} of the works." for number in range(9) for line in STORY
    ]
    links = "<ul><li><a href=/1>Ferry fares fall</a></ul>"
    box = f"<aside><h3>Related Articles</h3>{links}<h3>Read more</h3></aside>"
    story = "".join(f"<p>{text}</p>" for text in paragraphs[:9])
    rest = "".join(f"<p>{text}</p>" for text in paragraphs[9:])
    page = f"<body><article><h1>Bridge reopens</h1>{story}{box}{rest}</article></body>"
    assert extract(page).paragraphs == tuple(paragraphs)


def test_a_date_line_is_no_paragraph_above_the_story_and_one_within() -> None:
    @extractor("all")
    def everything(page: Page) -> Candidate:
        return Candidate.of_blocks(page, tuple(range(len(page.blocks))))

    half = len(STORY) // 2
    lines = ["Bridge reopens", "30 June 2025", *STORY[:half], "1 July 2025", *STORY[half:]]
    article = Pipeline(extractors=(everything,), profiles=None).extract("\n".join(lines))
    assert article.paragraphs == tuple(lines[2:])


def test_two_lines_of_furniture_within_a_story_do_not_end_it() -> None:
    story = [
        f"The crews found {n} faults in the steel of the northern span, and it took them all the "
        "spring and the better part of the summer to mend the last of them, said the county."
        for n in range(12)
    ]
    lines = ["The span", *story[:9], "Related Articles", "Comments", *story[9:]]
    page = read_page("\n".join(lines), kind="text")
    blocks = tuple(b.index for b in page.blocks if b.text.endswith("."))
    body = trim(page, Candidate.of_blocks(page, blocks)).body
    assert body is not None
    assert body.paragraphs == tuple(story)


def test_a_body_that_rules_changed_is_less_sure() -> None:
    @extractor("all")
    def everything(page: Page) -> Candidate:
        return Candidate.of_blocks(page, tuple(range(len(page.blocks))))

    pipeline = Pipeline(extractors=(everything,), profiles=None, scorer=lambda *_: [CERTAIN])
    story = [f"{line} It was ferry number {n}, they said." for n in range(3) for line in STORY]
    whole = pipeline.extract("\n".join(story))
    trimmed = pipeline.extract("\n".join([*story, "Read also: Ferry drops its fares in May"]))
    assert trimmed.paragraphs == whole.paragraphs
    assert whole.confidence == 1.0
    assert 0.9 < trimmed.confidence < 1.0


def test_a_subheading_that_looks_like_a_byline_stays() -> None:
    story = [
        f"The council counted {n} kinds of boats on the lake in June, more than in any year before."
        for n in range(12)
    ]
    page = (
        f"<article><h1>Boats on the lake</h1>{paragraphs_of(story[:6])}<h3>By Ferry Lines</h3>"
        f"{paragraphs_of(story[6:])}</article>"
    )
    assert "By Ferry Lines" in extract(page).paragraphs


def paragraphs_of(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)
