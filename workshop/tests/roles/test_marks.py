"""Pages listed for a reader, answers checked, and marks packed without a text."""

import json
import lzma
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from newsclean_workshop.roles.marks import (
    SHIPPED,
    listing,
    main,
    pack_marks,
    parse_answers,
    shipped_readings,
    unpack_marks,
)

from newsclean.bench.corpus import read_corpus
from newsclean.errors import CorpusError

CORPORA = Path(__file__).parents[4] / "shared" / "corpora"
STORY = [f"Sentence {n} of the story: the ferry came late, and nobody minded it." for n in range(5)]
MENU = "".join(f"<li><a href=/{n}>Section {n}</a>" for n in range(9))
HTML = (
    f"<body><ul>{MENU}</ul><h1>The ferry came late</h1><p>By Ada Byron</p>"
    + "".join(f"<p>{text}</p>" for text in STORY)
    + f"<p>{'A long comment. ' * 20}</p>"
)
ANSWER = """@@ own/1
T 9
B 10
S 11-15
U 16
title: The ferry came late
date: 2024-05-31
authors: Ada Byron
sure: 3
"""


def corpus(folder: Path, html: str = HTML) -> Path:
    path = folder / "own.jsonl.xz"
    row = {"id": "1", "kind": "article", "url": "https://a.example/1", "html": html}
    captured = {"id": "2", "kind": "lines", "html": "\n".join(["Home", "Sport", *STORY])}
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(page) + "\n" for page in (row, captured))
    return path


def test_a_listing_shows_what_a_reader_needs(tmp_path: Path) -> None:
    page, captured = read_corpus(corpus(tmp_path))
    lines = (listing("own", page) or "").splitlines()
    assert lines[:2] == ["@@ own/1", "url: https://a.example/1"]
    assert lines[2].startswith("0-8|9 short link blocks: Section 0 / Section 1")
    assert lines[3] == "9|h1|The ferry came late"
    assert re.fullmatch(r"16\|p\|A long .{108}….{30}\(319\)", lines[-1])
    assert f"2||{STORY[0]}" in (listing("own", captured) or "")


def test_marks_come_back_without_their_texts(tmp_path: Path) -> None:
    page, _ = read_corpus(corpus(tmp_path))
    row = pack_marks(next(parse_answers(ANSWER)), "own", page)
    assert not set(re.findall(r"[A-Za-z]{4,}", json.dumps(row["blocks"])))
    reading = unpack_marks(row, page)
    assert reading is not None
    assert reading.body == "\n".join(STORY)
    assert (reading.title, reading.date) == ("The ferry came late", "2024-05-31")
    assert reading.authors == ("Ada Byron",)


def test_a_page_that_is_cut_otherwise_is_left_out(tmp_path: Path) -> None:
    page, _ = read_corpus(corpus(tmp_path))
    row = pack_marks(next(parse_answers(ANSWER)), "own", page)
    changed, _ = read_corpus(corpus(tmp_path, HTML.replace("came late, and", "came late. And")))
    assert unpack_marks(row, changed) is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("S 11-15", "S 11-15\nU 15", "own/1: block 15 has two letters"),
        ("S 11-15", "S eleven", "own/1: neither letter and numbers nor a field: 'S eleven'"),
        ("S 11-15", "Q 11", "own/1: an article without a block of its story"),
        ("2024-05-31", "May", "own/1: the date is no day: 'May'"),
        ("sure: 3", "", "own/1: sure is missing"),
    ],
)
def test_a_wrong_answer_is_named(old: str, new: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        list(parse_answers(ANSWER.replace(old, new)))


def test_from_a_corpus_to_packed_marks_by_the_commands(tmp_path: Path) -> None:
    corpus(tmp_path)
    folder, packed = tmp_path / "read", tmp_path / "marks.jsonl.xz"

    def run(*arguments: object) -> str:
        done = CliRunner().invoke(main, [str(part) for part in arguments], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    run("list", tmp_path / "own.jsonl.xz", folder)
    assert (folder / "01.txt").read_text("utf-8").count("@@ own/") == 2
    (folder / "01.ans").write_text(f"{ANSWER}\n@@ own/2\nkind: other\n", "utf-8")
    assert run("check", folder) == "2 pages are answered\n"
    said = "2 of 2 pages are packed, 2 are in marks.jsonl.xz\n"
    assert run("pack", tmp_path, folder, "--out", packed) == said
    # what was packed before stays
    assert run("pack", tmp_path, folder, "--out", packed) == said
    found = shipped_readings(tmp_path, packed)
    assert [(reading.key, reading.kind) for reading in found] == [("1", "article"), ("2", "other")]


def test_the_shipped_marks_hold_no_text_of_a_page() -> None:
    with lzma.open(SHIPPED, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    assert len(rows) > 1000
    for row in rows:
        assert all(re.fullmatch("[0-9a-f]{6}", digest) for _, digest in row.get("blocks", ()))
        assert all(len(name) < 120 for name in (*row.get("authors", ()), *row.get("agencies", ())))


@pytest.mark.corpora
@pytest.mark.skipif(not CORPORA.exists(), reason="needs ../shared/corpora")
def test_the_shipped_marks_fit_their_pages() -> None:
    with lzma.open(SHIPPED, "rt", encoding="utf-8") as stream:
        sure = sum(json.loads(line)["sure"] > 1 for line in stream)
    assert len(shipped_readings(CORPORA)) > 0.97 * sure
