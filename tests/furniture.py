"""Other stories in the furniture of the sites that have profiles.

Titles and bodies come from the corpora, which are no part of the project; the furniture and the
captions are made up. `captures(site)` gives the same captures on every run.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from newsclean.bench.corpus import read_corpus
from newsclean.bench.metrics import is_unspaced
from newsclean.text import normalise

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
_NAMES = ("fundus_tests", "mercury")
_STORIES = 160
FORMS = ("lines", "site", "blank", "wrapped", "crlf", "indented")
JIJI_NAME = "AFP-JIJI PRESS NEWS JOURNAL"
TRANSLATION = "Click Here for Japanese Translation"
STOPS = (
    "Hashtags",
    "Try Our AI Features",
    "Explore what Daily8 AI can do for you:",
    "Comments",
    "No comments yet...",
    "Related Articles",
)


@dataclass(frozen=True)
class Tale:
    """A story of the corpora."""

    id: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Capture:
    """A story in a site's furniture: the captured text and what is to be found in it."""

    id: str
    text: str
    title: str | None
    published: dt.datetime | None
    authors: tuple[str, ...]
    body: str
    edition: str | None = None


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split())


@dataclass(frozen=True)
class Words:
    """The furniture words of one edition of Ukrainska Pravda."""

    edition: str
    sections: str
    support: str
    menu: tuple[str, ...]
    advert: str
    photo: str
    appeal: str
    all_news: str
    recent: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    authors: tuple[str, ...]
    captions: tuple[str, ...]


