"""Build the inner loops with Cython if there is a compiler; pyproject.toml says everything else.

Without Cython or a compiler the installation is whole: the loops run as the Python that they are.
"""

from __future__ import annotations

import json
import sys
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

try:
    from Cython.Build import cythonize
except ImportError:
    cythonize = None

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOPS = Path("newsclean", "inner")
# what the loops' arrays need, compiled once for all of them
SHARED = "newsclean.inner.shared"
# what else a binary is made of: see `newsclean.inner.binaries`
INCLUDED = {"lexbor": ("walk.pxd",)}
# annotations are for readers and mypy; the types of C stand in the .pxd
DIRECTIVES = {"annotation_typing": False, "language_level": "3"}


class BuildLoops(build_ext):
    """Builds the loops, and writes beside the binaries of which sources they are."""

    def initialize_options(self) -> None:
        """Begin with nothing built."""
        super().initialize_options()
        self.built: dict[str, str] = {}

    def build_extension(self, ext: Extension) -> None:
        """Build one; what fails is not noted, so that an older binary is known for what it is."""
        super().build_extension(ext)
        name = ext.name.rpartition(".")[2]
        names = (f"{name}.py", f"{name}.pxd", f"{name}.pyx", *INCLUDED.get(name, ()))
        sources = (LOOPS / name for name in names)
        source = b"".join(path.read_bytes() for path in sources if path.exists())
        self.built[Path(self.get_ext_filename(ext.name)).name] = source_hash(source).hex()

    def run(self) -> None:
        """Build all."""
        super().run()
        folders = [Path(self.build_lib) / LOOPS, *([LOOPS] if self.inplace else [])]
        for folder in folders if self.built else ():
            note = folder / "built.json"
            known = json.loads(note.read_text("utf-8")) if note.exists() else {}
            note.write_text(json.dumps(known | self.built, indent=1) + "\n", "utf-8")


def find_extensions() -> Sequence[Extension]:
    """Return the loops as extensions, none of which has to be built."""
    if cythonize is None:
        return ()
    flags = [] if sys.platform == "win32" else ["-O3", "-g0"]
    sources = {f"newsclean.inner.{p.stem}": p.with_suffix(".py") for p in LOOPS.glob("*.pxd")}
    sources |= {f"newsclean.inner.{p.stem}": p for p in LOOPS.glob("*.pyx")}
    made: list[Extension] = cythonize(
        [
            Extension(name, [str(source)], extra_compile_args=flags)
            for name, source in sorted({**sources, SHARED: LOOPS / "shared.c"}.items())
        ],
        build_dir="build",
        compiler_directives=DIRECTIVES,
        shared_utility_qualified_name=SHARED,
    )
    for extension in made:
        # set here, since cythonize does not hand it on
        extension.optional = True
    return made


setup(ext_modules=find_extensions(), cmdclass={"build_ext": BuildLoops})
