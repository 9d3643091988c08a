"""A window of the browser that notes whatever a page runs, says or asks for."""

from pathlib import Path
from typing import Any

ADDRESS = "https://report.example/page.html"
PHONE, DESK = (360, 740), (1280, 900)

CONTRASTS = Path(__file__).with_name("contrast.js").read_text("utf-8")


class View:
    """Pages under an address of their own, with all requests held back and noted."""

    def __init__(self, browser: Any, screenshots: Path | None) -> None:
        self.browser, self.screenshots = browser, screenshots
        self.noted: list[str] = []
        self.contexts: list[Any] = []

    def open(self, html: str, size: tuple[int, int] = DESK, scheme: str = "light") -> Any:
        """Show a page; whatever it runs or loads is in `noted`."""
        page = self.window(size, scheme)
        page.route("**/*", lambda route: self._answer(route, html))
        page.goto(ADDRESS)
        # what is loaded late is asked for by then
        page.wait_for_timeout(100)
        return page

    def window(self, size: tuple[int, int] = DESK, scheme: str = "light") -> Any:
        """Open an empty window whose messages, dialogs and errors are noted."""
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.noted.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.noted.append(f"error: {error}"))
        page.on("dialog", self._dismiss)
        page.on("popup", lambda popup: self.noted.append(f"popup: {popup.url}"))
        return page

    def _answer(self, route: Any, html: str) -> None:
        request = route.request
        if request.url == ADDRESS and request.is_navigation_request():
            content = html.encode("utf-8", "replace")
            route.fulfill(body=content, content_type="text/html; charset=utf-8")
            return
        # a browser asks for it by itself, whatever the page says
        if not request.url.endswith("/favicon.ico"):
            self.noted.append(f"request: {request.url}")
        route.abort()

    def _dismiss(self, dialog: Any) -> None:
        self.noted.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def keep(self, page: Any, name: str, *, full: bool = True) -> None:
        """Keep a picture of a page, if a folder for them is named."""
        if self.screenshots is not None:
            self.screenshots.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=self.screenshots / f"{name}.png", full_page=full)

    def close(self) -> None:
        """Close all windows."""
        for context in self.contexts:
            context.close()


def unfolded(page: Any) -> Any:
    """Return the page with all that is folded in it open."""
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    return page


def overflow(page: Any) -> int:
    """Return by how many pixels a page is wider than its window."""
    wider: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider


def faint(page: Any, least: float = 4.5) -> list[tuple[float, str]]:
    """Return the texts whose contrast is under `least`."""
    found = page.evaluate(CONTRASTS)
    assert found
    return [(round(ratio, 2), text) for ratio, text in found if ratio < least]
