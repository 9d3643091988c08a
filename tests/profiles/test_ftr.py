"""Rule files of ftr-site-config: read, looked up by host, checked, and made profiles of.

All rules here are made up.
"""

import io
import pickle
import tarfile
import zipfile
from pathlib import Path

import pytest

from newsclean.errors import ProfileError
from newsclean.pipeline import Pipeline
from newsclean.profiles import ProfileSet, check_folder, check_rules, import_rules, read_ftr
from newsclean.profiles.css import to_css
from newsclean.profiles.ftr import FtrRules, make_rules, read_directives

LENN = """\
# the county's paper
body: //div[@id = 'story']
body: //article
title: //h1
author: "Ann Lee"
prune: no
http_header(user-agent): Browser
strip: //p[
strip_id_or_class: promo
find_string: <b>
replace_string: <i>
replace_string(<hr class="a: b">): <br>
wrap_in(h2): //b
test_url: https://lenn.example/1
test_contains: The bridge
test_contains: two years
test_url: https://lenn.example/2
no directive at all
"""
GLOBAL = "title: //meta[@property='og:title']/@content\nstrip_id_or_class: ads\nprune: yes\n"
TEXTS = {
    "lenn.example": LENN,
    ".lenn.example": "body: //main",
    ".blogs.lenn.example": "body: //section\nautodetect_on_failure: no",
    "global": GLOBAL,
}


def rules(text: str) -> FtrRules:
    return make_rules("a.example", read_directives(text))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "LICENSE.txt").write_text("body: of law", "utf-8")
    return folder


def packed(folder: Path, kind: str) -> Path:
    path = folder.parent / f"rules.{kind}"
    files = [(f"repository/{file.name}", file.read_bytes()) for file in folder.iterdir()]
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in files:
                archive.writestr(name, content)
        return path
    with tarfile.open(path, "w:xz" if kind.endswith("xz") else "w") as tar:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def test_directives_become_rules_and_what_is_wrong_is_left_out() -> None:
    found = rules(LENN)
    assert found.body == ("//div[@id = 'story']", "//article")
    assert (found.author, found.strip) == (('"Ann Lee"',), ())
    assert found.replace == (("<b>", "<i>"), ('<hr class="a: b">', "<br>"))
    assert found.wrap_in == (("h2", "//b"),)
    assert found.tests == (
        ("https://lenn.example/1", ("The bridge", "two years")),
        ("https://lenn.example/2", ()),
    )


def test_strings_that_do_not_pair_are_not_replaced() -> None:
    assert rules("find_string: a\nfind_string: b\nreplace_string: c").replace == ()
    assert rules("find_string: a\nreplace_string:").replace == (("a", ""),)


@pytest.mark.parametrize(
    ("host", "body", "title"),
    [
        ("lenn.example", "//div[@id = 'story']", "//h1"),
        ("sport.lenn.example", "//main", "//meta[@property='og:title']/@content"),
        ("a.blogs.lenn.example", "//section", None),  # without the rules for all sites
        ("lennex.example", None, None),
        ("example", None, None),
    ],
)
def test_a_host_has_its_own_file_or_that_of_the_nearest_domain(
    folder: Path, host: str, body: str | None, title: str | None
) -> None:
    found = read_ftr(folder).rules_of(host)
    assert (found and next(iter(found.body), None)) == body
    assert (found and next(iter(found.title), None)) == title


def test_the_rules_for_all_sites_come_behind_those_of_the_site(folder: Path) -> None:
    found = read_ftr(folder).rules_of("lenn.example")
    assert found is not None
    assert found.title == ("//h1", "//meta[@property='og:title']/@content")
    assert found.strip_id_or_class == ("promo", "ads")


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.xz"])
def test_an_archive_is_read_as_a_folder_is(folder: Path, kind: str) -> None:
    assert (
        read_ftr(packed(folder, kind)).texts
        == read_ftr(folder).texts
        == dict(sorted(TEXTS.items()))
    )


