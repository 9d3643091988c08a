"""Whole records measured against readings."""

import json
import lzma
import math
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from newsclean_workshop.records import Row, auroc, line, main
from newsclean_workshop.roles.marks import main as marks

STORY = "The harbour seals came back on Tuesday, and the ferry waited until the last was ashore. "
PAGE = (
    "<html><body><ul><li><a href=/a>News</a></li></ul><h1>Seals hold up the ferry</h1>"
    f"<p>{STORY * 2}</p><p>{STORY * 3}</p><p>{STORY} It left at noon.</p>"
    "<footer>About this paper</footer></body></html>"
)
ANSWER = (
    "@@ paper/paper/1\nT 1\nS 2-4\ntitle: Seals hold up the ferry\ndate: -\nauthors: -\nsure: 3\n"
)


def test_auroc_counts_ties_half_and_knows_no_answer_without_both_kinds() -> None:
    score = np.array([0.9, 0.5, 0.5, 0.1])
    assert auroc(np.array([True, True, False, False]), score) == pytest.approx(3.5 / 4)
    assert math.isnan(auroc(np.array([True, True, True, True]), score))


def test_a_line_tells_the_mean_of_its_pages() -> None:
    found = [Row("paper", "1", 1.0, True, 0.9), Row("paper", "2", 0.5, False, 0.3)]
    assert line("paper", found).split() == [
        "paper",
        "2",
        "0.7500",
        "0.500",
        "0.600",
        "1.000",
        "0.300",
    ]


@pytest.mark.parametrize("form", ["html", "selectolax"])
def test_pages_that_were_read_are_measured_by_the_command(form: str, tmp_path: Path) -> None:
    row = {
        "id": "paper/1",
        "site": "paper.example",
        "url": None,
        "html": PAGE,
        "body": STORY,
        "kind": "article",
    }
    with lzma.open(tmp_path / "paper.jsonl.xz", "wt", encoding="utf-8") as stream:
        stream.write(json.dumps(row) + "\n")
    folder, packed, each = tmp_path / "read", tmp_path / "marks.jsonl.xz", tmp_path / "each.jsonl"
    folder.mkdir()
    (folder / "01.ans").write_text(ANSWER, "utf-8")
    invoke = CliRunner().invoke
    invoke(
        marks, ["pack", str(tmp_path), str(folder), "--out", str(packed)], catch_exceptions=False
    )
    words = [str(tmp_path), "--form", form, "--marks", str(packed), "--json", str(each)]
    done = invoke(main, words, catch_exceptions=False)
    told = json.loads(each.read_text("utf-8"))
    assert (told["corpus"], told["key"], told["f1"]) == ("paper", "paper/1", 1.0)
    assert done.output.splitlines()[1].split()[:4] == ["all", "1", "1.0000", "1.000"]
