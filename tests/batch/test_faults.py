"""Whole runs over inputs in which everything that can go wrong does: none lost, none twice."""

import gzip
import json
from pathlib import Path

import pytest

from newsclean.batch.run import clean_inputs
from newsclean.batch.settings import Settings
from tests.batch.archives import record, response
from tests.batch.planted import Planted, page

# what is planted in each kind of input, and the reason that has to stand for it
IN_LINES = {
    "hang": "timeout",
    "spin": "timeout",
    "bomb": "memory",
    "abort": "crashed",
    "raise": "internal_error",
    "encoding": "bad_record",
    "cut": "bad_record",
    "empty": "empty",
    "null": "empty",
    "large": "too_large",
}
IN_ARCHIVES = {
    "bytes": "binary",
    "empty": "empty",
    "image": "not_html",
    "missing": "http_status",
    "cut": "bad_record",
    "head": "bad_record",
    "hang": "timeout",
    "bomb": "memory",
    "abort": "crashed",
    "large": "too_large",
}
MAX_BYTES = 200_000


def line(number: int, fault: str) -> bytes:
    content = page(number, fault if fault in {"hang", "spin", "bomb", "abort", "raise"} else "")
    content = {"empty": "", "null": None, "large": "x" * 2 * MAX_BYTES}.get(fault, content)
    data = json.dumps({"id": f"line{number}", "content": content}).encode()
    if fault == "encoding":
        data = data.replace(b"bridge", b"br\xfcck\xe9")
    return data[: len(data) // 2 if fault == "cut" else None] + b"\n"


def archived(number: int, fault: str) -> bytes:
    body = page(number, fault if fault in {"hang", "bomb", "abort"} else "").encode()
    body = {"bytes": bytes(range(1, 256)) * 40, "empty": b"", "large": b"x" * 2 * MAX_BYTES}.get(
        fault, body
    )
    status = "404 Not Found" if fault == "missing" else "200 OK"
    # a lie about the encoding must not break a page
    kind = {"image": "image/png", "bytes": "text/html"}.get(fault, "text/html; charset=utf-16")
    data = record(
        number, response(body, status=status, content_type=kind), url=f"https://e.org/{number}"
    )
    if fault == "head":
        data = data.replace(b"Content-Length", b"Content-Size")
    packed = gzip.compress(data)
    return packed[: len(packed) // 2] if fault == "cut" else packed


def spread(count: int, faults: dict[str, str]) -> dict[int, str]:
    """Faults by the number of the record, evenly over an input."""
    return {5 + index * (count // len(faults)): kind for index, kind in enumerate(faults)}


@pytest.mark.parametrize("count", [85, pytest.param(485, marks=pytest.mark.slow)])
def test_each_record_is_right_or_has_its_reason(tmp_path: Path, count: int) -> None:
    """200 records, in the slow tests 1,000, with 30 faults among them."""
    folder = tmp_path / "in"
    folder.mkdir()
    planted = spread(count, IN_LINES), spread(count, IN_ARCHIVES)
    data = b"".join(line(n, planted[0].get(n, "")) for n in range(count))
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(data)[:-4])  # its end is missing
    data = b"".join(archived(n, planted[1].get(n, "")) for n in range(count))
    (folder / "b.warc.gz").write_bytes(data + archived(count, "")[:40])  # likewise
    for number in range(27):
        (folder / f"c{number:02}.txt").write_text(page(number))
    (folder / "c05.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(999))
    (folder / "c06.txt").write_text("")
    (folder / "c07.txt.gz").write_bytes(gzip.compress(page(7).encode())[:-9])
    in_files = {8: "hang", 9: "abort", 10: "bomb", 11: "raise", 12: "large"}
    for number, fault in in_files.items():
        text = page(number, fault) if fault != "large" else "x" * 2 * MAX_BYTES
        (folder / f"c{number:02}.txt").write_text(text)

    settings = Settings(timeout=2.0, memory=512 * 1024**2)
    pipeline = Planted(max_bytes=MAX_BYTES)
    summary = clean_inputs([folder], tmp_path / "out.jsonl", settings, pipeline=pipeline, workers=2)

    records, failures = ([json.loads(x) for x in (tmp_path / name).read_text().splitlines()]
                         for name in ("out.jsonl", "out.failed.jsonl"))  # fmt: skip
    expected = {("a.jsonl.gz", n): IN_LINES[kind] for n, kind in planted[0].items()}
    expected |= {("b.warc.gz", n): IN_ARCHIVES[kind] for n, kind in planted[1].items()}
    expected |= {("a.jsonl.gz", count): "truncated", ("b.warc.gz", count): "truncated"}
    expected |= {("c05.txt", 0): "binary", ("c06.txt", 0): "empty", ("c07.txt.gz", 0): "truncated"}
    expected |= {(f"c{n:02}.txt", 0): IN_LINES[kind] for n, kind in in_files.items()}
    assert len(expected) == 30
    assert {(Path(f["input"]).name, f["row"]): f["reason"] for f in failures} == expected

    total = 2 * (count + 1) + 28
    assert len(records) + len(failures) == summary.tally.pages == total
    assert len({(r["input"], r["row"]) for r in records + failures}) == total
    for found in records:
        assert found["body"] == page(number_of(found))


def number_of(found: dict) -> int:
    if found["input"].endswith(".txt"):
        return int(Path(found["input"]).stem[1:])
    return int(found["id"].removeprefix("line")) if found["url"] is None else int(found["url"][14:])
