"""A real browser: Debian's Chromium, driven by Playwright; nothing is downloaded.

NEWSCLEAN_CHROMIUM names another one. With NEWSCLEAN_SCREENSHOTS, a folder, pictures are kept there.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .view import View

NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, or a skip that says what is missing."""
    api = pytest.importorskip(
        "playwright.sync_api",
        reason="Playwright is not installed: pip install 'newsclean[browser]'",
    )
    named = os.environ.get("NEWSCLEAN_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    # root may not use its sandbox
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def view(chromium: Any, request: pytest.FixtureRequest) -> Iterator[View]:
    """A window that notes whatever a page runs or asks for."""
    folder = os.environ.get("NEWSCLEAN_SCREENSHOTS")
    made = View(chromium, Path(folder) if folder else None)
    yield made
    made.close()
