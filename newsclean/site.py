"""A site of one's own, from its first pages: a profile to fill in, and fixtures to do it by."""

from __future__ import annotations

import json
from itertools import chain, repeat
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsclean.errors import SettingError
from newsclean.fixture import add_fixture
from newsclean.pipeline import DEFAULT, Pipeline
from newsclean.profiles import is_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PROFILE = """\
{known}
# Only what newsclean gets wrong on pages of this site; every key is optional.

[html]
# CSS selectors, newest layout first
# title = ["h1"]
# body = ["article"]
# drop = [".advert"]

[text]
# whole lines, or patterns between slashes: for captured text, and for what selectors do not reach
# stop = ["Share this story"]
# drop = ["Advertisement"]
"""


def new_site(
    pages: Sequence[Path], urls: Sequence[str], profiles: Path, fixtures: Path
) -> Iterator[Path]:
    """Write a profile and a fixture of each page with today's output; yield what was written.

    `urls` are the addresses of the pages or, if there is one, that of the first: of the others it
    says the host alone. A profile that is there stays as it is. Raises `SettingError` if the
    addresses do not fit, and `FixtureError` as `add_fixture` does.
    """
    if len(urls) not in {1, len(pages)}:
        raise SettingError(f"{len(pages)} pages with {len(urls)} addresses; give one for each page")
    hosts = sorted(set(map(_host, urls)))
    if len(hosts) > 1 or not hosts[0]:
        raise SettingError(f"must be http(s) addresses of one host: {', '.join(urls)}")
    path = profiles / f"{hosts[0]}.toml"
    if not path.exists():
        profiles.mkdir(parents=True, exist_ok=True)
        path.write_text(_PROFILE.format(known=_known(hosts[0], pages[0], urls[0])), "utf-8")
        yield path
    pipeline = Pipeline(profiles=profiles)
    for page, url in zip(pages, chain(urls, repeat(f"https://{hosts[0]}/")), strict=False):
        yield add_fixture(page, fixtures, url=url, pipeline=pipeline)


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.hostname or ""
    return host if parts.scheme in {"http", "https"} and is_host(host) else ""


def _known(host: str, page: Path, url: str) -> str:
    """What the first page says of the site, as TOML."""
    article = DEFAULT.extract(page.read_bytes(), url)
    values = {"site": article.site, "hosts": [host], "language": article.language}
    # a string of JSON is one of TOML
    lines = (f"{name} = {json.dumps(value)}" for name, value in values.items() if value)
    return "\n".join(lines) + "\n"
