"""What a run takes of its inputs, passes on, and leaves out: limits, samples, columns, twins."""

import json
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsclean.batch import Settings, clean_inputs, stream_inputs, work
from newsclean.batch.duplicates import NEAR, Duplicates
from newsclean.batch.sources.options import ReadOptions
from newsclean.errors import SettingError
from newsclean.text import bits_apart, fingerprint
from tests.batch.planted import Planted, page

STORY = " ".join(f"The council of town {n} met on day {n * 7} to vote." for n in range(40))
OTHER = " ".join(f"A band from village {n} played song {n * 3} in the rain." for n in range(40))


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def run(source, output, **settings):
    return clean_inputs([source], output, Settings(**settings), pipeline=Planted(), workers=0)


@pytest.fixture
def nested(tmp_path):
    path = tmp_path / "crawl.jsonl"
    records = [
        {
            "doc": {"html": page(n), "meta": {"link": f"https://e.org/{n}"}},
            "crawl": n,
            "labels": ["a"],
        }
        for n in range(6)
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def read_options(**more):
    return ReadOptions(content="doc.html", url="doc.meta.link", **more)


def test_fields_within_fields_are_read_and_columns_are_kept(nested, tmp_path):
    run(nested, tmp_path / "out.jsonl", read=read_options(keep=("crawl", "labels", "doc.meta")))
    found = lines(tmp_path / "out.jsonl")
    assert [r["url"] for r in found] == [f"https://e.org/{n}" for n in range(6)]
    assert [*found[2]][:8] == [
        *("id", "url", "input", "row", "offset", "crawl", "labels", "doc.meta")
    ]
    assert (found[2]["crawl"], found[2]["labels"]) == (2, ["a"])
    assert found[2]["doc.meta"] == {"link": "https://e.org/2"}


@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_the_same_of_parquet(nested, tmp_path, ending):
    source = tmp_path / "crawl.parquet"
    pq.write_table(pa.Table.from_pylist(lines(nested)), source)
    output = tmp_path / f"out{ending}"
    run(source, output, read=read_options(keep=("crawl", "doc.meta")))
    found = lines(output) if ending == ".jsonl" else pq.read_table(output).to_pylist()
    assert [r["url"] for r in found] == [f"https://e.org/{n}" for n in range(6)]
    meta = {"link": "https://e.org/3"}
    kept = (3, meta) if ending == ".jsonl" else ("3", json.dumps(meta))
    assert (found[3]["crawl"], found[3]["doc.meta"]) == kept


def test_nothing_in_a_column_of_numbers_is_null(tmp_path):
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({"content": [page(1), page(2)], "score": [0.5, float("nan")]}), source)
    run(source, tmp_path / "out.jsonl", read=ReadOptions(keep=("score",)))
    assert [record["score"] for record in lines(tmp_path / "out.jsonl")] == [0.5, None]


def test_what_fails_keeps_its_columns(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"content": page(1, "raise"), "crawl": "a"}) + "\nbroken\n")
    run(source, tmp_path / "out.parquet", read=ReadOptions(keep=("crawl",)))
    assert pq.read_table(tmp_path / "out.failed.parquet")["crawl"].to_pylist() == ["a", None]


@pytest.mark.parametrize(
    ("keep", "words"),
    [("colour", "no field 'colour'"), ("doc.page", "no field 'doc.page'"), ("title", "rename it")],
)
def test_columns_that_cannot_be_kept_are_refused(nested, tmp_path, keep, words):
    with pytest.raises(SettingError, match=words):
        run(nested, tmp_path / "out.jsonl", read=read_options(keep=(keep,)))


def test_forms_of_the_article_on_demand(tmp_path):
    source = tmp_path / "page.html"
    source.write_text(f"<h1>Rain</h1><p>{STORY}</p>")
    settings = Settings(fields=("title", "markdown", "fingerprint"))
    clean_inputs([source], tmp_path / "out.parquet", settings, workers=0)
    (found,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert found["markdown"].startswith("# Rain\n\nThe council")
    assert len(found["fingerprint"]) == 16


@pytest.mark.parametrize("limit", [1, 5, 1000])
def test_a_limit_holds_over_an_interruption(nested, tmp_path, limit, monkeypatch):
    monkeypatch.setattr(work, "PART_PAGES", 2)
    output, settings = tmp_path / "out.jsonl", Settings(read=read_options(), limit=limit)

    def stop(progress):
        if progress.tally.pages == 3:
            raise KeyboardInterrupt

    for watch in (stop, None):
        try:
            clean_inputs([nested], output, settings, pipeline=Planted(), workers=0, watch=watch)
        except KeyboardInterrupt:
            continue
    assert len(lines(output)) == min(limit, 6)


def test_a_sample_is_the_same_each_time(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"content": page(n)}) + "\n" for n in range(400)))
    rows = []
    for share in (0.25, 0.25, 0.5):
        run(source, tmp_path / "out.jsonl", sample=share)
        rows.append({record["row"] for record in lines(tmp_path / "out.jsonl")})
    assert rows[0] == rows[1] < rows[2]
    assert 60 < len(rows[0]) < 140


