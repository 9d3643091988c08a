"""The authors whom a story's own first or last line names, as newspapers of East Asia do."""

from __future__ import annotations

import re

from newsclean.names.words import is_person
from newsclean.patterns import late_pattern

_OPENING, _END = 70, 30
_HAN = "\u3400-\u9fff"
_NAMES = rf"[{_HAN}]{{2,4}}(?:[\s、/／][{_HAN}]{{2,4}}){{0,5}}"
_REPORTER = "(?:记者|記者|特派员|特派員|通讯员|通訊員|实习生|實習生)"
# as in "(记者 王小明 通讯员 李华)", "（记者王小明）"
_BRACKETED = late_pattern(rf"[（(【]([^（）()【】]{{0,40}}{_REPORTER}[^（）()【】]{{1,40}})[）)】]")
# as in "1月12日电 (王小明)", "本社讯（王小明）"
_WIRED = late_pattern(rf"[电電讯訊]\s?[（(]([{_HAN}]{{2,3}})[）)]")
# as in "河湾网 记者 王小明 李华 因为"
_SPACED = late_pattern(rf"{_REPORTER}\s({_NAMES})(?=\s)")
# as in "記者王小明台北報導": the last two before "reports" are the place
_REPORTS = late_pattern(
    rf"[记記]者([{_HAN}]{{2,3}}?)(?:[{_HAN}]{{2}})?[/／]?(?:[{_HAN}]{{2}})?(?:报道|報導)"
)
# as in "【ワシントン＝早瀬千尋】" and "(서울=해안통신) 홍길동 기자 ="
_ABROAD = late_pattern(rf"^【[^【】＝=]{{1,16}}[＝=]([{_HAN}]{{2,6}})】")
_KOREAN = late_pattern(r"\)\s?((?:[\uac00-\ud7af]{2,4}\s?){1,3}?)\s?(?:기자|특파원)\s?=")
# as in "。(小明)", "。(本刊記者/王小明)", "。【早瀬千尋】"
_SIGNED = late_pattern(
    rf"[。！？”」]\s?[（(【](?:本[刊报報]記?记?者?[/／\s]?)?([{_HAN}]{{2,4}})(?:[/／](?:编译|編譯))?[）)】]$"
)
_NO_NAME = late_pattern(
    "[綜综]合|[頁页]|待[续續]|编译|編譯|[责責]|编辑|編輯|记者|記者|[图圖]|撮影|写真|提供|本报|本報|本刊|网$|網$|[报報]$|社$|[讯訊]$|[电電]$|完$"
    "|报道|報導|来源|來源|转载|轉載|通[讯訊]|实习|實習"
)


def dateline_names(text: str) -> tuple[str, ...]:
    """Return the names in the opening of a story's first paragraph.

    >>> dateline_names("河湾日报12月15日讯(记者 王小明 通讯员 李华)今天8时")
    ('王小明', '李华')
    >>> dateline_names("(서울=해안통신) 홍길동 기자 = 다리가 열렸다.")
    ('홍길동',)
    """
    if text.isascii():
        return ()
    text = text[:_OPENING]
    if found := _BRACKETED.search(text):
        if reports := _REPORTS.search(found[0]):
            return _people(reports[1])
        return _people(" ".join(re.split(_REPORTER, found[1])[1:]))
    for pattern in (_ABROAD, _WIRED, _SPACED, _KOREAN):
        if found := pattern.search(text):
            return _people(found[1])
    return ()


def signed_names(text: str) -> tuple[str, ...]:
    """Return the names in brackets behind the last sentence of a story.

    >>> signed_names("预计明年开业。(小明)"), signed_names("预计明年开业。(完)")
    (('小明',), ())
    """
    found = None if text.isascii() else _SIGNED.search(text[-_END:])
    return _people(found[1]) if found else ()


def _people(names: str) -> tuple[str, ...]:
    found = dict.fromkeys(re.split(r"[\s、/／:：]+", names.strip(" :：/／")))
    return tuple(n for n in found if len(n) > 1 and not _NO_NAME.search(n) and is_person(n))
