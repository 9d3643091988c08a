"""The reference of the interface: every public name has types, says its units, and its errors."""

import ast
import dataclasses
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import newsclean
from newsclean import batch

from .conftest import ROOT

# whose names users call: those of arrow where pyarrow is there
PACKAGES: list[Any] = [newsclean, batch]
try:
    from newsclean import arrow
except ImportError:
    pass
else:
    PACKAGES.append(arrow)

# what an argument of that name is measured in, by words of which one must stand in the docstring
UNITS = {
    "timeout": ("seconds",),
    "memory": ("bytes", "memory"),
    "max_bytes": ("bytes", "largest capture"),
    "workers": ("CPU", "processes"),
    "confidence": ("0..1",),
    "article_chance": ("0..1",),
    "enough": ("0..1",),
    "min_confidence": ("0..1",),
    "seconds": ("time", "seconds"),
}


def public() -> Iterator[tuple[str, Any]]:
    """Every public name that is a function or class, and the public methods of such classes."""
    for package in PACKAGES:
        for name in package.__all__:
            value = getattr(package, name)
            if not (inspect.isclass(value) or inspect.isfunction(value)):
                continue
            yield f"{package.__name__}.{name}", value
            if inspect.isclass(value) and not issubclass(value, Exception | str):
                for inner, found in vars(value).items():
                    method = getattr(found, "__func__", found)
                    if not inner.startswith("_") and inspect.isfunction(method):
                        yield f"{package.__name__}.{name}.{inner}", method


NAMES = dict(public())


@pytest.mark.parametrize("name", NAMES)
def test_it_has_types(name: str) -> None:
    value = NAMES[name]
    if inspect.isfunction(value):
        signature = inspect.signature(value)
        bare = [
            parameter.name
            for parameter in signature.parameters.values()
            if parameter.annotation is parameter.empty and parameter.name not in {"self", "cls"}
        ]
        assert bare == []
        assert signature.return_annotation is not signature.empty
    elif dataclasses.is_dataclass(value):
        assert all(field.type for field in dataclasses.fields(value))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_described(name: str) -> None:
    text = inspect.getdoc(NAMES[name]) or ""
    first = text.partition("\n\n")[0]
    assert re.search(r"[.:;]$|\.\s", first + " "), text
    assert len(first.split()) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_it_says_its_units(name: str) -> None:
    value = NAMES[name]
    text = inspect.getdoc(value) or ""
    for parameter in _parameters(value):
        words = UNITS.get(parameter)
        if words and parameter in text:
            assert any(word in text for word in words), parameter


FUNCTIONS = [name for name, value in NAMES.items() if inspect.isfunction(value)]


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if ".batch." not in name])
def test_it_speaks_of_its_arguments(name: str) -> None:
    """Or says whose they are: "Takes the arguments of `clean_batch`"; one alone may go unnamed."""
    function = NAMES[name]
    text = inspect.getdoc(function) or ""
    arguments = [one for one in _parameters(function) if one not in {"self", "cls"}]
    if re.search(r"\b(?:see|arguments of|as for|as) `", text) or len(arguments) < 2:
        return
    assert [one for one in arguments if not re.search(rf"\b{one}s?\b", text)] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_it_says_what_it_raises(name: str) -> None:
    function = NAMES[name]
    raised = set(_raised(function))
    text = inspect.getdoc(function) or ""
    assert [error for error in sorted(raised) if error not in text] == []


def test_the_reference_has_every_name() -> None:
    """But for the errors, which stand there as a module, and the version."""
    shown = re.findall(r"^::: newsclean\.(\w+)$", (ROOT / "docs/api.md").read_text("utf-8"), re.M)
    errors = {name for name in newsclean.__all__ if hasattr(newsclean.errors, name)}
    assert set(newsclean.__all__) - errors - {"__version__"} <= {*shown}


def _parameters(value: Any) -> list[str]:
    try:
        return [*inspect.signature(value).parameters]
    except (TypeError, ValueError):
        return []


def _raised(function: Callable[..., Any]) -> Iterator[str]:
    """The errors that a function raises itself."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield ast.unparse(node.exc.func)