def test_other_languages_and_short_bodies_are_left_out(tmp_path):
    source = tmp_path / "in.jsonl"
    german = "<html lang=de><p>Die Brücke über die Lenn wurde am Montag wieder geöffnet, hieß es."
    pages = [f"<html lang=en><p>{STORY}", german, "<html lang=en><p>Too short to be kept, he said."]
    source.write_text("\n".join(json.dumps({"content": page}) for page in pages))
    settings = Settings(languages=("en",), min_words=20)
    clean_inputs([source], tmp_path / "out.jsonl", settings, workers=0)
    assert [record["row"] for record in lines(tmp_path / "out.jsonl")] == [0]
    failed = lines(tmp_path / "out.failed.jsonl")
    assert [(f["row"], f["reason"]) for f in failed] == [(1, "language"), (2, "too_short")]
    assert failed[0]["message"] == "language de is not en"


@pytest.mark.parametrize(
    "value",
    [
        {"sample": 0.0},
        {"sample": 2.0},
        {"limit": 0},
        {"timeout": 0},
        {"memory": 1},
        {"min_words": -5},
    ],
)
def test_settings_that_make_no_sense_are_refused(value):
    with pytest.raises(SettingError, match=next(iter(value))):
        Settings(**value)


class TestDuplicates:
    @pytest.fixture
    def source(self, tmp_path):
        path = tmp_path / "in.jsonl"
        pages = [STORY, OTHER, f"By Ann Lee. {STORY}", f"{OTHER} Updated.", "", STORY.upper()]
        path.write_text("".join(json.dumps({"content": f"<p>{page}"}) + "\n" for page in pages))
        return path

    def test_later_ones_are_left_out(self, source, tmp_path):
        clean_inputs([source], tmp_path / "out.jsonl", Settings(dedupe=True), workers=0)
        assert [record["row"] for record in lines(tmp_path / "out.jsonl")] == [0, 1]
        failed = lines(tmp_path / "out.failed.jsonl")
        assert [(f["row"], f["reason"]) for f in failed] == [
            (2, "duplicate"), (3, "duplicate"), (4, "empty"), (5, "duplicate"),
        ]  # fmt: skip
        assert failed[1]["message"].endswith("bits from record 1 of the output (from 0)")

    def test_a_resumed_run_knows_those_before(self, source, tmp_path, monkeypatch):
        monkeypatch.setattr(work, "PART_PAGES", 1)
        whole, halves = tmp_path / "whole.jsonl", tmp_path / "halves.jsonl"
        clean_inputs([source], whole, Settings(dedupe=True), workers=0)

        def stop(progress):
            if progress.tally.pages == 3:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            clean_inputs([source], halves, Settings(dedupe=True), workers=0, watch=stop)
        clean_inputs([source], halves, Settings(dedupe=True), workers=0)
        assert halves.read_bytes() == whole.read_bytes()

    def test_each_one_that_is_near_is_found(self):
        chance, known, kept, twins = random.Random(7), Duplicates(), [], 0
        words = STORY.split()
        for _ in range(80):
            changed = chance.sample(range(len(words)), chance.randrange(90))
            body = " ".join("rain" if n in changed else word for n, word in enumerate(words))
            value = fingerprint(body)
            twin = known.twin_of(body)
            assert (twin is not None) == any(bits_apart(value, one) <= NEAR for one in kept)
            if twin is None:
                kept.append(value)
            else:
                assert bits_apart(value, kept[twin.record]) == twin.bits
                twins += 1
        assert twins > 10 < len(kept)


def test_a_stream_hands_on_each_record_at_once(nested):
    class Sink:
        def __init__(self):
            self.records, self.failures = [], []

        def add_record(self, record):
            self.records.append(record)

        def add_failure(self, record):
            self.failures.append(record)

    sink, seen = Sink(), []
    summary = stream_inputs(
        [nested], sink, Settings(read=read_options()), pipeline=Planted(), workers=0,
        watch=lambda progress: seen.append(len(sink.records)),
    )  # fmt: skip
    assert (seen, sink.failures) == ([1, 2, 3, 4, 5, 6], [])
    assert (summary.output, summary.tally.records) == (None, 6)
    assert "reasons are in" not in "".join(summary.lines())
    assert json.loads(json.dumps(summary.to_dict()))["output"] == "-"
