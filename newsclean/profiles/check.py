"""The validator: from the data of profile files to records, and everything wrong with them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.errors import ProfileError
from newsclean.patterns import late_pattern
from newsclean.profiles.keys import EDITION, EDITION_ONLY, SITE, TABLES, Key
from newsclean.profiles.learned import ALLOWED, faults, read_learned
from newsclean.profiles.patterns import line_key
from newsclean.profiles.schema import (
    HtmlRules,
    Profile,
    Recognise,
    Site,
    TextRules,
    join_rules,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TYPES = {"text": str, "flag": bool, "count": int}
_HEAD = late_pattern(r"\s*(\[\[?)([^\[\]]+)\]")
_NAME = late_pattern(r"\s*([\w.\s\"'-]+?)\s*=")
_SPACE = late_pattern(r"[\s\"']+")
_SHOWN = 5  # problems that one error message lists


class Problem(NamedTuple):
    """One thing wrong with a profile.

    >>> print(Problem("a.toml", "text.stopp", "unknown key", "stop", 7))
    a.toml:7: text.stopp: unknown key; allowed: stop
    """

    file: str
    key: str
    """Path of the key, `(file)` where the file as a whole is meant."""
    wrong: str
    allowed: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.wrong}; allowed: {self.allowed}"


def check_folder(folder: Path | str) -> tuple[Problem, ...]:
    """Return everything that is wrong with the profiles of a folder, by file name.

    Only `*.toml` directly in the folder are profiles.
    """
    return read_folder(folder)[1]


def read_folder(folder: Path | str) -> tuple[tuple[Site, ...], tuple[Problem, ...]]:
    """Read the profiles of a folder, those that are valid, and the problems of the others."""
    folder = Path(folder)
    if not folder.is_dir():
        wrong = "is no folder" if folder.exists() else "there is no such folder"
        return (), (Problem(str(folder), "(folder)", wrong, "a folder of TOML files"),)
    sites: list[Site] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        site, wrong_here = read_file(path)
        problems += wrong_here
        if site is not None:
            sites.append(site)
    return tuple(sites), (*problems, *_conflicts(sites))


def read_file(path: Path) -> tuple[Site | None, list[Problem]]:
    """Read one profile file: the site, or `None` and what is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return None, [_unreadable(path.name, str(error))]
    return read_text(path.name, text)


def read_text(file: str, text: str) -> tuple[Site | None, list[Problem]]:
    """Read the text of a profile, whose file has the name `file`."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return None, [_unreadable(file, str(error))]
    try:
        found = _problems(data, file)
        problems = [problem._replace(line=line_of(text, problem.key)) for problem in found]
    except RecursionError:  # dotted keys nest without any bracket
        return None, [_unreadable(file, "keys within keys, too deep")]
    return (None if problems else make_site(file.removesuffix(".toml"), data)), problems


def line_of(text: str, key: str) -> int | None:
    r"""Return the number of the line of a TOML file on which a key stands, or else its table.

    >>> line_of('site = "A"\n[[edition]]\n[edition.text]\nstop = []', "edition[1].text.stop")
    4
    >>> line_of('site = "A"', "hosts")
    """
    lines: dict[str, int] = {}
    editions, table = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        head, name = _HEAD.match(line), _NAME.match(line)
        if head is not None:
            editions += (head[1], head[2].strip()) == ("[[", "edition")
            table = _SPACE.sub("", head[2]).replace("edition", f"edition[{editions}]", 1) + "."
            lines.setdefault(table[:-1], number)
        elif name is not None:
            lines.setdefault(table + _SPACE.sub("", name[1]), number)
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return lines.get(key)


def _unreadable(file: str, why: str) -> Problem:
    return Problem(file, "(file)", f"cannot be read: {why}", "a readable TOML file in UTF-8")


def raise_problems(problems: Iterable[Problem]) -> None:
    """Raise `ProfileError` with the first problems, if there are any."""
    lines = [str(problem) for problem in problems]
    if lines:
        more = f"\nand {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
        raise ProfileError("\n".join(lines[:_SHOWN]) + more)


def make_site(name: str, data: Mapping[str, Any]) -> Site:
    """Make the records of valid data; `name` is the file's name without suffix."""
    common = _profile(name, data)
    editions = [_edition(name, common, part) for part in data.get("edition", ())]
    editions = editions or [replace(common, recognise=Recognise())]
    return Site(name, common.hosts, common.recognise, tuple(editions))


def _profile(name: str, data: Mapping[str, Any]) -> Profile:
    plain = {key: _plain(data[key]) for key in data if key in SITE}
    return Profile(
        name=name,
        recognise=Recognise(**_rules(data, "recognise")),
        html=HtmlRules(**_rules(data, "html")),
        text=TextRules(**_rules(data, "text")),
        learned=tuple(map(read_learned, data.get("learned", ()))),
        **plain,
    )