@pytest.mark.parametrize("name", ["rules.zip", "rules.tar.xz"])
def test_what_is_no_archive_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no archive")
    with pytest.raises(ProfileError, match=rf"{name}: cannot be read: .*a zip or tar"):
        ProfileSet.load(tmp_path / name)


def test_an_archive_without_rules_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("README.txt", "x")
    with pytest.raises(ProfileError, match="holds no rule file such as"):
        read_ftr(tmp_path / "a.zip")


def test_a_set_finds_rules_by_host_where_no_profile_names_it(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.toml").write_text('hosts = ["sport.lenn.example"]\nlanguage = "en"')
    found = pickle.loads(pickle.dumps(ProfileSet.load([folder, own])))
    profile = found.match("https://www.lenn.example/1", ())
    assert profile.ftr.name == profile.name == "lenn.example"
    assert found.match("https://sport.lenn.example/1", ()).ftr is None
    assert found.match("https://other.example/1", ()) is None
    assert found.match(None, ()) is None


def test_what_is_wrong_is_told_with_its_line(folder: Path) -> None:
    (folder / "bad.example.txt").write_text("body:\ntitel: //h1\nwrap_in: //b\nfind_string: a\n")
    problems = [str(p).partition("; allowed")[0] for p in check_rules(read_ftr(folder))]
    problems[-1] = problems[-1].partition(" (")[0]
    assert problems == [
        "bad.example.txt:1: body: says nothing",
        "bad.example.txt:2: titel: unknown directive, perhaps 'title' is meant",
        "bad.example.txt:3: wrap_in: names no tag: wrap_in(tag): XPath",
        "bad.example.txt: find_string: 1 strings to find and 0 to put in their places",
        "lenn.example.txt:8: strip: no XPath 1.0",
    ]


def test_rules_become_profiles_that_are_valid(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "profiles"
    done = import_rules(read_ftr(folder), out)
    assert sorted(path.name for path in out.iterdir()) == [
        "blogs.lenn.example.toml",
        "lenn.example.toml",
    ]
    assert check_folder(out) == ()
    assert done.counts["used", "body"] == 4
    assert done.told["body"] == 3  # that of the subdomains has the same host
    assert any("has its profile by lenn.example.txt" in str(problem) for problem in done.problems)
    text = (out / "lenn.example.toml").read_text("utf-8")
    assert 'body = ["div[id=\\"story\\"]", "article"]\n' in text
    assert 'drop = ["[class*=\\"promo\\"]", "[id*=\\"promo\\"]"]\n' in text
    assert '# left out, since no selector says it:\n# author: "Ann Lee"\n' in text
    profile = ProfileSet.load(out).match("https://lenn.example/1", ())
    assert profile is not None
    assert profile.on_trial


@pytest.mark.parametrize(
    ("expression", "selector"),
    [
        ("//div[contains(concat(' ', normalize-space(@class), ' '), ' a ')]", 'div[class~="a"]'),
        ("//div[contains(concat(' ', normalize-space(@class), ' '), ' a')]", None),
        ("//div[@class='a'][@id]/p[2]", 'div[class="a"][id] > p:nth-of-type(2)'),
        ("//div[not(@id) and starts-with(@class, 'a')]", 'div:not([id])[class^="a"]'),
        ("//h2/following-sibling::*", "h2 ~ *"),
        ("//a[@x='1 and 2']/descendant::b", 'a[x="1 and 2"] b'),
        ("//h1/text()", "h1"),
        ("/html/body/div[last()]", "html > body > div:last-of-type"),
        ("//*[1]", None),
        ("//p[@a or @b]", None),
        ("(//p)[1]", None),
        ("//p/..", None),
        ("'Ann Lee'", None),
    ],
)
def test_an_expression_as_a_selector(expression: str, selector: str | None) -> None:
    assert to_css(expression) == selector


def test_a_pipeline_takes_a_folder_and_an_archive(folder: Path) -> None:
    for path in (folder, packed(folder, "zip")):
        assert Pipeline(profiles=path).profile_set.ftr  # type: ignore[union-attr]
