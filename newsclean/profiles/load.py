"""Profile sets: folders of profiles, and which profile a page has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from newsclean.profiles.check import (
    Problem,
    bare_host,
    check_folder,
    raise_problems,
    read_folder,
    read_text,
)
from newsclean.profiles.ftr_files import FtrFiles, is_ftr, read_ftr
from newsclean.profiles.patterns import line_key
from newsclean.profiles.schema import Profile, Recognise, Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


__all__ = ["ProfileSet", "check_folder"]

_ENOUGH = 2  # lines needed where a profile does not say how many


class _Claim(NamedTuple):
    """A line of a profile: whose it is, and whether it is enough alone."""

    site: int
    edition: int | None
    sure: bool


@dataclass(frozen=True)
class ProfileSet:
    """An immutable set of profiles; where two claim a host or bear a name, the later one counts.

    >>> ProfileSet.builtin().match("https://www.pravda.com.ua/eng/news/", ()).language
    'en'
    """

    sites: tuple[Site, ...] = ()
    ftr: tuple[FtrFiles, ...] = ()
    """Rules of ftr-site-config, for hosts that no profile names."""

    @staticmethod
    def builtin() -> ProfileSet:
        """Return the profiles that come with the package; they are read when first asked for."""
        return _builtin()

    @classmethod
    def load(
        cls, folders: Path | str | Iterable[Path | str] = (), *, builtin: bool = True
    ) -> ProfileSet:
        """Read folders of profiles over the built-in ones, the last folder counting most.

        Raises `ProfileError`, with the first problems, where any file is not valid.
        """
        if isinstance(folders, str | Path):
            folders = (folders,)
        sites = list(cls.builtin().sites) if builtin else []
        ftr: list[FtrFiles] = []
        problems: list[Problem] = []
        for folder in map(Path, folders):
            if is_ftr(folder):
                ftr.append(read_ftr(folder))
                continue
            found, wrong = read_folder(folder)
            sites += found
            problems += wrong
        raise_problems(problems)
        return cls(tuple(sites), tuple(ftr[::-1]))

    @classmethod
    def of(cls, *profiles: Profile) -> ProfileSet:
        """Return a set of profiles of sites without editions, as `newsclean.learn` makes them."""
        return cls(
            tuple(
                Site(p.name, p.hosts, p.recognise, (replace(p, recognise=Recognise()),))
                for p in profiles
            )
        )

    @classmethod
    def parse(cls, texts: Mapping[str, str]) -> ProfileSet:
        """Read profiles from TOML texts by their names, without the built-in ones.

        Raises `ProfileError`, with the first problems, where any is not valid.
        """
        read = [read_text(f"{name}.toml", text) for name, text in texts.items()]
        raise_problems(problem for _, problems in read for problem in problems)
        return cls(tuple(site for site, _ in read if site is not None))

    def match(self, url: str | None, lines: Sequence[str]) -> Profile | None:
        """Return the profile of a page: by the host of its URL, else by the lines that it prints.

        White space in `lines` is normalised, as in a page's blocks. A profile's host covers its
        subdomains. The edition follows from the URL's path or, where no URL tells the host, from
        the lines of which edition occur most.
        """
        return self._by_url(url) or self._by_ftr(url) or self._by_lines(lines)

    def _by_url(self, url: str | None) -> Profile | None:
        host, path = host_and_path(url or "")
        while host:
            if host in self._hosts:
                return self.sites[self._hosts[host]].edition_of_path(path)
            host = host.partition(".")[2]
        return None

    def _by_ftr(self, url: str | None) -> Profile | None:
        host = host_and_path(url or "")[0] if self.ftr else ""
        found = (files.rules_of(host) for files in self.ftr)
        rules = next(filter(None, found), None) if host else None
        return None if rules is None else Profile(rules.name, ftr=rules)

    def _by_lines(self, lines: Sequence[str]) -> Profile | None:
        claims, longest = self._claims
        keys = {line.casefold() for line in lines if len(line) <= longest}
        hits = {key: claims[key] for key in claims.keys() & keys}
        if not hits:
            return None
        sites = {claim.site for found in hits.values() for claim in found}
        recognised = [number for number in sites if self._is_enough(number, hits)]
        if not recognised:
            return None
        best = max(recognised, key=lambda number: (_count(number, hits), number))
        return self._edition(best, hits)

    def _is_enough(self, number: int, hits: dict[str, tuple[_Claim, ...]]) -> bool:
        """Whether a sure line occurs, or enough of those of one edition and of all editions."""
        own = [claim for found in hits.values() for claim in found if claim.site == number]
        if any(claim.sure for claim in own):
            return True
        site = self.sites[number]
        common = sum(claim.edition is None for claim in own)
        counts = Counter(claim.edition for claim in own if claim.edition is not None)
        for index, edition in enumerate(site.editions):
            needed = edition.recognise.at_least or site.recognise.at_least or _ENOUGH
            if common + counts[index] >= needed:
                return True
        return False

    def _edition(self, number: int, hits: dict[str, tuple[_Claim, ...]]) -> Profile:
        site = self.sites[number]
        counts = Counter(
            claim.edition for found in hits.values() for claim in found if claim.site == number
        )
        del counts[None]
        if not counts:
            return site.default
        edition, _ = max(counts.items(), key=lambda item: (item[1], -(item[0] or 0)))
        return site.editions[edition or 0]

    @cached_property
    def _names(self) -> dict[str, int]:
        return {site.name: number for number, site in enumerate(self.sites)}

    @cached_property
    def _hosts(self) -> dict[str, int]:
        numbers = sorted(self._names.values())
        return {bare_host(host): number for number in numbers for host in self.sites[number].hosts}

    @cached_property
    def _claims(self) -> tuple[dict[str, tuple[_Claim, ...]], int]:
        """The lines that profiles are recognised by, and the length of the longest."""
        owners = set(self._hosts.values())
        claims: dict[str, tuple[_Claim, ...]] = {}
        for number in self._names.values():
            site = self.sites[number]
            if not site.hosts or number in owners:  # else a later profile has all its hosts
                for key, claim in _site_claims(number, site):
                    claims[key] = (*claims.get(key, ()), claim)
        # a letter may become two by case folding, but none becomes fewer
        return claims, max(map(len, claims), default=0)


def _site_claims(number: int, site: Site) -> Iterable[tuple[str, _Claim]]:
    parts: list[tuple[int | None, Recognise]] = [(None, site.recognise)]
    parts += [(index, edition.recognise) for index, edition in enumerate(site.editions)]
    for index, recognise in parts:
        for sure, lines in ((True, recognise.sure), (False, recognise.lines)):
            for line in lines:
                yield line_key(line), _Claim(number, index, sure)


def _count(number: int, hits: dict[str, tuple[_Claim, ...]]) -> int:
    return sum(any(claim.site == number for claim in found) for found in hits.values())


def host_and_path(url: str) -> tuple[str, str]:
    """Return the host of an address, without `www.`, and its path; empty if there is none."""
    try:
        parts = urlsplit(url)
        return bare_host((parts.hostname or "").rstrip(".")), parts.path
    except ValueError:
        return "", ""


@cache
def _builtin() -> ProfileSet:
    sites, problems = read_folder(Path(__file__).parent)
    raise_problems(problems)
    return ProfileSet(sites)
