"""Lines and patterns of a profile, and the one pass that finds them among a page's lines.

A plain string stands for a whole line, compared without regard to case or runs of white space; a
string between slashes (`/^Photo: /`) is a pattern in RE2's syntax, searched in the line. RE2 runs
in linear time, so that no pattern of a profile can hang.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from newsclean.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

# Furniture is short: no line of more characters is matched with patterns. Captions with their
# credit in one line reach about 300; a related story's whole body in one line lies far above.
LINE_CHARS = 400
# RE2 falls back to a slower search where its automaton outgrows this many bytes
_AUTOMATON_BYTES = 1 << 26


def line_key(line: str) -> str:
    r"""Return the form in which whole lines are compared.

    >>> line_key("RECENT\u00a0 News ")
    'recent news'
    """
    return normalise(line).casefold()


def is_pattern(entry: str) -> bool:
    """Return whether an entry of a profile is a pattern: written between slashes.

    >>> is_pattern("/^Photo: /"), is_pattern("Photo:")
    (True, False)
    """
    return len(entry) > 2 and entry[0] == entry[-1] == "/"


def compile_pattern(entry: str) -> Any:
    """Compile a pattern written between slashes; `ValueError` says what RE2 does not accept.

    >>> compile_pattern("/(?P<hour>[0-9]+):/").search("at 19:53").group("hour")
    '19'
    """
    import re2

    try:
        return re2.compile(entry[1:-1], _options())
    except re2.error as error:
        raise ValueError(_reason(error)) from error


def _options() -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _AUTOMATON_BYTES
    return options


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else error
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)


class Marks:
    """Tells which roles a line plays, with one look-up and one search for all patterns at once.

    `entries` maps a role's name to its lines and patterns.

    >>> marks = Marks({"stop": ("All News",), "credit": ("/^Photo: /",)})
    >>> sorted(marks.roles("ALL NEWS")), sorted(marks.roles("Photo: A. Name")), marks.roles("News")
    (['stop'], ['credit'], frozenset())
    """

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        self._entries = {role: tuple(entries[role]) for role in entries}

    def roles(self, line: str) -> frozenset[str]:
        """Return the roles of a line whose white space is normalised."""
        lines, longest = self._lines
        found = lines.get(line.casefold(), _NONE) if len(line) <= longest else _NONE
        owners, patterns = self._patterns
        if not owners or len(line) > LINE_CHARS:
            return found
        hits = patterns.Match(line)
        return found.union(owners[hit] for hit in hits) if hits else found

    def patterns(self, role: str) -> tuple[Any, ...]:
        """Return the compiled patterns of a role, in the profile's order."""
        return self._compiled[role]

    @cached_property
    def _compiled(self) -> dict[str, tuple[Any, ...]]:
        return {
            role: tuple(compile_pattern(entry) for entry in entries if is_pattern(entry))
            for role, entries in self._entries.items()
        }

    @cached_property
    def _lines(self) -> tuple[dict[str, frozenset[str]], int]:
        lines: dict[str, frozenset[str]] = {}
        for role, entries in self._entries.items():
            for entry in entries:
                if not is_pattern(entry):
                    key = line_key(entry)
                    lines[key] = lines.get(key, _NONE) | {role}
        return lines, max(map(len, lines), default=0)

    @cached_property
    def _patterns(self) -> tuple[list[str], Any]:
        owners: list[str] = []
        if not any(map(is_pattern, (entry for role in self._entries.values() for entry in role))):
            return owners, None
        import re2

        patterns = re2.Set.SearchSet(_options())
        for role, entries in self._entries.items():
            for entry in filter(is_pattern, entries):
                patterns.Add(entry[1:-1])
                owners.append(role)
        patterns.Compile()
        return owners, patterns

    def __reduce__(self) -> tuple[type[Marks], tuple[dict[str, tuple[str, ...]]]]:
        return Marks, (self._entries,)


_NONE: frozenset[str] = frozenset()
