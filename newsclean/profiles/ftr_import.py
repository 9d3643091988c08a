"""Rule files of ftr-site-config as profiles in TOML, as far as TOML can say what they say."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsclean.profiles.check import Problem, bare_host
from newsclean.profiles.css import of_name, to_css
from newsclean.profiles.ftr import USES, XPATHS, faults_of
from newsclean.profiles.ftr_files import GLOBAL
from newsclean.profiles.keys import HTML
from newsclean.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from newsclean.profiles.ftr import Directive, Use
    from newsclean.profiles.ftr_files import FtrFiles

# keys of a profile's [html] for directives
_KEYS = {"title": "title", "body": "body", "author": "authors", "date": "date", "strip": "drop"}
# what a directive may hold
_FORMS = dict.fromkeys(XPATHS, "XPath 1.0") | {"wrap_in": "wrap_in(tag): XPath 1.0"}
_OTHERS = "directive: value"
# what a profile needs not say
_NEEDLESS = frozenset({"test_url", "test_contains", "autodetect_on_failure"})


@dataclass
class Imported:
    """What became of a collection of rule files."""

    profiles: int = 0
    told: Counter[str] = field(default_factory=Counter)
    """Directives that a profile tells, by name."""
    counts: Counter[tuple[Use, str]] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def check_rules(files: FtrFiles) -> Iterator[Problem]:
    """Yield what is wrong with rule files, each with its line; what is wrong is passed over."""
    for name in files.texts:
        directives = files.directives(name)
        for directive in directives:
            for fault in _faults(directive):
                allowed = _FORMS.get(directive.name, _OTHERS)
                yield Problem(f"{name}.txt", directive.name, fault, allowed, directive.line)
        finds = sum(found.name == "find_string" for found in directives)
        ends = sum(found.name == "replace_string" and not found.parameter for found in directives)
        if finds != ends:
            wrong = f"{finds} strings to find and {ends} to put in their places"
            yield Problem(f"{name}.txt", "find_string", wrong, "as many of each, in order")


def _faults(directive: Directive) -> Iterator[str]:
    if directive.use == "used":
        yield from faults_of(directive)
    elif directive.use == "unknown":
        from difflib import get_close_matches  # only for a mistake

        near = get_close_matches(directive.name, USES, n=1)
        yield "unknown directive" + (f", perhaps {near[0]!r} is meant" if near else "")


def import_rules(files: FtrFiles, folder: Path) -> Imported:
    """Write a profile for each rule file that says anything of a body or a field.

    What no profile can say stands in it as a comment. A file that is there already is replaced.
    """
    done = Imported(problems=[*check_rules(files)])
    folder.mkdir(parents=True, exist_ok=True)
    claimed: dict[str, str] = {}
    # a host's own file comes before that of its subdomains, which is of the same host in a profile
    for name in sorted(files.texts, key=lambda name: (name.startswith("."), name)):
        directives = files.directives(name)
        done.counts.update((found.use, found.name) for found in directives)
        host = bare_host(name.removeprefix("."))
        if name == GLOBAL:
            continue  # of all sites newsclean knows as much itself
        if host in claimed:
            wrong = f"{host} has its profile by {claimed[host]}.txt"
            done.problems.append(Problem(f"{name}.txt", "(file)", wrong, "one profile for each"))
            continue
        text, told = make_toml(name, host, directives)
        if told:
            claimed[host] = name
            done.told += told
            done.profiles += 1
            (folder / f"{host}.toml").write_text(text, "utf-8")
    return done


def make_toml(name: str, host: str, directives: Iterable[Directive]) -> tuple[str, Counter[str]]:
    """Return a profile that says what directives say, and how many of each name it does.

    >>> from newsclean.profiles.ftr import read_directives
    >>> rules = read_directives("body: //article\\nstrip: //p[. = 'Share']")
    >>> print(make_toml("a.example", "a.example", rules)[0])
    # ftr-site-config: a.example.txt
    hosts = ["a.example"]
    on_trial = true
    <BLANKLINE>
    [html]
    body = ["article"]
    <BLANKLINE>
    # left out, since no selector says it:
    # strip: //p[. = 'Share']
    <BLANKLINE>
    """
    told: Counter[str] = Counter()
    left: list[Directive] = []
    selectors: dict[str, list[str]] = {}
    for found in directives:
        new = _selectors(found)
        if new:
            selectors.setdefault(_KEYS.get(found.name, "drop"), []).extend(new)
            told[found.name] += 1
        elif found.use not in {"needs fetching", "done anyway"} and found.name not in _NEEDLESS:
            left.append(found)
    lines = [f"# ftr-site-config: {name}.txt", f"hosts = {json.dumps([host])}", "on_trial = true"]
    lines += ["", "[html]"]
    lines += (
        f"{key} = {json.dumps([*dict.fromkeys(selectors[key])], ensure_ascii=False)}"
        for key in HTML
        if key in selectors
    )
    if left:
        lines += ["", "# left out, since no selector says it:"]
        lines += (f"# {shown(str(found))}" for found in left)
    return "\n".join(lines) + "\n", told


def _selectors(directive: Directive) -> tuple[str, ...]:
    """The selectors that say what a directive does; empty if none do."""
    if directive.name == "strip_id_or_class":
        found = of_name(directive.value)
    elif directive.name in _KEYS:
        # a value or an element's own text is what a field is read from, and never a part of a body
        ends = ("text()", "@content", "@datetime") if directive.name in {"strip", "body"} else ()
        css = None if directive.value.endswith(ends) and ends else to_css(directive.value)
        found = () if css is None else (css,)
    else:
        return ()
    return found if not any(map(HTML["drop"].fault, found)) else ()
