"""What a bench run measures, checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from newsclean.bench.corpus import corpus_name
from newsclean.bench.flatten import FORMS
from newsclean.bench.peers import Kind, check_peer, load_peer
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from pathlib import Path

    from newsclean.bench.records import Peer

Grouping = Literal["corpus", "language", "country", "site", "kind", "source", "size"]


@dataclass(frozen=True, slots=True)
class BenchSettings:
    """What to measure on which pages; `SettingError` where a value is not allowed.

    corpora     files that `read_corpus` reads
    peers       names of known peers, or `Peer` objects; the first is the one others are compared to
    form        "html", or the text form that the pages are flattened to
    limit       at most so many pages of each corpus, the first ones
    seed        with a limit: a sample instead of the first pages, the same for the same seed
    by          what the pages are grouped by; "source" is the part of the peer that gave the body
    kinds       kinds of page that are measured; empty for all
    ids         only the pages with these ids; empty for all
    null_dates  corpora in which a null date says that the page has none
    worst       so many pages with the lowest body F1 are shown with what was missed and surplus
    worst_peer  the peer whose worst pages are shown; the first if `None`
    workers     processes; times are comparable only with one
    loading     so many pages are read first, by all peers, and do not count
    apart       each peer runs in a process of its own, in turn with the others: what a library
                keeps of a page that it has seen serves no other way of calling it
    """

    corpora: tuple[Path, ...]
    peers: tuple[str | Peer, ...] = ("newsclean",)
    form: str = "html"
    limit: int | None = None
    seed: int | None = None
    by: Grouping = "corpus"
    kinds: tuple[str, ...] = ("article",)
    ids: tuple[str, ...] = ()
    null_dates: frozenset[str] = frozenset({"htmldate"})
    worst: int = 0
    worst_peer: str | None = None
    workers: int = 1
    loading: int = 0
    apart: bool = False

    def __post_init__(self) -> None:
        _check(bool(self.corpora), "no corpus is given; name at least one file")
        _check_unique("corpora", [corpus_name(path) for path in self.corpora])
        _check(self.form == "html" or self.form in FORMS, f"form {self.form!r}: {_FORM_CHOICE}")
        _check(self.by in get_args(Grouping), f"by {self.by!r}: choose of {get_args(Grouping)}")
        _check(self.limit is None or self.limit > 0, f"limit {self.limit}: give 1 or more")
        _check(self.seed is None or self.limit is not None, "a seed needs a limit beside it")
        _check(self.workers > 0, f"workers {self.workers}: give 1 or more")
        _check(self.worst >= 0, f"worst {self.worst}: give 0 or more")
        _check(bool(self.peers), "no peer is given; name at least one")
        _check(self.loading >= 0, f"loading {self.loading}: give 0 or more")
        _check(self.workers == 1 or not self.apart, "peers that run apart take no workers")
        _check_unique("peers", self.peer_names)
        for peer in self.peers:
            if isinstance(peer, str):
                check_peer(peer, self.kind)
        _check(
            self.worst_peer is None or self.worst_peer in self.peer_names,
            f"worst_peer {self.worst_peer!r} is not among the peers of this run",
        )

    @property
    def kind(self) -> Kind:
        """The kind of content that the peers are given."""
        return "html" if self.form == "html" else "text"

    @property
    def peer_names(self) -> list[str]:
        """The names of the peers, in order."""
        return [peer if isinstance(peer, str) else peer.name for peer in self.peers]

    def load_peers(self) -> list[Peer]:
        """Import the peers; `MissingExtra` where one is not installed."""
        return [
            load_peer(peer, self.kind) if isinstance(peer, str) else peer for peer in self.peers
        ]


_FORM_CHOICE = f"choose html or one of {', '.join(FORMS)}"


def _check(is_right: bool, message: str) -> None:
    if not is_right:
        raise SettingError(message)


def _check_unique(setting: str, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    _check(not twice, f"{setting}: {', '.join(twice)} given twice; each name may occur once")
