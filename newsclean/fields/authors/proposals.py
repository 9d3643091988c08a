"""The names that a page gives as those of authors: its metadata, and the blocks of its byline."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsclean.dates import date_label, find_dates, first_age
from newsclean.fields.markup import author_marks
from newsclean.names import (
    cjk_names,
    clean_names,
    dateline_names,
    fold_word,
    is_byline,
    name_words,
    signed_names,
)
from newsclean.page.metadata import said
from newsclean.roles import Role
from newsclean.text import key, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.fields.story_place import StoryPlace
    from newsclean.models import Array
    from newsclean.names import NameWords
    from newsclean.page import Page
    from newsclean.roles import Roles

BYLINES = (Role.AUTHORS, Role.AUTHORS_AND_DATE)
"""Roles of the blocks that name the authors."""
# A name without a chance stands only in blocks that are less likely a byline, or less likely than
# this part of the page's likeliest one, and that do not say "by": of 14,292 names on pages of the
# corpora these are 47 %, of the 1,099 chosen none
_LEAST, _PART = 0.1, 0.3
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SIGNING = {Role.BIOGRAPHY: "biography", Role.SIGNATURE: "signature"}
# a block that is less likely one of them is not read; of the others so many at most
_MAYBE, _MOST = 0.03, 12
# probability from which a biography or a signature is read
_ALSO = 0.3
MAX_BYLINE, _MAX_NAME, _MAX_WORDS = 250, 60, 7
# a line that looks like a byline is read whatever its role, if it is so short and near
_SHORT, _ABOVE_HEAD, _BELOW_HEAD, _INTO = 100, 3, 12, 3
_NAME_WORDS = 4
# a line that a script without capitals signs is read wherever it stands, if it is so short
_BRIEF = 40
# paragraphs of a story that may open with a name
_OPENINGS = 2
# "Author of the article", "Article by"
_ARTICLE = frozenset({"of", "the", "this", "article", "artikel", "beitrag", "story", "post"})
# the beginning of a biography or signature, in which its name stands
_OPENING = 60
_DIGIT = re.compile(r"\d")
_NUMBERS = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?(?:Uhr|[ap]\.?m\.?|[A-Z]{3,4}\b))?", re.I)
# "Ann LeePublished", "Ann LeeIn Travel", "PorAnn Lee": what markup parts is glued in captures
_GLUED_LABEL = re.compile(
    r"(?<=[a-zß-ÿ]{2})(?=(?:Published|Updated|Posted|Last updated|Reviewed|In|Publié|Mis à jour"
    r"|Publicad[oa]|Actualizado|Pubblicato|Aggiornato|Veröffentlicht|Aktualisiert)(?:\b|:))"
    r"|(?<=^[Bb]y)(?=[A-Z])|(?<=^(?:Par|Por|Von))(?=[A-Z][a-zß-ÿ])"
)
# "Ann LeeDec. 21, 2023"
_GLUED_MONTH = re.compile(
    r"(?<=[^\W\d_])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4})"
)
# "Ann Lee March 18 at 3:57 PM": a day without its year is no date
_DAY = re.compile(
    r"\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b"
)
# "@annlee", "Post.com", "Post.com Archive" behind a name
_BEHIND = re.compile(
    r"\s\(?@\w{2,30}\)?(?!\S)|\s[\w-]{2,40}\.(?:com|net|org)(?:\s(?:archive|staff|blog))?(?!\S)",
    re.I,
)
# "Ann Lee1,2 na1": marks of footnotes behind names
_FOOTNOTE = re.compile(
    r"\b([^\W\d_a-z]\S{0,20} [^\W\d_a-z][^\W\d_]{1,20})\d{1,2}(?:,\d{1,2})*(?!\w)"
)
# "Posted in Travel by annlee", "am 1. Juli von Ann": whatever stands behind such a word signs
_INNER_BY = re.compile(
    r"(?:^|\s)(?:by|von|par|por|oleh|door|af|av|di|by:|von:|автор:?|от)\s(?=[^\W\d_])", re.I
)
SEAM = re.compile(r"(?<=[a-zß-ÿ]{2})(?=[A-ZÄÖÜ][a-zß-ÿ]{2})|(?<=[^\W\d_])(?=[@→#])")
_GLUED = re.compile(r"(?<=[a-zß-ÿ]{2})(?=[A-ZÄÖÜ][a-zß-ÿ]{2})")
# whatever parts a name from the rest of a byline
_PARTS = re.compile(
    r"\s@\s|\s?[|·•●▪⋅/／、，,;&＋+\n()\[\]（）【】<>]\s?|\s[-–—]{1,2}\s|(?<=\S)[:：](?:\s|(?=\D))|\s{2,}"
)
_EDGES = " .,:;!?'’‘\"“”„*-–—|©#…"
# "Ann Lee is a reporter" opens a biography
_TELLS = re.compile(r"^((?:[^\W\d_a-z][\w.'’-]{0,20}\s?){1,4}?)\s(?=[a-zà-ÿ(])")


class NameText(NamedTuple):
    """A name as one place of the page gives it."""

    name: str
    source: str
    """`jsonld`, `microdata`, `meta`, `block`, `biography`, `signature`, `marked`, `dateline`;
    `found` in a block that prints what metadata declares."""
    form: str
    """`person` if it reads as one's name, `other`, or `cut` for the beginning of either."""
    block: int = -1
    place: int = 0
    """Which of the names of its block it is."""

    def is_person_in(self, block: int) -> bool:
        """Whether the block prints it, as a person's."""
        return self.block == block and self.form == "person"


