"""Sites of a run: the profile of each, learned from its first pages before the run begins."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean._version import __version__
from newsclean.batch.api import worker_count
from newsclean.batch.capture import Capture
from newsclean.batch.inputs import STDIN, Inputs
from newsclean.batch.outputs import Outputs
from newsclean.batch.settings import Settings
from newsclean.batch.sinks import Output
from newsclean.batch.start import Limits
from newsclean.batch.stream import clean_items
from newsclean.errors import SettingError
from newsclean.profiles import ProfileSet, host_and_path, is_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.batch.capture import Item
    from newsclean.batch.result import Result
    from newsclean.learning import Observed

SITE_PAGES = 10
"""Pages of each site that are learned from, unless set."""
# sites whose pages are still being gathered; beyond that the one begun first makes do with its own
_MOST_OPEN = 1000
_REPORT = "report.json"


class SiteGain(NamedTuple):
    """What learning came to for one site."""

    host: str
    pages: int
    before: float
    """The F1 that the model expects of the pages' bodies without the profile, and with it."""
    after: float

    def line(self) -> str:
        """Return the gain in words."""
        return (
            f"{self.host}: learned from {self.pages} pages,"
            f" expected F1 {self.before:.3f} to {self.after:.3f}"
        )


@dataclass(frozen=True)
class _Seen:
    """What stands in for an article in the results: what learning sees of the page."""

    observed: Observed
    paragraphs: tuple[str, ...] = ()
    is_empty: bool = False


def _observe(content: str | bytes, url: str | None = None, **known: Any) -> _Seen:
    """See a page: what the workers do in place of cleaning."""
    from newsclean.capture import Capture as Content
    from newsclean.learning import observe

    return _Seen(observe(Content(content, url, **known)))


@dataclass
class _Chooser:
    """The pages that are learned from: the first of each site, in the order of the inputs."""

    items: Iterator[Item]
    known: ProfileSet
    most: int
    open: dict[str, int] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    hosts: deque[str] = field(default_factory=deque)
    """The host of each page that was given out."""
    closings: deque[tuple[int, str]] = field(default_factory=deque)
    """Sites that are complete, behind so many pages."""
    given: int = 0

    def __iter__(self) -> Iterator[Item]:
        for item in self.items:
            host = host_of(item)
            if host is None or host in self.closed:
                continue
            if host not in self.open and self.known.match(item.url, ()) is not None:
                self.closed.add(host)
                continue
            self.open[host] = self.open.get(host, 0) + 1
            self.hosts.append(host)
            self.given += 1
            if self.open[host] >= self.most:
                self._close(host)
            elif len(self.open) > _MOST_OPEN:
                self._close(next(iter(self.open)))
            yield item

    def _close(self, host: str) -> None:
        del self.open[host]
        self.closed.add(host)
        self.closings.append((self.given, host))


def host_of(item: Item) -> str | None:
    """Return the host of a page's address, without `www.`; `None` if there is none."""
    if not isinstance(item, Capture) or not item.url:
        return None
    host = host_and_path(item.url)[0]
    return host if is_host(host) else None


def learn_sites(
    inputs: Sequence[str | Path],
    output: str | Path,
    settings: Settings | None = None,
    *,
    known: ProfileSet | None = None,
    workers: int | None = None,
    pages: int = SITE_PAGES,
    restart: bool = False,
) -> tuple[Path, list[SiteGain]]:
    """Learn the sites of a run from the first `pages` of each; return their folder and the gains.

    The folder `OUTPUT.profiles` holds a profile for each site of which three pages or more are
    alike. Sites that the set of `known` profiles has, and pages without an address, are left alone.
    Memory holds the pages of a thousand sites at most. An interrupted run that is resumed finds
    what it learned, and learns nothing anew unless `restart` says so.
    Raises `SettingError` for standard input, which cannot be read twice.
    """
    if STDIN in map(str, inputs):
        raise SettingError("standard input cannot be read twice: learn its sites from a file first")
    settings = settings or Settings()
    target = Output.of(Path(output))
    folder = Path(f"{output}.profiles")
    found = Inputs([str(path) for path in inputs], Outputs.of(target), settings.format)
    files = list(found.find())
    facts = [file.to_json() for file in files]
    digest = hashlib.sha256(json.dumps([facts, asdict(settings.read), pages, __version__]).encode())
    kept = None if restart else _kept(folder, digest.hexdigest())
    if kept is not None:
        return folder, kept
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.toml"):
        old.unlink()
    items = (read.item for file in files for read in found.read(file, settings.read))
    chooser = _Chooser(items, known or ProfileSet(), pages)
    limits = Limits(settings.timeout, settings.memory)
    results = clean_items(iter(chooser), _observe, worker_count(workers), limits)  # type: ignore[arg-type]
    with closing(results):  # type: ignore[type-var]
        gains = list(_learned(results, chooser, folder))
    report = {"made of": digest.hexdigest(), "sites": [gain._asdict() for gain in gains]}
    (folder / _REPORT).write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    return folder, gains


def _kept(folder: Path, digest: str) -> list[SiteGain] | None:
    """The gains of what was learned from the same pages before."""
    try:
        report = json.loads((folder / _REPORT).read_text("utf-8"))
        if report["made of"] == digest:
            return [SiteGain(**site) for site in report["sites"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _learned(results: Iterator[Result], chooser: _Chooser, folder: Path) -> Iterator[SiteGain]:
    """Write the profile of each site when its pages are complete, and yield what it gained."""
    pages: dict[str, list[Observed]] = {}
    for number, result in enumerate(results, 1):
        seen = result.article
        if isinstance(seen, _Seen):
            pages.setdefault(chooser.hosts[0], []).append(seen.observed)
        chooser.hosts.popleft()
        while chooser.closings and chooser.closings[0][0] <= number:
            host = chooser.closings.popleft()[1]
            yield from _learn(host, pages.pop(host, []), folder)
    for host, observed in pages.items():
        yield from _learn(host, observed, folder)


def _learn(host: str, observed: list[Observed], folder: Path) -> Iterator[SiteGain]:
    from newsclean.learning import gain, learn_site, write_profile

    profile = learn_site(observed, host)
    if profile.learned:
        write_profile(profile, folder / f"{host}.toml")
        before, after = gain(profile, observed)
        yield SiteGain(host, len(observed), round(before, 4), round(after, 4))
