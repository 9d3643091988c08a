"""WARC and WET: what is a page, what is told of it, and what damage costs."""

import datetime as dt
import gzip
import io
import zlib

import pytest

from newsclean.batch.capture import Broken, Capture
from newsclean.batch.reason import Reason
from newsclean.batch.sources.options import ReadOptions
from newsclean.batch.sources.warc import read_warc
from tests.batch.archives import CODECS, html, record, response, warc


class Pipe(io.RawIOBase):
    """A stream that cannot seek."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.source = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        return self.source.readinto(buffer)


def items(data: bytes, **options):
    return [read.item for read in read_warc("a.warc", io.BytesIO(data), ReadOptions(**options))]


def failures(data: bytes):
    return [(i.position.row, i.reason, i.message) for i in items(data) if isinstance(i, Broken)]


def urls(data: bytes) -> list[str]:
    return [item.url[-1] for item in items(data) if isinstance(item, Capture)]


@pytest.mark.parametrize("codec", CODECS)
def test_responses_are_pages(codec):
    records = warc([html(n) for n in range(3)], codec)
    found = items(b"".join(records))
    assert [item.content for item in found] == [html(0), html(1), html(2)]
    assert [item.url for item in found] == [f"https://news.example/{n}" for n in range(3)]
    assert found[1].id == f"<urn:uuid:{1:032d}>"
    assert found[1].captured_at == dt.datetime(2025, 7, 1, 10, 0, 1, tzinfo=dt.UTC)
    assert [item.position.row for item in found] == [0, 1, 2]
    assert found[2].position.offset == len(records[0]) + len(records[1])


def test_the_charset_of_http_is_honoured():
    raw = record(0, response("Привет".encode("koi8-r"), content_type='text/html; charset="KOI8-R"'))
    (item,) = items(raw)
    assert item.charset == "KOI8-R"


def test_wet_conversions_are_text():
    raw = record(0, "Überschrift\n".encode(), kind="conversion", content_type="text/plain")
    (item,) = items(raw)
    assert (item.kind, item.charset, item.content) == ("text", "utf-8", "Überschrift\n".encode())


def test_resources_are_pages_where_they_are_html():
    page = record(0, html(0), kind="resource", content_type="text/html; charset=utf-8")
    image = record(1, b"GIF89a", kind="resource", content_type="image/gif")
    first, second = items(page + image)
    assert (first.content, first.charset) == (html(0), "utf-8")
    assert (second.reason, second.message) == (Reason.NOT_HTML, "the resource is image/gif")


def test_requests_metadata_and_revisits_are_no_pages():
    others = ("warcinfo", "request", "metadata", "revisit")
    data = b"".join(record(n, b"x: y\r\n", kind=kind) for n, kind in enumerate(others))
    assert urls(data + record(7, response(html(7)))) == ["7"]


@pytest.mark.parametrize(
    ("payload", "reason", "message"),
    [
        (response(b"{}", content_type="text/x"), Reason.NOT_HTML, "the response is text/x"),
        (response(b"gone", status="404 Not Found"), Reason.HTTP_STATUS, "HTTP status 404"),
        (response(b"", status="301 Moved"), Reason.HTTP_STATUS, "HTTP status 301"),
        (b"20250701 10.0.0.1", Reason.NOT_HTML, "the record holds no HTTP response"),
    ],
)  # fmt: skip
def test_other_responses_are_left_out_with_a_reason(payload, reason, message):
    (item,) = items(record(0, payload))
    assert (item.reason, item.message, item.url) == (reason, message, "https://news.example/0")


def test_a_response_without_a_content_type_is_a_page():
    (item,) = items(record(0, response(html(0), content_type="")))
    assert item.content == html(0)


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(html(0)), "Content-Encoding: gzip\r\n"),
        (zlib.compress(html(0)), "Content-Encoding: deflate\r\n"),
        (zlib.compress(html(0), wbits=-15), "Content-Encoding: deflate\r\n"),
        (CODECS["zstd"](html(0)), "Content-Encoding: zstd\r\n"),
        (html(0), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (b"5\r\n" + html(0)[:5] + b"\r\n9999\r\n" + html(0)[5:], "Transfer-Encoding: chunked\r\n"),
        (
            b"%x;note\r\n%s\r\n0\r\n\r\n" % (len(html(0)), html(0)),
            "Transfer-Encoding: chunked\r\n",
        ),
    ],
)
def test_codings_of_http_are_undone_and_lies_about_them_survived(body, more):
    (item,) = items(record(0, response(body, more=more)))
    assert item.content == html(0)


def test_a_large_record_is_not_read():
    (item,) = items(record(0, response(b"x" * 400_000)), max_bytes=1000)
    assert item.reason is Reason.TOO_LARGE
    bomb = gzip.compress(b"x" * 100_000)
    (item,) = items(record(0, response(bomb, more="Content-Encoding: gzip\r\n")), max_bytes=1000)
    assert item.reason is Reason.TOO_LARGE


@pytest.fixture(params=CODECS)
def records(request):
    return warc([html(n) for n in range(5)], request.param)


def test_a_whole_file_has_no_failures(records):
    assert failures(b"".join(records)) == []


def test_damaged_bytes_cost_a_record(records):
    broken = bytearray(records[2])
    broken[5:15] = b"?" * 10  # the head of the record, or of its compressed form
    data = b"".join([*records[:2], bytes(broken), *records[3:]])
    assert urls(data) == ["0", "1", "3", "4"]
    ((row, reason, message),) = failures(data)
    assert (row, reason) == (2, Reason.BAD_RECORD)
    assert message


def test_a_record_cut_short_costs_itself(records):
    data = b"".join([*records[:2], records[2][: len(records[2]) // 2], *records[3:]])
    assert urls(data) == ["0", "1", "3", "4"]
    assert [reason for _, reason, _ in failures(data)] == [Reason.BAD_RECORD]


def test_junk_between_records_is_reported(records):
    data = b"".join([*records[:2], b"junk" * 20, *records[2:]])
    assert urls(data) == ["0", "1", "2", "3", "4"]
    ((row, reason, message),) = failures(data)
    assert (row, reason) == (2, Reason.BAD_RECORD)
    assert f"before the record at byte {len(records[0]) + len(records[1]) + 80}" in message


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Content-Length: ", b"Content-Length: x"),
        (b"Content-Length: ", b"Content-Length: 9"),
        (b"Content-Length: ", b"Content-Length: 99999999"),
        (b"WARC-Type: response", b"WARC-Type: answer"),
        (b"WARC/1.0", b"WORC/1.0"),
    ],
)
def test_a_broken_head_costs_its_record(codec, old, new):
    plain = [record(n, response(html(n))) for n in range(5)]
    plain[2] = plain[2].replace(old, new, 1)
    data = b"".join(map(CODECS[codec], plain))
    assert urls(data) == ["0", "1", "3", "4"]
    expected = Reason.TOO_LARGE if b"99999999" in new else Reason.BAD_RECORD
    assert [reason for _, reason, _ in failures(data)] == [expected]


def test_a_file_cut_anywhere_names_where_the_unread_rest_begins(records):
    data = b"".join(records)
    last = len(data) - len(records[4])
    # a byte into the last record, in its head, in its body
    for cut in (last + 1, last + 40, len(data) - 60):
        found = failures(data[:cut])
        assert [reason for _, reason, _ in found] == [Reason.TRUNCATED]
        assert "the unread rest begins" in found[0][2]
        assert urls(data[:cut])[:4] == ["0", "1", "2", "3"]


def test_a_file_cut_in_the_body_gives_no_half_page(records):
    data = b"".join(records)
    assert "4" not in urls(data[: len(data) - len(records[4]) // 2])


def test_a_file_that_is_no_warc_is_one_failure():
    ((row, reason, message),) = failures(b"garbage" * 100)
    assert (row, reason) == (0, Reason.TRUNCATED)
    assert "begins at byte 0" in message
    assert items(b"") == []


def test_a_file_compressed_as_a_whole_is_read():
    data = gzip.compress(b"".join(record(n, response(html(n))) for n in range(3)))
    assert urls(data) == ["0", "1", "2"]
    assert failures(data) == []


def test_reading_goes_on_behind_a_row(records):
    broken = [*records[:2], records[2][: len(records[2]) // 2], *records[3:]]
    data = b"".join(broken)
    whole = items(data)
    for after in range(-1, 5):
        rest = [r.item for r in read_warc("a.warc", io.BytesIO(data), ReadOptions(), after)]
        assert rest == whole[after + 1 :]


def test_a_stream_that_cannot_seek_is_read():
    records = warc([html(n) for n in range(4)])
    stream = io.BufferedReader(Pipe(b"".join(records)))
    found = [read.item for read in read_warc("-", stream, ReadOptions())]
    assert [item.content for item in found] == [html(n) for n in range(4)]


def test_a_damaged_stream_that_cannot_seek_ends_there():
    records = warc([html(n) for n in range(4)])
    stream = io.BufferedReader(Pipe(records[0] + b"junk" * 99 + records[1]))
    found = [read.item for read in read_warc("-", stream, ReadOptions())]
    assert [getattr(item, "reason", None) for item in found] == [None, Reason.TRUNCATED]