class Named:
    """All that gives one name, letters' case and marks aside, in order of the page."""

    def __init__(self, key: str, texts: Sequence[NameText]) -> None:
        self.key, self.texts = key, texts
        self.blocks = [text.block for text in texts if text.block >= 0]
        """The blocks that print it."""
        self.is_person = any(text.form == "person" for text in texts)
        self.is_declared = len(self.blocks) < len(texts)
        best = min(texts, key=lambda t: (t.form == "other", t.block < 0, t.name.isupper()))
        self.name = best.name
        """The name as a block prints it, else as metadata has it."""


def find_names(page: Page, roles: Roles, place: StoryPlace) -> tuple[Named, ...]:
    """Return every name that metadata or a block gives for an author's."""
    found: dict[str, list[NameText]] = {}
    declared = list(_declared(page))
    for text in (*_printed(page, roles, place), *declared, *_found(page, declared)):
        name = key(text.name)
        if name and any(map(str.isalpha, name)) and len(name) <= _MAX_NAME:
            found.setdefault(name, []).append(text)
    return tuple(Named(name, texts) for name, texts in found.items())


def _declared(page: Page) -> Iterator[NameText]:
    """Return the names in metadata, the people's apart from what else stands for an author."""
    for raw, where in said.bylines(page.metadata):
        source = "jsonld" if "JSON" in where else "microdata" if "microdata" in where else "meta"
        for text in raw:
            names = clean_names(text)
            yield from (NameText(name, source, "person") for name in names)
            if not names and len(text) <= _MAX_NAME:
                yield from (NameText(name, source, "other") for name in _others(text))


def _found(page: Page, declared: Iterable[NameText]) -> Iterator[NameText]:
    """Return the short blocks that print a name which metadata declares or markup marks."""
    marked = list(author_marks(page).values())[:_MOST]
    names = dict.fromkeys(name for found in marked for name in page.cached(_people_of, found.text))
    names |= dict.fromkeys(text.name for text in declared if text.form == "person")
    if not names:
        return
    lines = page.cached(ShortLines)
    for name in names:
        for index in islice(lines.with_words(page, key(name)), _MOST):
            yield NameText(name, "found", "person", index)


class ShortLines:
    """The short blocks of a page as one text, in which a name is found fast.

    The page keeps them, so they do not hold the page: neither would go before the other.
    """

    def __init__(self, page: Page) -> None:
        self.blocks = [i for i, text in enumerate(page.texts) if len(text) <= _SHORT]
        texts = [page.texts[i] for i in self.blocks]
        bare = "\n".join([t if t.isascii() else unicodedata.normalize("NFKC", t) for t in texts])
        self._text = bare.lower().replace("i\u0307", "i")

    def with_words(self, page: Page, name: str) -> Iterator[int]:
        """Yield the blocks of the page whose keys hold a name, as whole words."""
        text, word = self._text, max(name.split(), key=len, default="")
        at = text.find(word) if word else -1
        while at >= 0:
            index = self.blocks[text.count("\n", 0, at)]
            if f" {name} " in f" {page.key_of(index)} ":
                yield index
            end = text.find("\n", at)
            at = text.find(word, end) if end >= 0 else end

    def of(self, page: Page, name: str) -> Iterator[int]:
        """Yield the blocks of the page that are a name and nothing else."""
        return (index for index in self.with_words(page, name) if page.key_of(index) == name)


def least_chance(chances: Array) -> float:
    """Return how likely a byline a block has to be to count beside the page's likeliest."""
    return max(_LEAST, _PART * float(chances.max(initial=0.0)))


