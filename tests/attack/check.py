"""One call under attack: what must hold of it, whatever the capture."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, NamedTuple

from newsclean import Article, explain, extract

if TYPE_CHECKING:
    from tests.attack.mutate import Case

MAX_SECONDS = 2.0
# each tenth case is extracted twice, each seventh explained
_TWICE, _EXPLAINED = 10, 7
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Verdict(NamedTuple):
    """Seconds of CPU of one call, and what was wrong, empty if nothing was."""

    seconds: float
    fault: str = ""


def check_case(number: int, case: Case) -> Verdict:
    """Extract a case and look at the record; an exception is a fault like any other."""
    start = time.process_time()
    try:
        article = extract(case.content, **case.arguments)
        seconds = time.process_time() - start
        fault = _fault(number, case, article)
    except Exception as error:  # noqa: BLE001 - what the campaign looks for
        return Verdict(time.process_time() - start, f"{type(error).__name__}: {error}"[:200])
    if not fault and seconds > MAX_SECONDS:
        fault = f"slow: {len(case.content):,} characters"
    return Verdict(seconds, fault)


def _fault(number: int, case: Case, article: Article) -> str:
    record = {**article.to_dict(), "url": None}  # as given
    if Article.from_dict(json.loads(json.dumps(record))) != Article.from_dict(record):
        return "not the same after JSON"
    for name, value in record.items():
        texts = value if isinstance(value, list) else [value]
        if any(isinstance(text, str) and _is_unfit(text, name) for text in texts):
            return f"a control, a lone surrogate or nothing in {name}"
    if number % _TWICE == 0 and extract(case.content, **case.arguments) != article:
        return "different: extracted again"
    if number % _EXPLAINED == 0:
        explanation = explain(case.content, **case.arguments)
        failed = [f.extractor for f in explanation.failures if f.extractor != "capture"]
        if failed:
            return f"failed: {failed[0]}"
        if explanation.article != article:
            return "different: explained"
    return ""


def _is_unfit(text: str, name: str) -> bool:
    if name != "body" and not text.strip():
        return True
    return bool(_CONTROL.search(text) or _SURROGATE.search(text))
