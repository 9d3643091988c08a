"""Dependencies point one way; what is costly to import loads when it is first used."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.body.extractors import EXTRACTORS

from .imports import drawing, imported, modules, windows

# from the bottom: a module imports from its own layer and those under it
LAYERS = (
    {"_version", "errors", "inner", "interrupts", "capture", "patterns"},
    {"text"},
    {"pictures"},
    {"article", "dates", "names", "models", "profiles"},
    {"page"},
    {"boilerplate"},
    {"roles"},
    {"body"},
    {"fields"},
    {"explanation", "budget"},
    {"pipeline"},
    {"learning"},
    {"", "fixture", "batch", "bench"},  # "": newsclean/__init__.py
    {"items", "site", "serve", "pytest_plugin"},
    {"arrow", "poet", "ray", "scrapy", "spark"},
    {"cli", "__main__"},
)
MODULES = modules()
COSTLY = ("trafilatura", "lxml", "numpy", "py3langid", "charset_normalizer", "click")


def layer(module: str) -> int:
    top = module.split(".", 1)[0]
    return next(number for number, names in enumerate(LAYERS) if top in names)


def test_every_module_has_a_layer() -> None:
    known = set().union(*LAYERS)
    assert {module.split(".", 1)[0] for module in MODULES} <= known


@pytest.mark.parametrize("module", sorted(MODULES), ids=lambda module: module or "newsclean")
def test_a_module_imports_only_from_its_layer_and_below(module: str) -> None:
    upwards = [name for name in imported(MODULES[module]) if layer(name) > layer(module)]
    assert upwards == []


def test_a_package_is_entered_by_its_door() -> None:
    assert sorted(windows()) == []


def test_the_documentation_draws_the_packages_as_they_are() -> None:
    page = (Path(__file__).parents[1] / "docs" / "how-it-works.md").read_text("utf-8")
    assert drawing() in page


@pytest.mark.parametrize(
    "module", sorted({type(found).__module__.removeprefix("newsclean.") for found in EXTRACTORS})
)
def test_extractors_never_import_each_other(module: str) -> None:
    importers = [
        other
        for other, path in MODULES.items()
        if other.startswith("body.extractors.") and other != module and module in imported(path)
    ]
    assert importers == []


@pytest.mark.parametrize(("one", "other"), [("batch", "bench")])
def test_neighbours_know_nothing_of_each_other(one: str, other: str) -> None:
    found = {
        name for module in MODULES if module.startswith(one) for name in imported(MODULES[module])
    }
    assert not any(name.startswith(other) for name in found)


def python(code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    return done.stdout.strip()


@pytest.mark.parametrize("library", COSTLY)
def test_import_leaves_costly_libraries_alone(library: str) -> None:
    assert python(f"import sys, newsclean; print({library!r} in sys.modules)") == "False"


def test_a_text_capture_needs_no_costly_library() -> None:
    code = (
        "import sys, newsclean\n"
        "newsclean.extract('The bridge over the Lenn reopened on Monday, the county said.')\n"
        "print([name for name in ('trafilatura', 'lxml') if name in sys.modules])"
    )
    assert python(code) == "[]"


def test_import_takes_under_a_fifth_of_a_second() -> None:
    """The least of five: what else the machine does only ever adds."""
    code = "import time; a = time.process_time(); import newsclean; print(time.process_time() - a)"
    assert min(float(python(code)) for _ in range(5)) < 0.2


def test_import_opens_no_data_file_and_starts_no_thread() -> None:
    code = (
        "import sys, threading\n"
        "opened = []\n"
        "def watch(event, args):\n"
        "    if event == 'open':\n"
        "        opened.append(str(args[0]))\n"
        "sys.addaudithook(watch)\n"
        "import newsclean\n"
        "kinds = ('.toml', '.json', '.npz')\n"
        "data = [name for name in opened if 'newsclean' in name and name.endswith(kinds)]\n"
        "print(data, threading.active_count())"
    )
    assert python(code) == "[] 1"


def test_import_leaves_logging_alone() -> None:
    code = (
        "import logging, newsclean\n"
        "log = logging.getLogger('newsclean')\n"
        "print(logging.getLogger().handlers, [type(h).__name__ for h in log.handlers], log.level)"
    )
    assert python(code) == "[] ['NullHandler'] 0"


@pytest.mark.parametrize("module", sorted(MODULES), ids=lambda module: module or "newsclean")
def test_no_module_holds_state_that_changes(module: str) -> None:
    """No `global` statement: what is shared between calls is a value or a pure cache."""
    assert "\n    global " not in Path(MODULES[module]).read_text("utf-8")
