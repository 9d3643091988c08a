import io
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from newsclean.cli.main import main


class Done(NamedTuple):
    """What a run of the command gave: the exit code, its data and its talk."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run `newsclean` with arguments as the shell would, `given` on its standard input."""

    def call(*arguments: object, given: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["newsclean", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as raised:
            main()
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        code = raised.value.code
        return Done(
            code if isinstance(code, int) else int(code is not None), out.decode(), err.decode()
        )

    return call
