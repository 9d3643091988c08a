"""The values in the scripts of a page."""

from typing import Any

import pytest

from newsclean.page.metadata.loose_json import read_json
from newsclean.page.state import state_values


def test_what_a_script_is_called_with_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many objects it holds: a page with two thousand took four seconds."""
    read: list[str] = []

    def counted(text: str) -> list[Any]:
        read.append(text)
        return read_json(text)

    monkeypatch.setattr("newsclean.page.state.read_json", counted)
    objects = ";".join(f"x={{story:a,number:{number}}}" for number in range(300))
    script = f'(function(a){{return 1;{objects}}}("The jetty was closed."))'
    values = [value for value in state_values([script]) if isinstance(value, dict)]
    assert {value["story"] for value in values} == {"The jetty was closed."}
    assert len(values) == 300
    assert len(read) == 2
