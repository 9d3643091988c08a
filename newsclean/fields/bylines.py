"""From the text of a byline to the names in it."""

from __future__ import annotations

import re

from newsclean.fields.names import fold_word, is_person, name_words
from newsclean.text import key, normalise

MAX_BYLINE_CHARS = 1000
MAX_NAMES = 30
# words of a byline with roles, characters before its first name
_MAX_WORDS, _MAX_OPENING = 18, 24
_TAG = re.compile(r"<[^<>]{0,500}>")
_ASIDE = re.compile(r"[(\[（【][^()\[\]（）【】]{0,200}[)\]）】]?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,500}|\S{1,100}@\S{0,100}")
_SEPARATOR = re.compile(r"\s?[;|•·●▪/／、，&＋+\n]\s?|\s[-–—]{1,2}\s|\s?—\s?")
# "Capital Von Ann Lee", "Interview by Ann Lee": the name stands behind
_INNER = re.compile(r"^[^,]{2,40}?\s(?:[Bb]y|Von|Par|Por|BY|Автор):?\s(?=[^\W\d_a-z])")
_COMMA = re.compile(r"\s?,\s?")
_GLUED = re.compile(r"(?:[Bb]y|[Vv]on|BY|VON)(?=[^\W\d_a-z][a-zß-ÿ])")
_CJK_ROLE = re.compile(
    r"(?:記者|记者|特派員|特派员|通訊員|編輯|编辑|기자|특파원|논설위원|先生|氏)$"
)
_CJK_LEAD = re.compile(
    r"(?:記者|记者|本報|本报|作者|編輯|编辑|撰文|文|글)[:：\s]{0,3}(?=[\u3400-\u9fff\uac00-\ud7af])"
)
_GIVEN_NAMES = re.compile(r"[^\W\d_]{2,20} [^\W\d_]\.")
_SEAM = re.compile(r"(?<=[a-zß-ÿ]{2})(?=[A-Z][a-z]{2,20}$)")
_CJK = re.compile("[\u3400-\u9fff\uac00-\ud7af]")


def clean_names(raw: str) -> tuple[str, ...]:
    """Give the people named in a byline or an author value, in order, each once.

    Byline words, roles, degrees, agencies, desks, places after a name, addresses and brackets are
    left out; names are parted at commas, semicolons, slashes, bars, "&" and the word for "and" in
    the languages of names.toml.

    >>> clean_names("By Ann Lee, M.D., and José Díaz (AP), Staff Writers")
    ('Ann Lee', 'José Díaz')
    >>> clean_names("Von Johannes Ritter, Zürich"), clean_names("Reuters Staff")
    (('Johannes Ritter',), ())
    """
    text = normalise(raw[:MAX_BYLINE_CHARS].replace("\n", ";"))
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = _ADDRESS.sub(" ", _ASIDE.sub(" ", text))
    names: dict[str, str] = {}
    for part in _SEPARATOR.split(text):
        for name in _names_of_part(part):
            names.setdefault(key(name), name)
    return tuple(names.values())[:MAX_NAMES]


def is_byline(text: str) -> bool:
    """Whether a line is a byline: an opening word such as "By", and a name right after it.

    >>> is_byline("By Ann Lee, Staff Writer"), is_byline("By the river a bridge reopened")
    (True, False)
    """
    words = text.split()
    if not 2 <= len(words) <= _MAX_WORDS:
        return bool(words) and _GLUED.match(words[0]) is not None and bool(clean_names(text))
    if not _GLUED.match(words[0]) and fold_word(words[0]) not in name_words().bylines:
        return False
    names = clean_names(text)
    if not names or (len(words) > 2 and " " not in names[0] and names[0].isascii()):
        return False
    # words for "by" may be two or three: "Escrito por", "Posted on"
    return text.find(names[0]) <= _MAX_OPENING


def _names_of_part(part: str) -> list[str]:
    """Give the names of a part that only commas and words for "and" divide."""
    found: list[str] = []
    part = _INNER.sub("", part, count=1)
    for piece in _turned(_COMMA.split(part)):
        if found and fold_word(piece) in name_words().suffixes:
            found[-1] = f"{found[-1]} {piece.strip()}"
            continue
        for words in _split_joined(piece.split()):
            name = _person(words)
            if name:
                found.append(name)
    full = [name for name in found if " " in name or _CJK.search(name)]
    # beside full names, a single word is the town where the story was written
    return full if full and "," in part else found


