"""The rules of ftr-site-config: one text file a site, `directive: value` in each line.

The format is that of Full-Text RSS (https://help.fivefilters.org/full-text-rss/site-patterns.html),
as wallabag reads it, too. Places on a page are XPath 1.0. Nothing is fetched here, so that
directives about further pages, headers and logins stay unused; `USES` says so of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Use = Literal["used", "done anyway", "needs fetching", "not supported", "unknown"]
"""What becomes of a directive. `done anyway`: newsclean does so for every page, or no text depends
on it."""

_DIRECTIVE = late_pattern(r"([A-Za-z_]\w*)\s*(?:\((.*?)\)\s*)?:(.*)")
_NAMES: Mapping[Use, str] = {
    "used": (
        "title body author date strip strip_id_or_class strip_image_src find_string"
        " replace_string wrap_in dissolve skip_json_ld autodetect_on_failure test_url test_contains"
    ),
    "done anyway": (
        "tidy parser prune convert_double_br_tags strip_attr post_strip_attr strip_comments"
        " src_lazy_load_attr insert_detected_image"
    ),
    "needs fetching": (
        "single_page_link next_page_link autodetect_next_page if_page_contains http_header"
        " requires_login not_logged_in_xpath login_uri login_username_field login_password_field"
        " login_extra_fields"
    ),
    "not supported": "move_into native_ad_clue skip_id_or_class footnotes",
}
USES: Mapping[str, Use] = MappingProxyType(
    {name: use for use, names in _NAMES.items() for name in names.split()}
)
XPATHS = frozenset({"title", "body", "author", "date", "strip", "dissolve", "wrap_in"})
_WITH_PARAMETER = frozenset({"replace_string", "wrap_in"})

_FLAGS = frozenset({"autodetect_on_failure", "skip_json_ld"})
_LISTS = (
    *("title", "body", "author", "date", "strip", "strip_id_or_class", "strip_image_src"),
    "dissolve",
)


class Directive(NamedTuple):
    """One line of a rule file."""

    line: int
    name: str
    value: str
    parameter: str | None = None

    def __str__(self) -> str:
        parameter = "" if self.parameter is None else f"({self.parameter})"
        return f"{self.name}{parameter}: {self.value}"

    @property
    def use(self) -> Use:
        """What becomes of it."""
        return USES.get(self.name, "unknown")


@dataclass(frozen=True)
class FtrRules:
    """What the rule file of a site says; of each field the first XPath counts that finds text."""

    name: str
    """Name of the file, without suffix."""
    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    """Elements that are no part of any body; all count."""
    strip_id_or_class: tuple[str, ...] = ()
    """Parts of ids and classes of such elements."""
    strip_image_src: tuple[str, ...] = ()
    wrap_in: tuple[tuple[str, str], ...] = ()
    """Tags, and the elements to be wrapped in one."""
    dissolve: tuple[str, ...] = ()
    """Elements of which only what is within them stays."""
    replace: tuple[tuple[str, str], ...] = ()
    """Strings of the source, and those in their places."""
    autodetect_on_failure: bool = True
    """Whether the rules for all sites count, too."""
    skip_json_ld: bool = False
    """Whether JSON-LD states nothing that can be believed."""
    tests: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Addresses of pages, each with what its body must contain."""

    def joined(self, common: FtrRules) -> FtrRules:
        """Return these rules and, behind them, those for all sites."""
        if not self.autodetect_on_failure:
            return self
        values = {
            name: tuple(dict.fromkeys((*getattr(self, name), *getattr(common, name))))
            for name in ("title", "body", "author", "date", "strip", "strip_id_or_class")
        }
        return FtrRules(**{**vars(self), **values, "replace": (*self.replace, *common.replace)})


def read_directives(text: str) -> Iterator[Directive]:
    """Yield the directives of a rule file; comments and lines of another form are passed over.

    >>> [*read_directives("# a site\\nbody: //article\\nwrap_in(h2): //b")]
    [Directive(line=2, name='body', value='//article', parameter=None),
     Directive(line=3, name='wrap_in', value='//b', parameter='h2')]
    """
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        match = _DIRECTIVE.fullmatch(line.strip())
        if match is not None:
            name, parameter, value = match.groups()
            yield Directive(number, name.lower(), value.strip(), parameter)


def make_rules(name: str, directives: Iterable[Directive]) -> FtrRules:
    """Return the rules of a site's directives; those that are unused or faulty are left out."""
    lists: dict[str, list[Directive]] = {}
    values: dict[str, Any] = {}
    for found in directives:
        if found.name in _FLAGS:
            values[found.name] = found.value.lower() in {"yes", "true"}
        elif found.use == "used" and not any(faults_of(found)):
            lists.setdefault(found.name, []).append(found)
    for key in _LISTS:
        values[key] = tuple(found.value for found in lists.get(key, ()))
    values["wrap_in"] = tuple((found.parameter, found.value) for found in lists.get("wrap_in", ()))
    values["replace"] = tuple(_replacements(lists))
    values["tests"] = tuple(_tests(lists))
    return FtrRules(name, **values)


def _replacements(lists: Mapping[str, list[Directive]]) -> Iterator[tuple[str, str]]:
    """Yield what stands for what: `find_string` and `replace_string` in turns, or in one line."""
    replacing = lists.get("replace_string", ())
    finds = [d.value for d in lists.get("find_string", ())]
    ends = [d.value for d in replacing if d.parameter is None]
    if len(finds) == len(ends):
        yield from zip(finds, ends, strict=True)
    yield from ((d.parameter, d.value) for d in replacing if d.parameter is not None)


def _tests(lists: Mapping[str, list[Directive]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    urls = lists.get("test_url", [])
    wanted = lists.get("test_contains", [])
    for url, following in zip_longest(urls, urls[1:]):
        end = following.line if following else float("inf")
        yield url.value, tuple(d.value for d in wanted if url.line < d.line < end)


def faults_of(directive: Directive) -> Iterator[str]:
    """Yield what is wrong with a directive that is used."""
    name, value = directive.name, directive.value
    if not value and name != "replace_string":
        yield "says nothing"
    elif name in XPATHS:
        yield from _xpath_faults(value)
    if directive.parameter is None and name == "wrap_in":
        yield "names no tag: wrap_in(tag): XPath"
    if directive.parameter is not None and name not in _WITH_PARAMETER:
        yield "takes nothing in parentheses"


def _xpath_faults(value: str) -> Iterator[str]:
    from lxml import etree

    try:
        etree.XPath(value)
    except (etree.XPathError, ValueError) as error:
        yield f"no XPath 1.0 ({error})"
