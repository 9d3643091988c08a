"""Rewrite fixtures/known_failures.toml: what still fails keeps its reason, what passes goes.

New lines come with the first difference as their reason, to be replaced by a better one. Run from
the root of the repository: `python -m tools.known_failures`.
"""

from __future__ import annotations

from typing import Any

from tests.conftest import FIXTURES
from tests.test_fixtures import FIELDS, KNOWN, STORED, extracted, is_right

HEAD = """\
# Tests of fixtures that are known to fail: "site/slug:field" = "what is wrong". Each is expected to
# fail, so a fix that mends one by the way shows, and its line goes.
"""


def main() -> None:
    """Write the file and say how many lines it has."""
    failing = [test for test in FIELDS if not is_right(*test.rsplit(":", 1))]
    lines = [f"{_quoted(test)} = {_quoted(KNOWN.get(test) or _reason(test))}" for test in failing]
    (FIXTURES / "known_failures.toml").write_text(HEAD + "\n".join([*lines, ""]), "utf-8")
    print(f"{len(failing)} of {len(FIELDS)} fields are known to fail")


def _reason(test: str) -> str:
    name, field = test.rsplit(":", 1)
    expected, found = STORED[name].record[field], extracted(name)[field]
    if field != "body":
        return f"{_short(found)} instead of {_short(expected)}"
    missed = [p for p in expected if p not in found]
    surplus = [p for p in found if p not in expected]
    parts = [f"misses {_short(p)}" for p in missed[:1]] + [
        f"holds {_short(p)}" for p in surplus[:1]
    ]
    return "; ".join(parts) or "another order"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


if __name__ == "__main__":
    main()
