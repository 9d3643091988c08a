"""Reads the imports of the package's modules from their source, for the tests that hold them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import newsclean

PACKAGE = Path(newsclean.__file__).parent


@cache
def modules() -> dict[str, Path]:
    """The modules of the package by dotted name, `newsclean` left out: `page.html`, `errors`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


@cache
def offered(package: str) -> frozenset[str]:
    """What the `__all__` of a package's `__init__` names; a module of that name is hidden by it."""
    folder = PACKAGE.parent / package.replace(".", "/") / "__init__.py"
    if not folder.is_file():
        return frozenset()
    for node in ast.parse(folder.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return frozenset(ast.literal_eval(node.value))
    return frozenset()


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, wherever in it; "" is the package itself."""
    known = modules()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            at_door = offered(node.module)
            below = {f"{node.module}.{a.name}" for a in node.names if a.name not in at_door}
            names = [name for name in below if name.removeprefix("newsclean.") in known]
            names += [node.module] if len(names) < len(node.names) else []
        else:
            continue
        for name in names:
            if name == "newsclean" or name.startswith("newsclean."):
                yield name.removeprefix("newsclean").removeprefix(".")


DOORS = frozenset(
    {
        "page.metadata",
        "body.extractors",
        "body.rules",
        "body.scorer",
        "batch.sources",
        "roles.features",
    }
)
"""Rooms within a package that have a door of their own."""


def windows() -> set[str]:
    """Imports from another package that do not go through its door: "importer -> imported"."""
    known, found = modules(), set()
    for importer, path in known.items():
        for name in imported(path):
            package = name.split(".", 1)[0]
            inner = "." in name and name not in DOORS
            if inner and package != importer.split(".", 1)[0]:
                found.add(f"{importer or 'newsclean'} -> {name}")
    return found


def drawing() -> str:
    """The packages and which of them each one uses, from the top, as lines of text."""
    uses: dict[str, set[str]] = {}
    for importer, path in modules().items():
        top = importer.split(".", 1)[0]
        if top and not top.startswith("_"):
            names = (name.split(".", 1)[0] for name in imported(path))
            uses.setdefault(top, set()).update(n for n in names if n and not n.startswith("_"))
    uses = {name: {used for used in found if used != name} for name, found in uses.items()}
    levels: dict[str, int] = {}
    while len(levels) < len(uses):
        ready = [n for n in uses if n not in levels and uses[n] <= levels.keys()]
        if not ready:
            raise ValueError(f"packages that import each other: {sorted(uses.keys() - levels)}")
        for name in ready:
            levels[name] = 1 + max((levels[used] for used in uses[name]), default=-1)
    order = sorted(uses, key=lambda name: (-levels[name], name))
    width = max(map(len, order))
    lines = (f"{n:{width}}  {', '.join(sorted(uses[n])) or '-'}" for n in order)
    return "\n".join(line.rstrip() for line in lines)
