import gzip
import hashlib
import json
import lzma
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsclean.bench.corpus import CorpusPage, corpus_hash, corpus_name, read_corpus
from newsclean.errors import CorpusError


def test_reads_every_field(tiny: Path) -> None:
    page = next(read_corpus(tiny))
    assert page.site == "velm.example"
    assert page.date == date(2025, 6, 14)
    assert page.with_snippets == ("was opened again",)
    assert page.without_snippets == ("rights reserved",)
    assert (page.lang, page.country, page.kind) == ("en-GB", "gb", "article")


def test_fields_without_reference_are_none(tiny: Path) -> None:
    page = list(read_corpus(tiny))[1]
    assert page.url is None
    assert page.date is None
    assert page.with_snippets == ()
    assert page.kind == "article"


@pytest.mark.parametrize(("suffix", "pack"), [("xz", lzma.compress), ("gz", gzip.compress)])
def test_reads_packed_corpora(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"packed.jsonl.{suffix}"
    path.write_bytes(pack(b'{"id": "a", "html": "<p>b</p>"}\n'))
    assert list(read_corpus(path)) == [CorpusPage("a", "<p>b</p>")]
    assert corpus_name(path) == "packed"


def test_blank_lines_and_unknown_fields_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('\n{"id": "a", "html": "b", "note": 3}\n\n', encoding="utf-8")
    assert [page.id for page in read_corpus(path)] == ["a"]


def test_a_month_alone_is_no_reference(write_corpus: Callable[..., Path]) -> None:
    path = write_corpus([{"id": "a", "html": "b", "date": "2003-11"}])
    assert next(read_corpus(path)).date is None


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ({"html": "b"}, "line 2, field 'id': missing or empty"),
        ({"id": "a", "html": ""}, "line 2, field 'html': missing or empty"),
        ({"id": "a", "html": "b", "title": 3}, "line 2, field 'title': int is not allowed"),
        ({"id": "a", "html": "b", "date": "1/7/25"}, "line 2, field 'date': '1/7/25' is no day"),
        ({"id": "a", "html": "b", "with": "c"}, "line 2, field 'with': write a list of strings"),
        ({"id": "a", "html": "b", "without": [1]}, "field 'without': write a list"),
        ({"id": "first", "html": "b"}, "line 2, field 'id': 'first' is the id of an earlier"),
        (["a"], "line 2: list is no page"),
    ],
)
def test_errors_name_line_and_field(
    write_corpus: Callable[..., Path], page: Any, message: str
) -> None:
    path = write_corpus([{"id": "first", "html": "x"}, page], "bad")
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path))
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_a_line_that_is_not_json(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "a"', encoding="utf-8")
    with pytest.raises(CorpusError, match="line 1: not JSON"):
        list(read_corpus(path))


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(json.dumps({"id": "ä", "html": "b"}, ensure_ascii=False).encode("latin-1"))
    with pytest.raises(CorpusError, match="not UTF-8"):
        list(read_corpus(path))


@pytest.mark.parametrize("suffix", ["xz", "gz"])
def test_a_file_that_is_not_packed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"c.jsonl.{suffix}"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match="cannot be read"):
        list(read_corpus(path))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read"):
        list(read_corpus(tmp_path / "none.jsonl"))


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="has to end with"):
        list(read_corpus(tmp_path / "c.csv"))


def test_corpus_hash_is_that_of_the_file(tiny: Path) -> None:
    assert corpus_hash(tiny) == hashlib.sha256(tiny.read_bytes()).hexdigest()
