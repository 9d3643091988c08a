"""From the text of a byline to the names in it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from newsclean.names.words import fold_word, is_person, is_unspaced, name_words
from newsclean.patterns import late_pattern
from newsclean.text import key, normalise

MAX_BYLINE_CHARS = 1000
MAX_NAMES = 30
_DASHES = frozenset({"", "-", "–", "—", "："})
# words of a byline with roles, characters before its first name
_MAX_WORDS, _MAX_OPENING = 18, 24
# a first word is longer only where none are parted: what is asked of it is known by then
_LONGEST_OPENING = 60
_TAG = late_pattern(r"<[^<>]{0,500}>")
_ASIDE = late_pattern(r"[(\[（【][^()\[\]（）【】]{0,200}[)\]）】]?")
_ADDRESS = late_pattern(r"(?:https?://|www\.)\S{1,500}|\S{1,100}@\S{0,100}")
# bylines with a colon alone: "Interview with Ann Lee" names whoever was asked
_LABELS = frozenset({"interview:", "entretien:", "gespräch:", "interviu:", "haastattelu:"})
_SEPARATOR = late_pattern(r"\s?[;|•·●▪⋅/／、，&＋+\n]\s?|\s[-–—]{1,2}\s|\s?—\s?")
# "Capital Von Ann Lee", "Interview by Ann Lee": the name stands behind
_INNER = late_pattern(
    r"^(?:Eine?|Une?|Una)\s\w{4,20}\s(?:von|par|de|di|por)\s(?=[^\W\d_a-z])"
    r"|^[^,]{2,40}?\s(?:[Bb]y|Von|Par|Por|BY|Автор|โดย|بقلم):?\s(?=[^\W\d_a-z])"
)
_CREDIT_BY = frozenset({"by", "by:", "von", "par", "por", "di", "av", "door"})
_COMMA = late_pattern(r"\s?,\s?")
_GLUED = late_pattern(r"(?:[Bb]y|[Vv]on|BY|VON)(?=[^\W\d_a-z][a-zß-ÿ])")
_CJK_ROLE = late_pattern(
    r"(?:記者|记者|特派員|特派员|通訊員|編輯|编辑|기자|특파원|논설위원|先生|氏)$"
)
_CJK_LEAD = late_pattern(
    r"(?:(?:記者|记者|本報|本报|作者|編輯|编辑|撰文)[:：\s]{0,3}|[文글]\s?[:：]\s?)"
    r"(?=[\u3400-\u9fff\uac00-\ud7af])"
)
# "홍길동 기자", a signature in brackets
_CJK_BYLINE = late_pattern(
    r"([\uac00-\ud7af]{2,4})\s?(?:기자|특파원|논설위원)(?![\uac00-\ud7af])"
    r"|(?:^|。)[（【(](?!.{0,4}(?:撮影|提供|写真))([\u3400-\u9fff]{3,5})[）】)]$"
)
_HAN = "\u3400-\u9fff\uac00-\ud7af"
# "作者：记者 王小明 来源", "（记者 王小明 李晓红）", "記者陳美玲／台北報導": one name or several
_CJK_SIGNED = late_pattern(
    r"(?:(?:作者|記者|记者|撰文|(?<=[（(])评论员)[:：｜|︱/／＼\s]{1,3}(?:[記记]者\s?)?|"
    r"[文글]\s?[:：＝=｜|︱/／]\s?|(?:^|[（(◎╱\s])[記记]者(?=[\u3400-\u9fff]{2,3}[／/）)]))"
    rf"((?:[{_HAN}]{{2,4}}[\s、]){{0,5}}[{_HAN}]{{2,4}}?)"
    rf"(?=字号|责|編|编|来源|发布|發表|[^{_HAN}]|$)"
)
# what stands beside names in such lines
_NO_CJK_NAME = late_pattern(
    "報導|报道|發表|发表|時間|时间|[责責]任|手机|[资資]料|[编編]|[摄攝]|[转轉]载|来源|打印|收藏|字号|评论|인턴"
    "|写真|撮影|[頁页]|待[续續]|通[讯訊][员員]|我来|稿源|采访|採訪|实习|点击|文字|出处|出自|统计|发自|佚名"
)
_GIVEN_NAMES = late_pattern(r"[^\W\d_]{2,20} [^\W\d_]\.")
_SEAM = late_pattern(r"(?<=[a-zß-ÿ]{2})(?=[A-Z][a-zß-ÿ]{2,20}$)")
_WORD_END = late_pattern(r"[\s:：|｜/／＼]{1,4}")
_CJK = late_pattern("[\u3400-\u9fff\uac00-\ud7af]")


def clean_names(raw: str) -> tuple[str, ...]:
    """Return the people named in a byline or an author value, in order, each once.

    Byline words, roles, degrees, agencies, desks, places after a name, addresses and brackets are
    left out; names are parted at commas, semicolons, slashes, bars, "&" and the word for "and" in
    the languages of names.toml.

    >>> clean_names("By Ann Lee, M.D., and José Díaz (AP), Staff Writers")
    ('Ann Lee', 'José Díaz')
    >>> clean_names("Von Johannes Ritter, Zürich"), clean_names("Reuters Staff")
    (('Johannes Ritter',), ())
    """
    return _clean_names(raw[:MAX_BYLINE_CHARS])


@lru_cache(maxsize=64)  # several parts of a page ask for the names of the same lines
def _clean_names(raw: str) -> tuple[str, ...]:
    text = normalise(raw.replace("\n", ";"))
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = _ADDRESS.sub(" ", _ASIDE.sub(" ", text))
    names: dict[str, str] = {}
    for part in _SEPARATOR.split(text):
        for name in _names_of_part(part):
            names.setdefault(key(name), name)
    return tuple(names.values())[:MAX_NAMES]


def cjk_names(text: str) -> tuple[str, ...]:
    """Return the names that a line in Han, kana or Hangul marks as those of its authors.

    >>> cjk_names("홍길동 기자"), cjk_names("作者：王小明 李华"), cjk_names("（早瀬千尋）")
    (('홍길동',), ('王小明', '李华'), ('早瀬千尋',))
    """
    if text.isascii() or not _CJK.search(text):
        return ()
    if signed := _CJK_SIGNED.search(text):
        names = re.split(r"[\s、]", signed[1])
    elif found := _CJK_BYLINE.search(text):
        names = [found[1] or found[2]]
    else:
        return ()
    # whoever stands behind another label edited, filmed or translated
    own = takewhile(lambda name: not _NO_CJK_NAME.search(name), names)
    return tuple(name for name in own if is_person(name))


def signs(text: str, name: str) -> bool:
    """Whether a line says in so many words that a name is its author's, in any script.

    >>> signs("12 มิ.ย. 2568 | โดย ปาริชาติ วงศ์ทอง", "ปาริชาติ วงศ์ทอง"), signs("홍길동 기자", "홍길동")
    (True, True)
    >>> signs("Ann Lee", "Ann Lee"), signs("Photo: Ann Lee", "Ann Lee")
    (False, False)
    """
    if name in cjk_names(text):
        return True
    if _NO_CJK_NAME.search(name):
        return False
    before = text.partition(name)[0][-_MAX_OPENING:] if name in text else ""
    *words, rest = _WORD_END.split(before)
    return bool(words) and not rest and fold_word(words[-1]) in name_words().signs


def is_byline(text: str) -> bool:
    """Whether a line is a byline: an opening word such as "By", and a name right after it.

    >>> is_byline("By Ann Lee, Staff Writer"), is_byline("By the river a bridge reopened")
    (True, False)
    """
    # all lines of a page are asked: most answer by their first word
    if not _opens_byline("".join(text.split(None, 1)[:1])[:_LONGEST_OPENING]):
        return False
    words = text.split(None, _MAX_WORDS)  # no paragraph is split whole
    if not 2 <= len(words) <= _MAX_WORDS:
        return _GLUED.match(words[0]) is not None and bool(clean_names(text))
    # a name has capitals, if its script has
    names = tuple(n for n in clean_names(text) if not n.islower() or is_unspaced(n))
    if not names or (len(words) > 2 and " " not in names[0] and names[0].isascii()):
        return False
    # words for "by" may be two or three: "Escrito por", "Posted on"
    return text.find(names[0]) <= _MAX_OPENING


@lru_cache(maxsize=1024)
def _opens_byline(word: str) -> bool:
    is_label = fold_word(word) in name_words().bylines or word.lower() in _LABELS
    return is_label or _GLUED.match(word) is not None


def _names_of_part(part: str) -> list[str]:
    """Return the names of a part that only commas and words for "and" divide."""
    found: list[str] = []
    part, tables = _uncredited(part), name_words()
    if fold_word(part.split(" ", 1)[0]) not in tables.credits:
        part = _INNER.sub("", part, count=1)
    for piece in _turned(_COMMA.split(part)):
        if found and fold_word(piece) in tables.suffixes:
            found[-1] = f"{found[-1]} {piece.strip()}"
            continue
        credited = False
        for words in _split_joined(piece.split()):
            opening = fold_word(words[0])
            credited = opening in tables.credits or (credited and opening not in tables.bylines)
            name = None if credited else _person(words)
            if name:
                found.append(name)
    full = [name for name in found if " " in name or _CJK.search(name)]
    # beside full names, a single word is the town where the story was written
    return full if full and "," in part else found


def _uncredited(part: str) -> str:
    """Cut a part at "Translated by": whoever stands before it wrote.

    >>> _uncredited("Ann Lee Translated by Bob Day"), _uncredited("Photos by Ann Lee")
    ('Ann Lee', 'Photos by Ann Lee')
    """
    words = part.split()
    for place in range(1, len(words) - 2):
        credited = fold_word(words[place]) in name_words().credits
        if credited and words[place + 1].lower() in _CREDIT_BY:
            return " ".join(words[:place])
    return part


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
    """Return the name in a part of a byline without what stands before and after it."""
    words = _behind_role(_trim_lead(words))
    if not words or fold_word(words[0]) in name_words().credits:
        return None
    words = _trim_tail(_unglued(words))
    name = " ".join(words).strip(" ,.:'’‘\"“”*-–—|") if words else ""
    if _CJK.search(name):
        name = _CJK_LEAD.sub("", _CJK_ROLE.sub("", name)).strip()
    if name and words and words[-1].endswith(".") and _keeps_stop(words[-1]):
        name += "."
    return name if name and is_person(name) else None


def _behind_role(words: list[str]) -> list[str]:
    """Return the name behind words such as "our reporter": two words or more with capitals.

    >>> _behind_role("dalla nostra inviata Ginevra Falasca".split())
    ['Ginevra', 'Falasca']
    """
    tables, last = name_words(), 0
    for place, word in enumerate(words[:-2], 1):
        folded = fold_word(word)
        if word.endswith(":"):  # "Editor: Ann Lee" is no author
            break
        if folded in tables.roles:
            last = place
        elif not (folded in tables.ranks or (word.islower() and folded not in tables.particles)):
            break
    rest = words[last:]
    return rest if last and all(word[:1].isupper() for word in rest[:2]) else words


def _unglued(words: list[str]) -> list[str]:
    """Part a role from the name that it is glued to: "Ann LeeNews Reporter"."""
    for position, word in enumerate(words):
        seam = _SEAM.search(word)
        if seam is None:
            continue
        head, tail = word[: seam.start()], word[seam.start() :]
        tables = name_words()
        after = [fold_word(w) for w in (tail, *words[position + 1 :])]
        is_label = after[0] == "the" or after[0] in tables.bylines - tables.particles
        if is_label or any(w in tables.roles for w in after):
            return [*words[:position], head]
    return words


def _keeps_stop(word: str) -> bool:
    # "Jr.", an initial
    return len(word) <= 3


def _trim_lead(words: list[str]) -> list[str]:
    """Cut the words for "by" before a name, glued ones too."""
    tables = name_words()
    for start, word in enumerate(words):
        glued = _GLUED.match(word)
        if glued:
            return [word[glued.end() :], *words[start + 1 :]]
        folded = fold_word(word)
        # "Von Anna Berg" has a byline word, "Von Berg" is a name
        is_name = folded in tables.particles and len(words) - start < 3
        if (
            not (folded in tables.bylines or folded in _DASHES or word.lower() in _LABELS)
            or is_name
        ):
            return words[start:]
    return []


def _trim_tail(words: list[str]) -> list[str]:
    """Cut a name at the first word that ends one, and degrees, ranks and roles from its end."""
    tables = name_words()
    has_role = False
    for position, word in enumerate(words[1:], 1):
        folded = fold_word(word)
        has_role = folded in tables.roles
        if has_role or _ends_name(word, folded, position) or (position >= 2 and word[0].isdigit()):
            words = words[:position] if position > 1 or has_role else []
            break
    while len(words) > 2 and _is_credential(words):
        words = words[:-1]
    # "Ann Lee Senior", "Senior Political" before a role
    while words and fold_word(words[-1]) in tables.ranks and (has_role or len(words) > 2):
        words = words[:-1]
    # "Luxury Travel Expert" names a subject, no person
    is_subject = has_role and len(words) == 1 and not is_unspaced(words[0])
    return [] if is_subject else words


def _ends_name(word: str, folded: str, position: int) -> bool:
    """Whether a word after a name's first shows that the name is over: "in", "Updated", "The"."""
    tables = name_words()
    if word in tables.ends:
        return position >= 2 or word not in tables.particles
    is_label = folded in tables.bylines and folded not in tables.particles
    return position >= 2 and (folded == "the" or is_label)


def _is_credential(words: list[str]) -> bool:
    last = words[-1]
    others_mixed = not all(word.isupper() for word in words[:2])
    return others_mixed and last.isupper() and fold_word(last) in name_words().credentials
