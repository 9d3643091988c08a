import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsclean.bench import BenchReport, BenchSettings, Peer, Record, render, run_bench
from newsclean.bench.run import chosen_pages
from newsclean.bench.worst import diff_lines, worst_pages
from newsclean.errors import NewscleanError, SettingError

from .conftest import BODIES, HASTY, PERFECT


@pytest.fixture
def report(tiny: Path) -> BenchReport:
    return run_bench(BenchSettings((tiny,), peers=(PERFECT, HASTY, BODIES)))


def test_a_perfect_peer_is_perfect(report: BenchReport) -> None:
    row = report.summaries[0]
    assert (row.peer, row.pages, row.failures) == ("perfect", 2, 0)
    assert (row.f1, row.exact, row.word_f1, row.chunk_f1, row.author_f1) == (1, 1, 1, 1, 1)
    assert row.title is not None
    assert (row.title.pages, row.title.right) == (2, 1)
    assert row.date is not None
    assert (row.date.pages, row.date.right) == (1, 1)


def test_a_failure_is_an_empty_record_and_counted(report: BenchReport) -> None:
    row = report.summaries[1]
    assert (row.peer, row.failures) == ("hasty", 1)
    assert row.precision == 1  # of the one page where it gave anything
    # 11 words of 18: 8 of 15 shingles; nothing of the other page
    assert row.recall == pytest.approx((8 / 15) / 2)
    assert row.exact == 0
    assert row.title is not None
    assert (row.title.right, row.title.wrong, row.title.answered) == (0, 0.5, 0.5)
    assert row.date is not None
    assert row.date.wrong == 1
    assert row.author_f1 == pytest.approx(2 / 3)


def test_a_peer_of_bodies_has_no_other_scores(report: BenchReport) -> None:
    row = report.summaries[2]
    assert row.f1 == 1
    assert (row.title, row.date, row.author_f1) == (None, None, None)


def test_the_first_peer_is_compared_with_the_others(report: BenchReport) -> None:
    first, second = report.differences
    assert (first.peer, first.base, first.pages) == ("perfect", "hasty", 2)
    assert first.f1 > 0.5
    assert second.f1 == 0


def test_other_kinds_of_page_are_left_out_unless_asked_for(tiny: Path) -> None:
    every = run_bench(BenchSettings((tiny,), peers=(PERFECT,), kinds=(), by="kind"))
    assert [(r.group, r.pages) for r in every.summaries] == [
        ("article", 2),
        ("listing", 1),
        ("all", 3),
    ]


def test_null_dates_count_in_the_corpora_that_say_so(write_corpus: Callable[..., Path]) -> None:
    corpus = write_corpus([{"id": "a", "html": "<p>b</p>", "date": None}], "htmldate")
    (row,) = run_bench(BenchSettings((corpus,), peers=(PERFECT,))).summaries
    assert row.date is not None
    assert (row.date.right, row.date.answered) == (1, 0)


def test_every_peer_is_timed_on_every_page(report: BenchReport) -> None:
    assert len(report.results) == 6
    assert all(result.seconds > 0 for result in report.results)
    assert report.is_timing_valid


def test_text_forms_hand_over_the_capture(tiny: Path) -> None:
    seen = []

    def note(content: str, url: str | None) -> Record:
        seen.append((content, url))
        return Record()

    (row,) = run_bench(
        BenchSettings((tiny,), peers=(Peer("note", note),), form="selectolax", ids=("one", "two"))
    ).summaries
    assert seen[-2][0].startswith("Bridge opens again\nThe old bridge")
    assert seen[-2][1] == "https://velm.example/one"
    assert row.title is not None
    assert row.title.pages == 1  # the capture of the second page does not show its title


def test_a_text_form_compares_keep_all(tiny: Path) -> None:
    (row,) = run_bench(BenchSettings((tiny,), peers=("keep-all",), form="wrapped")).summaries
    assert row.recall == 1
    assert row.precision is not None
    assert row.precision < 1


def test_limit_takes_the_first_pages(tiny: Path) -> None:
    pages = chosen_pages(tiny, BenchSettings((tiny,), peers=(PERFECT,), limit=1))
    assert [page.id for page in pages] == ["one"]


def test_a_sample_is_the_same_for_the_same_seed(write_corpus: Callable[..., Path]) -> None:
    corpus = write_corpus([{"id": str(n), "html": "x"} for n in range(40)])

    def sample(seed: int) -> list[str]:
        settings = BenchSettings((corpus,), peers=(PERFECT,), limit=5, seed=seed)
        return [page.id for page in chosen_pages(corpus, settings)]

    assert sample(1) == sample(1)
    assert sample(1) != sample(2)
    assert len(set(sample(1))) == 5


def test_progress_counts_the_pages(tiny: Path) -> None:
    done: list[int] = []
    run_bench(BenchSettings((tiny,), peers=(PERFECT,)), done.append)
    assert sum(done) == 2


