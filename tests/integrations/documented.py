"""The files that a page of the documentation shows under their names."""

import re
import sys

import pytest

from ..conftest import ROOT


def example(page: str, name: str) -> str:
    """Return the text of the file `name` as docs/`page` shows it."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    found = re.search(rf"^`{re.escape(name)}`:\n\n```\w+\n(.*?)^```$", text, re.M | re.S)
    assert found, f"{page} shows no {name}"
    return found[1]


def run(page: str, name: str, *arguments: str) -> None:
    """Run the program `name` as docs/`page` shows it, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [name, *arguments])
        exec(compile(example(page, name), name, "exec"), {"__name__": "__main__"})
