import builtins
from typing import Any

import pytest

from newsclean.bench.flatten import (
    FORMS,
    flatten,
    flatten_inscriptis,
    flatten_resiliparse,
    flatten_selectolax,
    flatten_wrapped,
)
from newsclean.errors import MissingExtra, SettingError

PAGE = """<html><head><title>Head</title><style>p {}</style></head><body>
<nav><ul><li><a href="/a">Home</a></li><li>World</li></ul></nav>
<h1>Rain in
June</h1>
<p>It <b>fell</b> and <a href="/b">fell</a>.<br>All night.</p>
<table><tr><td>Mon</td><td>3 mm</td></tr></table>
<script>var hidden = 1;</script><noscript>Enable it</noscript><template><p>no</p></template>
<div>Loose text<p>Inner</p>tail</div></body></html>"""


def test_selectolax_gives_one_block_a_line() -> None:
    assert flatten_selectolax(PAGE).split("\n") == [
        "Home",
        "World",
        "Rain in June",
        "It fell and fell.",
        "All night.",
        "Mon 3 mm",
        "Loose text",
        "Inner",
        "tail",
    ]


def test_selectolax_keeps_the_lines_of_pre() -> None:
    assert flatten_selectolax("<pre>one\n  two</pre>") == "one\ntwo"


def test_selectolax_keeps_a_story_in_an_unclosed_object() -> None:
    assert flatten_selectolax("<object><param><p>One.</p><p>Two.</p>") == "One.\nTwo."


def test_selectolax_reads_a_deep_tree() -> None:
    assert flatten_selectolax("<div>" * 20_000 + "deep") == "deep"


@pytest.mark.parametrize("html", ["", "   ", "<script>1</script>"])
def test_a_page_without_text_is_empty(html: str) -> None:
    assert {flatten(html, form).strip() for form in FORMS} == {""}


def test_wrapped_breaks_at_78_columns_without_blank_lines() -> None:
    line = "word " * 40
    lines = flatten_wrapped(f"<p>{line}</p><p>Next</p>").split("\n")
    assert max(map(len, lines)) <= 78
    assert len(lines) == 4
    assert " ".join(lines) == f"{line}Next"


def test_wrapped_breaks_no_word() -> None:
    assert flatten_wrapped("<p>" + "x" * 100) == "x" * 100


def test_resiliparse_keeps_bullets() -> None:
    assert "• Home" in flatten_resiliparse(PAGE)


def test_inscriptis_indents_lists() -> None:
    assert "  * Home" in flatten_inscriptis(PAGE)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_form_shows_what_a_reader_does_not_see(form: str) -> None:
    text = flatten(PAGE, form)
    assert "hidden" not in text
    assert "p {}" not in text
    assert "fell and fell." in text


def test_an_unknown_form_is_named() -> None:
    with pytest.raises(SettingError, match="no text form 'lynx'; choose one of selectolax"):
        flatten("", "lynx")


@pytest.mark.parametrize("form", ["resiliparse", "inscriptis"])
def test_a_missing_library_names_the_extra(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith(form):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(MissingExtra, match=r"newsclean\[bench\]"):
        flatten("<p>a", form)
