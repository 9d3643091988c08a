"""ARC files, written here as archives wrote them: one record a member of gzip, or none packed."""

import datetime as dt
import gzip
from pathlib import Path

import pytest

from newsclean.batch import Inputs, Reason, Settings, clean_inputs
from newsclean.batch.capture import Broken, Capture
from newsclean.batch.sources import ReadOptions
from tests.batch.archives import html, response


def record(url: str, payload: bytes, *, kind: str = "text/html") -> bytes:
    head = f"{url} 192.0.2.7 20081103172059 {kind} {len(payload)}\n"
    return head.encode() + payload + b"\n"


def records() -> list[bytes]:
    version = b"1 0 Courier\nURL IP-address Archive-date Content-type Archive-length\n"
    latin = "<h1>Fährhaus</h1><p>Die Fähre fährt wieder.</p>".encode("latin-1")
    return [
        record("filedesc://crawl.arc", version, kind="text/plain"),
        record("dns:news.example", b"20081103172059\nnews.example. 60 IN A 192.0.2.7\n"),
        record("http://news.example/0", response(html(0))),
        record("http://news.example/1", response(b"", status="404 Not Found")),
        record("http://news.example/2", response(b"GIF89a", content_type="image/gif")),
        record("http://news.example/3", html(3)),
        record("http://news.example/4", response(latin, content_type="text/html; charset=latin1")),
    ]


def read(path: Path, after: int = -1, most: int = 10_000) -> list[Capture | Broken]:
    [file] = Inputs([str(path)]).find()
    assert file.format == "arc"
    options = ReadOptions(max_bytes=most)
    return [found.item for found in Inputs([str(path)]).read(file, options, after)]


@pytest.fixture(params=["plain", "members", "whole"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "crawl.arc.gz"
    pack = gzip.compress if request.param == "members" else bytes
    data = b"".join(map(pack, records()))
    path.write_bytes(gzip.compress(data) if request.param == "whole" else data)
    return path


def test_responses_are_pages_with_address_time_and_charset(archive: Path) -> None:
    first, *others, bare, last = read(archive)
    assert isinstance(first, Capture)
    assert (first.url, first.content) == ("http://news.example/0", html(0))
    assert first.captured_at == dt.datetime(2008, 11, 3, 17, 20, 59, tzinfo=dt.UTC)
    assert [getattr(item, "reason", None) for item in others] == [
        Reason.HTTP_STATUS,
        Reason.NOT_HTML,
    ]
    assert isinstance(bare, Capture)
    assert bare.content == html(3)
    assert isinstance(last, Capture)
    assert last.charset == "latin1"


def test_reading_goes_on_behind_a_row(archive: Path) -> None:
    assert [item.position.row for item in read(archive, after=2)] == [3, 4]


def test_a_page_over_the_limit_costs_itself(archive: Path) -> None:
    reasons = [getattr(item, "reason", None) for item in read(archive, most=100)]
    assert reasons == [
        Reason.TOO_LARGE,
        Reason.HTTP_STATUS,
        Reason.NOT_HTML,
        Reason.TOO_LARGE,
        None,
    ]


def reasons(path: Path) -> list[Reason | None]:
    return [getattr(item, "reason", None) for item in read(path)]


def test_what_is_no_record_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "crawl.arc"
    _, _, first, *others = records()
    path.write_bytes(
        b"".join([*records()[:3], b"no head of a record\n" + html(9) + b"\n", *others])
    )
    assert reasons(path)[:3] == [None, Reason.BAD_RECORD, Reason.HTTP_STATUS]
    size = len(first.split(b"\n", 1)[1]) - 1
    wrong = first.replace(f" {size}\n".encode(), f" {size + 300}\n".encode(), 1)
    path.write_bytes(
        b"".join([records()[0], wrong, record("http://news.example/8", response(html(8))), *others])
    )
    assert reasons(path)[0] is Reason.BAD_RECORD


def test_a_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    path = tmp_path / "crawl.arc"
    path.write_bytes(b"".join(records())[:-20])
    assert reasons(path)[-1] is Reason.TRUNCATED
    path.write_bytes(gzip.compress(b"".join(records()))[:-20])
    assert reasons(path)[-1] is Reason.TRUNCATED


def test_a_run_reads_it(archive: Path, tmp_path: Path) -> None:
    summary = clean_inputs([archive], tmp_path / "out.jsonl", Settings(), workers=0)
    assert (summary.tally.records, summary.tally.failures) == (3, 2)
