"""The validator: every problem at once, each with file, key and what is allowed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsclean.errors import ProfileError
from newsclean.profiles import keys
from newsclean.profiles.check import check_folder, raise_problems, read_folder
from newsclean.profiles.load import ProfileSet

DOCS = Path(__file__).parents[2] / "docs" / "add-a-site.md"
BUILTIN = Path(keys.__file__).parent


def problems(folder, text, name="a.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return [(problem.key, problem.wrong) for problem in check_folder(folder)]


def test_built_in_profiles_have_no_problem():
    assert check_folder(BUILTIN) == ()


@pytest.mark.parametrize(
    ("line", "key", "wrong"),
    [
        ('zone = "Europe/Kiew"', "zone", "'Europe/Kiew' is no time zone"),
        ('zone = "../etc/passwd"', "zone", "'../etc/passwd' is no time zone"),
        ('language = "Ukrainian"', "language", "'Ukrainian' is no language code"),
        ('day_first = "yes"', "day_first", "'yes' is of the wrong type"),
        ('site = " "', "site", "empty"),
        ('hosts = ["https://b.org/x"]', "hosts", "'https://b.org/x' is no host name"),
        ('[html]\ntitle = "h1["', "html.title", "'h1[' is no CSS selector"),
        ("[html]\nbody = 3", "html.body", "3 is no list of strings"),
        ('[text]\nstop = "/(/"', "text.stop", "'/(/' is no RE2 pattern (missing ): ()"),
        ('[text]\nstop = ""', "text.stop", "empty"),
        ('[text]\nstop = "/(?P<x>a)/"', "text.stop", "'/(?P<x>a)/' has a group 'x'"),
        ('[text]\ndate = "Monday"', "text.date", "'Monday' is not written between slashes"),
        ('[text]\ndate = "/(?P<time>a)/"', "text.date", "'/(?P<time>a)/' has a group 'time'"),
        ('[text]\nauthors = "/By/"', "text.authors", "'/By/' has no group 'authors'"),
        ('[text]\ntitle = "first"', "text.title", "'first' is unknown"),
        ('[text]\nabsent = "time"', "text.absent", "'time' is unknown"),
        ('[recognise]\nsure = "/x/"', "recognise.sure", "'/x/' is a pattern"),
        ("[recognise]\nat_least = 0", "recognise.at_least", "0 is less than 1"),
        ("[recognise]\nat_least = true", "recognise.at_least", "True is of the wrong type"),
        ("text = 1", "text", "1 is no table"),
        ("edition = 1", "edition", "is no list of tables"),
        ('[[edition]]\npath = "eng"', "edition[1].path", "'eng' does not begin with a slash"),
        ('[[edition]]\nhosts = "b.org"', "edition[1].hosts", "unknown key"),
        ("[[edition]]\n[edition.text]\nx = 1", "edition[1].text.x", "unknown key"),
    ],
)
def test_problem_names_key_and_fault(tmp_path, line, key, wrong):
    assert problems(
        tmp_path, f'hosts = ["a.org"]\n{line}'.replace('hosts = ["a.org"]\nhosts', "hosts")
    ) == [(key, wrong)]


@pytest.mark.parametrize(
    ("line", "near"),
    [("zon = 'UTC'", "zone"), ("[texts]", "text"), ("[text]\nstopp = 'x'", "stop")],
)
def test_unknown_key_suggests_the_nearest(tmp_path, line, near):
    [(_, wrong)] = problems(tmp_path, f'hosts = ["a.org"]\n{line}')
    assert wrong == f"unknown key, perhaps {near!r} is meant"


def test_every_problem_of_every_file_is_given_at_once(tmp_path):
    (tmp_path / "a.toml").write_text('hosts = ["a.org"]\nzone = "X"\n[text]\nstop = "/(/"')
    (tmp_path / "b.toml").write_text("not toml")
    found = check_folder(tmp_path)
    assert [(p.file, p.key) for p in found] == [
        ("a.toml", "zone"),
        ("a.toml", "text.stop"),
        ("b.toml", "(file)"),
    ]
    assert "line 1" in found[2].wrong


def test_a_problem_reads_as_file_key_fault_allowed(tmp_path):
    (tmp_path / "a.toml").write_text('hosts = ["a.org"]\nzone = "Kyiv"')
    assert str(check_folder(tmp_path)[0]) == (
        "a.toml:2: zone: 'Kyiv' is no time zone; allowed: an IANA time zone such as 'Europe/Kyiv'"
    )


def test_profile_that_matches_no_page_is_a_problem(tmp_path):
    assert problems(tmp_path, 'site = "A"') == [
        ("hosts", "nothing says which pages are the site's")
    ]


def test_conflicts_inside_a_folder_are_problems(tmp_path):
    (tmp_path / "a.toml").write_text('hosts = ["www.a.org"]\n[recognise]\nsure = "Only A"')
    (tmp_path / "b.toml").write_text('hosts = ["a.org"]\n[recognise]\nsure = "ONLY A"')
    assert [(p.file, p.key, p.wrong) for p in check_folder(tmp_path)] == [
        ("b.toml", "hosts", "'a.org' is already claimed by a.toml"),
        ("b.toml", "recognise.sure", "'ONLY A' is already claimed by a.toml"),
    ]


def test_missing_folder_is_a_problem(tmp_path):
    [problem] = check_folder(tmp_path / "none")
    assert problem.wrong == "there is no such folder"


def test_file_that_is_not_utf8_is_a_problem(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"site = '\xff'")
    assert check_folder(tmp_path)[0].key == "(file)"


def test_loading_raises_with_the_first_problems(tmp_path):
    for number in range(8):
        (tmp_path / f"{number}.toml").write_text(f'hosts = ["{number}.org"]\nzone = "X"')
    with pytest.raises(ProfileError) as caught:
        ProfileSet.load(tmp_path)
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("0.toml:2: zone: 'X' is no time zone; allowed: ")
    assert lines[-1] == "and 3 more"
    assert len(lines) == 6


def test_no_problem_raises_nothing():
    assert raise_problems(()) is None


def test_valid_files_are_read_beside_broken_ones(tmp_path):
    (tmp_path / "a.toml").write_text('hosts = ["a.org"]')
    (tmp_path / "b.toml").write_text("zone = 1")
    sites, found = read_folder(tmp_path)
    assert [site.name for site in sites] == ["a"]
    assert {problem.file for problem in found} == {"b.toml"}


def test_profiles_of_the_docs_are_valid(tmp_path):
    blocks = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    examples = [block for block in blocks if not block.startswith("[tool.")]
    assert len(examples) == 3
    for number, example in enumerate(examples):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert problems(folder, example) == []


def test_docs_name_every_key_and_no_other():
    tables = re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.M)
    known = [name for part in (keys.SITE, *keys.TABLES.values()) for name in part]
    assert sorted(tables) == sorted(known)


@pytest.mark.parametrize(
    "text",
    [
        "hosts = " + "[" * 5000 + "]" * 5000,
        "hosts = " + "{a = " * 5000 + "1" + "}" * 5000,
        "a" + ".a" * 5000 + " = 1",
    ],
    ids=["lists", "tables", "dotted keys"],
)
def test_a_file_nested_beyond_all_measure_is_a_problem(tmp_path, text):
    found = problems(tmp_path, text)
    assert found
    assert {problem[0] for problem in found} <= {"(file)", "hosts", "a"}
