import datetime as dt
import gc
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import DEFAULT, Candidate, Capture, Page, Pipeline, extractor
from newsclean.body.extractors.segment import Segment
from newsclean.body.scorer.estimate import Estimate
from newsclean.errors import CaptureTooLarge, ProfileError, SettingError, UnknownExtractor
from newsclean.profiles.load import ProfileSet

STORY = [
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.",
    "Mayor Ulla Brandt cut the ribbon at noon and was the first to walk across it with a band.",
    "“We have missed it every single day,” said a baker whose shop stands at the eastern end.",
]
TEXT = "\n\n".join(["Bridge over the Lenn reopens after two years of repairs", *STORY])
HTML = "<h1>Bridge over the Lenn reopens after two years of repairs</h1>" + "".join(
    f"<p>{paragraph}</p>" for paragraph in STORY
)


@extractor("second", cost=0.1)
def second_block(page: Page) -> Candidate | None:
    return Candidate.of_blocks(page, (1,), {"title": "Mine", "tags": ("a", "b")})


@extractor("broken")
def broken(page: Page) -> Candidate | None:
    raise RuntimeError("out of order")


@pytest.mark.parametrize("content", [TEXT, HTML, TEXT.encode(), HTML.encode("utf-16")])
def test_the_same_story_in_every_form(content: str | bytes) -> None:
    article = newsclean.extract(content)
    assert (article.title, article.paragraphs) == (
        "Bridge over the Lenn reopens after two years of repairs",
        tuple(STORY),
    )
    assert 0 < article.confidence <= 1
    assert 0 < article.article_chance <= 1
    assert article.version == f"newsclean {newsclean.__version__}"


def test_arguments_reach_the_page() -> None:
    when = dt.datetime(2025, 7, 1, 12, 0, tzinfo=dt.UTC)
    explanation = newsclean.explain(
        TEXT.encode("utf-8"),
        "https://example.org/a",
        captured_at=when,
        charset="ascii",
        kind="html",
    )
    page = explanation.page
    assert (page.kind, page.url, page.captured_at) == ("html", "https://example.org/a", when)
    assert explanation.article.url == "https://example.org/a"
    assert explanation.article == newsclean.extract(
        TEXT.encode("utf-8"),
        "https://example.org/a",
        captured_at=when,
        charset="ascii",
        kind="html",
    )


def test_a_pipeline_of_ones_own() -> None:
    pipeline = Pipeline(extractors=(second_block,))
    article = newsclean.extract(TEXT, pipeline=pipeline)
    assert article.paragraphs == (STORY[0],)
    assert (article.title, article.tags) == ("Mine", ("a", "b"))
    assert (
        article.sources["body"] == article.sources["title"] == article.sources["tags"] == "second"
    )


def test_extractors_by_name() -> None:
    article = Pipeline(extractors=("segment",)).extract(TEXT)
    assert article.sources["body"] == "segment"


def test_a_broken_extractor_costs_nothing_but_itself() -> None:
    explanation = Pipeline(extractors=(broken, *DEFAULT.extractors)).explain(Capture(TEXT))
    assert explanation.article == newsclean.extract(TEXT)
    assert [failure.error for failure in explanation.failures] == ["RuntimeError: out of order"]


def test_a_scorer_of_ones_own() -> None:
    def prefers_short(page: Page, candidates: Sequence[Candidate]) -> list[Estimate]:
        return [Estimate(1 / (1 + len(c.paragraphs)) * bool(c.paragraphs)) for c in candidates]

    pipeline = Pipeline(extractors=(second_block, Segment()), scorer=prefers_short)
    assert pipeline.extract(TEXT).paragraphs == (STORY[0],)


def test_the_limit_on_size() -> None:
    with pytest.raises(CaptureTooLarge):
        Pipeline(max_bytes=10).extract("x" * 11)
    Pipeline(max_bytes=10).extract("x" * 10)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"extractors": ()}, "at least one extractor"),
        ({"extractors": "segment"}, "not one string"),
        ({"extractors": ("segment", lambda _: None)}, "is no extractor"),
        ({"extractors": (Segment,)}, "is no extractor"),
        ({"extractors": (Segment(), "segment")}, "two extractors are named 'segment'"),
        ({"max_bytes": 0}, "max_bytes must be above 0"),
        ({"max_bytes": -5}, "max_bytes must be above 0"),
        ({"max_bytes": "big"}, "max_bytes must be above 0"),
        ({"enough": 1.5}, "enough must be from 0 to 1, not 1.5"),
        ({"margin": -0.1}, "margin must be from 0 to 1, not -0.1"),
        ({"enough": "high"}, "enough must be from 0 to 1, not 'high'"),
        ({"scorer": "estimate"}, "scorer must be a function"),
    ],
)
def test_settings_are_checked_when_the_pipeline_is_made(
    settings: dict[str, Any], message: str
) -> None:
    with pytest.raises(SettingError, match=message):
        Pipeline(**settings)


