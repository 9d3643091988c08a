"""Counting what became of the pages, while a run goes on and when it is over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsclean.batch.findings import ARTICLE, Findings, ranked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsclean.batch.reason import Reason
    from newsclean.batch.result import Result

_SLOWEST = 5


@dataclass(slots=True)
class Tally:
    """Counts of pages, by what became of them; adds up over the parts of a run."""

    pages: int = 0
    records: int = 0
    articles: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)

    def count_page(self, name: str, seconds: float) -> None:
        """Count one page by its name, and the time that it took."""
        self.pages += 1
        self.slowest = ranked(self.slowest, [(seconds, name)], _SLOWEST)

    def count(self, result: Result, reason: Reason | None = None, message: str = "") -> None:
        """Count what became of a page, or of one of its stories.

        `reason` and `message` say why there is no record of it, be it by a setting.
        """
        self.findings.count(result, reason, message)
        if reason is not None:
            self.reasons[str(reason)] += 1
        else:
            self.records += 1
            self.articles += result.article is not None and result.article.article_chance >= ARTICLE

    def add(self, other: Tally) -> None:
        """Add the counts of another part."""
        self.pages += other.pages
        self.records += other.records
        self.articles += other.articles
        self.reasons.update(other.reasons)
        self.slowest = ranked(self.slowest, other.slowest, _SLOWEST)
        self.findings.add(other.findings)

    @property
    def failures(self) -> int:
        """Pages, and stories of pages that were split, that are not in the output."""
        return self.reasons.total()

    def to_dict(self) -> dict[str, Any]:
        """The counts as JSON-ready values, the slowest page first."""
        return {
            "pages": self.pages,
            "records": self.records,
            "articles": self.articles,
            "failures": self.failures,
            "reasons": dict(sorted(self.reasons.items())),
            "slowest": [
                {"page": name, "seconds": round(seconds, 3)} for seconds, name in self.slowest
            ],
            **self.findings.to_dict(),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Tally:
        """The counts that `to_dict` wrote."""
        pages, records, articles = (values[name] for name in ("pages", "records", "articles"))
        slowest = [(page["seconds"], page["page"]) for page in values["slowest"]]
        reasons, findings = Counter(values["reasons"]), Findings.from_dict(values)
        return cls(pages, records, articles, reasons, slowest, findings)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: the counts, pages and seconds of this process, bytes of the inputs."""

    tally: Tally
    pages: int
    """Pages of this process: those of an earlier one, which it goes on from, are left out."""
    seconds: float
    done_bytes: int
    total_bytes: int

    @property
    def speed(self) -> float:
        """Pages in a second of this process."""
        return self.pages / self.seconds if self.seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, and where it wrote."""

    tally: Tally
    seconds: float
    """Of this process; an earlier one that it went on from is left out."""
    resumed: int
    """Pages that an earlier process of this run had finished."""
    output: Path | str | None
    """An address of a remote one, `None` for standard output."""
    failures: Path | str | None
    passed_over: Mapping[str, int] = field(default_factory=dict)
    """What was met in the folders and is no input, by ending or kind."""

    @property
    def speed(self) -> float:
        """Pages in a second of this process."""
        return (self.tally.pages - self.resumed) / self.seconds if self.seconds > 0 else 0.0

    def to_dict(self) -> dict[str, Any]:
        """The summary as JSON-ready values."""
        return {
            **self.tally.to_dict(),
            "seconds": round(self.seconds, 3),
            "pages_per_second": round(self.speed, 1),
            "resumed": self.resumed,
            "output": str(self.output or "-"),
            "failures_file": None if self.failures is None else str(self.failures),
            "passed_over": dict(sorted(self.passed_over.items())),
        }

    def lines(self) -> list[str]:
        """The summary as lines to be printed."""
        tally = self.tally
        done = f"{tally.pages:,} pages in {self.seconds:.1f} s ({self.speed:.0f} pages/s)"
        lines = [
            f"{done}: {tally.records:,} records, {tally.articles:,} of them likely articles,"
            f" {tally.failures:,} not in the output"
        ]
        if self.resumed:
            lines.append(f"  {self.resumed:,} pages were done before this run went on")
        lines += [f"  {count:9,} {reason}" for reason, count in tally.reasons.most_common()]
        slow = [found for found in tally.slowest if found[0] >= 1]
        lines += [f"  {seconds:9.2f} s for {name}" for seconds, name in slow]
        if tally.failures and self.failures is not None:
            lines.append(f"reasons are in {self.failures}")
        if self.passed_over:
            lines.append(f"passed over in the folders: {_counted(self.passed_over)}")
        return [_printable(line) for line in lines]


def _counted(counts: Mapping[str, int]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {kind}" for kind, count in ranked)


def _printable(line: str) -> str:
    """Return a line without what a terminal would obey: ids and names may hold anything."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
