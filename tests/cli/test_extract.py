import gzip
import json
from pathlib import Path

import pytest

from newsclean import Article, extract

from .conftest import Run

STORY = (
    "Lennbrücke reopens after two years of repairs\n\n1 July 2025, 17:36\n\n"
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.\n\n"
    "Mayor Ulla Brandt cut the ribbon at noon, and a band played for an hour in the rain.\n"
)


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(STORY, "utf-8")
    return path


def test_json_is_what_the_library_gives(run: Run, capture: Path) -> None:
    done = run("extract", capture)
    assert (done.code, done.err) == (0, "")
    assert Article.from_dict(json.loads(done.out)) == extract(STORY)
    assert "Lennbrücke reopens after two years of repairs" in done.out


def test_a_compressed_file_is_said_to_be_for_clean(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    assert "newsclean clean reads compressed files" in run("extract", tmp_path / "page.txt.gz").err


def test_standard_input(run: Run) -> None:
    done = run("extract", "-", given=STORY.encode("utf-16"))
    assert json.loads(done.out)["title"] == "Lennbrücke reopens after two years of repairs"


def test_text_for_reading(run: Run, capture: Path) -> None:
    done = run("extract", capture, "--format", "text")
    article = extract(STORY)
    assert done.out.startswith("Lennbrücke reopens after two years of repairs\n2025-07-01")
    assert done.out.endswith(f"\n\n{article.body}\n")


def test_arguments_reach_the_library(run: Run) -> None:
    page = "<p>Мост через реку открыли в понедельник.</p>".encode("cp1251")
    options = "--charset windows-1251 --url https://example.org/a --kind html"
    done = run("extract", "-", *options.split(), given=page)
    record = json.loads(done.out)
    assert record["url"] == "https://example.org/a"
    assert record["paragraphs"] == ["Мост через реку открыли в понедельник."]


def test_relative_dates_need_the_time_of_capture(run: Run) -> None:
    page = STORY.replace("1 July 2025, 17:36", "3 hours ago").encode()
    done = run("extract", "-", "--captured-at", "2025-07-02T01:30+00:00", given=page)
    assert json.loads(done.out)["date"] == "2025-07-01"
    assert json.loads(run("extract", "-", given=page).out)["date"] is None


class TestProfiles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "profiles").mkdir()
        path = tmp_path / "profiles" / "lenn.example.toml"
        path.write_text('site = "Lenn Courier"\nhosts = ["lenn.example"]\n')
        return path.parent

    def test_a_folder_of_ones_own(self, run: Run, capture: Path, folder: Path) -> None:
        done = run("extract", capture, "--url", "https://lenn.example/1", "--profiles", folder)
        assert json.loads(done.out)["site"] == "Lenn Courier"

    def test_none(self, run: Run, capture: Path) -> None:
        done = run("extract", capture, "--url", "https://jen.jiji.com/1", "--no-profiles")
        assert json.loads(done.out)["site"] != "AFP-Jiji Press News Journal"

    def test_both_exclude_each_other(self, run: Run, capture: Path, folder: Path) -> None:
        done = run("extract", capture, "--no-profiles", "--profiles", folder)
        assert done.code == 2
        assert "exclude each other" in done.err

    def test_a_bad_profile_ends_with_4(self, run: Run, capture: Path, folder: Path) -> None:
        (folder / "bad.toml").write_text("site = 5")
        done = run("extract", capture, "--profiles", folder)
        assert (done.code, done.out) == (4, "")
        assert "bad.toml" in done.err


@pytest.mark.parametrize("given", [b"", b"\x00" * 100, b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"])
def test_content_without_a_story_is_an_empty_record(run: Run, given: bytes) -> None:
    done = run("extract", "-", given=given)
    assert (done.code, json.loads(done.out)["paragraphs"]) == (0, [])


def test_nothing_but_the_text_of_an_empty_record(run: Run) -> None:
    assert run("extract", "-", "--format", "text").out == "\n"


def test_what_a_file_is_that_holds_no_page_is_said(run, tmp_path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"%PDF-1.7\n1 0 obj")
    done = run("extract", path)
    assert (done.code, json.loads(done.out)["body"]) == (0, "")
    assert done.err == "note: the content is a PDF document: newsclean reads HTML and text\n"
    assert "a PDF document" in run("explain", path).out
