"""JSON Lines: fields, broken lines, streams that break off."""

import bz2
import datetime as dt
import gzip
import io
import json
import lzma

import pytest
from backports import zstd

from newsclean.batch.capture import Broken, Capture
from newsclean.batch.compression import decompressed
from newsclean.batch.reason import Reason
from newsclean.batch.sources.jsonl import check_jsonl, read_jsonl
from newsclean.batch.sources.options import ReadOptions
from newsclean.errors import SettingError

COMPRESSIONS = {
    "plain": bytes,
    "gzip": gzip.compress,
    "zstd": zstd.compress,
    "xz": lzma.compress,
    "bzip2": bz2.compress,
}


def stream(data: bytes):
    return decompressed(io.BufferedReader(io.BytesIO(data)))


def items(data: bytes, after: int = -1, **options):
    return [r.item for r in read_jsonl("a.jsonl", stream(data), ReadOptions(**options), after)]


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_each_line_is_a_page(compression):
    data = lines(
        *({"content": f"<p>{n}", "url": f"https://e.org/{n}", "id": n} for n in range(500))
    )
    found = items(COMPRESSIONS[compression](data))
    assert [item.content for item in found] == [f"<p>{n}" for n in range(500)]
    assert (found[7].url, found[7].id, found[7].position.row) == ("https://e.org/7", "7", 7)


def test_a_byte_order_mark_is_no_part_of_a_line():
    data = b"\xef\xbb\xbf" + lines({"content": "a"}) + b"\xef\xbb\xbf" + lines({"content": "b"})
    assert [item.content for item in items(data)] == ["a", "b"]


def test_offsets_name_the_byte_of_the_line():
    data = lines({"content": "ä"}, {"content": "b"})
    assert [item.position.offset for item in items(data)] == [0, data.index(b"\n") + 1]


@pytest.mark.parametrize("name", ["content", "html", "text"])
def test_usual_names_of_the_content_are_known(name):
    (item,) = items(lines({name: "<p>x", "warc_date": "2025-07-01"}))
    assert item.content == "<p>x"


def test_fields_are_named_by_options():
    record = {"raw": "<p>x", "link": "https://e.org/", "key": 5, "at": "2025-07-01T08:00:00+02:00"}
    (item,) = items(lines(record), content="raw", url="link", id="key", captured_at="at")
    assert item.captured_at == dt.datetime(2025, 7, 1, 6, tzinfo=dt.UTC)
    assert (item.content, item.url, item.id) == ("<p>x", "https://e.org/", "5")


def test_blank_lines_are_no_pages_and_count_as_rows():
    found = items(b"\n" + lines({"content": "a"}) + b"  \r\n" + lines({"content": "b"}))
    assert [(item.content, item.position.row) for item in found] == [("a", 1), ("b", 3)]


@pytest.mark.parametrize(
    ("line", "reason", "words"),
    [
        (b'{"content": "x"', Reason.BAD_RECORD, "line 2 is not JSON"),
        (b'{"content": "\xff"}', Reason.BAD_RECORD, "line 2 is not UTF-8"),
        (b'["x"]', Reason.BAD_RECORD, "line 2 is not a JSON object but a list"),
        (b'"x: no fault"', Reason.BAD_RECORD, "line 2 is not a JSON object but a text"),
        (b'{"other": "x"}', Reason.BAD_RECORD, "no field 'content or html or text'"),
        (b'{"content": 5}', Reason.BAD_RECORD, "is int, not text"),
        (b'{"content": null}', Reason.EMPTY, "null in the field 'content'"),
        (b"[" * 100_000, Reason.BAD_RECORD, "line 2 is not JSON"),
    ],
)
def test_a_broken_line_costs_itself(line, reason, words):
    good = lines({"content": "x"})
    first, broken, last = items(good + line + b"\n" + good)
    assert isinstance(first, Capture)
    assert isinstance(last, Capture)
    assert (broken.reason, broken.position.row) == (reason, 1)
    assert words in broken.message


def test_a_time_that_cannot_be_read_costs_its_line():
    first, second = items(lines({"content": "x", "at": "soon"}, {"content": "x"}), captured_at="at")
    assert first.reason is Reason.BAD_RECORD
    assert second.captured_at is None


def test_a_line_over_the_limit_is_passed_over():
    long = lines({"content": "x" * 3_000_000})
    first, second, third = items(
        lines({"content": "a"}) + long + lines({"content": "b"}), max_bytes=9
    )
    assert (first.content, third.content) == ("a", "b")
    assert second.reason is Reason.TOO_LARGE
    assert third.position.offset == len(lines({"content": "a"})) + len(long)


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_a_stream_that_breaks_off_is_one_failure(compression):
    data = lines(*({"content": f"{n:05d}" * 200} for n in range(500)))
    cut = COMPRESSIONS[compression](data)[:-9]
    found = items(cut)
    broken = found[-1]
    assert all(isinstance(item, Capture) for item in found[:-1])
    assert isinstance(broken, Broken)
    assert broken.reason is Reason.TRUNCATED
    row = len(found) - 1
    assert broken.position.row == row
    assert (
        f"the unread rest begins at line {row + 1}, byte {len(data) // 500 * row}" in broken.message
    )


def test_a_last_line_without_its_end_is_read():
    assert [item.content for item in items(b'{"content": "a"}\n{"content": "b"}')] == ["a", "b"]


def test_reading_goes_on_behind_a_row():
    good = lines({"content": "x"})
    data = gzip.compress(good + b"broken\n\n" + good * 3)[:-4]
    whole = items(data)
    for item in whole:
        rest = items(data, after=item.position.row)
        assert rest == whole[whole.index(item) + 1 :]


def test_a_missing_field_is_refused():
    data = lines({"body": "x", "url": "y"})
    with pytest.raises(SettingError, match=r"a.jsonl has none of .*it has \['body', 'url'\]"):
        check_jsonl("a.jsonl", stream(data), ReadOptions())
    with pytest.raises(SettingError, match="no field 'raw'"):
        check_jsonl("a.jsonl", stream(data), ReadOptions(content="raw"))
    with pytest.raises(SettingError, match="no field 'key'"):
        check_jsonl("a.jsonl", stream(data), ReadOptions(content="body", id="key"))


def test_fields_may_be_missing_in_some_records():
    check_jsonl("a", stream(b"broken\n" + lines({"id": 1}, {"content": "x"})), ReadOptions())
    check_jsonl("a", stream(b""), ReadOptions())


def test_an_id_that_is_an_object_stays_json():
    (item,) = items(lines({"content": "a", "id": {"n": 1, "b": None}}))
    assert item.id == '{"n": 1, "b": null}'
