"""Leaves out of the doctests the modules whose optional library is not installed."""

from importlib.util import find_spec

OPTIONAL = {"arrow": "pyarrow", "scrapy.py": "itemadapter", "poet.py": "zyte_common_items"}

collect_ignore = [
    f"newsclean/{module}" for module, library in OPTIONAL.items() if find_spec(library) is None
]
