"""What a field's chooser gives: the value taken, and the ones passed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.body.candidate import FieldValue


@dataclass(frozen=True, slots=True)
class Value:
    """One value proposed for a field, by whom, and why it was taken or not."""

    value: FieldValue
    source: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The value chosen for a field, `None` where none can be trusted, and the rejected ones."""

    field: str
    best: Value | None = None
    rejected: tuple[Value, ...] = ()
