import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newsclean.bench import run_bench, speed_settings
from newsclean.bench.speed import LOADING
from newsclean.errors import SettingError

pytest.importorskip("matplotlib", reason="draws with it")
from newsclean_workshop.speed_plot import draw, main

STORY = "The old bridge over the Velm was opened again on Monday, the council said."


def corpus(folder: Path, **fields: Any) -> Path:
    path = folder / "pages.jsonl"
    pages = [
        {"id": str(number), "html": f"<h1>Rain</h1><p>{STORY}</p>", **fields}
        for number in range(LOADING + 1)
    ]
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    return path


def test_the_command_writes_table_and_plot(tmp_path: Path) -> None:
    plot = tmp_path / "speed.svg"
    command = [str(corpus(tmp_path, body=STORY)), "--peer", "newsclean", "-o", str(plot)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("size")
    assert ">newsclean<" in plot.read_text("utf-8")


def test_without_bodies_there_is_nothing_to_draw(tmp_path: Path) -> None:
    report = run_bench(speed_settings((corpus(tmp_path),), peers=("newsclean",)))
    with pytest.raises(SettingError, match="no peer was measured"):
        draw(report, tmp_path / "none.svg")
