"""The documentation as a site: pages outside docs/, the decisions, examples of docstrings.

The pages of the checkout's root link into docs/, and those of docs/ link to them; in the site all
stand in one folder. mkdocs calls the hooks, griffe (which reads the docstrings) the extension.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import griffe
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
OUTSIDE = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
_UP_OR_DOWN = re.compile(r"\]\((?:docs/|\.\./)(?=[\w./-]+[)#])")
_EXAMPLE = re.compile(r"^>>> .*(?:\n.+)*", re.M)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages of the root, and one that lists the decisions."""
    for name in OUTSIDE:
        files.append(File.generated(config, name, abs_src_path=str(ROOT / name)))
    files.append(File.generated(config, "decisions/index.md", content=_decisions()))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links between docs/ and the root to where the pages stand in the site."""
    del config, files
    if "/" in page.file.src_uri:
        return markdown
    led = _UP_OR_DOWN.sub("](", markdown).replace("](README.md", "](index.md")
    return led.replace("](decisions/)", "](decisions/index.md)")


def _decisions() -> str:
    """The decisions by number, each with its heading."""
    lines = []
    for path in sorted((ROOT / "docs" / "decisions").glob("0*.md")):
        heading = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        lines.append(f"- [{heading}]({path.name})")
    head = "# Lab notes\n\nWhat was decided, on what measurement, and what was tried and left.\n\n"
    return head + "\n".join(lines) + "\n"


class Doctests(griffe.Extension):
    """Show the examples of docstrings as code."""

    def on_package(self, *, pkg: griffe.Module, **_more: Any) -> None:
        """Fence the examples in the docstrings of a package."""
        waiting: list[Any] = [pkg]
        while waiting:
            found = waiting.pop()
            if found.docstring is not None:
                found.docstring.value = _EXAMPLE.sub(
                    lambda example: f"```pycon\n{example[0]}\n```", found.docstring.value
                )
            waiting += [member for member in found.members.values() if not member.is_alias]
