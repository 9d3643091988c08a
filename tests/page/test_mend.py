import pytest

from newsclean.page.mend import mend_encoding, mend_escapes
from newsclean.page.read import read_page

FRENCH = "L’été dernier, l’école de Sète a été repeinte par ses élèves. Ça coûte « peu »."
RUSSIAN = "Маяк на мысе снова зажгли во вторник вечером после девяти тёмных лет."
CHINESE = "老灯塔周二晚上在熄灭九年之后重新点亮。"


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, CHINESE])
@pytest.mark.parametrize("charset", ["latin-1", "cp1252"])
def test_text_encoded_twice(text: str, charset: str) -> None:
    if charset == "cp1252":
        # what browsers read: windows-1252 where it is defined, Latin-1 where it is not
        twice = "".join(
            bytes([b]).decode("cp1252" if b not in b"\x81\x8d\x8f\x90\x9d" else "latin-1")
            for b in text.encode()
        )
    else:
        twice = text.encode().decode("latin-1")
    assert mend_encoding(twice) == text


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, CHINESE, "SÃO PAULO É À VISTA", "Ð and Þ"])
def test_text_encoded_once_stays(text: str) -> None:
    assert mend_encoding(text) == text


def test_a_few_marks_in_a_text_stay() -> None:
    text = FRENCH + " On lit parfois « Ã© » au lieu de « é »."
    assert mend_encoding(text) == text


def test_escaped_line_breaks() -> None:
    assert mend_escapes(r'"One.\n\nTwo \"2\".\nThree \u00e9."') == 'One.\n\nTwo "2".\nThree é.'


@pytest.mark.parametrize(
    "text", [r"Write \n for a break.", "C:\\news\\note\nA\nB\nC\nD", "R&D; AT&T"]
)
def test_text_that_only_quotes_escapes_stays(text: str) -> None:
    assert mend_escapes(text) == text


def test_entities_in_captured_text() -> None:
    [block] = read_page("The teachers&rsquo; wages,&nbsp;he said &amp; left.", kind="text").blocks
    assert block.text == "The teachers’ wages, he said & left."


def test_the_pages_own_charset_before_the_default_of_http() -> None:
    raw = f'<meta charset="gbk"><p>{CHINESE}</p>'.encode("gbk")
    assert [b.text for b in read_page(raw, charset="ISO-8859-1").blocks] == [CHINESE]
