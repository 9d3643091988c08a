"""Profiles kept honest: tried on pages, checked for what went stale, mended with edits kept."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

import newsclean
from newsclean.cli.main import cli
from newsclean.errors import ProfileError
from newsclean.learning import health, try_profiles, update_profile, write_profile
from newsclean.profiles import ProfileSet

from .made_up import PROMISE, html_page, other_page, text_page

HOST = "courier.example"


def run(*arguments):
    return CliRunner().invoke(cli, [*map(str, arguments)])


@pytest.fixture
def saved(tmp_path):
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.html").write_text(html_page(number), "utf-8")
    return folder


@pytest.fixture
def profile(saved, tmp_path):
    done = run("learn", saved, "--site", HOST, "-o", tmp_path / "profiles")
    assert done.exit_code == 0, done.output
    return tmp_path / "profiles" / f"{HOST}.toml"


def test_learn_writes_a_profile_and_says_what_it_is_worth(saved, tmp_path):
    done = run("learn", saved, "--site", HOST, "-o", tmp_path / "profiles")
    assert done.exit_code == 0, done.output
    assert "learned from 5 pages of 1 layout" in done.output
    assert re.search(r"predicted quality \d\.\d{3} without, \d\.\d{3} with", done.output)


def test_learn_overwrites_nothing_without_update(saved, profile, tmp_path):
    done = run("learn", saved, "--site", HOST, "-o", profile.parent)
    assert done.exit_code == 2
    assert "--update" in done.output


def test_too_few_pages_are_told(saved, tmp_path):
    done = run("learn", saved / "0.html", saved / "1.html", "--site", HOST, "-o", tmp_path / "p")
    assert done.exit_code == 11
    assert "nothing learned" in done.output
    assert not (tmp_path / "p").exists()


def test_captured_text_is_learned_without_a_host(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(text_page(number), "utf-8")
    pages = [tmp_path / f"{number}.txt" for number in range(5)]
    done = run("learn", *pages, "-o", tmp_path / "profiles")
    assert done.exit_code == 0, done.output
    new = tmp_path / "new.txt"
    new.write_text(text_page(60), "utf-8")
    shown = run("explain", new, "--profiles", tmp_path / "profiles", "--width", 200)
    assert "profile: line 'listen to this story in four minutes'" in shown.output


def test_update_keeps_what_a_person_wrote(saved, profile):
    text = profile.read_text("utf-8")
    mine = '# mine\nsite = "The Courier"\n' + text.replace(
        '"listen to this story in four minutes" = 0.01',
        '"listen to this story in four minutes" = 1\n"weather" = 0',
    )
    profile.write_text(mine, "utf-8")
    for number in range(5, 9):
        (saved / f"{number}.html").write_text(html_page(number), "utf-8")
    done = run("learn", saved, "--site", HOST, "-o", profile.parent, "--update")
    assert done.exit_code == 0, done.output
    mended = profile.read_text("utf-8")
    assert mended.startswith('# mine\nsite = "The Courier"\n')
    assert '"listen to this story in four minutes" = 1\n' in mended
    assert '"weather" = 0\n' in mended
    assert "pages = 9" in mended


def test_update_refuses_what_it_would_lose(profile):
    learned = newsclean.learn([newsclean.Capture(html_page(n)) for n in range(5)], site=HOST)
    profile.write_text(profile.read_text("utf-8") + '\n[html]\nbody = ["p"]\n', "utf-8")
    with pytest.raises(ProfileError, match="above the line"):
        update_profile(learned, profile)


def test_update_of_a_profile_written_by_hand_adds_what_was_learned(tmp_path):
    file = tmp_path / f"{HOST}.toml"
    file.write_text(f'hosts = ["{HOST}"]\n\n[html]\nbody = ["div.story"]\n', "utf-8")
    learned = newsclean.learn([newsclean.Capture(html_page(n)) for n in range(5)], site=HOST)
    update_profile(learned, file)
    site = ProfileSet.load(tmp_path, builtin=False).sites[0]
    assert site.default.html.body == ("div.story",)
    assert site.default.learned == learned.learned


def test_try_shows_what_goes(profile, tmp_path):
    page = tmp_path / "new.html"
    page.write_text(html_page(50), "utf-8")
    done = run("profiles", "try", profile, page)
    assert done.exit_code == 0, done.output
    assert f"  - {PROMISE}" in done.output


def test_check_says_which_profile_went_stale(profile, tmp_path):
    pages = tmp_path / "later"
    pages.mkdir()
    for number in range(3):
        (pages / f"{number}.html").write_text(other_page(number), "utf-8")
    done = run("profiles", "check", profile.parent, "--pages", pages, "--site", HOST)
    assert done.exit_code == 4
    assert "courier.example: stale: 3 of 3 pages have another layout" in done.output


def test_check_finds_nothing_wrong_with_pages_as_they_were(saved, profile):
    done = run("profiles", "check", profile.parent, "--pages", saved, "--site", HOST)
    assert done.exit_code == 0, done.output


def test_a_profile_that_makes_pages_worse_is_told(tmp_path):
    file = tmp_path / f"{HOST}.toml"
    file.write_text(f'hosts = ["{HOST}"]\n[html]\nbody = ["body"]\ndrop = [".none"]\n', "utf-8")
    profiles = ProfileSet.load(tmp_path, builtin=False)
    named = [(str(n), newsclean.Capture(html_page(n), f"https://{HOST}/")) for n in range(3)]
    (found,) = health(try_profiles(profiles, named))
    assert found.after < found.before
    assert any("worse on 3 of 3 pages" in complaint for complaint in found.complaints)
    assert "matches nothing: html.drop: .none" in found.complaints


def test_a_learned_profile_is_written_as_it_was_learned(tmp_path):
    learned = newsclean.learn([newsclean.Capture(html_page(n)) for n in range(5)], site=HOST)
    write_profile(learned, tmp_path / "a.toml")
    assert ProfileSet.load(tmp_path, builtin=False).sites[0].default.learned == learned.learned