def test_two_processes_reach_the_same(tiny: Path, report: BenchReport) -> None:
    settings = BenchSettings((tiny,), peers=(PERFECT, HASTY, BODIES), workers=2)
    apart = run_bench(settings)
    assert not apart.is_timing_valid
    assert {(r.id, r.peer, r.scores) for r in apart.results} == {
        (r.id, r.peer, r.scores) for r in report.results
    }
    assert "times cannot be compared" in render(apart)


def test_the_worst_pages_show_what_went_wrong(tiny: Path) -> None:
    settings = BenchSettings((tiny,), peers=(PERFECT, HASTY), worst=2, worst_peer="hasty")
    report = run_bench(settings)
    assert [view.result.id for view in report.views] == ["two", "one"]
    text = render(report)
    assert "title wrong: 'Bridge opens again', found 'Bridge'" in text
    assert "date wrong: '2025-06-14', found '2025-06-15'" in text
    assert "-   2/2   It had been shut for a year." in text


def test_worst_pages_of_a_peer(report: BenchReport) -> None:
    assert [r.id for r in worst_pages(report.results, "hasty", 1)] == ["two"]


def test_diff_lines_ignores_where_paragraphs_part() -> None:
    reference = "One two three four five six.\nSeven eight nine ten eleven."
    assert diff_lines(reference, reference.replace("\n", " ")) == ()
    assert diff_lines(reference.replace("\n", " "), reference) == ()


def test_diff_lines_says_where_a_line_stood() -> None:
    (missed, surplus) = diff_lines("Kept line\nLost line", "Kept line\nMore\nKept line")
    assert (missed.mark, missed.number, missed.count) == ("-", 2, 2)
    assert (surplus.mark, surplus.number, surplus.text) == ("+", 2, "More")


def test_by_source_parts_by_what_gave_the_body(tiny: Path) -> None:
    report = run_bench(BenchSettings((tiny,), peers=(PERFECT,), by="source"))
    assert [row.group for row in report.summaries] == ["heart"]


def test_the_plain_table_lines_up(report: BenchReport) -> None:
    head, *rows = render(report).split("\n\n")[0].split("\n")
    assert head.split()[:6] == ["corpus", "peer", "pages", "failed", "bodies", "F1"]
    assert len(rows) == 3
    assert rows[0].split()[:5] == ["tiny", "perfect", "2", "2", "1.000"]
    assert "chars" not in head


def test_failures_are_named_below_the_table(report: BenchReport) -> None:
    assert "hasty failed on 1 pages: RuntimeError at conftest.py:" in render(report)


def test_the_markdown_table_has_a_rule(report: BenchReport) -> None:
    lines = render(report, "markdown").split("\n")
    assert lines[0].startswith("| corpus | peer | pages |")
    assert lines[1].startswith("| --- | --- | ---: |")


def test_json_holds_the_rows_and_no_text_of_a_page(report: BenchReport) -> None:
    record: dict[str, Any] = json.loads(render(report, "json"))
    assert record["corpora"][0]["name"] == "tiny"
    assert len(record["corpora"][0]["sha256"]) == 64
    assert record["summaries"][0]["f1"] == 1
    assert "Velm" not in json.dumps(report.to_dict(pages=True))
    assert len(report.to_dict(pages=True)["pages"]) == 6


def test_the_ratio_is_to_trafilatura_of_the_same_kind(tiny: Path) -> None:
    peers = (
        Peer("trafilatura", BODIES.run, frozenset({"body"})),
        Peer("trafilatura-record", PERFECT.run),
    )
    head, first, second = render(run_bench(BenchSettings((tiny,), peers))).split("\n")[:3]
    assert head.split()[-1] == "x"
    assert (first.split()[-1], second.split()[-1]) == ("1.00", "1.00")


def test_an_unknown_style_is_named(report: BenchReport) -> None:
    with pytest.raises(SettingError, match="choose plain, markdown or json"):
        render(report, "html")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"corpora": ()}, "no corpus"),
        ({"peers": ()}, "no peer"),
        ({"peers": ("nobody",)}, "no peer 'nobody'"),
        ({"peers": ("newsclean", "newsclean")}, "newsclean given twice"),
        ({"peers": ("trafilatura",), "form": "wrapped"}, "no peer 'trafilatura' reads text"),
        ({"form": "lynx"}, "form 'lynx': choose html or one of"),
        ({"by": "colour"}, "by 'colour'"),
        ({"limit": 0}, "limit 0"),
        ({"seed": 3}, "a seed needs a limit"),
        ({"workers": 0}, "workers 0"),
        ({"worst": -1}, "worst -1"),
        ({"worst_peer": "justext"}, "worst_peer 'justext' is not among"),
        ({"corpora": (Path("a/c.jsonl"), Path("b/c.jsonl.xz"))}, "corpora: c given twice"),
    ],
)
def test_wrong_settings_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingError, match=message):
        BenchSettings(**{"corpora": (Path("c.jsonl"),), **settings})


def test_errors_are_newsclean_s_own(tmp_path: Path) -> None:
    with pytest.raises(NewscleanError, match="cannot be read"):
        run_bench(BenchSettings((tmp_path / "none.jsonl",), peers=(PERFECT,)))
