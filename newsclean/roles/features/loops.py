"""The loops over blocks and elements that are in use: compiled ones, or arithmetic of arrays."""

from __future__ import annotations

from typing import Any

from newsclean import inner
from newsclean.roles.features import arrays

loops: Any = inner if inner.compiled else arrays
