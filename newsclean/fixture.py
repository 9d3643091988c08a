"""Fixtures: a stored capture and the record that it must give, one folder each.

    fixtures/<site>/<slug>/page.html or page.txt    the capture
                           meta.json                what it shows, and the arguments of extract()
                           record.json              the record; `body` is a list of paragraphs

Only the fields that `record.json` names are compared. Saved pages with expected records, one
paragraph a line so that a diff shows the lost paragraph, are Fundus' idea; one test per field is
web-poet's.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from newsclean.article import Article
from newsclean.capture import Capture
from newsclean.errors import FixtureError
from newsclean.pipeline import DEFAULT, Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

PAGES = ("page.html", "page.txt")
# written for every new fixture; the others are added by hand where a fixture is meant to test them
_USUAL = ("title", "date", "published", "authors", "body")
# what is given with the page, repeats the body, or changes with every model
_LEFT_OUT = {*("url", "paragraphs", "kinds", "confidence", "article_chance", "sources", "version")}
_FIELDS = frozenset({"body", *(found.name for found in fields(Article))} - _LEFT_OUT)
_ARGUMENTS = frozenset({"url", "captured_at", "charset", "kind"})
_LONGEST_SLUG = 60
_KNOWN = "known_failures.toml"


@dataclass(frozen=True, slots=True)
class Fixture:
    """A stored capture, the arguments beside it, and the record it must give."""

    folder: Path
    content: bytes
    arguments: dict[str, Any]
    record: dict[str, Any]
    about: str

    @property
    def name(self) -> str:
        """`<site>/<slug>`."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    def extract(self, pipeline: Pipeline = DEFAULT) -> Article:
        """Return the article that the library makes of the capture."""
        return pipeline.extract(self.content, **self.arguments)


def find_fixtures(root: Path) -> Iterator[Path]:
    """Yield the folders under `root` that hold a capture, in order of their names."""
    for page in sorted(root.glob("*/*/page.*")):
        yield page.parent


def read_fixture(folder: Path) -> Fixture:
    """Read one fixture; raises `FixtureError` naming the file, the key and what is wrong."""
    pages = [folder / name for name in PAGES if (folder / name).is_file()]
    if len(pages) != 1:
        raise FixtureError(f"{folder}: needs exactly one of {', '.join(PAGES)}, has {len(pages)}")
    meta = _read_json(folder / "meta.json", _ARGUMENTS | {"about"})
    record = _read_json(folder / "record.json", _FIELDS)
    arguments = {name: value for name, value in meta.items() if name in _ARGUMENTS}
    if "captured_at" in arguments:
        arguments["captured_at"] = _time(folder, arguments["captured_at"])
    return Fixture(folder, pages[0].read_bytes(), arguments, record, meta.get("about", ""))


def _read_json(path: Path, allowed: frozenset[str]) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise FixtureError(f"{path}: is missing") from None
    except (ValueError, RecursionError) as error:
        raise FixtureError(f"{path}: is not JSON in UTF-8: {error}") from error
    if not isinstance(data, dict):
        raise FixtureError(f"{path}: must hold an object, not a {type(data).__name__}")
    unknown = sorted(data.keys() - allowed)
    if unknown:
        raise FixtureError(f"{path}: unknown key {unknown[0]!r}; allowed: {sorted(allowed)}")
    return data


