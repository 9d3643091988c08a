"""A campaign of captures made from pages by changes that know their structure.

    python -m tools.campaign --seconds 600 --state campaign.json [--pages ../shared/corpora]

Case N is made from N and the pages alone, so that a run goes on where the one before it ended (the
state file keeps the number reached, and all faults) and `--show N` prints a case again. The pages
are those of the fixtures unless a folder of corpora is given (`*.jsonl.xz`, pages under `html`).
Each tenth case is extracted twice. Exits with 1 if a case raised, took over 2 s or differed.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import time
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tests.attack.check import check_case
from tests.attack.mutate import make_case
from tests.conftest import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OF_EACH, _LONGEST = 60, 150_000


@dataclass
class State:
    """How far a campaign is: the next case, and what was found."""

    pages: str
    next: int = 0
    slowest: float = 0.0
    slowest_case: int = 0
    faults: dict[str, str] = field(default_factory=dict)
    """Case -> what was wrong."""

    def summary(self) -> str:
        """Say the count reached, and what was found by its kind."""
        kinds = {
            "exceptions": sum(": " in f and not f.startswith(("slow", "differ", "failed"))
                              for f in self.faults.values()),
            "over 2 s": sum(f.startswith("slow") for f in self.faults.values()),
            "differences": sum(f.startswith("different") for f in self.faults.values()),
        }  # fmt: skip
        found = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
        other = len(self.faults) - sum(kinds.values())
        return (
            f"{self.next:,} cases: {found}, {other} other faults; "
            f"slowest {self.slowest:.2f} s (case {self.slowest_case})"
        )


def read_pages(corpora: Path | None) -> list[str]:
    """Return the pages that cases are made of, in an order that stays."""
    if corpora is None:
        return [p.read_text("utf-8", "replace") for p in sorted(FIXTURES.glob("*/*/page.html"))]
    return [html for path in sorted(corpora.glob("*.jsonl.xz")) for html in _of_corpus(path)]


def _of_corpus(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines)
        pages = (record.get("html") for record in records)
        yield from islice((p for p in pages if p and len(p) <= _LONGEST), _OF_EACH)


def run(state: State, pages: Sequence[str], seconds: float) -> None:
    """Go on with a campaign for a time; prints each fault."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        verdict = check_case(state.next, make_case(state.next, pages))
        if verdict.seconds > state.slowest:
            state.slowest, state.slowest_case = round(verdict.seconds, 2), state.next
        if verdict.fault:
            state.faults[str(state.next)] = verdict.fault
            print(f"case {state.next}: {verdict.fault}", flush=True)
        state.next += 1


def load(path: Path, pages: str) -> State:
    """Read a state file, or begin; one that is of other pages cannot go on."""
    if not path.exists():
        return State(pages)
    state = State(**json.loads(path.read_text("utf-8")))
    if state.pages != pages:
        raise SystemExit(f"{path} is of a campaign on other pages: {state.pages}")
    return state


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--state", type=Path, default=Path("campaign.json"))
    parser.add_argument("--pages", type=Path, help="a folder of corpora in place of the fixtures")
    parser.add_argument("--show", type=int, metavar="N", help="print a case and end")
    options = parser.parse_args()
    pages = read_pages(options.pages)
    if options.show is not None:
        print(repr(make_case(options.show, pages)))
        return
    state = load(options.state, f"{options.pages or 'fixtures'}, {len(pages)} pages")
    run(state, pages, options.seconds)
    options.state.write_text(json.dumps(asdict(state), indent=1), "utf-8")
    print(state.summary())
    sys.exit(bool(state.faults))


if __name__ == "__main__":
    main()
