"""Profile sets: matching by host, by lines, editions, overriding."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time

import pytest

from newsclean.profiles.load import ProfileSet

PRAVDA_ENGLISH = ["All Sections", "Укр Рус Eng", "Support Us"]


@pytest.fixture(scope="module")
def builtin():
    return ProfileSet.builtin()


def make_set(folder, *, builtin=False, **files):
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return ProfileSet.load(folder, builtin=builtin)


@pytest.mark.parametrize(
    ("url", "edition"),
    [
        ("https://www.pravda.com.ua/eng/news/2025/06/30/7519570/", "English"),
        ("https://www.pravda.com.ua/eng", "English"),
        ("http://pravda.com.ua/rus/news/1/", "Russian"),
        ("https://WWW.PRAVDA.COM.UA./news/1/", "Ukrainian"),
        ("https://www.pravda.com.ua/english-lessons/", "Ukrainian"),
        ("https://life.pravda.com.ua:443/society/", "Ukrainian"),
    ],
)
def test_edition_follows_from_the_path(builtin, url, edition):
    assert builtin.match(url, ()).edition == edition


@pytest.mark.parametrize(
    "url",
    [None, "", "notpravda.com.ua", "https://notpravda.com.ua/", "https://x.org/pravda.com.ua"],
)
def test_no_other_host_matches(builtin, url):
    assert builtin.match(url, ()) is None


@pytest.mark.parametrize("url", ["http://[", "https://", "//", "mailto:a@b.org"])
def test_broken_url_matches_nothing(builtin, url):
    assert builtin.match(url, ()) is None


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["HOME > AFP-JIJI PRESS NEWS JOURNAL > Article"], "jen.jiji.com"),
        (["Click Here for Japanese Translation", "AFP-JIJI PRESS NEWS JOURNAL"], "jen.jiji.com"),
        (["Explore what Daily8 AI can do for you:"], "daily8"),
        (["Hashtags", "Try Our AI Features", "Related Articles"], "daily8"),
        (PRAVDA_ENGLISH, "www.pravda.com.ua"),
    ],
)
def test_capture_is_recognised_by_its_lines(builtin, lines, name):
    assert builtin.match(None, ["A story.", *lines, "More."]).name == name


@pytest.mark.parametrize(
    "lines",
    [
        ["AFP-JIJI PRESS NEWS JOURNAL"],
        ["AFP-JIJI PRESS NEWS JOURNAL", "AFP-JIJI PRESS NEWS JOURNAL"],
        ["Hashtags", "Comments", "Related Articles"],
        ["RECENT NEWS", "All News"],
        ["Ukrainska Pravda", "3 hours ago", "- Ukrainska Pravda"],
        ["Readers wrote: Support Ukrainska Pravda on Patreon! It was a campaign."],
        ["The page said HOME > AFP-JIJI PRESS NEWS JOURNAL > Article"],
        ["Укр Рус Eng", "Все новости"],
        ["Все новости", "All News", "Усі новини", "Support Us"],
    ],
)
def test_mention_or_common_furniture_is_not_enough(builtin, lines):
    assert builtin.match(None, lines) is None


@pytest.mark.parametrize(
    ("lines", "edition"),
    [
        (["Усі розділи", "Укр Рус Eng", "ОСТАННІ НОВИНИ"], "Ukrainian"),
        (["Все разделы", "Укр Рус Eng", "Последние новости"], "Russian"),
        (["Укр Рус Eng Support Us", "Укр Рус Eng"], "English"),
    ],
)
def test_edition_without_url_is_told_by_its_lines(builtin, lines, edition):
    assert builtin.match(None, lines).edition == edition


def test_url_of_unknown_host_leaves_the_lines_to_tell(builtin):
    assert builtin.match("https://archive.example/1", PRAVDA_ENGLISH).edition == "English"


def test_edition_is_flat(builtin):
    profile = builtin.match("https://www.pravda.com.ua/eng/", ())
    assert (profile.site, profile.zone, profile.language) == (
        "Ukrainska Pravda",
        "Europe/Kyiv",
        "en",
    )
    assert profile.text.below[-1] == r"/^\d\d:\d\d$/"
    assert "Усі розділи" not in profile.text.head


def test_users_profile_takes_over_its_hosts(tmp_path):
    mine = make_set(tmp_path, builtin=True, mine='site = "Mine"\nhosts = ["jen.jiji.com"]')
    assert mine.match("https://jen.jiji.com/jc/eng", ()).site == "Mine"
    assert mine.match("https://www.pravda.com.ua/", ()).site == "Ukrainska Pravda"
    # all hosts of the built-in one are taken, so it is not recognised either
    assert mine.match(None, ["HOME > AFP-JIJI PRESS NEWS JOURNAL > Article"]) is None


def test_users_profile_of_the_same_name_replaces(tmp_path):
    mine = make_set(tmp_path, builtin=True, daily8='[recognise]\nsure = "Only mine"')
    assert mine.match(None, ["Explore what Daily8 AI can do for you:"]) is None
    assert mine.match(None, ["Only mine"]).name == "daily8"


def test_last_folder_counts_most(tmp_path):
    folders = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.toml").write_text(f'site = "{name}"\nhosts = ["a.org"]')
        folders.append(folder)
    assert ProfileSet.load(folders).match("https://a.org/", ()).site == "second"


def test_longest_host_matches(tmp_path):
    profiles = make_set(tmp_path, a='hosts = ["a.org"]', b='hosts = ["news.a.org"]')
    assert profiles.match("https://uk.news.a.org/", ()).name == "b"
    assert profiles.match("https://sport.a.org/", ()).name == "a"


def test_common_lines_count_for_each_edition(tmp_path):
    profiles = make_set(
        tmp_path,
        a='[recognise]\nlines = ["Shared"]\n'
        '[[edition]]\nname = "x"\n[edition.recognise]\nlines = ["X"]'
        '\n[[edition]]\nname = "y"\npath = "/y/"\n[edition.recognise]\nlines = ["Y"]',
    )
    assert profiles.match(None, ["shared", "y"]).edition == "y"
    assert profiles.match(None, ["x", "y"]) is None


def test_sets_survive_pickling(builtin):
    builtin.match(None, PRAVDA_ENGLISH).text.marks.roles("All News")
    again = pickle.loads(pickle.dumps(builtin))
    assert again == builtin
    assert again.match(None, PRAVDA_ENGLISH) == builtin.match(None, PRAVDA_ENGLISH)


def test_built_in_set_is_read_once():
    assert ProfileSet.builtin() is ProfileSet.builtin()


def test_a_thousand_profiles_cost_nothing_per_page(tmp_path, builtin):
    text = 'hosts = ["{0}.org"]\n[recognise]\nsure = "Only {0}"\nlines = ["One {0}", "Two {0}"]'
    many = make_set(tmp_path, **{f"p{n}": text.format(f"p{n}") for n in range(1000)})
    lines = [f"A line of the story, number {n}." for n in range(200)]

    def seconds(profiles):
        profiles.match(None, lines)
        start = time.process_time()
        for _ in range(20):
            profiles.match(None, lines)
        return time.process_time() - start

    assert min(seconds(many) for _ in range(3)) < 3 * min(seconds(builtin) for _ in range(3))
    assert many.match("https://p999.org/", ()).name == "p999"
    assert many.match(None, ["Only p77"]).name == "p77"


def test_import_reads_no_profile_and_no_engine():
    code = (
        "import sys, newsclean.profiles.load, newsclean.profiles.story\n"
        "assert not {'re2', 'zoneinfo'} & set(sys.modules), sorted(sys.modules)\n"
        "from newsclean.profiles.load import _builtin\n"
        "assert _builtin.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
