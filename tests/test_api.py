"""The public interface: a change here is a change for users, and goes into CHANGELOG.md."""

import inspect
import re
from pathlib import Path

import pytest

import newsclean

NAMES = [
    "DEFAULT",
    "Article",
    "Candidate",
    "Capture",
    "CaptureError",
    "CaptureTooLarge",
    "CaptureTypeError",
    "CorpusError",
    "Explanation",
    "Extractor",
    "FixtureError",
    "MissingExtra",
    "NewscleanError",
    "Page",
    "Pipeline",
    "ProfileError",
    "SettingError",
    "Sources",
    "UnknownExtractor",
    "__version__",
    "clean",
    "compiled",
    "explain",
    "extract",
    "extract_all",
    "extractor",
    "learn",
]
VALUES = {"DEFAULT", "__version__", "compiled"}
EXTRACT = (
    "(content: 'str | bytes', url: 'str | None' = None, *, "
    "captured_at: 'dt.datetime | None' = None, charset: 'str | None' = None, "
    "kind: \"Literal['html', 'text'] | None\" = None, pipeline: 'Pipeline | None' = None) -> "
)
ARTICLE = (
    "title date published modified authors agencies paragraphs kinds language site description "
    "image tags url canonical_url confidence article_chance sources version"
)


def test_all_is_what_stands_here() -> None:
    assert newsclean.__all__ == NAMES
    assert all(hasattr(newsclean, name) for name in NAMES)


def test_no_module_takes_the_name_of_a_function() -> None:
    """A submodule becomes an attribute of the package when it is first imported."""
    newsclean.extract("<p>One.")
    for name in NAMES:
        assert not inspect.ismodule(getattr(newsclean, name))
        assert not (Path(newsclean.__file__).parent / f"{name}.py").exists()
        assert not (Path(newsclean.__file__).parent / name).exists()


@pytest.mark.parametrize(
    ("name", "gives"), [("extract", "'Article'"), ("explain", "'Explanation'")]
)
def test_signatures(name: str, gives: str) -> None:
    assert str(inspect.signature(getattr(newsclean, name))) == EXTRACT + gives


def test_a_pipeline_takes_the_same_arguments() -> None:
    function = inspect.signature(newsclean.extract).parameters
    method = inspect.signature(newsclean.Pipeline.extract).parameters
    assert [*method][1:] == [*function][:-1]
    assert [p.kind for p in method.values()][1:] == [p.kind for p in function.values()][:-1]


def test_a_pipeline_explains_a_capture_or_content_alone() -> None:
    page = "<h1>Bridge reopens</h1><p>It opened on Monday, the city said."
    explained = newsclean.DEFAULT.explain(newsclean.Capture(page))
    assert explained.article == newsclean.DEFAULT.explain(page).article == newsclean.extract(page)


def test_settings_of_a_pipeline() -> None:
    parameters = inspect.signature(newsclean.Pipeline).parameters
    assert list(parameters) == [
        *("extractors", "profiles", "budget", "scorer", "enough", "margin", "max_bytes", "without")
    ]
    assert all(p.default is not p.empty for p in parameters.values())


def test_fields_of_an_article() -> None:
    assert list(inspect.signature(newsclean.Article).parameters) == ARTICLE.split()


def test_fields_of_a_candidate() -> None:
    assert list(inspect.signature(newsclean.Candidate).parameters) == [
        "paragraphs",
        "blocks",
        "fields",
        "is_final",
        "on_trial",
        "extractor",
        "family",
    ]


def test_fields_of_an_explanation() -> None:
    assert list(inspect.signature(newsclean.Explanation).parameters) == [
        "article",
        "page",
        "proposed",
        "fields",
        "title_blocks",
        "trimmed",
    ]
    assert isinstance(newsclean.Explanation.labels, property)


def test_the_default_extractors_and_their_order() -> None:
    assert [found.name for found in newsclean.DEFAULT.extractors] == [  # type: ignore[union-attr]
        "profile",
        "ftr",
        "reduced",
        "structured",
        "labeller",
        "segment",
        "subtree",
        "trafilatura",
    ]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in VALUES])
def test_what_is_public_is_documented(name: str) -> None:
    assert inspect.getdoc(getattr(newsclean, name))


def test_the_version_stands_in_one_place_and_in_the_changelog() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", newsclean.__version__)
    changelog = Path(__file__).parent.parent / "CHANGELOG.md"
    assert f"## {newsclean.__version__}" in changelog.read_text("utf-8")
