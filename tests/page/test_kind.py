import pytest

from newsclean.page.kind import binary_kind, is_binary, tell_kind

STORY = "The bridge over the Lenn reopened on Monday after two years of repairs.\n" * 5


@pytest.mark.parametrize(
    "source",
    [
        "<!DOCTYPE html><html><body>Text</body></html>",
        "  \n\n<html>",
        "\ufeff<html><body><p>After a byte order mark.</body></html>",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'></html>",
        "<!-- saved by a robot -->\n<!-- twice -->\n<html>",
        "<HTML><BODY>",
        "<p>A fragment.",
        "<article class=story>A fragment.",
        "<div>One</div>",
        "<h2>Heading</h2>",
        "<script>var a</script><p>x",
        "<font size=2>old</font><p>one</p><p>two</p><p>three</p>",
        f"{STORY}<p>One.</p><p>Two.</p><p>Three.</p>",
        "var template = 1;\n" * 3000 + "<li>a</li>" * 400,
    ],
)
def test_html(source: str) -> None:
    assert tell_kind(source) == "html"


@pytest.mark.parametrize(
    "source",
    [
        "",
        " \n",
        STORY,
        "date 2025-07-01 The bridge reopened.",
        "The tag <b>bold</b> makes text bold, says the manual.",
        "a < b and c > d",
        "<3 this story",
        "<-- see the map",
        "<name withheld> said so",
        "Use <p> and </p>.\n" + STORY,
        STORY * 40 + "Wrote <p>one</p> <p>two</p> <p>three</p> by hand.\n",
        '{"title": "A record", "body": "Its text"}',
        "https://example.org/a?b=<c>",
    ],
)
def test_text(source: str) -> None:
    assert tell_kind(source) == "text"


@pytest.mark.parametrize(
    "source",
    [
        "%PDF-1.7\n1 0 obj",
        "PK\x03\x04\x14\x00",
        "GIF89a\x01\x00",
        "\ufffdPNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        "\ufffd\ufffd\ufffd\ufffd\x00\x10JFIF\x00",
        "\x7fELF\x02\x01\x01\x00",
        "\x00\x01\x02\x03" * 50,
        "\ufffd" * 100,
    ],
)
def test_binary(source: str) -> None:
    assert is_binary(source) or binary_kind(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "A story.",
        "A\x00 story with a null byte.",
        "One\x0cpage\x0bbreak\ttab\r\n",
        "naïve 首相 مرحبا",
        STORY,
    ],
)
def test_not_binary(source: str) -> None:
    assert not is_binary(source)
    assert not binary_kind(source)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\n%PDF-1.4\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14" + 25 * b"\x00" + b"[Content_Types].xml", "an office document"),
        (b"PK\x03\x04\x14" + 25 * b"\x00" + b"mimetypeapplication/vnd.oasis", "an office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an office document"),
        (b"PK\x03\x04\x14" + 25 * b"\x00" + b"page.html", "a ZIP archive"),
        (b"\x1f\x8b\x08\x00abc", "a compressed archive"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a JPEG image"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "an image"),
        (b"\x00\x00\x00\x18ftypmp42", "a film or a sound"),
        (b"SQLite format 3\x00", "a database"),
        (b"MZ is the sign of a club. BMW is none. ID3 is a bill." + 20 * b" ", ""),
        ("ÿØÿ begins no story, but in Latin-1 it may.".encode(), ""),
    ],
)
def test_files_that_are_no_pages_are_named(content: bytes, what: str) -> None:
    assert binary_kind(content) == what
