"""A capture of several stories gives a record for each; an ordinary page gives one."""

import json
from pathlib import Path

import pytest

import newsclean
from newsclean import Article, SettingError
from newsclean.batch import Settings, clean, clean_inputs
from tests import digests

ROOT = Path(__file__).parents[2]
HEADLINES = [story.headline for story in digests.STORIES]
FORMS = (
    digests.linked_headlines,
    digests.with_bylines,
    digests.article_elements,
    digests.nested_tables,
    digests.message,
    digests.bare_message,
    digests.markdown,
    digests.signed_text,
)
IDS = [f"mail#{number}" for number in range(1, 5)]


def titles(articles: list[Article]) -> list[str]:
    return [(article.title or "").capitalize() for article in articles]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_each_story_of_a_digest_is_a_record(form) -> None:
    articles = newsclean.extract_all(form(), "https://courier.example/today")
    assert titles(articles) == HEADLINES
    for article, story in zip(articles, digests.STORIES, strict=True):
        assert article.body.split() == " ".join(story.paragraphs).split()


def test_a_story_has_its_own_author_and_the_day_of_all() -> None:
    signed = newsclean.extract_all(digests.with_bylines())
    assert [article.authors for article in signed] == [(s.author,) for s in digests.STORIES]
    assert {str(article.date) for article in newsclean.extract_all(digests.message())} == {
        "2025-06-16"
    }


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("fixtures/*/*/page.*")), ids=lambda p: p.parent.name
)
def test_no_page_of_the_fixtures_is_split(page: Path) -> None:
    content = page.read_bytes()
    assert newsclean.extract_all(content) == [newsclean.extract(content)]


def test_a_page_with_teasers_is_one_record() -> None:
    content = digests.page_with_teasers()
    assert newsclean.extract_all(content) == [newsclean.extract(content)]


def test_clean_gives_a_result_for_each_story() -> None:
    pages = [
        {"id": "mail", "content": digests.message()},
        {"id": "page", "content": digests.page_with_teasers()},
        {"id": "none", "content": ""},
    ]
    results = list(clean(pages, workers=0, split=True))
    assert [result.id for result in results] == [*IDS, "page", "none"]
    assert [result.id for result in clean(pages, workers=0)] == ["mail", "page", "none"]


def test_a_pipeline_that_cannot_split_is_refused() -> None:
    class Plain:
        def extract(self, *_: object, **__: object) -> Article:
            return Article(title="One")

    with pytest.raises(SettingError, match="Plain cannot split pages"):
        clean(["<p>One."], workers=0, pipeline=Plain(), split=True)


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    lines = [
        {"id": f"mail{n}", "content": digests.message() if n % 2 else digests.page_with_teasers()}
        for n in range(6)
    ]
    path = tmp_path / "crawl.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in [*lines, {"content": ""}]))
    return path


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


def test_a_run_counts_pages_and_stories(crawl: Path, tmp_path: Path) -> None:
    summary = clean_inputs([crawl], tmp_path / "out.jsonl", Settings(split=True), workers=0)
    assert (summary.tally.pages, summary.tally.records, summary.tally.failures) == (7, 15, 1)
    assert ids(tmp_path / "out.jsonl")[:6] == [
        "mail0",
        *(f"mail1#{n}" for n in range(1, 5)),
        "mail2",
    ]


def test_stories_that_are_left_out_are_failures_of_their_own(crawl: Path, tmp_path: Path) -> None:
    settings = Settings(split=True, min_confidence=1.0)
    summary = clean_inputs([crawl], tmp_path / "out.jsonl", settings, workers=0)
    failed = ids(tmp_path / "out.failed.jsonl")
    assert (len(failed), summary.tally.failures, summary.tally.pages) == (16, 16, 7)
    assert "mail1#4" in failed


def test_a_run_that_is_interrupted_goes_on_behind_the_last_whole_page(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(split=True)
    clean_inputs([crawl], tmp_path / "whole.jsonl", settings, workers=0)
    monkeypatch.setattr("newsclean.batch.work.KEEP_SECONDS", 0.0)

    def stop(progress) -> None:
        if progress.tally.pages == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clean_inputs([crawl], tmp_path / "out.jsonl", settings, workers=0, watch=stop)
    summary = clean_inputs([crawl], tmp_path / "out.jsonl", settings, workers=0)
    assert summary.resumed == 3
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_run_is_not_resumed_with_another_setting(crawl: Path, tmp_path: Path) -> None:
    def stop(progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clean_inputs([crawl], tmp_path / "out.jsonl", Settings(), workers=0, watch=stop)
    with pytest.raises(newsclean.NewscleanError, match="split"):
        clean_inputs([crawl], tmp_path / "out.jsonl", Settings(split=True), workers=0)


def test_the_commands_split(crawl: Path, tmp_path: Path, run) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_text(digests.message())
    records = [json.loads(line) for line in run("extract", "--split", mail).out.splitlines()]
    assert titles([Article(record["title"]) for record in records]) == HEADLINES
    assert run("extract", "--split", "--format", "text", mail).out.count("SAILS AGAIN") == 1
    out = tmp_path / "out.jsonl"
    assert run("clean", "--split", "-q", crawl, "-o", out).code == 0
    assert len(ids(out)) == 15
