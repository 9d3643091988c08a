"""Take from debts.txt the imports that go through the door now: `python -m tests.pay_debts`."""

import sys
from pathlib import Path

from .imports import windows

FILE = Path(__file__).parent / "debts.txt"


def main() -> None:
    """Write the list without what is paid; it never grows."""
    debts = FILE.read_text("utf-8").splitlines()
    found = windows()
    left = [debt for debt in debts if debt in found]
    FILE.write_text("".join(f"{debt}\n" for debt in left), "utf-8")
    sys.stdout.write(f"{len(debts) - len(left)} paid, {len(left)} left\n")


if __name__ == "__main__":
    main()
