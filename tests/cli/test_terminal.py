from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean.cli.main import cli

ORDERS = "\x1b]52;c;ZXZpbA==\x07", "\x1b[2J", "\x9b31m", "\u202e", "\x07"
STORY = "<p>The bridge over the Lenn reopened on Monday after two years, the county said.</p>"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "command", [("explain",), ("extract", "--format", "text"), ("extract", "--url")]
)
def test_no_order_of_a_page_reaches_the_terminal(
    command: tuple[str, ...], order: str, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    head = f"<title>Bridge {order}reopens</title><h1>Bridge {order}reopens</h1>"
    page.write_text(head + STORY.replace("Monday", f"Mon{order}day") * 5, "utf-8")
    arguments = [*command, f"https://example.org/{order}a"] if "--url" in command else [*command]
    done = CliRunner().invoke(cli, [*arguments, str(page)])
    assert done.exit_code == 0, done.output
    assert "bridge" in done.output
    assert not set(order) & {"\x1b", "\x07", "\x9b", "\u202e"} & set(done.output)