ENGLISH = Words(
    "English",
    "All Sections",
    "Support Us",
    ("News", "Publications", "Interviews", "Columns", "Photo", "About us"),
    "Advertisement:",
    "Photo: ",
    "Support Ukrainska Pravda on Patreon!",
    "All News",
    "RECENT NEWS",
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    _months(
        "January February March April May June July August September October November December"
    ),
    ("Daryna Luhova", "Ostap Zarichnyi", "Mary-Ann O'Hara", "Solomiia Verbytska"),
    ("The square before the town hall.", "A field near the river", "The workshop in winter."),
)
UKRAINIAN = Words(
    "Ukrainian",
    "Усі розділи",
    "Підтримати",
    ("Новини", "Публікації", "Інтерв'ю", "Колонки", "Про нас"),
    "Реклама:",
    "Фото: ",
    "Підтримайте УП",
    "Усі новини",
    "ОСТАННІ НОВИНИ",
    ("понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота", "неділя"),
    _months(
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
    ),
    ("Дарина Лугова", "Остап Зарічний", "Соломія Дем'янюк"),
    ("Площа перед ратушею", "Поле біля річки", "Майстерня взимку"),
)
RUSSIAN = Words(
    "Russian",
    "Все разделы",
    "Поддержать",
    ("Новости", "Публикации", "Интервью", "Колонки", "О нас"),
    "Реклама:",
    "Фото: ",
    "Поддержите УП",
    "Все новости",
    "ПОСЛЕДНИЕ НОВОСТИ",
    ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    _months("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    ("Алина Светлицкая", "Роман Дубровин"),
    ("Площадь перед ратушей", "Поле у реки", "Мастерская зимой"),
)


@cache
def tales() -> tuple[Tale, ...]:
    """Articles of the corpora with a title and at least three paragraphs, in a fixed order."""
    found: list[Tale] = []
    for name in _NAMES:
        for page in read_corpus(CORPORA / f"{name}.jsonl.xz"):
            paragraphs = tuple(normalise(p) for p in (page.body or "").split("\n"))
            paragraphs = tuple(p for p in paragraphs if p)
            title = normalise(page.title or "")
            if page.kind == "article" and title and _is_usable(paragraphs):
                found.append(Tale(f"{name}/{page.id}", title, paragraphs))
    Random(2).shuffle(found)
    return tuple(found[:_STORIES])


def _is_usable(paragraphs: tuple[str, ...]) -> bool:
    """Whether a body can be told in all forms: wrapping and F1 by words need spaces."""
    body = " ".join(paragraphs)
    return len(paragraphs) >= 3 and len(body) < 20_000 and not is_unspaced(body)


def captures(site: str) -> list[Capture]:
    """Every story of `tales` in the furniture of `site`, forms and furniture varied by its id."""
    make = {"jen.jiji.com": jiji, "daily8": daily8, "www.pravda.com.ua": pravda}[site]
    return [make(tale, Random(f"{site} {tale.id}")) for tale in tales()]


def jiji(tale: Tale, random: Random) -> Capture:
    """AFP-Jiji Press News Journal: breadcrumb, title, story, date line, list of headlines."""
    at = _moment(random)
    lines = ["HOME > AFP-JIJI PRESS NEWS JOURNAL > Article"] if random.random() < 0.95 else []
    titled = _is_titled(tale, random)
    if titled:
        lines += ["", tale.title, ""]
    lines += _parted(tale.paragraphs, random)
    dated = random.random() < 0.9
    if dated:
        lines += ["", f"({at:%Y/%m/%d %H:%M})"]
    glued = random.random() < 0.6
    lines += [TRANSLATION + JIJI_NAME] if glued else [TRANSLATION, JIJI_NAME]
    bullet = random.choice(("- ", "* ", "", "• "))
    heads = [*_headlines(random, 20), *([tale.title] if titled else [])]
    random.shuffle(heads)
    lines += [f"{bullet}{_moment(random):%m/%d %H:%M} {head}" for head in heads]
    return Capture(
        tale.id,
        _form(lines, random),
        tale.title if titled else None,
        at if dated else None,
        (),
        "\n".join(tale.paragraphs),
    )


def daily8(tale: Tale, random: Random) -> Capture:
    """Daily8: title, story, marks of which one may miss, related articles with whole bodies."""
    titled = _is_titled(tale, random)
    lines = ["", *([tale.title] if titled else []), *_parted(tale.paragraphs, random)]
    missing = random.choice((None, *STOPS))
    for stop in STOPS:
        lines += ["", stop] if stop != missing else []
        if stop == "Hashtags":
            lines += random.sample(("#Harbour", "#OldTown", "#Nets", "#2025"), random.randrange(4))
    for related in random.sample(tales(), 4):
        source = random.choice(("Harbour Gazette", "Transit Weekly", "The Northern Mail"))
        age = random.choice(("3 hours ago", "an hour ago", "2 days ago", "41 minutes ago"))
        same = random.random() < 0.2 and titled
        title = tale.title if same else related.title
        lines += ["", "", source, age, f"- {source}", title, " ".join(related.paragraphs)]
    title_found = tale.title if titled else None
    text = _form(lines, random)
    return Capture(tale.id, text, title_found, None, (), "\n".join(tale.paragraphs))


def pravda(tale: Tale, random: Random) -> Capture:
    """Ukrainska Pravda, one of its editions: menu, byline, captions, adverts, recent news."""
    words = random.choice((ENGLISH, ENGLISH, UKRAINIAN, RUSSIAN))
    at = _moment(random)
    titled, dated = _is_titled(tale, random), random.random() < 0.9
    authors = tuple(random.sample(words.authors, random.choice((0, 1, 1, 1, 2))))
    photos = [_photo(words, random) for _ in range(random.randrange(4))]
    lines = _pravda_head(words, random)
    lines += ["", tale.title, ""] if titled and random.random() < 0.95 else [""]
    lines += _byline(words, authors, at, random) if dated else []
    lines += [tale.title] if titled else []
    if photos and random.random() < 0.8:
        lines += [" ".join(photos[0])]
    lines += ["", *_with_extras(tale.paragraphs, words, photos, random)]
    lines += _pravda_foot(words, tale.title, random)
    return Capture(
        tale.id,
        _form(lines, random),
        tale.title if titled and tale.title in lines else None,
        at if dated else None,
        authors if dated else (),
        "\n".join(tale.paragraphs),
        words.edition,
    )


def _pravda_head(words: Words, random: Random) -> list[str]:
    head = [words.sections]
    if random.random() < 0.3:
        head += words.menu
    head += [f"Укр Рус Eng {words.support}", "Укр Рус Eng", words.support]
    if random.random() < 0.3:
        head.remove(random.choice((words.sections, words.support)))
    return head


def _byline(words: Words, authors: tuple[str, ...], at: dt.datetime, random: Random) -> list[str]:
    weekday = words.weekdays[at.weekday()]
    day = f"{at.day} {words.months[at.month - 1]} {at.year}, {at:%H:%M}"
    names = ", ".join(authors)
    if not authors:
        return [f"{weekday.capitalize()}, {day}"]
    form = random.choice(("glued", "dash", "lines"))
    if form == "dash":
        return [f"{names} — {weekday}, {day}"]
    glued = f"{weekday[0].upper()}{weekday[1:]}, {day}"
    # two names in a line of their own cannot be told from a section's name
    return [names, glued] if form == "lines" and len(authors) == 1 else [names + glued]


def _photo(words: Words, random: Random) -> tuple[str, str]:
    credit = random.choice(("Harbour Gazette", "A. Name/Agency", "Getty Images"))
    return random.choice(words.captions), words.photo + credit


def _with_extras(
    paragraphs: tuple[str, ...], words: Words, photos: list[tuple[str, str]], random: Random
) -> list[str]:
    """The story with adverts and captions between its paragraphs, in two lines or in one."""
    extras = [[words.advert, " "] for _ in range(random.randrange(3))]
    extras += [["", *photo] if random.random() < 0.7 else ["", " ".join(photo)] for photo in photos]
    places = [random.randrange(1, len(paragraphs)) for _ in extras]
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        for place, extra in zip(places, extras, strict=True):
            if place == number:
                lines += [*extra, ""]
        lines += [paragraph, ""]
    return lines


def _pravda_foot(words: Words, title: str, random: Random) -> list[str]:
    lines = [words.appeal, ""] if random.random() < 0.85 else []
    lines += ["harbourold townnets"] if random.random() < 0.8 else []
    lines += [words.advert, *_headlines(random, 6)]
    marks = [words.all_news, words.recent]
    if random.random() < 0.2:
        marks.remove(random.choice(marks))
    if words.all_news in marks:
        lines += [words.all_news, "harbour", *_headlines(random, 3)]
    if words.recent in marks:
        lines += [words.recent]
    recent = [*_headlines(random, 9), title]
    random.shuffle(recent)
    for head in recent:
        lines += [f"{_moment(random):%H:%M}", head]
    return [*lines, words.all_news, words.advert]


def _is_titled(tale: Tale, random: Random) -> bool:
    """A few captures lost their title, but only where the story does not begin like one."""
    return random.random() < 0.9 or not tale.paragraphs[0].endswith(".")


def _headlines(random: Random, count: int) -> list[str]:
    return [tale.title for tale in random.sample(tales(), count)]


def _moment(random: Random) -> dt.datetime:
    return dt.datetime(2025, 1, 1) + dt.timedelta(minutes=random.randrange(525_600))


def _parted(paragraphs: tuple[str, ...], random: Random) -> list[str]:
    if random.random() < 0.5:
        return list(paragraphs)
    return [line for paragraph in paragraphs for line in ("", paragraph)]


def _form(lines: list[str], random: Random) -> str:
    """One of the forms in which captured text occurs."""
    form = random.choice(FORMS)
    if form == "site":
        return "\n".join(lines)
    if form == "crlf":
        return "\r\n".join(line.replace(", ", ",\u00a0", 1) for line in lines)
    full = [line for line in lines if line.strip()]
    if form == "lines":
        return "\n".join(full)
    if form == "blank":
        return "\n\n".join(full)
    wrap = textwrap.TextWrapper(78, break_on_hyphens=False, break_long_words=False)
    wrap.initial_indent = wrap.subsequent_indent = "   " if form == "indented" else ""
    return "\n\n".join(wrap.fill(line) for line in full)
