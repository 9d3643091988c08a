import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.page.metadata.loose_json import MAX_CHARS, read_json

ARTICLE = {"@type": "NewsArticle", "headline": "A bridge", "n": 1}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "headline": "A bridge", "n": 1}',
        '\ufeff{"@type": "NewsArticle", "headline": "A bridge", "n": 1}',
        '{"@type": "NewsArticle", "headline": "A bridge", "n": 1,}',
        '{"@type": "NewsArticle",, "headline": "A bridge", "n": 1};',
        '{"@type": "NewsArticle" "headline": "A bridge", "n": 1}',
        '{"@type": "NewsArticle"\n "headline": "A bridge", "n": 1}',
        '<!-- {"@type": "NewsArticle", "headline": "A bridge", "n": 1} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "A bridge", "n": 1}\n//]]>',
        '<![CDATA[{"@type": "NewsArticle", "headline": "A bridge", "n": 1}]]>',
        '/*<![CDATA[*/{"@type": "NewsArticle", "headline": "A bridge", "n": 1}/*]]>*/',
        '{"@type": "NewsArticle", // the kind\n "headline": "A bridge" /* title */, "n": 1}',
        "{'@type': 'NewsArticle', 'headline': 'A bridge', 'n': 1}",
        '{@type: "NewsArticle", headline: "A bridge", n: 1}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;A bridge&quot;,"
        "&quot;n&quot;: 1}",
        'var data = {"@type": "NewsArticle", "headline": "A bridge", "n": 1};',
        '{"@type": "NewsArticle", "headline": "A bridge", "n": 1',
        '{"@type": "NewsArticle", "headline": "A bridge", "n": 1}}',
        '{"@type": "NewsArticle", "headline": "A bridge", "n": 1, "image": }',
    ],
)
def test_a_mess_reads_as_what_was_meant(text: str) -> None:
    assert read_json(text)[0] | {"image": 0} == ARTICLE | {"image": 0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"t": "one\ntwo\tthree"}', "one\ntwo\tthree"),
        ('{"t": "say "no" twice"}', 'say "no" twice'),
        ('{"t": "say "no", he said", "u": 1}', 'say "no", he said'),
        (
            '{"t": "<img width="300" src="https://example.com/a.png" />", "u": 1}',
            '<img width="300" src="https://example.com/a.png" />',
        ),
        (r'{"t": "C:\Users and \'quotes\'"}', r"C:\Users and 'quotes'"),
        (r'{"t": "\x41 \ud83d\ude00 \q",}', r"A 😀 \q"),
        ('{"t": Ann Lee,\n"u": 1}', "Ann Lee"),
        ('{"t": "the end is cut o', "the end is cut o"),
        ('{"t": undefined, "u": 1}', None),
        ('{"t": "a value" // and why\n, "u": 1}', "a value"),
        ('{"t": "https://example.com/a//b", "u": 1,}', "https://example.com/a//b"),
    ],
)
def test_strings(text: str, value: str | None) -> None:
    assert read_json(text)[0]["t"] == value


def test_several_objects_in_one_script() -> None:
    assert read_json('{"a": 1}\n{"a": 2},{"a": 3}') == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_a_broken_object_does_not_hide_the_next_one() -> None:
    assert read_json('{"a": [1, 2}, {"b": 3}')[-1] == {"b": 3}


@pytest.mark.parametrize("text", ["", "  ", "null and void", "-->", "</script>", "{", "[", '"'])
def test_nothing_to_read(text: str) -> None:
    assert all(value in ({}, []) for value in read_json(text))


def test_a_catalogue_is_not_read() -> None:
    assert read_json("[" + "1," * MAX_CHARS + "1]") == []


@pytest.mark.parametrize(
    "piece",
    ["[", '{"a":', "{}", "[/*,", "/*,", '"a', '" ', '" \n', "> ,", "\\", "1", "[,", "{//", "a ",
     "', ", "//;", "<![CDATA[", "\\u00e9", '{"'],
)  # fmt: skip
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    text = '{"x": [' + piece * (400_000 // len(piece))
    started = time.process_time()
    read_json(text)
    assert time.process_time() - started < 3


@settings(max_examples=50)
@given(JSON)
def test_strict_json_reads_as_the_standard_library_reads_it(value: object) -> None:
    assert read_json(json.dumps(value)) == [value]


@settings(max_examples=30)
@given(st.dictionaries(st.text(min_size=1, max_size=5).filter(str.isalnum), JSON, min_size=1))
def test_one_stray_comma_changes_nothing(value: dict[str, object]) -> None:
    broken = json.dumps(value)[:-1] + ",}"
    assert read_json(broken) == [value]


@given(st.text(alphabet="{}[]\":,\\/* \n'ab1<!-", max_size=60))
def test_no_text_is_too_broken(text: str) -> None:
    assert isinstance(read_json(text), list)
