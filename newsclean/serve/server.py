"""The server of the page: for this machine, its own origin and whoever holds the token.

What it answers to is checked in this order: the Host header (a name that a foreign site has bound
to this machine is refused), the Origin header, the token, the size. A page that asks from
elsewhere gets nothing, and learns nothing.
"""

from __future__ import annotations

import hmac
import json
import secrets
import socket
import threading
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from newsclean.article import Article
from newsclean.batch import MEMORY, TIMEOUT, ExplainedArticle, Explainer, Reason, clean
from newsclean.errors import NewscleanError
from newsclean.fixture import record_of, save_fixture
from newsclean.pipeline import DEFAULT
from newsclean.serve.app import app
from newsclean.serve.question import Refused, read_capture, read_folder, read_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsclean.capture import Capture
    from newsclean.pipeline import Pipeline

# connections at a time; those beyond are closed at once
_CONNECTIONS = 16
# pages in work at a time; those beyond are told to come again
_WORKERS = 2
# seconds in which a question must be there, however slowly it drips
_RECEIVE = 30.0
# beside the capture, a question holds a corrected record
_RECORD_BYTES = 4 * 1024**2
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are read, where fixtures go, and what a page may take in seconds and bytes."""

    fixtures: Path
    pipeline: Pipeline = DEFAULT
    timeout: float = TIMEOUT
    memory: int | None = MEMORY

    @property
    def most_bytes(self) -> int:
        """Bytes of a question: a capture in Base64, and a record."""
        return self.pipeline.max_bytes * 4 // 3 + _RECORD_BYTES


class Server(ThreadingHTTPServer):
    """Listens on one address until it is shut down.

    >>> from pathlib import Path
    >>> with Server(("127.0.0.1", 0), Settings(Path("fixtures"))) as server:
    ...     server.address.partition("#")[0] == f"http://127.0.0.1:{server.server_port}/"
    True
    """

    daemon_threads = True
    # a second server on the port would share its questions
    allow_reuse_port = False

    def __init__(self, place: tuple[str, int], settings: Settings) -> None:
        self.settings, self.token = settings, secrets.token_urlsafe(32)
        self.connections = threading.BoundedSemaphore(_CONNECTIONS)
        self.workers = threading.BoundedSemaphore(_WORKERS)
        super().__init__(place, Handler)
        names = dict.fromkeys((*_LOOPBACK, place[0]))
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in names)
        self.origins = frozenset(f"http://{host}" for host in self.hosts)

    @property
    def address(self) -> str:
        """What to open in a browser; the token behind the # is sent to no server."""
        return f"http://{self.server_address[0]!s}:{self.server_port}/#{self.token}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread, if there are not too many."""
        if self.connections.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer one question."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.connections.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""

    def explain(self, question: dict[str, Any]) -> dict[str, Any]:
        """Return the record of a capture and the page that explains it."""
        if not self.workers.acquire(blocking=False):
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "busy with other pages: try again")
        try:
            article = self._explained(read_capture(question))
        finally:
            self.workers.release()
        record = record_of(article.plain)
        return {
            "picture": article.picture,
            "kind": article.kind,
            "record": {name: record[name] for name in ("title", "date", "published", "body")}
            | {"authors": list(article.authors)},
            "confidence": article.confidence,
            "article_chance": article.article_chance,
        }

    def _explained(self, capture: Capture) -> ExplainedArticle:
        limits = {"timeout": self.settings.timeout, "memory": self.settings.memory}
        pipeline: Any = Explainer(self.settings.pipeline)
        (result,) = clean([asdict(capture)], workers=1, pipeline=pipeline, **limits)  # type: ignore[arg-type]
        if isinstance(result.article, ExplainedArticle):
            return result.article
        too_large = result.reason is Reason.TOO_LARGE
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else _UNPROCESSABLE
        raise Refused(status, f"{result.reason}: {result.message}")

    def save(self, question: dict[str, Any]) -> dict[str, Any]:
        """Write a capture and its corrected record as a fixture, and say where."""
        capture, record, where = (
            read_capture(question),
            read_record(question),
            read_folder(question),
        )
        article = Article.from_dict(record)
        folder = save_fixture(capture, article, self.settings.fixtures, **where)
        return {"folder": str(folder)}


_UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


class Handler(BaseHTTPRequestHandler):
    """One question: checked, read, answered; the connection ends with it."""

    server: Server
    server_version, sys_version = "newsclean", ""
    timeout = _RECEIVE

    def setup(self) -> None:
        """Close the connection of a question that is not there in time."""
        super().setup()
        self.cut = threading.Timer(_RECEIVE, self._stop_reading)
        self.cut.daemon = True
        self.cut.start()

    def finish(self) -> None:
        """End the connection."""
        self.cut.cancel()
        super().finish()

    def _stop_reading(self) -> None:
        try:
            self.connection.shutdown(socket.SHUT_RD)
        except OSError:  # it is closed already
            return

    def do_GET(self) -> None:
        """Give the page, which holds no secret."""
        try:
            self._check_host()
        except Refused as refused:
            self._refuse(refused)
            return
        if self.path != "/":
            self._refuse(Refused(HTTPStatus.NOT_FOUND, "there is nothing of that name"))
            return
        page, policy = app()
        headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}
        self._send(HTTPStatus.OK, page, headers)

    def do_POST(self) -> None:
        """Answer a question that comes from the page."""
        try:
            answer = self._answer()
        except Refused as refused:
            self._refuse(refused)
        except NewscleanError as error:
            self._refuse(Refused(_UNPROCESSABLE, str(error)))
        except OSError as error:
            words = f"it cannot be written: {error.strerror or error}"
            self._refuse(Refused(HTTPStatus.INTERNAL_SERVER_ERROR, words))
        else:
            self._send_json(HTTPStatus.OK, answer)

    def _answer(self) -> dict[str, Any]:
        self._check_host()
        self._check_origin()
        answers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]]
        answers = {"/explain": self.server.explain, "/fixture": self.server.save}
        if self.path not in answers:
            raise Refused(HTTPStatus.NOT_FOUND, "there is nothing of that name")
        return answers[self.path](self._question())

    def _check_host(self) -> None:
        """Refuse names that others have bound to this machine."""
        if self.headers.get_all("Host") is None or self._only("Host") not in self.server.hosts:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, "this server has another name")

    def _check_origin(self) -> None:
        """Refuse what another page asks, and whoever does not hold the token."""
        if self._only("Origin") not in self.server.origins:
            raise Refused(HTTPStatus.FORBIDDEN, "only the page of this server may ask")
        token = self._only("X-Newsclean-Token").encode("utf-8", "replace")
        if not hmac.compare_digest(token, self.server.token.encode()):
            raise Refused(HTTPStatus.FORBIDDEN, "open the address that the terminal shows")
        if self._only("Content-Type") != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a question is application/json")

    def _only(self, name: str) -> str:
        """The value of a header that must be there once, empty if it is not."""
        found = self.headers.get_all(name) or []
        return found[0] if len(found) == 1 else ""

    def _question(self) -> dict[str, Any]:
        length, most = self._only("Content-Length"), self.server.settings.most_bytes
        if not (length.isascii() and length.isdigit()):
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "a question has a length")
        if len(length) > 12 or int(length) > most:
            words = f"a question may have {most:,} bytes"
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words)
        content = self.rfile.read(int(length))
        self.cut.cancel()
        if len(content) < int(length):
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "the question did not arrive in time")
        try:
            question = json.loads(content)
        except (ValueError, RecursionError):
            question = None
        if not isinstance(question, dict):
            raise Refused(HTTPStatus.BAD_REQUEST, "a question is an object of JSON")
        return question

    def _refuse(self, refused: Refused) -> None:
        self._send_json(refused.status, {"error": refused.words})

    def _send_json(self, status: HTTPStatus, answer: dict[str, Any]) -> None:
        self._send(status, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _send(self, status: HTTPStatus, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, **headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Log nothing: the terminal is for the one who started it."""
