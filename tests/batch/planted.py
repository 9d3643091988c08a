"""A pipeline with planted faults, and pages that call for them."""

from __future__ import annotations

import os
import re
import signal
import time
from dataclasses import dataclass
from typing import Any

from newsclean import Article
from newsclean.errors import CaptureTooLarge

STORY = "The bridge over the Lenn reopened on Monday, the council of page {number} said."


@dataclass(frozen=True)
class Planted:
    """Makes an article of any text, unless the text says what is to go wrong."""

    max_bytes: int = 1_000_000
    seconds: float = 0.0

    def extract(self, content: str | bytes, url: str | None = None, **_known: Any) -> Article:
        text = content if isinstance(content, str) else content.decode("utf-8", "replace")
        if len(content) > self.max_bytes:
            raise CaptureTooLarge("the capture is too large")
        if self.seconds:
            time.sleep(self.seconds)
        fault = re.search(r"FAULT:(\w+)", text)
        if fault is not None:
            _FAULTS[fault[1]]()
        paragraphs = tuple(text.split("\n\n")) if text.strip() and "\ufffd" not in text else ()
        return Article(
            title=text[:20] if paragraphs else None,
            paragraphs=paragraphs,
            url=url,
            confidence=0.9 if "weak" not in text else 0.2,
            article_chance=0.1 if "listing" in text else 0.9,
            version="planted",
        )


def page(number: int, fault: str = "") -> str:
    """The text of a page, with a fault planted in it."""
    planted = f"\n\nFAULT:{fault}" if fault else ""
    return f"Page {number}\n\n{STORY.format(number=number)}{planted}"


def _hang() -> None:
    time.sleep(3600)


def _spin() -> None:
    """Hang in C with the interpreter's lock held: no Python code runs in the process any more."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def _bomb() -> None:
    held = []
    while True:
        held.append(bytes(16 * 1024**2))


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _exit() -> None:
    os._exit(3)


def _raise() -> None:
    raise ValueError("planted")


def _recurse() -> None:
    _recurse()


_FAULTS = {
    "hang": _hang,
    "spin": _spin,
    "bomb": _bomb,
    "abort": os.abort,
    "kill": _kill,
    "exit": _exit,
    "raise": _raise,
    "recurse": _recurse,
}
