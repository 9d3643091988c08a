"""Reads the imports of the package's modules from their source, for the tests that hold them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import newsclean

PACKAGE = Path(newsclean.__file__).parent


def modules() -> dict[str, Path]:
    """The modules of the package by dotted name, `newsclean` left out: `page.html`, `errors`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, wherever in it; "" is the package itself."""
    known = modules()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [
                name if name.removeprefix("newsclean.") in known else node.module for name in below
            ]
        else:
            continue
        for name in names:
            if name == "newsclean" or name.startswith("newsclean."):
                yield name.removeprefix("newsclean").removeprefix(".")
