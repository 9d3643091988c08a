"""Rules of ftr-site-config become profiles. All rules here are made up."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from newsclean_workshop.css import to_css
from newsclean_workshop.ftr_import import import_rules, main

from newsclean.profiles import ProfileSet, check_folder, read_ftr

TEXTS = {
    "lenn.example": "body: //div[@id = 'story']\nbody: //article\nauthor: \"Ann Lee\"\n"
    "strip_id_or_class: promo\nhttp_header(user-agent): Browser\n",
    ".lenn.example": "body: //main",
    ".blogs.lenn.example": "body: //section",
    "global": "strip_id_or_class: ads\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


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


def test_the_command_says_what_is_used_and_what_a_profile_can_say(folder: Path) -> None:
    done = CliRunner().invoke(main, [str(folder), str(folder.parent / "out")])
    assert done.exit_code == 0, done.output
    found = [line.split() for line in done.stdout.splitlines()]
    assert ["needs", "fetching", "http_header", "1", "-"] in found
    assert ["used", "author", "1", "-"] in found
    assert ["used", "body", "4", "3"] in found
