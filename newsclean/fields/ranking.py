"""Values proposed for a field, in the order in which their proposers are trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.fields.choice import Choice, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.body.candidate import Candidate


def site_values(candidates: Sequence[Candidate], field: str) -> Iterator[Value]:
    """Return the values from what knows the site: its profile first, then the user's extractors."""
    for candidate in sorted(candidates, key=lambda c: c.extractor != "profile"):
        if candidate.fields.get(field):
            yield Value(candidate.fields[field], candidate.extractor)


def choose_first(field: str, values: Iterable[Value]) -> Choice:
    """Choose the first value; each other one, named once, is rejected."""
    distinct: list[Value] = []
    for value in values:
        if all(value.value != known.value for known in distinct):
            distinct.append(value)
    return Choice(field, distinct[0] if distinct else None, tuple(distinct[1:]))