def unread_lines(chances: Array) -> int:
    """Return how many blocks might be bylines, but do not count beside the page's likeliest."""
    return int((chances >= _MAYBE).sum() - (chances >= least_chance(chances)).sum())


def _printed(page: Page, roles: Roles, place: StoryPlace) -> Iterator[NameText]:
    likely = _likeliest(page, roles)
    for role, source in _SIGNING.items():
        told = [int(i) for i in (roles.of(role) >= _ALSO).nonzero()[0] if int(i) not in likely]
        for index in told[:_MOST]:
            yield from _numbered(_of_opening(page, page.texts[index]), source, index)
    for index in sorted({*likely, *_signed(page, place), *_told_bylines(page)}):
        text = page.texts[index][:MAX_BYLINE]
        yield from _numbered(_names_of(page, text), "block", index)
        yield from _numbered(_marked(page, text), "marked", index)
    yield from _of_story(page, place)


def _of_story(page: Page, place: StoryPlace) -> Iterator[NameText]:
    """Return the names that the story's own first and last lines give, as in "(记者 王小明)"."""
    opening = range(place.first, min(place.first + _OPENINGS, len(page.blocks)))
    end = range(max(place.last - 1, 0), min(place.last + 1, len(page.blocks)))
    for lines, read in ((opening, dateline_names), (end, signed_names)):
        for index in lines:
            names = ((name, "person") for name in read(page.texts[index]))
            yield from _numbered(names, "dateline", index)


def _likeliest(page: Page, roles: Roles) -> set[int]:
    """Return the likeliest bylines, and what may sign in another way, though unlikely."""
    chances = roles.of(*BYLINES)
    found = (chances >= _MAYBE).nonzero()[0]
    counts = chances >= least_chance(chances)
    for role in _SIGNING:
        counts |= roles.of(role) >= _ALSO
    likely = found[chances[found].argsort()[::-1][:_MOST]].tolist()
    return {i for i in likely if counts[i] or _may_sign(page.texts[i][:MAX_BYLINE])}


def _may_sign(text: str) -> bool:
    """Whether a line holds a word that signs, or is of a script other than Latin."""
    words = name_words().signs
    return LATIN.search(text) is None or any(fold_word(word) in words for word in text.split())


def _told_bylines(page: Page) -> list[int]:
    """Return the lines that say they are bylines, and those below "Written by", wherever."""
    texts, blocks, found = page.texts, page.cached(ShortLines).blocks, list[int]()
    for index in [i for i in blocks if _is_label(texts[i].partition(" ")[0])]:
        if is_byline(texts[index]):
            found.append(index)
        elif says_by_alone(texts[index]) and index + 1 < len(texts):
            found.append(index + 1)
    foreign = [i for i in blocks if not texts[i].isascii() and len(texts[i]) <= _BRIEF]
    return found[:_MOST] + [i for i in foreign if cjk_names(texts[i])][:_MOST]


@lru_cache(maxsize=1024)  # the first words of all lines are asked
def _is_label(word: str) -> bool:
    return word.rstrip(":").lower() in name_words().bylines


def says_by_alone(text: str) -> bool:
    """Whether a line holds words for "by" or of roles and nothing else: "Written by", "Autor:".

    >>> says_by_alone("Author of the article:"), says_by_alone("By Ann Lee")
    (True, False)
    """
    if len(text) > _BRIEF:
        return False
    tables, words = name_words(), [fold_word(word) for word in text.split()]
    known = (tables.bylines, tables.roles, _ARTICLE)
    is_known = all(any(word in one for one in known) for word in words)
    return is_known and not tables.bylines.isdisjoint(words)


def _signed(page: Page, place: StoryPlace) -> set[int]:
    """Return the lines around the headline and below the story that look like a byline."""
    head = place.headline if place.headline is not None else place.first - _BELOW_HEAD
    top = range(head - _ABOVE_HEAD, min(head + _BELOW_HEAD, place.first + _INTO))
    near = {*top, *range(place.last - 1, place.last + _INTO + 1)}
    lines = ((i, page.texts[i]) for i in near if 0 <= i < len(page.texts))
    return {i for i, text in lines if len(text) <= _SHORT and _is_signed(text)}


def _is_signed(text: str) -> bool:
    """Whether a line says that it is a byline, or is one name, not in Latin, and nothing else."""
    if is_byline(text) or cjk_names(text):
        return True
    is_brief = 1 <= text.count(" ") < _NAME_WORDS and LATIN.search(text) is None
    return is_brief and clean_names(text) == (text,)