def _time(folder: Path, value: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise FixtureError(f"{folder / 'meta.json'}: captured_at: {error}") from error


def known_failures(root: Path) -> dict[str, str]:
    """Return what is known to fail under `root`: `<site>/<slug>:<field>`, with the reason.

    They stand in `known_failures.toml`; one that fails no more is a failure, lest nobody notices.
    """
    path = root / _KNOWN
    try:
        known = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (ValueError, OSError) as error:
        raise FixtureError(f"{path}: cannot be read: {error}") from error
    if not all(isinstance(reason, str) for reason in known.values()):
        raise FixtureError(f"{path}: each line must say '<site>/<slug>:<field>' = 'reason'")
    return known


def stale_failures(root: Path) -> list[str]:
    """Return what is known to fail under `root` though no fixture there has such a field."""

    def is_there(test: str) -> bool:
        name, _, field = test.rpartition(":")
        folder = root / name
        return folder in folders and field in read_fixture(folder).record

    folders = set(find_fixtures(root))
    return [test for test in known_failures(root) if not is_there(test)]


def is_same(field: str, expected: Any, found: Any) -> bool:
    """Whether a field holds what it must; a time expected without a zone is a wall time.

    >>> is_same("published", "2025-07-01T17:36:00", "2025-07-01T17:36:00+02:00")
    True
    """
    if field not in {"published", "modified"} or None in (expected, found):
        return bool(expected == found)
    wanted, got = dt.datetime.fromisoformat(expected), dt.datetime.fromisoformat(found)
    return wanted == (got if wanted.tzinfo else got.replace(tzinfo=None))


def differences(fixture: Fixture, found: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields that are not as expected, each with the difference for a person to read.

    `found` is in the form of `record_of`.
    """
    return {
        name: show_difference(expected, found[name])
        for name, expected in fixture.record.items()
        if not is_same(name, expected, found[name])
    }


def show_difference(expected: Any, found: Any) -> str:
    """Return two values of a field one below the other; of paragraphs only those that differ.

    >>> print(show_difference(["One.", "Two.", "Three."], ["One.", "Three.", "Share"]))
      1 paragraph as expected
    - Two.
      1 paragraph as expected
    + Share
    """
    if not (isinstance(expected, list) and isinstance(found, list)):
        return f"- {expected!r}\n+ {found!r}"
    lines: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, expected, found, False).get_opcodes():
        if kind == "equal":
            lines.append(f"  {b - a} paragraph{'s' * (b - a > 1)} as expected")
            continue
        lines += (f"- {text}" for text in expected[a:b])
        lines += (f"+ {text}" for text in found[c:d])
    return "\n".join(lines)


def update_fixture(fixture: Fixture, found: Mapping[str, Any], names: Sequence[str]) -> Fixture:
    """Write what was found for some fields into `record.json`, and return the fixture as it is."""
    record = fixture.record | {name: found[name] for name in names}
    _write_json(fixture.folder / "record.json", record)
    return replace(fixture, record=record)


def record_of(article: Article) -> dict[str, Any]:
    """Return an article in the form of `record.json`, with every field that it can hold."""
    record = article.to_dict()
    return {name: record[name] for name in _USUAL if name != "body"} | {
        "body": list(article.paragraphs),
        **{name: record[name] for name in sorted(_FIELDS.difference(_USUAL))},
    }


def add_fixture(  # noqa: PLR0913 - the parts of a capture, and where it goes
    source: Path,
    root: Path,
    *,
    url: str | None = None,
    captured_at: dt.datetime | None = None,
    charset: str | None = None,
    site: str | None = None,
    slug: str | None = None,
    pipeline: Pipeline = DEFAULT,
) -> Path:
    """Write a fixture from a capture and the record it gives today, to be corrected by hand.

    The folder is `root/<host or "generic">/<date-title>` unless `site` and `slug` say. Raises
    `FixtureError` if the folder exists, or `site` or `slug` is not the name of a folder.
    """
    capture = Capture(source.read_bytes(), url, captured_at, charset)
    explanation = pipeline.explain(capture)
    capture = replace(capture, kind=explanation.page.kind)
    return save_fixture(capture, explanation.article, root, site=site, slug=slug, stem=source.stem)


def save_fixture(
    capture: Capture,
    article: Article,
    root: Path,
    *,
    site: str | None = None,
    slug: str | None = None,
    stem: str = "page",
    about: str = "what this fixture shows",
) -> Path:
    """Write a fixture from a capture of a known kind and the record that it must give.

    The folder is `root/<host or "generic">/<date-title>`, or `stem` in place of a title that has
    no letter of ASCII, unless `site` and `slug` say. Raises `FixtureError` as `add_fixture` does.
    """
    for option, name in (("--site", site), ("--slug", slug)):
        _check_name(option, name)
    folder = root / (site or _host(capture.url) or "generic") / (slug or _slug(article, stem))
    if folder.exists():
        raise FixtureError(
            f"{folder}: exists; remove it first, or name another with newsclean fixture add --slug"
        )
    folder.mkdir(parents=True)
    content = capture.content
    page = folder / ("page.html" if capture.kind == "html" else "page.txt")
    page.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    when = capture.captured_at
    meta = {
        "about": about,
        "url": capture.url,
        "captured_at": when.isoformat() if when else None,
        "charset": capture.charset,
    }
    _write_json(folder / "meta.json", {name: value for name, value in meta.items() if value})
    record = record_of(article)
    _write_json(folder / "record.json", {name: record[name] for name in _USUAL})
    return folder


def _check_name(option: str, name: str | None) -> None:
    """Refuse what would lead out of the folder of fixtures, or to one that is never found again."""
    if name is None:
        return
    if not name.strip() or name.startswith(".") or not name.isprintable() or {*name} & {*"/\\:"}:
        raise FixtureError(
            f"{option} {name!r} must be the name of a folder: not hidden, without / \\ : and"
            " control characters"
        )


def _write_json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _host(url: str | None) -> str | None:
    match = re.match(r"https?://([A-Za-z0-9.-]+)", url or "")
    return match[1].lower().strip(".") or None if match else None


def _slug(article: Article, stem: str) -> str:
    title = unicodedata.normalize("NFKD", article.title or stem)
    ascii_title = title.encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_title).strip("-")[:_LONGEST_SLUG].strip("-")
    parts = (article.date.isoformat() if article.date else "", slug or stem)
    return "-".join(filter(None, parts))
