"""The outcome of a bench run."""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from newsclean._version import __version__

if TYPE_CHECKING:
    from newsclean.bench.settings import BenchSettings
    from newsclean.bench.summary import Difference, PageResult, Summary
    from newsclean.bench.worst import PageView


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """Which corpus was measured: its name, the SHA-256 of its file, the pages taken from it."""

    name: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class PeerInfo:
    """Which peer was measured: its name, its installed version, the fields that it gives."""

    name: str
    version: str | None
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class BenchReport:
    """All that a bench run gives.

    `skipped` names the pages that could not be flattened (`corpus/id`); `results` holds every page,
    `summaries` the rows of the table, `differences` the first peer against each other one.
    """

    settings: BenchSettings
    corpora: tuple[CorpusInfo, ...]
    peers: tuple[PeerInfo, ...]
    skipped: tuple[str, ...]
    results: tuple[PageResult, ...]
    summaries: tuple[Summary, ...]
    differences: tuple[Difference, ...]
    views: tuple[PageView, ...]

    @property
    def is_timing_valid(self) -> bool:
        """Whether the times can be compared: one process measured all peers in turn."""
        return self.settings.workers == 1

    def to_dict(self, *, pages: bool = False) -> dict[str, Any]:
        """Return the report as JSON-ready values; with `pages`, every page's scores, too.

        No text of a page is in it; `views`, which hold such text, are left out.
        """
        settings = self.settings
        record: dict[str, Any] = {
            "newsclean": __version__,
            "python": platform.python_version(),
            "form": settings.form,
            "by": settings.by,
            "kinds": list(settings.kinds),
            "limit": settings.limit,
            "seed": settings.seed,
            "workers": settings.workers,
            "timing_valid": self.is_timing_valid,
            "corpora": [asdict(corpus) for corpus in self.corpora],
            "peers": {peer.name: peer.version for peer in self.peers},
            "skipped": list(self.skipped),
            "summaries": [summary.to_dict() for summary in self.summaries],
            "differences": [asdict(difference) for difference in self.differences],
        }
        return {**record, "pages": [asdict(r) for r in self.results]} if pages else record
