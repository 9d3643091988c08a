"""What a run of the tests leaves out: what lacks its library, and slow ones unless asked for."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

OPTIONAL = {"arrow": "pyarrow", "scrapy.py": "itemadapter", "poet.py": "zyte_common_items"}

collect_ignore = [
    f"newsclean/{module}" for module, library in OPTIONAL.items() if find_spec(library) is None
]

# compiled, a module is a binary beside its source: its examples run as Python, and in tests/inner
if any(Path(__file__).with_name("newsclean").joinpath("inner").glob("*.so")):
    collect_ignore += [str(path) for path in Path("newsclean/inner").glob("[!_]*.py")]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the slow tests, unless `-m` speaks of them or NEWSCLEAN_SLOW is set."""
    if "slow" in config.option.markexpr or "NEWSCLEAN_SLOW" in os.environ:
        return
    skip = pytest.mark.skip(reason="slow: run with -m slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a gzip by its argument: its head holds the time, and processes must agree on names."""
    return argname if isinstance(val, bytes) and val.startswith(b"\x1f\x8b") else None
