"""XPath as CSS: what a selector of a profile can say of an expression of ftr-site-config."""

from __future__ import annotations

import re

_QUOTED = r"""(?:'([^'"]*)'|"([^'"]*)")"""
_NAME = r"[A-Za-z][\w-]*"
# one condition of a predicate, and the selector that it is
_CONDITIONS = tuple(
    (re.compile(pattern.replace("Q", _QUOTED).replace("N", f"({_NAME})").replace(" ", r"\s*")), css)
    for pattern, css in (
        (r"@N = Q", '[{0}="{1}"]'),
        (r"@N", "[{0}]"),
        (
            r"contains\( concat\( ' ' , normalize-space\( @N \) , ' ' \) , Q \)",
            '[{0}~="{1}"]',
        ),
        (r"contains\( concat\( ' ' , @N , ' ' \) , Q \)", '[{0}~="{1}"]'),
        (r"contains\( @N , Q \)", '[{0}*="{1}"]'),
        (r"starts-with\( @N , Q \)", '[{0}^="{1}"]'),
        (r"not\( @N \)", ":not([{0}])"),
        (r"not\( @N = Q \)", ':not([{0}="{1}"])'),
        (r"not\( contains\( @N , Q \) \)", ':not([{0}*="{1}"])'),
    )
)
_STEP = re.compile(
    rf"(?P<axis>//|/)(?:(?P<beside>following-sibling|descendant)::)?(?P<name>\*|{_NAME})"
)
_PREDICATE = re.compile(r"""\[((?:[^\[\]'"]|'[^']*'|"[^"]*")*)\]""")
# ends of an expression: a value that a profile looks for anyway, an element's own text
_VALUE = re.compile(r"(?:/@(?:content|datetime)|/text\(\))$")
_PLACE = re.compile(r"\d{1,3}|last\(\)")
_PART = re.compile(r"""((?:[^|'"]|'[^']*'|"[^"]*")+)\|?""")
_AND = re.compile(r"""\s+and\s+(?=(?:[^'"]|'[^']*'|"[^"]*")*$)""")


def to_css(expression: str) -> str | None:
    """Return the selector that selects what an XPath finds, `None` if there is none.

    An attribute in which a profile looks for a value anyway is left out, and `/text()`.

    >>> to_css('//div[@id="a"]//p[contains(@class, "b")] | //h1')
    'div[id="a"] p[class*="b"], h1'
    >>> to_css('//meta[@name="author"]/@content')
    'meta[name="author"]'
    >>> to_css("//p[contains(., 'Read')]")
    """
    parts = [_path(part.strip()) for part in _PART.findall(expression)]
    return None if not parts or None in parts else ", ".join(filter(None, parts))


def of_name(part: str) -> tuple[str, ...]:
    """Return the selectors of the elements with `part` in their class or id.

    >>> of_name("promo")
    ('[class*="promo"]', '[id*="promo"]')
    """
    return tuple(f'[{name}*="{part}"]' for name in ("class", "id")) if _is_plain(part) else ()


def _path(path: str) -> str | None:
    path = _VALUE.sub("", path)
    steps: list[str] = []
    place = 0
    while place < len(path):
        step = _STEP.match(path, place)
        if step is None:
            return None
        place = step.end()
        selector = "" if step["name"] == "*" else step["name"].lower()
        while (predicate := _PREDICATE.match(path, place)) is not None:
            is_first = step["name"] != "*" and place == step.end()
            condition = _all_of(predicate[1], is_first=is_first)
            if condition is None:
                return None
            selector += condition
            place = predicate.end()
        steps += [_combinator(step, first=not steps), selector or "*"]
    return "".join(steps)


def _combinator(step: re.Match[str], *, first: bool) -> str:
    if first:
        return ":root > " if step["axis"] == "/" and step["name"] != "html" else ""
    if step["beside"] == "following-sibling":
        return " ~ "
    return " " if step["axis"] == "//" or step["beside"] else " > "


def _all_of(predicate: str, *, is_first: bool) -> str | None:
    """A predicate as part of a selector; a place counts among elements of one name alone."""
    if _PLACE.fullmatch(predicate) and is_first:
        return ":last-of-type" if predicate == "last()" else f":nth-of-type({predicate})"
    conditions = [_condition(text.strip()) for text in _AND.split(predicate)]
    return None if None in conditions else "".join(filter(None, conditions))


def _condition(text: str) -> str | None:
    for pattern, css in _CONDITIONS:
        match = pattern.fullmatch(text)
        if match is not None:
            name, *quoted = match.groups()
            value = next(filter(None, quoted), "")
            if "~=" in css and not (value[:1] == value[-1:] == " "):
                return None  # a word's beginning or end, not a word
            return css.format(name.lower(), value.strip()) if _is_plain(value) else None
    return None


def _is_plain(value: str) -> bool:
    return not {*value} & {'"', "\\", "\n"}
