"""Values proposed for a field, in the order in which their proposers are trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.fields.choice import Choice, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.candidate import Candidate

_GENERIC = frozenset({"structured", "labeller", "segment", "trafilatura", "trafilatura-full"})


def site_values(candidates: Sequence[Candidate], field: str) -> Iterator[Value]:
    """Give the values from what knows the site: its profile first, then the user's extractors."""
    special = [c for c in candidates if c.extractor not in _GENERIC]
    special.sort(key=lambda c: c.extractor != "profile")
    yield from _values(special, field)


def generic_values(candidates: Sequence[Candidate], field: str) -> Iterator[Value]:
    """Give the values from the extractors that serve every site, in their order."""
    yield from _values([c for c in candidates if c.extractor in _GENERIC], field)


def choose_first(field: str, values: Iterable[Value]) -> Choice:
    """Choose the first value; each other one, named once, is rejected."""
    distinct: list[Value] = []
    for value in values:
        if all(value.value != known.value for known in distinct):
            distinct.append(value)
    return Choice(field, distinct[0] if distinct else None, tuple(distinct[1:]))


def _values(candidates: Iterable[Candidate], field: str) -> Iterator[Value]:
    for candidate in candidates:
        if candidate.fields.get(field):
            yield Value(candidate.fields[field], candidate.extractor)
