import datetime as dt

import pytest

from newsclean.errors import CaptureTooLarge, CaptureTypeError, SettingError
from newsclean.page.page import Page
from newsclean.page.read import MAX_BYTES, read_page


def texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks]


def test_html_and_its_text_give_the_same_blocks() -> None:
    html = read_page("<h1>Bridge reopens</h1><p>The bridge reopened.</p><ul><li>One</li></ul>")
    text = read_page("Bridge reopens\n\nThe bridge reopened.\n\n- One\n")
    assert texts(html) == texts(text) == ["Bridge reopens", "The bridge reopened.", "One"]
    assert (html.kind, text.kind) == ("html", "text")


def test_bytes_are_decoded_by_the_given_charset() -> None:
    assert texts(read_page("Мост открыт".encode("cp1251"), charset="windows-1251")) == [
        "Мост открыт"
    ]


def test_a_given_kind_is_not_questioned() -> None:
    assert texts(read_page("<p>One.</p>", kind="text")) == ["<p>One.</p>"]
    page = read_page("One\n\nTwo", kind="html")
    assert (page.kind, texts(page)) == ("html", ["One Two"])


def test_what_the_caller_knows_hangs_on_the_page() -> None:
    when = dt.datetime(2025, 7, 1, 12, 0, tzinfo=dt.UTC)
    page = read_page("Story.", "https://example.org/a", captured_at=when)
    assert (page.url, page.captured_at, page.profile) == ("https://example.org/a", when, None)


def test_a_label_gives_the_url_where_the_caller_does_not() -> None:
    assert read_page("url: https://example.org/a\nStory.").url == "https://example.org/a"
    assert (
        read_page("url: https://example.org/a\nStory.", "https://b.example").url
        == "https://b.example"
    )


@pytest.mark.parametrize("content", [None, 5, ["<p>"], bytearray(b"x"), memoryview(b"x")])
def test_other_types_are_the_callers_mistake(content: object) -> None:
    with pytest.raises(CaptureTypeError, match="must be str or bytes, not"):
        read_page(content)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("url", b"https://example.org"), ("url", 1), ("charset", b"utf-8"), ("charset", 5)),
        *(("captured_at", "2025-07-01"), ("captured_at", dt.date(2025, 7, 1)), ("captured_at", 0)),
    ],
)
def test_an_argument_of_another_type_is_the_callers_mistake(name: str, value: object) -> None:
    with pytest.raises(CaptureTypeError, match=f"{name} must be"):
        read_page("x", **{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("charset", ["x-none", "\ud800", "a" * 5000, "ascii\x00", "rot13", "../x"])
def test_a_charset_that_nobody_knows_is_noted(charset: str) -> None:
    page = read_page("Мост открыт".encode(), charset=charset)
    assert texts(page) == ["Мост открыт"]
    assert page.notes[0].startswith("the charset")
    assert read_page("Мост открыт", charset=charset).notes == ()


@pytest.mark.parametrize(
    "content",
    [
        *("https://example.org/a?b=c\n", "www.example.org/a", b"http://x/", "/tmp/page.html"),
        *("./page.txt", "pages/a b.html", "C:\\pages\\a.html", "page.html", "dump.warc.gz"),
    ],
)
def test_an_address_is_no_page(content: str | bytes, caplog: pytest.LogCaptureFixture) -> None:
    page = read_page(content)
    assert texts(page) == []
    assert "never fetches" in page.notes[0]
    assert "never fetches" in caplog.text


@pytest.mark.parametrize(
    "content",
    ["Read it at https://example.org/a", "A story.", "https://example.org/a\nA story.", "and/or"],
)
def test_text_with_an_address_is_text(content: str) -> None:
    page = read_page(content)
    assert texts(page) != []
    assert page.notes == ()


@pytest.mark.parametrize("kind", ["", "HTML", "pdf", 1, [], {}])
def test_an_unknown_kind_is_the_callers_mistake(kind: object) -> None:
    with pytest.raises(SettingError, match="kind must be"):
        read_page("x", kind=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("content", ["x" * 101, b"x" * 101])
def test_a_capture_over_the_limit(content: str | bytes) -> None:
    with pytest.raises(CaptureTooLarge, match="101"):
        read_page(content, max_bytes=100)
    assert texts(read_page(content[:100], max_bytes=100)) == ["x" * 100]


def test_the_limit_is_20_megabytes_unless_set() -> None:
    assert MAX_BYTES == 20_000_000
    with pytest.raises(CaptureTooLarge):
        read_page(b"x" * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
        b"\x1f\x8b\x08\x00abc",
        b"\x00" * 500,
    ],
)
def test_binary_content_is_a_page_without_blocks(content: bytes) -> None:
    assert read_page(content).blocks == ()


def test_metadata_of_captured_text_is_empty() -> None:
    from newsclean.page.metadata.record import EMPTY

    assert read_page("Story.").metadata == EMPTY


def test_metadata_is_read_once() -> None:
    page = read_page("<title>T</title><p>Story.</p>")
    assert page.metadata.title == "T"
    assert page.metadata is page.metadata


def test_what_extractors_share_is_computed_once() -> None:
    page = read_page("Story.")
    calls = []

    def compute(given: Page) -> int:
        calls.append(given)
        return 7

    assert [page.cached(compute), page.cached(compute)] == [7, 7]
    assert calls == [page]


def test_element_index_is_none_for_inline_nodes() -> None:
    page = read_page("<div><b>x</b></div>")
    assert page.tree is not None
    div, bold = page.tree.css_first("div"), page.tree.css_first("b")
    assert div is not None
    assert bold is not None
    index = page.element_index(div)
    assert index is not None
    assert page.elements[index].tag == "div"
    assert page.element_index(bold) is None


def test_lone_surrogates_and_null_bytes_are_read() -> None:
    html = read_page("<p>The bridge \ud800 re\x00opened.</p>")
    text = read_page("The bridge \ud800 re\x00opened on Monday.")
    assert texts(html)[0].startswith("The bridge ")
    assert texts(text) == ["The bridge \ufffd reopened on Monday."]