def _edition(name: str, common: Profile, part: Mapping[str, Any]) -> Profile:
    own = _profile(name, part)
    return replace(
        common,
        edition=part.get("name"),
        path=part.get("path"),
        language=own.language or common.language,
        zone=own.zone or common.zone,
        day_first=common.day_first if own.day_first is None else own.day_first,
        recognise=own.recognise,
        html=join_rules(own.html, common.html),
        text=join_rules(own.text, common.text),
    )


def _rules(data: Mapping[str, Any], table: str) -> dict[str, Any]:
    keys = TABLES[table]
    return {
        key: _plain([value] if keys[key].kind == "list" and isinstance(value, str) else value)
        for key, value in data.get(table, {}).items()
    }


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _problems(data: Mapping[str, Any], file: str) -> Iterator[Problem]:
    yield from _table_problems(data, SITE, file, "", beside={*TABLES, "edition", "learned"})
    yield from _rule_problems(data, file, "")
    yield from _learned_problems(data.get("learned", []), file)
    editions = data.get("edition", [])
    if not isinstance(editions, list) or not all(isinstance(part, dict) for part in editions):
        yield Problem(file, "edition", "is no list of tables", "[[edition]] tables")
        return
    keys = {**EDITION_ONLY, **EDITION}
    for number, part in enumerate(editions, 1):
        where = f"edition[{number}]."
        yield from _table_problems(part, keys, file, where, beside=set(TABLES))
        yield from _rule_problems(part, file, where)
    if not any(part.get("recognise") for part in (data, *editions)) and not data.get("hosts"):
        allowed = "hosts, or recognise.sure or recognise.lines"
        yield Problem(file, "hosts", "nothing says which pages are the site's", allowed)


def _learned_problems(layouts: Any, file: str) -> Iterator[Problem]:
    if not isinstance(layouts, list):
        yield Problem(file, "learned", "is no list of tables", "[[learned]] tables")
        return
    for number, layout in enumerate(layouts, 1):
        for key, wrong in faults(layout):
            yield Problem(file, f"learned[{number}].{key}".rstrip("."), wrong, ALLOWED)


def _rule_problems(data: Mapping[str, Any], file: str, where: str) -> Iterator[Problem]:
    for name, keys in TABLES.items():
        table = data.get(name, {})
        if not isinstance(table, dict):
            allowed = f"a table [{name}] with {', '.join(keys)}"
            yield Problem(file, where + name, f"{table!r} is no table", allowed)
            continue
        yield from _table_problems(table, keys, file, f"{where}{name}.")


def _table_problems(
    table: Mapping[str, Any],
    keys: Mapping[str, Key],
    file: str,
    where: str,
    beside: set[str] | None = None,
) -> Iterator[Problem]:
    known = {*keys, *(beside or ())}
    for name, value in table.items():
        if name in keys:
            for wrong in _faults(value, keys[name]):
                yield Problem(file, where + name, wrong, keys[name].allowed)
        elif name not in known:
            from difflib import get_close_matches  # only for a mistake

            near = get_close_matches(name, known, n=1)
            wrong = f"unknown key, perhaps {near[0]!r} is meant" if near else "unknown key"
            yield Problem(file, where + name, wrong, ", ".join(sorted(known)))


def _faults(value: Any, key: Key) -> Iterator[str]:
    if key.kind == "list":
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            yield f"{value!r} is no list of strings"
            return
        yield from filter(None, map(key.fault, values))
    elif type(value) is not _TYPES[key.kind]:
        yield f"{value!r} is of the wrong type"
    elif wrong := key.fault(value):
        yield wrong


def _conflicts(sites: Iterable[Site]) -> Iterator[Problem]:
    """Two profiles of one folder that claim the same host or the same sure line."""
    owners: dict[str, str] = {}
    for site in sites:
        rules = [site.recognise, *(edition.recognise for edition in site.editions)]
        sure = {line for part in rules for line in part.sure}
        claims = [("hosts", host, bare_host(host)) for host in dict.fromkeys(site.hosts)]
        claims += [("recognise.sure", line, "line " + line_key(line)) for line in sorted(sure)]
        for key, shown, claim in claims:
            owner = owners.setdefault(claim, site.name)
            if owner != site.name:
                wrong = f"{shown!r} is already claimed by {owner}.toml"
                yield Problem(f"{site.name}.toml", key, wrong, "one profile for each")


def bare_host(host: str) -> str:
    """Return a host name without `www.`.

    >>> bare_host("www.example.org")
    'example.org'
    """
    return host.removeprefix("www.")
