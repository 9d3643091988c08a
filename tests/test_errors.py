import re

import pytest

from newsclean import errors
from newsclean.errors import NewscleanError

# each class with its base, other bases and exit code, as the module's docstring draws them
TREE = {
    "NewscleanError": ((Exception,), 1),
    "CaptureError": ((NewscleanError,), 1),
    "CaptureTooLarge": ((errors.CaptureError,), 3),
    "CaptureTypeError": ((errors.CaptureError, TypeError), 1),
    "SettingError": ((NewscleanError, ValueError), 2),
    "UnknownExtractor": ((errors.SettingError,), 2),
    "ProfileError": ((NewscleanError,), 4),
    "CorpusError": ((NewscleanError,), 5),
    "FixtureError": ((NewscleanError,), 6),
    "BatchError": ((NewscleanError,), 9),
    "MissingExtra": ((NewscleanError, ImportError), 7),
}
CLASSES = [value for value in vars(errors).values() if isinstance(value, type)]


def test_the_tree_is_complete() -> None:
    assert {error.__name__ for error in CLASSES} == TREE.keys()


@pytest.mark.parametrize("error", CLASSES)
def test_bases_and_exit_code(error: type[NewscleanError]) -> None:
    assert (error.__bases__, error.exit_code) == TREE[error.__name__]


@pytest.mark.parametrize("error", CLASSES)
def test_the_docstring_draws_it(error: type[NewscleanError]) -> None:
    drawn = re.search(rf"{error.__name__}\b.*", errors.__doc__ or "")
    assert drawn, f"{error.__name__} is not in the tree"
    code = re.search(r"exit code (\d)", drawn[0])
    if error.__bases__ != (errors.CaptureError,) or code:
        inherited = error.__bases__[0]
        expected = int(code[1]) if code else getattr(inherited, "exit_code", 1)
        assert error.exit_code == expected


@pytest.mark.parametrize("error", CLASSES)
def test_each_has_a_docstring(error: type[NewscleanError]) -> None:
    assert error.__doc__