def _numbered(names: Iterable[tuple[str, str]], source: str, index: int) -> Iterator[NameText]:
    for place, (name, form) in enumerate(names):
        yield NameText(name, source, form, index, place)


def _marked(page: Page, text: str) -> Iterator[tuple[str, str]]:
    """Return the names in a block that its markup marks as an author's."""
    marks = author_marks(page)
    line = f" {key(text)} " if marks else ""
    for name, marked in marks.items():
        if name and len(name) <= _MAX_NAME and f" {name} " in line:
            yield from _names_of(page, marked.text)


def _of_opening(page: Page, text: str) -> Iterable[tuple[str, str]]:
    """Return the names of a short block, or the one with which a longer one begins."""
    if len(text) <= _OPENING:
        return _names_of(page, text)
    told = _TELLS.match(text[: 2 * _OPENING])
    names = clean_names(told[1]) if told else cjk_names(text[-16:])
    return [(name, "person") for name in names[:1]]


def _names_of(page: Page, line: str) -> tuple[tuple[str, str], ...]:
    """Return the names in a line, read once a page: a name stands above and below its story."""
    return page.cached(_read_names, line)


def _read_names(_page: Page, line: str) -> tuple[tuple[str, str], ...]:
    return tuple(names_of(line))


def names_of(line: str) -> Iterator[tuple[str, str]]:
    """Return the names in a byline, each with its form, dates and words for "by" left out.

    >>> list(names_of("By Ann Lee, Reuters | July 1, 2025"))
    [('Ann Lee', 'person'), ('Reuters', 'other')]
    """
    line, text = _bared(line)
    people = _people(line, text)
    yield from ((name, "person") for name in people)
    others = tuple(dict.fromkeys(_others(text)))
    known = {key(name) for name in people}
    yield from ((name, "other") for name in others if key(name) not in known)
    known |= {key(name) for name in others}
    begun = (begun for name in (*people, *others) for begun in _beginnings(name))
    cut = dict.fromkeys((*begun, *_behind_by(text), *_unglued(line)))
    tables = name_words()
    yield from (
        (name, "cut")
        for name in cut
        if name and key(name) not in known and not _is_no_name(name, tables)
    )


def _people_of(_page: Page, line: str) -> tuple[str, ...]:
    """Return the people alone that `names_of` finds."""
    return _people(*_bared(line))


def _bared(line: str) -> tuple[str, str]:
    """Return a line once, and without what is glued to its names, and dates."""
    line, has_digit = _once(line), _DIGIT.search(line) is not None
    line = _GLUED_MONTH.sub(" | ", line) if has_digit else line
    text = _GLUED_LABEL.sub(" | ", undated(line))
    return line, _FOOTNOTE.sub(r"\1 | ", _DAY.sub(" | ", text)) if has_digit else text


def _behind_by(text: str) -> Iterator[str]:
    """Return what a word for "by" within a line may sign: up to the next mark, and less of it.

    >>> list(_behind_by("Posted in Travel by annlee on")), list(_behind_by("by Ann 24 Comments"))
    (['annlee'], ['Ann'])
    """
    for part in _PARTS.split(text) if _INNER_BY.search(text) else ():
        *before, last = _INNER_BY.split(part)
        words = last.split() if before else []
        end = next((i for i, word in enumerate(words) if i and not _is_of_name(word)), len(words))
        name = " ".join(words[:end]).strip(_EDGES)
        if words and end <= _NAME_WORDS:
            yield name
        if end > 1 and clean_names(name) != (name,):
            yield words[0].strip(_EDGES)


def _unglued(line: str) -> Iterator[str]:
    """Return the people of a line whose names are glued to each other or to a date.

    >>> list(_unglued("By Ann LeeDec. 21, 2023")), list(_unglued("Ann LeeBob Day"))
    (['Ann Lee'], ['Ann Lee', 'Bob Day'])
    """
    if _GLUED.search(line):
        names = _whole_names(undated(_GLUED.sub(" | ", line)))
        yield from (name for name in names if " " in name)


def _beginnings(name: str) -> Iterator[str]:
    """Return the beginnings of a text that holds a name and what is glued to it or stands behind.

    >>> list(_beginnings("Ann LeeFollow")), list(_beginnings("Ann Lee No Comments"))
    (['Ann Lee'], ['Ann Lee No', 'Ann Lee'])
    """
    seam = SEAM.search(name)
    if seam is not None:
        yield name[: seam.start()].strip(_EDGES)
    words = name.split()
    ends = (i for i, word in enumerate(words) if i and not _is_of_name(word))
    end = next(ends, len(words))
    if end < len(words):
        yield " ".join(words[:end]).strip(_EDGES)
    for count in (2, 3):
        if count < min(len(words), end) and all(word[:1].isupper() for word in words[:count]):
            yield " ".join(words[:count]).strip(_EDGES)


