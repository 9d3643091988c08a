"""What the compiled unit `lexbor.pyx` gives."""

from collections.abc import Iterable, Mapping
from typing import Any

from newsclean.inner.walk import Means, Walk

NAMES: Mapping[str, str]

def use_functions(addresses: Mapping[str, int], tag_kinds: Mapping[int, int]) -> None: ...
def find_text(texts: Iterable[tuple[int, int]]) -> bool: ...

class Query:
    def __init__(self, conditions: Iterable[tuple[int, str, str, str, bool]]) -> None: ...
    def find(self, root: Any) -> list[Any]: ...

class NodeWalk(Walk):
    def __init__(self, means: Means, styles: dict[int, int]) -> None: ...
