import codecs
import encodings.aliases

import pytest

from newsclean.page.decode import decode, lookup

RUSSIAN = "Мост через реку открыли в понедельник после двух лет ремонта."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl v pondělí starosta města."
JAPANESE = "橋は月曜日に二年ぶりに開通した。市長は記者会見で感謝を述べた。"
KOREAN = "다리는 월요일에 2년 만에 다시 개통되었다고 시가 밝혔다."
CHINESE = "大桥周一在关闭两年后重新开放，市长在记者会上表示感谢。"
FRENCH = "Le pont a été rouvert à la circulation lundi, après des années d’efforts."


def page(text: str, charset: str | None = None) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<!doctype html><html><head>{meta}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso-8859-5"),
        (CZECH, "windows-1250"),
        (CZECH, "iso-8859-2"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso-2022-jp"),
        (KOREAN, "euc-kr"),
        (CHINESE, "gb2312"),
        (CHINESE, "gb18030"),
        (FRENCH, "windows-1252"),
        (FRENCH, "utf-8"),
    ],
)
class TestDeclared:
    def test_by_http(self, text: str, encoding: str) -> None:
        assert decode(page(text).encode(encoding), encoding) == page(text)

    def test_by_the_page(self, text: str, encoding: str) -> None:
        source = page(text, encoding)
        assert decode(source.encode(encoding)) == source

    def test_by_the_page_in_the_old_form(self, text: str, encoding: str) -> None:
        source = f'<meta http-equiv=content-type content="text/html; charset={encoding}">{text}'
        assert decode(source.encode(encoding)) == source

    def test_in_an_xml_declaration(self, text: str, encoding: str) -> None:
        source = f"<?xml version='1.0' encoding='{encoding.upper()}'?><html>{text}</html>"
        assert decode(source.encode(encoding)) == source


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "windows-1251", "shift_jis", "ascii", "nonsense"]
)
@pytest.mark.parametrize("text", [RUSSIAN, JAPANESE, KOREAN, FRENCH])
def test_a_wrong_declaration_does_not_break_valid_utf_8(text: str, declared: str) -> None:
    source = page(text, declared)
    assert decode(source.encode()) == source
    assert decode(page(text).encode(), declared) == page(text)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_wins_and_goes(mark: bytes, encoding: str) -> None:
    source = page(RUSSIAN, "windows-1252")
    assert decode(mark + source.encode(encoding), "koi8-r") == source


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_shows_by_its_zeros(encoding: str) -> None:
    assert decode(page(JAPANESE).encode(encoding)) == page(JAPANESE)


def test_utf_16_text_without_markup_is_read_as_http_says() -> None:
    assert decode(JAPANESE.encode("utf-16-le"), "utf-16le") == JAPANESE


def test_a_page_whose_declaration_is_ascii_is_not_utf_16() -> None:
    """The Encoding Standard: a declaration that can be read disproves itself."""
    source = page(FRENCH, "utf-16")
    assert decode(source.encode("cp1252")) == source


def test_http_is_believed_before_the_page() -> None:
    assert decode(page(RUSSIAN, "iso-8859-1").encode("cp1251"), "windows-1251") == page(
        RUSSIAN, "iso-8859-1"
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (JAPANESE, "euc-jp"), (JAPANESE, "cp932"), (CHINESE, "gb18030")],
)
def test_undeclared_encodings_are_sniffed(text: str, encoding: str) -> None:
    source = page(text * 4)
    assert decode(source.encode(encoding)) == source


@pytest.mark.parametrize(
    ("language", "text", "encoding"),
    [("fr", FRENCH, "cp1252"), ("cs", CZECH, "iso8859-2"), ("cs-CZ", CZECH, "cp1250"),
     ("ru", RUSSIAN, "koi8-r"), ("ru", RUSSIAN, "cp1251"), ("ru", RUSSIAN, "iso8859-5")],
)  # fmt: skip
def test_the_language_of_a_page_tells_among_its_encodings(
    language: str, text: str, encoding: str
) -> None:
    source = page(text).replace("<html>", f'<html dir="ltr" lang="{language}">')
    assert decode(source.encode(encoding)) == source


def test_a_few_western_marks_in_english_are_no_damaged_utf_8() -> None:
    source = page("The bridge reopened on Monday. " * 90 + "“Slowly,” said the mayor’s aide.")
    assert decode(source.encode("cp1252")) == source


def test_a_declaration_of_utf_8_that_is_wrong_is_no_obstacle() -> None:
    source = page(RUSSIAN * 4, "utf-8")
    assert decode(source.encode("cp1251"), "utf-8") == source


def test_damaged_utf_8_loses_the_damaged_characters_only() -> None:
    damaged = page(RUSSIAN * 30).encode().replace("реку".encode(), "рек".encode() + b"\xd1", 1)
    found = decode(damaged)
    assert found.count("\ufffd") == 1
    assert found.replace("\ufffd", "у") == page(RUSSIAN * 30)


def test_a_stray_latin_1_byte_does_not_turn_a_page_of_utf_8() -> None:
    found = decode(page(RUSSIAN * 30).encode() + b"\xa9 2025")
    assert RUSSIAN * 30 in found


@pytest.mark.parametrize("missing", [1, 2])
def test_a_truncated_last_character_costs_that_character_only(missing: int) -> None:
    cut = (JAPANESE * 20).encode()[:-missing]
    assert decode(cut).rstrip("\ufffd") == (JAPANESE * 20)[:-1]


def test_a_truncated_short_capture_is_still_utf_8() -> None:
    assert decode(JAPANESE.encode()[:-1]).startswith(JAPANESE[:-1])


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", bytes(range(256))]
)
def test_never_raises(content: bytes) -> None:
    assert isinstance(decode(content), str)


@pytest.mark.parametrize(
    "label",
    [
        "idna",
        "punycode",
        "rot13",
        "hex",
        "zlib",
        "unicode_escape",
        "utf-7",
        "undefined",
        "mbcs",
        "?",
    ],
)
def test_codecs_that_are_no_encoding_of_the_web_are_unknown(label: str) -> None:
    assert lookup(label) is None
    assert "caf" in decode(page("le café", label).encode("cp1252"), label)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        (" UTF-8 ", "utf-8"),
        ('"utf8"', "utf-8"),
        ("latin1", "cp1252"),
        ("US-ASCII", "cp1252"),
        ("iso-8859-15", "iso8859-15"),
        ("windows-1251", "cp1251"),
        ("cp1251", "cp1251"),
        ("win-1251", None),
        ("gbk", "gb18030"),
        ("x-gbk", "gb18030"),
        ("big5", "big5hkscs"),
        ("ks_c_5601-1987", "cp949"),
        ("tis-620", "cp874"),
        ("koi8-u", "koi8-u"),
        ("macintosh", "mac-roman"),
        ("ibm866", "cp866"),
        (None, None),
        ("", None),
    ],
)
def test_lookup(label: str | None, codec: str | None) -> None:
    assert lookup(label) == codec


@pytest.mark.parametrize("codec", sorted(set(encodings.aliases.aliases.values())))
def test_no_declaration_whatever_makes_it_raise(codec: str) -> None:
    noise = bytes(range(256)) * 3
    assert isinstance(decode(page("", codec).encode() + noise, codec), str)