def _is_of_name(word: str) -> bool:
    """Whether a word may stand within a name: no word for "by", of a role or a button."""
    tables, folded = name_words(), fold_word(word)
    if not any(map(str.isalpha, word)):
        return False
    if word[0].islower():
        return folded in tables.particles and folded not in {"am", "i", "y", "e"}
    other = (tables.bylines, tables.credits, tables.common, tables.roles)
    return not any(folded in words for words in other)


def _people(line: str, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_whole_names(text), *cjk_names(line))))


def _whole_names(text: str) -> Iterator[str]:
    for name in map(_uncut, clean_names(text)):
        if not _is_furniture(name):
            yield _once(name)


def _others(text: str) -> Iterator[str]:
    """Return what stands between the marks of a byline and is no person: agencies, initials."""
    tables = name_words()
    for part in _PARTS.split(_CLOCK.sub(" | ", text) if _DIGIT.search(text) else text):
        words = normalise(part).split()
        while words and _opens_byline(fold_word(words[0]), tables):
            words = words[1:]
        for group in (words, *_joined(words)):
            name = " ".join(group).strip(_EDGES)
            is_word = len(group) == 1 and _is_no_name(name, tables)
            if 1 < len(name) <= _MAX_NAME and len(group) <= _MAX_WORDS and not is_word:
                yield name


def _opens_byline(word: str, tables: NameWords) -> bool:
    return word not in tables.particles and (word in tables.bylines or word in tables.credits)


def _is_no_name(word: str, tables: NameWords) -> bool:
    """Whether a word that stands alone is one of bylines or a small one: "am", "on", "von"."""
    known = (tables.bylines, tables.particles, tables.joiners, tables.ends)
    return word.islower() and any(fold_word(word) in words for words in known)


def _joined(words: list[str]) -> Iterator[list[str]]:
    """Return the groups of words between words for "and", if there are any."""
    joiners = name_words().joiners | name_words().loud_joiners
    places = [i for i, word in enumerate(words) if word in joiners]
    for start, end in zip([-1, *places], [*places, len(words)], strict=True) if places else ():
        yield words[start + 1 : end]


def _uncut(name: str) -> str:
    """Return a name without the button or the small word behind it: "Ann Lee Follow", "am"."""
    tables, words = name_words(), name.split()
    common, ends = tables.common, tables.ends
    end = next((i for i, w in enumerate(words) if i > 1 and w.casefold() in common), len(words))
    while end > 1 and words[0][:1].isupper():
        last = words[end - 1]
        if not last.islower() and (end == 2 or last.casefold() not in ends):
            break
        end -= 1
    head, *tail = SEAM.split(words[end - 1]) if words else [""]
    is_glued = "".join(tail).casefold() in common
    return " ".join((*words[: end - 1], head) if is_glued else words[:end])


def _once(name: str) -> str:
    """Return a name once that is printed twice, as a link and beside it."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def _is_furniture(name: str) -> bool:
    tables, words = name_words(), [word.casefold() for word in name.split()]
    # "Kommentar von": the name itself stands on the next line
    is_open = len(words) > 1 and words[-1] in tables.bylines
    is_small = len(words) > 1 and name.isascii() and name.islower()
    is_button = any(word in tables.common for word in words)
    return is_open or is_small or is_button or date_label(name) is not None


@lru_cache(maxsize=64)  # asked for each name of a line
def undated(text: str) -> str:
    """Return a line with a bar in place of each date, and of a handle or a site behind a name.

    >>> undated("Ann Lee, 1 July 2025"), undated("By Ann Lee @annlee"), undated("Ann Lee Post.com")
    ('Ann Lee', 'By Ann Lee', 'Ann Lee')
    """
    if "@" in text or "." in text:
        text = _BEHIND.sub(" | ", text).strip(" |")
    if not _DIGIT.search(text):
        return text
    spans = [moment.span for moment in find_dates(text)]
    if not spans and (age := first_age(text)):
        spans = [(age.start, age.end)]
    parts, done = [], 0
    for start, end in spans:
        parts.append(text[done:start])
        done = end
    left = " | ".join((*parts, text[done:])) if parts else text
    return _NUMBERS.sub("", left).strip(" |,-–—·•/")
