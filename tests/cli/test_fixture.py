import json
from pathlib import Path

import pytest

from newsclean.fixture import read_fixture

from .conftest import Run

STORY = (
    "Bridge over the Lenn reopens after two years of repairs\n\n"
    "The bridge over the Lenn reopened on Monday after two years of repairs.\n\n"
    "Mayor Ulla Brandt cut the ribbon at noon, and a band played for an hour in the rain.\n"
)


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(STORY)
    return path


def test_add_prints_the_folder_and_says_what_to_do(run: Run, capture: Path, tmp_path: Path) -> None:
    root = tmp_path / "fixtures"
    done = run("fixture", "add", capture, "--url", "https://lenn.example/1", "--root", root)
    assert done.code == 0
    folder = Path(done.out.strip())
    assert (
        folder == root / "lenn.example" / "bridge-over-the-lenn-reopens-after-two-years-of-repairs"
    )
    assert "correct record.json by hand" in done.err
    assert (
        read_fixture(folder).record["title"]
        == "Bridge over the Lenn reopens after two years of repairs"
    )
    assert json.loads((folder / "meta.json").read_text())["url"] == "https://lenn.example/1"


def test_what_exists_is_not_overwritten(run: Run, capture: Path, tmp_path: Path) -> None:
    arguments = ["fixture", "add", capture, "--root", tmp_path, "--site", "a", "--slug", "b"]
    assert run(*arguments).code == 0
    done = run(*arguments)
    assert (done.code, done.out) == (6, "")
    assert "exists" in done.err


@pytest.mark.parametrize("name", ["..", "../a", "a/b", "/tmp", "a\\b", "c:x", "", ".a", "a\x1b[2J"])
@pytest.mark.parametrize("option", ["--site", "--slug"])
def test_a_fixture_stays_within_its_root(
    run: Run, capture: Path, tmp_path: Path, option: str, name: str
) -> None:
    done = run("fixture", "add", capture, "--root", tmp_path / "root", option, name)
    assert done.code == 6
    assert f"{option} {name!r} must be the name of a folder" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


def test_check_shows_each_field_that_differs(run: Run, capture: Path, tmp_path: Path) -> None:
    root = tmp_path / "fixtures"
    folder = Path(run("fixture", "add", capture, "--root", root, "--slug", "b").out.strip())
    path = folder / "record.json"
    record = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(record | {"title": "Another", "body": record["body"][1:]}), "utf-8")
    done = run("fixture", "check", root)
    assert done.code == 6
    assert done.out == (
        "generic/b:title\n- 'Another'\n"
        "+ 'Bridge over the Lenn reopens after two years of repairs'\n"
        "generic/b:body\n"
        "+ The bridge over the Lenn reopened on Monday after two years of repairs.\n"
        "  1 paragraph as expected\n"
    )
    assert done.err == "1 fixtures, 5 fields, 2 not as expected\n"
    (root / "known_failures.toml").write_text("'generic/b:title' = 'x'\n'generic/b:date' = 'x'")
    done = run("fixture", "check", root)
    assert "generic/b:title" not in done.out
    assert "generic/b:date\nis known to fail, and is right" in done.out
    (root / "known_failures.toml").write_text("'generic/b:tags' = 'x'\n'generic/gone:date' = 'x'")
    done = run("fixture", "check", root)
    for test in ("generic/b:tags", "generic/gone:date"):
        assert f"{test}\nis known to fail, but no fixture has it" in done.out
    assert done.err.endswith(" 4 not as expected\n")


@pytest.mark.parametrize("known", ["a = ", "'a/b:c' = 1"])
def test_known_failures_that_cannot_be_read_are_named(run: Run, tmp_path: Path, known: str) -> None:
    (tmp_path / "known_failures.toml").write_text(known)
    done = run("fixture", "check", tmp_path)
    assert (done.code, "known_failures.toml: " in done.err) == (6, True)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"%PDF-1.7\n%\xe2\xe3\n", "the content is a PDF"), (b"", "neither title nor body was found")],
)
def test_an_empty_record_is_said(run: Run, tmp_path: Path, content: bytes, why: str) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(content)
    added = run("fixture", "add", page, "--root", tmp_path / "added")
    where = ["--root", tmp_path / "new", "--profiles", tmp_path / "profiles"]
    begun = run("site", "new", page, "--url", "https://lenn.example/1", *where)
    for done in (added, begun):
        assert (done.code, f"the record is empty: {why}" in done.err) == (0, True)
