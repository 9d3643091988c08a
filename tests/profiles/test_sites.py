"""The built-in profiles on whole captures: seeds, fixtures, other stories in the same furniture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclean.bench.metrics import judge_date, judge_title, mean_quality, shingle_overlap
from newsclean.body.extractors.profile import ProfileExtractor
from newsclean.page.read import read_page
from newsclean.profiles.load import ProfileSet
from tests import furniture

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
SITES = ("jen.jiji.com", "daily8", "www.pravda.com.ua")
FIXTURES = sorted(
    folder for site in SITES for folder in (ROOT / "fixtures" / site).glob("*") if folder.is_dir()
)
needs_corpora = pytest.mark.skipif(not furniture.CORPORA.is_dir(), reason="no ../shared/corpora")
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared/seeds")


def read(content, url=None, **about):
    page = read_page(content, url, profiles=ProfileSet.builtin(), **about)
    assert page.profile is not None, "not recognised"
    return page, ProfileExtractor()(page)


def shown(fields):
    """The fields as fixtures hold them; times by the clock on the wall."""
    at = fields.get("published")
    return {
        "title": fields.get("title"),
        "date": fields["date"].isoformat() if "date" in fields else None,
        "published": at and at.replace(tzinfo=None).isoformat(timespec="minutes"),
        "authors": list(fields.get("authors", ())),
    }


def expected(record):
    published = record["published"]
    return {
        **{name: record[name] for name in ("title", "date", "authors")},
        "published": published and published[:16],
    }


def plain(paragraphs):
    return [" ".join(paragraph.split()) for paragraph in paragraphs]


@needs_seeds
@pytest.mark.parametrize("number", ["000", "001", "003"])
def test_seed_is_read_whole(number):
    records = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
    [name] = [name for name in records if name.startswith(number)]
    _, found = read((SEEDS / name).read_bytes())
    assert shown(found.fields) == expected(records[name])
    assert found.fields["site"] == records[name]["site"]
    assert plain(found.paragraphs) == plain(records[name]["body"])


@needs_seeds
@pytest.mark.parametrize("number", ["002", "004"])
def test_reduced_seed_is_no_site(number):
    [path] = SEEDS.glob(f"{number}_*.txt")
    assert read_page(path.read_bytes(), profiles=ProfileSet.builtin()).profile is None


@pytest.mark.parametrize(
    "folder", FIXTURES, ids=lambda folder: f"{folder.parent.name}/{folder.name}"
)
def test_fixture_is_read_whole(folder):
    about = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    [path] = folder.glob("page.*")
    known = {name: about[name] for name in ("url", "charset", "kind") if name in about}
    _, found = read(path.read_bytes(), **known)
    assert shown(found.fields) == expected(record)
    assert plain(found.paragraphs) == plain(record["body"])


@needs_corpora
@pytest.mark.corpora
@pytest.mark.parametrize("site", SITES)
def test_other_stories_in_the_furniture(site):
    overlaps, titles, days, times, authors = [], [], [], [], []
    for capture in furniture.captures(site):
        page, found = read(capture.text)
        assert (page.profile.name, page.profile.edition) == (site, capture.edition)
        overlaps.append(shingle_overlap(capture.body, "\n".join(found.paragraphs)))
        fields = found.fields
        title, at = fields.get("title"), fields.get("published")
        right = judge_title(capture.title, title) == "right" if capture.title else title is None
        titles.append(right)
        day = capture.published and capture.published.date()
        days.append(judge_date(day, fields.get("date")) in {"right", "absent"})
        times.append((at and at.replace(tzinfo=None)) == capture.published)
        authors.append(fields.get("authors", ()) == capture.authors)
    assert len(overlaps) >= 60
    # measured: F1 .9997 to .9999, everything else 1.0
    assert mean_quality(overlaps).f1 >= 0.999
    assert min(map(sum, (titles, days, times, authors))) >= 0.99 * len(overlaps)


@needs_corpora
@pytest.mark.corpora
@pytest.mark.parametrize("missing", furniture.STOPS)
def test_daily8_ends_where_any_one_mark_is_missing(missing):
    tale, other = furniture.tales()[:2]
    stops = [stop for stop in furniture.STOPS if stop != missing]
    lines = [
        "",
        tale.title,
        *tale.paragraphs,
        *stops,
        "Radio",
        "3 hours ago",
        "- Radio",
        other.title,
    ]
    _, found = read("\n".join([*lines, *other.paragraphs]))
    assert plain(found.paragraphs) == plain(p.removeprefix("- ") for p in tale.paragraphs)


JIJI = """HOME > AFP-JIJI PRESS NEWS JOURNAL > Article
Bridge reopens after a year
The bridge was reopened on Monday.
(2025/07/01 17:36)
Click Here for Japanese TranslationAFP-JIJI PRESS NEWS JOURNAL
- 07/01 17:36 Bridge reopens after a year"""


def test_times_bear_the_sites_zone():
    _, found = read(JIJI)
    assert found.fields["published"].isoformat() == "2025-07-01T17:36:00+09:00"


def test_lost_date_line_is_no_date():
    _, found = read(JIJI.replace("(2025/07/01 17:36)\n", ""))
    assert found.fields.keys() == {"site", "language", "title"}
    assert found.paragraphs == ("The bridge was reopened on Monday.",)


@pytest.mark.parametrize("line", [0, 3, 4])
def test_jiji_without_one_of_its_lines(line):
    lines = JIJI.splitlines()
    del lines[line]
    _, found = read("\n".join(lines), "https://jen.jiji.com/jc/eng_afp?k=1")
    assert found.fields["title"] == "Bridge reopens after a year"
    assert found.paragraphs == ("The bridge was reopened on Monday.",)


PRAVDA = """Усі розділи
Укр Рус Eng Підтримати
Міст відкрили після року ремонту
{byline}
Міст відкрили після року ремонту
У понеділок у місті відкрили міст.
Джерело: міська рада
Деталі: Ремонт тривав рік.
Підтримайте УП
ОСТАННІ НОВИНИ
19:20
Міст відкрили після року ремонту"""


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Дарина ЛуговаПонеділок, 30 червня 2025, 19:53", ("Дарина Лугова",)),
        ("Дарина Лугова — 30 червня 2025, 19:53", ("Дарина Лугова",)),
        (
            "Дарина Лугова, Остап Зарічний — п’ятниця, 30 червня 2025, 19:53",
            ("Дарина Лугова", "Остап Зарічний"),
        ),
        ("Дарина Лугова\nПонеділок, 30 червня 2025, 19:53", ("Дарина Лугова",)),
        ("понеділок, 30 червня 2025, 19:53", ()),
    ],
)
def test_forms_of_the_byline(byline, authors):
    page, found = read(PRAVDA.format(byline=byline))
    assert page.profile.edition == "Ukrainian"
    assert found.fields.get("authors", ()) == authors
    assert found.fields["published"].isoformat() == "2025-06-30T19:53:00+03:00"
    assert [p.split()[0] for p in found.paragraphs] == ["У", "Джерело:", "Деталі:"]


def test_date_without_a_year_is_no_date():
    _, found = read(PRAVDA.format(byline="Дарина Лугова — 30 червня, 19:53"))
    assert "date" not in found.fields
    assert found.fields["authors"] == ("Дарина Лугова",)
    assert found.paragraphs[0] == "У понеділок у місті відкрили міст."
