import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from newsclean.article import Article
from newsclean.errors import FixtureError
from newsclean.fixture import add_fixture, find_fixtures, read_fixture, record_of

STORY = (
    "Bridge over the Lenn reopens after two years of repairs\n\n1 July 2025\n\n"
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.\n\n"
    "Mayor Ulla Brandt cut the ribbon at noon, and a band played for an hour in the rain.\n"
)


def make(folder: Path, page: str = "page.txt", **files: Any) -> Path:
    folder.mkdir(parents=True)
    (folder / page).write_text(STORY, "utf-8")
    for name in ("meta", "record"):
        content = files.get(name, {})
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / f"{name}.json").write_text(text, "utf-8")
    return folder


def test_a_fixture_is_read(tmp_path: Path) -> None:
    meta = {
        "about": "a plain story",
        "url": "https://example.org/a",
        "captured_at": "2025-07-02T09:00:00+00:00",
        "charset": "utf-8",
        "kind": "text",
    }
    fixture = read_fixture(
        make(
            tmp_path / "site" / "slug",
            meta=meta,
            record={"title": "Bridge over the Lenn reopens after two years of repairs"},
        )
    )
    assert fixture.name == "site/slug"
    assert fixture.content == STORY.encode()
    assert fixture.about == "a plain story"
    assert fixture.arguments == {
        "url": "https://example.org/a",
        "captured_at": dt.datetime(2025, 7, 2, 9, 0, tzinfo=dt.UTC),
        "charset": "utf-8",
        "kind": "text",
    }
    article = fixture.extract()
    assert (article.title, article.url) == (
        "Bridge over the Lenn reopens after two years of repairs",
        "https://example.org/a",
    )


def test_fixtures_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b/two", "a/one", "b/one"):
        make(tmp_path / name)
    (tmp_path / "stray.txt").write_text("x")
    found = [str(folder.relative_to(tmp_path)) for folder in find_fixtures(tmp_path)]
    assert found == ["a/one", "b/one", "b/two"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"meta": "{"}, "meta.json: is not JSON"),
        ({"meta": "[]"}, "meta.json: must hold an object, not a list"),
        ({"meta": {"adress": "x"}}, "meta.json: unknown key 'adress'; allowed"),
        ({"meta": {"captured_at": "today"}}, "meta.json: captured_at"),
        ({"meta": {"captured_at": 5}}, "meta.json: captured_at"),
        ({"record": {"headline": "x"}}, "record.json: unknown key 'headline'; allowed"),
        ({"record": "title"}, "record.json: is not JSON"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, files: dict[str, Any], message: str) -> None:
    with pytest.raises(FixtureError, match=message):
        read_fixture(make(tmp_path / "a" / "b", **files))


@pytest.mark.parametrize("name", ["meta.json", "record.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "a" / "b")
    (folder / name).unlink()
    with pytest.raises(FixtureError, match=f"{name}: is missing"):
        read_fixture(folder)


def test_a_fixture_has_exactly_one_page(tmp_path: Path) -> None:
    folder = make(tmp_path / "a" / "b")
    (folder / "page.html").write_text("<p>x")
    with pytest.raises(FixtureError, match=r"exactly one of page\.html, page\.txt, has 2"):
        read_fixture(folder)
    with pytest.raises(FixtureError, match="has 0"):
        read_fixture(tmp_path)


def test_the_form_of_a_record() -> None:
    record = record_of(Article(title="T", paragraphs=("One.", "Two.")))
    assert list(record)[:5] == ["title", "date", "published", "authors", "body"]
    assert record["body"] == ["One.", "Two."]


class TestAdd:
    def test_the_current_output_is_written(self, tmp_path: Path) -> None:
        source = tmp_path / "a.txt"
        source.write_text(STORY, "utf-8")
        folder = add_fixture(source, tmp_path / "fixtures", url="https://News.Example.org/a?b=1")
        assert (
            folder
            == tmp_path
            / "fixtures"
            / "news.example.org"
            / "2025-07-01-bridge-over-the-lenn-reopens-after-two-years-of-repairs"
        )
        fixture = read_fixture(folder)
        assert fixture.content == source.read_bytes()
        assert fixture.record["title"] == "Bridge over the Lenn reopens after two years of repairs"
        assert fixture.record["date"] == "2025-07-01"
        assert fixture.arguments == {"url": "https://News.Example.org/a?b=1"}
        assert record_of(fixture.extract()).items() >= fixture.record.items()
        assert (
            (folder / "record.json")
            .read_text("utf-8")
            .startswith('{\n "title": "Bridge over the Lenn reopens after two years of repairs",\n')
        )

    def test_without_a_url_it_is_generic(self, tmp_path: Path) -> None:
        source = tmp_path / "untitled.txt"
        source.write_text("")
        assert add_fixture(source, tmp_path / "f") == tmp_path / "f" / "generic" / "untitled"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
    def test_html_is_known_in_every_encoding(self, tmp_path: Path, encoding: str) -> None:
        source = tmp_path / "a"
        source.write_bytes(
            "<html><body><p>Мост через реку открыли в понедельник.</p></body></html>".encode(
                encoding
            )
        )
        assert (add_fixture(source, tmp_path / "f", slug="x") / "page.html").exists()

    def test_site_and_slug_may_be_named(self, tmp_path: Path) -> None:
        source = tmp_path / "a.txt"
        source.write_text(STORY)
        when = dt.datetime(2025, 7, 2, tzinfo=dt.UTC)
        folder = add_fixture(
            source, tmp_path / "f", site="s", slug="t", charset="utf-8", captured_at=when
        )
        assert folder == tmp_path / "f" / "s" / "t"
        assert read_fixture(folder).arguments == {"charset": "utf-8", "captured_at": when}

    def test_nothing_is_overwritten(self, tmp_path: Path) -> None:
        source = tmp_path / "a.txt"
        source.write_text(STORY)
        add_fixture(source, tmp_path / "f", slug="x")
        with pytest.raises(FixtureError, match="exists; remove it first, or name another"):
            add_fixture(source, tmp_path / "f", slug="x")

    @pytest.mark.parametrize("url", ["https://../a", "https://./a", "https://a/../../../x"])
    def test_no_url_leads_out_of_the_root(self, tmp_path: Path, url: str) -> None:
        source = tmp_path / "a.txt"
        source.write_text(STORY)
        root = tmp_path / "deep" / "fixtures"
        assert root in add_fixture(source, root, url=url).parents
