"""The pieces of the pages: what is escaped, what is drawn, what the policy says."""

import base64
import hashlib
import re

import pytest

from newsclean.pictures import bar, document, escaped, link, strip, tag

HOSTILE = ["<script>", "</style>", "a & b", "\"'><b>", "\x00\x1b[2J", "\u202eabc", "\ud800"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_and_attributes_are_escaped(text: str) -> None:
    made = tag("p", text, title=text)
    assert made.count("<") == 2
    assert made.count('"') == 2
    made.encode("utf-8")
    assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e]", made)


def test_what_is_html_is_not_escaped_twice() -> None:
    assert escaped(escaped("<")) == "&lt;"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//x.org", "file:///etc"],
)
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    assert "<a" not in link(address)


def test_the_policy_names_the_style_sheet_and_nothing_else() -> None:
    page = document("A title", tag("main"))
    sheet = re.search("<style>(.*)</style>", page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = re.search('Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#x27;", "'")
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    # a sheet of our own that fetches nothing
    assert not re.search(r"url\(|@import|</", sheet)


@pytest.mark.parametrize(("share", "width"), [(0.5, "50.0"), (-1, "0.0"), (7, "100.0")])
def test_a_bar_is_as_full_as_its_share(share: float, width: str) -> None:
    assert f'class="fill" width="{width}"' in bar(share)


def test_neighbours_of_a_strip_are_one() -> None:
    drawn = strip([(1, "a"), (1, "a"), (1, ""), (1, "b")], "four")
    assert re.findall(r'class="(\w)" x="([\d.]+)" width="([\d.]+)"', drawn) == [
        ("a", "0.0", "500.0"),
        ("b", "750.0", "250.0"),
    ]