def test_an_unknown_extractor_is_named_when_the_pipeline_is_made() -> None:
    with pytest.raises(UnknownExtractor, match="'segmant'"):
        Pipeline(extractors=("segmant",))


def test_a_list_of_extractors_will_do() -> None:
    pipeline = Pipeline(extractors=[Segment()])  # type: ignore[arg-type]
    assert isinstance(pipeline.extractors, tuple)
    hash(pipeline)


class TestProfiles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "lenn.example.toml").write_text(
            'site = "Lenn Courier"\nhosts = ["lenn.example"]\nlanguage = "en"\n'
        )
        return tmp_path

    @pytest.mark.parametrize("form", ["path", "string", "list", "set"])
    def test_a_folder_comes_before_the_built_in_ones(self, folder: Path, form: str) -> None:
        given: Any = {
            "path": folder,
            "string": str(folder),
            "list": [folder],
            "set": ProfileSet.load(folder),
        }[form]
        pipeline = Pipeline(profiles=given)
        assert pipeline.extract(TEXT, "https://lenn.example/1").site == "Lenn Courier"
        known = pipeline.explain(
            Capture(TEXT, "https://www.pravda.com.ua/eng/news/1/")
        ).page.profile
        assert known is not None

    def test_none_means_none_at_all(self) -> None:
        page = (
            Pipeline(profiles=None)
            .explain(Capture(TEXT, "https://www.pravda.com.ua/eng/news/1/"))
            .page
        )
        assert page.profile is None

    def test_the_default_uses_the_built_in_ones(self) -> None:
        profile = DEFAULT.explain(
            Capture(TEXT, "https://www.pravda.com.ua/eng/news/1/")
        ).page.profile
        assert profile is not None
        assert profile.language == "en"

    def test_a_bad_profile_is_named_when_the_pipeline_is_made(self, tmp_path: Path) -> None:
        (tmp_path / "bad.toml").write_text("site = 5\n")
        with pytest.raises(ProfileError, match=r"bad\.toml"):
            Pipeline(profiles=tmp_path)

    @pytest.mark.parametrize("kind", ["missing", "file"])
    def test_what_is_no_folder_is_named(self, tmp_path: Path, kind: str) -> None:
        path = tmp_path / "x"
        if kind == "file":
            path.write_text("")
        with pytest.raises((ProfileError, SettingError), match="x"):
            Pipeline(profiles=path)


class TestValue:
    def test_equal_settings_are_equal_pipelines(self) -> None:
        assert Pipeline() == Pipeline() == DEFAULT
        assert hash(Pipeline()) == hash(DEFAULT)
        assert Pipeline(enough=0.5) != Pipeline()

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(AttributeError):
            DEFAULT.enough = 0.5  # type: ignore[misc]

    @pytest.mark.parametrize("pipeline", [DEFAULT, Pipeline(profiles=None, enough=0.5)])
    def test_it_goes_to_other_processes(self, pipeline: Pipeline) -> None:
        before = pipeline.extract(TEXT)
        again = pickle.loads(pickle.dumps(pipeline))
        assert again == pipeline
        assert hash(again) == hash(pipeline)
        assert again.extract(TEXT) == before

    def test_with_profiles_of_ones_own_too(self, tmp_path: Path) -> None:
        (tmp_path / "lenn.example.toml").write_text('site = "Lenn"\nhosts = ["lenn.example"]\n')
        pipeline = Pipeline(profiles=tmp_path)
        pipeline.extract(TEXT, "https://lenn.example/1")
        again = pickle.loads(pickle.dumps(pipeline))
        assert again.extract(TEXT, "https://lenn.example/1").site == "Lenn"


@pytest.mark.parametrize("content", [HTML, TEXT], ids=["html", "text"])
def test_a_page_goes_at_once_when_its_record_is_made(content: str) -> None:
    newsclean.extract(content)  # what is loaded once stays
    gc.collect()
    gc.disable()
    try:
        newsclean.extract(content)
        # a page that holds itself in a circle would wait for the collector, with its tree
        assert gc.collect() == 0
    finally:
        gc.enable()