def _turned(pieces: list[str]) -> list[str]:
    """Turn "Kaufman, Jeff T." around: the initial tells that the first name stands last."""
    if len(pieces) == 2 and " " not in pieces[0] and _GIVEN_NAMES.fullmatch(pieces[1]):
        return [f"{pieces[1]} {pieces[0]}"]
    return pieces


def _split_joined(words: list[str]) -> list[list[str]]:
    """Part words at those that mean "and"."""
    tables = name_words()
    groups: list[list[str]] = [[]]
    for word in words:
        if word in tables.joiners or word in tables.loud_joiners:
            groups.append([])
        else:
            groups[-1].append(word)
    return _rejoin([group for group in groups if group], words)


def _rejoin(groups: list[list[str]], words: list[str]) -> list[list[str]]:
    """Undo a split at one small letter inside a name ("Ortega y Gasset")."""
    if len(groups) == 2 and [len(g) for g in groups] in ([1, 1], [2, 1]) and len(words) > 2:
        joiner = words[len(groups[0])]
        if joiner == "y":
            return [words]
    return groups


def _person(words: list[str]) -> str | None:
    """Give the name in a part of a byline without what stands before and after it."""
    words = _trim_lead(words)
    if not words or fold_word(words[0]) in name_words().credits:
        return None
    words = _trim_tail(_unglued(words))
    name = " ".join(words).strip(" ,.:'’‘\"“”*-–—|") if words else ""
    if _CJK.search(name):
        name = _CJK_LEAD.sub("", _CJK_ROLE.sub("", name)).strip()
    if name and words and words[-1].endswith(".") and _keeps_stop(words[-1]):
        name += "."
    return name if name and is_person(name) else None


def _unglued(words: list[str]) -> list[str]:
    """Part a role from the name that it is glued to: "Ann LeeNews Reporter"."""
    for position, word in enumerate(words):
        seam = _SEAM.search(word)
        if seam is None:
            continue
        head, tail = word[: seam.start()], word[seam.start() :]
        after = [fold_word(w) for w in (tail, *words[position + 1 :])]
        if after[0] == "the" or any(w in name_words().roles for w in after):
            return [*words[:position], head]
    return words


def _keeps_stop(word: str) -> bool:
    # "Jr.", an initial
    return len(word) <= 3


def _trim_lead(words: list[str]) -> list[str]:
    bylines = name_words().bylines
    start = 0
    for word in words:
        glued = _GLUED.match(word)
        if glued:
            return [word[glued.end() :], *words[start + 1 :]]
        # "Von Berg" after "Von:" keeps its particle only where no byline word precedes
        if fold_word(word) not in bylines and word not in {":", "：", "-", "–"}:
            break
        start += 1
    return words[start:]


def _trim_tail(words: list[str]) -> list[str]:
    """Cut a name at the first word that ends one, and degrees and roles from its end."""
    tables = name_words()
    for position, word in enumerate(words[1:], 1):
        folded = fold_word(word)
        is_end = word in tables.ends and (position >= 2 or word not in tables.particles)
        # "Ann Lee Updated on", "Ann Lee The Associated Press"
        is_label = position >= 2 and (
            folded == "the" or (folded in tables.bylines and folded not in tables.particles)
        )
        if is_end or is_label or folded in tables.roles:
            words = words[:position] if position > 1 or folded in tables.roles else []
            break
    while len(words) > 2 and _is_credential(words):
        words = words[:-1]
    # "Ann Lee Senior", "Ann Lee Political" before a role
    return _trim_rank(words)


def _is_credential(words: list[str]) -> bool:
    last = words[-1]
    others_mixed = not all(word.isupper() for word in words[:2])
    return others_mixed and last.isupper() and fold_word(last) in name_words().credentials


_RANKS = frozenset(
    "senior junior chief deputy assistant associate lead managing executive political foreign"
    " science health sports sport business technology tech education environment culture crime"
    " national world investigations special staff guest diplomatic defence economics city former"
    " vice principal general licensed certified acting digital features head sr medical".split()
)


def _trim_rank(words: list[str]) -> list[str]:
    while len(words) > 2 and fold_word(words[-1]) in _RANKS:
        words = words[:-1]
    return words
