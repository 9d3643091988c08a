from pathlib import Path

import pytest

from .conftest import Run

RULES = "body: //article\nstrip: //p[. = 'Share']\ntitel: //h1\nhttp_header(cookie): a=b\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "lenn.example.txt").write_text(RULES, "utf-8")
    return folder


def test_rules_are_checked_like_profiles(run: Run, rules: Path) -> None:
    done = run("profiles", "check", rules)
    assert done.code == 4
    assert done.out.startswith("lenn.example.txt:3: titel: unknown directive, perhaps 'title'")
    assert done.err == "1 profiles, 1 problems\n"


def test_an_import_says_what_is_used_and_what_a_profile_can_say(
    run: Run, rules: Path, tmp_path: Path
) -> None:
    done = run("profiles", "import", rules, "-o", tmp_path / "out")
    assert done.code == 0
    assert [line.split() for line in done.out.splitlines()] == [
        ["use", "directive", "count", "in", "TOML"],
        ["needs", "fetching", "http_header", "1", "-"],
        ["unknown", "titel", "1", "-"],
        ["used", "body", "1", "1"],
        ["used", "strip", "1", "-"],
    ]
    assert done.err.endswith("1 rule files, 1 profiles, 1 problems\n")
    assert "# strip: //p[. = 'Share']\n" in (tmp_path / "out" / "lenn.example.toml").read_text()


def test_rules_are_taken_as_profiles(run: Run, rules: Path) -> None:
    story = "It rained all day over the county, the office for the weather said on Monday."
    page = f"<h1>Rain</h1><article><p>{story}</p></article>".encode()
    arguments = ["extract", "-", "--url", "https://lenn.example/1", "--profiles", rules]
    done = run(*arguments, given=page)
    assert (done.code, story in done.out) == (0, True)


def test_rules_are_tried_on_pages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "lenn.example.txt").write_text("body: //article\nstrip: //aside\n")
    (tmp_path / "pages").mkdir()
    story = "It rained all day over the county, the office for the weather said on Monday."
    (tmp_path / "pages" / "one.html").write_text(f"<h1>Rain</h1><article><p>{story}</p></article>")
    pages = ("--pages", tmp_path / "pages", "--site", "lenn.example")
    done = run("profiles", "check", tmp_path / "rules", *pages)
    assert (done.code, "lenn.example: finds nothing: //aside\n" in done.out) == (4, True)
    assert "//article" not in done.out
