"""The steps of the Containerfile as a shell script, for a machine without a container engine.

SOURCE=$PWD PREFIX=/tmp/newsclean bash -euc "$(python -m tools.container_steps)"
"""

import re
from pathlib import Path

FILE = Path(__file__).parents[1] / "Containerfile"


def steps(text: str) -> list[str]:
    """Return the commands after RUN, lines that go on joined."""
    joined = re.sub(r"\\\n\s*", " ", text)
    return re.findall(r"^RUN (.+)$", joined, re.M)


if __name__ == "__main__":
    print("\n".join(steps(FILE.read_text("utf-8"))))
