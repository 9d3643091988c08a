import json
import tomllib
from pathlib import Path

import pytest

from newsclean.profiles import check_folder

from .conftest import Run

PAGE = (
    "<html lang=en><head><meta property=og:site_name content='Lenn Courier'></head><body>"
    "<h1>Bridge over the Lenn reopens {0}</h1><p>By Ann Lee</p><p>{0} July 2025</p>"
    "<p>The bridge over the Lenn reopened on Monday after two years of repairs, it was said.</p>"
    "<p>Mayor Ulla Brandt cut the ribbon at noon, and a band played for an hour in the rain.</p>"
)


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.chdir(tmp_path)
    paths = [tmp_path / "one.html", tmp_path / "two.html"]
    for number, path in enumerate(paths, 1):
        path.write_text(PAGE.format(number), "utf-8")
    return paths


def test_a_site_begins_with_a_profile_and_a_fixture_of_each_page(
    run: Run, pages: list[Path]
) -> None:
    done = run("site", "new", *pages, "--url", "https://www.courier.example/bridge-1")
    assert done.code == 0
    profile, *fixtures = map(Path, done.out.split())
    assert str(profile) == "profiles/www.courier.example.toml"
    assert check_folder(profile.parent) == ()
    written = tomllib.loads(profile.read_text("utf-8"))
    assert written == {
        "site": "Lenn Courier",
        "hosts": ["www.courier.example"],
        "language": "en",
        "html": {},
        "text": {},
    }
    urls = [json.loads((folder / "meta.json").read_text("utf-8"))["url"] for folder in fixtures]
    assert urls == ["https://www.courier.example/bridge-1", "https://www.courier.example/"]
    assert "correct each record.json by hand" in done.err
    check = run("fixture", "check", "fixtures", "--profiles", "profiles")
    assert (check.code, check.out) == (0, "")
    assert "2 fixtures, 10 fields, 0 not as expected" in check.err


def test_a_profile_that_is_there_stays_and_is_used(run: Run, pages: list[Path]) -> None:
    profile = Path("profiles/courier.example.toml")
    profile.parent.mkdir()
    profile.write_text(
        'hosts = ["courier.example"]\n[html]\ndrop = ["p:last-child"]\nbody = ["body"]'
    )
    before = profile.read_text("utf-8")
    done = run("site", "new", pages[0], "--url", "https://courier.example/bridge")
    assert (done.code, profile.read_text("utf-8")) == (0, before)
    record = json.loads(Path(done.out.split()[-1], "record.json").read_text("utf-8"))
    assert not any("Ulla Brandt" in paragraph for paragraph in record["body"])


@pytest.mark.parametrize(
    ("urls", "message"),
    [
        (["https://a.example/1", "https://b.example/2"], "must be http(s) addresses of one host"),
        (["page.html"], "must be http(s) addresses of one host: page.html"),
        (["https://../evil"], "must be http(s) addresses of one host"),
        (["https://[::1"], "must be http(s) addresses of one host"),
        (["https://a.example/"] * 3, "2 pages with 3 addresses; give one for each page"),
    ],
)
def test_addresses_that_do_not_fit_are_refused(
    run: Run, pages: list[Path], urls: list[str], message: str
) -> None:
    done = run("site", "new", *pages, *(part for url in urls for part in ("--url", url)))
    assert (done.code, message in done.err) == (2, True)
    assert not Path("profiles").exists()


def test_what_is_there_is_not_said_to_be_written(run: Run, pages: list[Path]) -> None:
    arguments = ["site", "new", pages[0], "--url", "https://courier.example/bridge"]
    assert run(*arguments).code == 0
    done = run(*arguments)
    assert (done.code, done.out) == (6, "")
    assert "exists; remove it first, or name another with newsclean fixture add --slug" in done.err
