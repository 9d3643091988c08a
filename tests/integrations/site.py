"""A news site on localhost, made of the HTML fixtures."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from newsclean.fixture import Fixture, find_fixtures, read_fixture

from ..conftest import FIXTURES


class Reply(NamedTuple):
    content_type: str
    body: bytes


def stories() -> dict[str, Fixture]:
    """Return the fixtures that are HTML by their paths on the site.

    Those whose dates hang on the time of capture are left out: a crawl is now.
    """
    found = (read_fixture(folder) for folder in find_fixtures(FIXTURES))
    return {
        f"/{fixture.name}": fixture
        for fixture in found
        if (fixture.folder / "page.html").exists() and "captured_at" not in fixture.arguments
    }


def replies() -> dict[str, Reply]:
    """Return what the site answers: an index, the stories, and pages that give no record."""
    pages = {path: Reply(_type(fixture), fixture.content) for path, fixture in stories().items()}
    pages["/faults/empty"] = Reply("text/html", b" ")
    pages["/faults/noise"] = Reply("image/png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    links = "".join(f'<a class="story" href="{path}">{path}</a>' for path in pages)
    return {**pages, "/": Reply("text/html; charset=utf-8", f"<title>News</title>{links}".encode())}


def _type(fixture: Fixture) -> str:
    charset = fixture.arguments.get("charset")
    return f"text/html; charset={charset}" if charset else "text/html"


@contextmanager
def served() -> Iterator[str]:
    """Serve the site while the context lasts; gives the address of its index."""
    pages = replies()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = pages.get(self.path)
            self.send_response(200 if reply else 404)
            if reply:
                self.send_header("Content-Type", reply.content_type)
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply:
                self.wfile.write(reply.body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
