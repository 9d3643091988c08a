"""Check that the lowest version which each dependency declares can be installed.

Run `python -m tools.lower_bounds UV` from the root of the repository, with the path of the program
uv. It asks uv for the lowest direct versions of the run-time dependencies and of each extra, and
names each bound below what resolves: nobody can have that version.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent


def read_project(folder: Path = ROOT) -> dict[str, Any]:
    """Return the project table of a folder's pyproject.toml."""
    project: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    return dict(project["project"])


def bounds(requirements: Iterable[str]) -> dict[str, Version]:
    """Return the lower bounds of the requirements that hold on this interpreter, by name.

    >>> bounds(["numpy>=2.0", "newsclean[zstd]", "tzdata>=2024.1; python_version < '3'"])
    {'numpy': <Version('2.0')>}
    """
    found = {}
    for requirement in map(Requirement, requirements):
        if requirement.marker is None or requirement.marker.evaluate():
            lowest = [part.version for part in requirement.specifier if part.operator == ">="]
            found.update({canonicalize_name(requirement.name): Version(v) for v in lowest})
    return found


def unmet(declared: dict[str, Version], resolved: dict[str, Version]) -> list[str]:
    """Return what is wrong with each bound that is not the version resolved for it.

    >>> unmet({"numpy": Version("1.26")}, {"numpy": Version("2.0.0")})
    ['numpy>=1.26 resolves to 2.0.0']
    """
    return [
        f"{name}>={bound} resolves to {resolved[name]}"
        for name, bound in declared.items()
        if resolved[name] != bound
    ]


def resolve(uv: str, extra: str | None) -> dict[str, Version]:
    """Return the lowest versions that uv finds, by name."""
    command = [uv, "pip", "compile", "pyproject.toml", "--resolution", "lowest-direct", "--quiet"]
    options = ["--no-annotate", "--no-header", "--python", sys.executable]
    options += ["--extra", extra] if extra else []
    done = subprocess.run([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    rows = map(Requirement, done.stdout.decode().splitlines())
    return {
        canonicalize_name(row.name): Version(part.version) for row in rows for part in row.specifier
    }


def main(uv: str) -> int:
    """Print each bound that cannot be met; return 1 if there is one."""
    project = read_project()
    extras = project["optional-dependencies"]
    wrong = unmet(bounds(project["dependencies"]), resolve(uv, None))
    for extra, requirements in extras.items():
        found = unmet(bounds(requirements), resolve(uv, extra))
        wrong += [f"[{extra}] {line}" for line in found]
    print("\n".join(wrong) or f"the bounds of {len(extras)} extras can be met")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
