"""Inputs that unpack to far more than they are, each between two good pages.

`python -m tests.batch.bombs FOLDER` makes them, cleans them in a run with one worker, and prints as
JSON the reasons of the failures by input, the number of records, and by how many MB the peak of the
parent process' memory rose over what the libraries take once they are loaded.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import re
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from newsclean.batch import start
from newsclean.batch.run import clean_inputs
from newsclean.batch.settings import Settings
from tests.batch.archives import html, record, response
from tests.batch.planted import Planted, page

if TYPE_CHECKING:
    from collections.abc import Callable

MB = 1024**2
# a window of 8 MB, and blocks that say a byte 128 KB times
_ZSTD_HEAD = b"\x28\xb5\x2f\xfd\x00\x68"
_BLOCK = 128 * 1024


def zstd_bomb(size: int, byte: bytes = b"a", head: bytes = b"", tail: bytes = b"") -> bytes:
    """A frame of zstd, 4 bytes for each 128 KB; `head` and `tail` stand around as they are."""
    blocks = [(byte, 1, _BLOCK)] * (size // _BLOCK)
    parts = [(head, 0, len(head)), *blocks, (tail, 0, len(tail))]
    made = [_ZSTD_HEAD]
    for number, (content, kind, length) in enumerate(parts):
        last = number == len(parts) - 1
        made.append((length << 3 | kind << 1 | last).to_bytes(3, "little") + content)
    return b"".join(made)


def gzip_bomb(size: int, head: bytes = b"", tail: bytes = b"") -> bytes:
    """Members of gzip, a thousand times smaller than what they hold."""
    piece = gzip.compress(b"a" * 16 * MB, 6, mtime=0)
    return gzip.compress(head) + piece * (size // (16 * MB)) + gzip.compress(tail)


def line(number: int) -> bytes:
    return json.dumps({"content": page(number)}).encode() + b"\n"


def in_line(pack: Callable[..., bytes]) -> bytes:
    """JSON Lines with one endless line between two good ones."""
    head, tail = line(0) + b'{"content": "', b'"}\n' + line(1)
    return pack(512 * MB, head=head, tail=tail)


def in_body() -> bytes:
    """A response whose body is packed."""
    body = gzip.compress(b"a" * 64 * MB)
    packed = response(body, more="Content-Encoding: gzip\r\n")
    records = (record(0, response(html(0))), record(1, packed), record(2, response(html(2))))
    return b"".join(gzip.compress(one) for one in records)


def in_record() -> bytes:
    """A record that says truly how long it is."""
    size = 512 * MB
    head = record(1, b"").replace(b"Length: 0", b"Length: %d" % size).removesuffix(b"\r\n\r\n")
    packed = gzip.compress(head + b"a" * size + b"\r\n\r\n", 6)
    good = (gzip.compress(record(n, response(html(n)))) for n in (0, 2))
    return next(good) + packed + next(good)


def in_rows(path: Path) -> None:
    """A row group that holds one page of 256 MB, between two of good ones."""
    schema = pa.schema([("content", pa.large_string())])
    with pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=False) as writer:
        for content in (page(0), "a" * 256 * MB, page(2)):
            writer.write_table(pa.table({"content": [content]}, schema))


def make(folder: Path) -> None:
    """Write nine bombs, with a good page before and behind each."""
    piece = b"a" * 16 * MB
    bombs = {
        "a.html.gz": gzip_bomb(512 * MB),
        "b.html.zst": zstd_bomb(3 * 1024 * MB),
        "c.html.xz": lzma.compress(piece) * 32,
        "d.html.bz2": bz2.compress(piece) * 32,
        "e.jsonl.gz": in_line(gzip_bomb),
        "f.jsonl.zst": in_line(zstd_bomb),
        "g.warc.gz": in_body(),
        "h.warc.gz": in_record(),
    }
    for name, data in bombs.items():
        (folder / name).write_bytes(data)
        if ".html" in name:
            (folder / f"{name[0]}0.html").write_bytes(html(0))
            (folder / f"{name[0]}1.html").write_bytes(html(1))
    in_rows(folder / "i.parquet")


def peak() -> int:
    """Return the most bytes that this program held; what stood here before it began is no part."""
    status = Path("/proc/self/status")
    if status.exists():  # the figure of `getrusage` is that of the process it was forked from, too
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(folder: Path) -> None:
    """Clean the bombs that stand in a folder."""
    start._PRELOAD = ["newsclean.batch.worker", "tests.batch.planted"]
    output = folder / "out.jsonl"
    settings = Settings(pipeline="planted")
    pipeline = Planted(max_bytes=20_000_000)
    loaded = peak()
    clean_inputs([folder / "in"], output, settings, pipeline=pipeline, workers=1)
    failures = map(json.loads, (folder / "out.failed.jsonl").read_text().splitlines())
    found = {
        "reasons": [(Path(f["input"]).name, f["reason"]) for f in failures],
        "records": len(output.read_text().splitlines()),
        "megabytes": (peak() - loaded) // MB,
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
