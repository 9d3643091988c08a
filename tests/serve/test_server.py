"""Whom the server answers, what it takes, and what it writes."""

import base64
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsclean.fixture import read_fixture
from newsclean.pipeline import Pipeline
from newsclean.serve import Server, Settings
from newsclean.serve import server as server_module

STORY = (
    "<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened on Monday, the county said.</p>"
)
CONTENT = base64.b64encode(STORY.encode()).decode()
RECORD = {"title": "Bridge", "date": "2025-07-01", "authors": ["A. Lee"], "body": ["One.", "Two."]}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    settings = Settings(tmp_path / "fixtures", Pipeline(profiles=None, max_bytes=100_000))
    with Server(("127.0.0.1", 0), settings) as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.02,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def send(server: Server, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, Any]:
    """Return status and content of the answer, that of JSON as its value."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=300)
    try:
        connection.putrequest("GET" if body is None else "POST", path, skip_host=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        is_json = answer.getheader("Content-Type") == "application/json"
        return answer.status, json.loads(content) if is_json else (content, answer.headers)
    finally:
        connection.close()


def ask(server: Server, path: str, question: object, **changed: str | None) -> tuple[int, Any]:
    """Ask as the page would, with headers changed or, if `None`, left out."""
    body = question if isinstance(question, bytes) else json.dumps(question).encode()
    headers: dict[str, str | None] = {
        "Host": f"127.0.0.1:{server.server_port}",
        "Origin": f"http://127.0.0.1:{server.server_port}",
        "X-Newsclean-Token": server.token,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
    }
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    return send(server, path, body, {n: v for n, v in headers.items() if v is not None})


def test_the_page_holds_no_secret_and_has_a_strict_policy(server: Server) -> None:
    status, (page, headers) = send(server, "/", None, {"Host": f"localhost:{server.server_port}"})
    assert status == 200
    assert server.token.encode() not in page
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil:80", ""]
)
def test_a_name_that_others_have_bound_to_this_machine_is_refused(
    server: Server, host: str
) -> None:
    assert send(server, "/", None, {"Host": host})[0] == 421
    assert ask(server, "/explain", {"content": CONTENT}, Host=host)[0] == 421


def test_a_question_without_a_host_is_refused(server: Server) -> None:
    assert send(server, "/", None, {})[0] == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", None])
def test_another_page_may_not_ask(server: Server, origin: str | None) -> None:
    status, answer = ask(server, "/explain", {"content": CONTENT}, Origin=origin)
    assert (status, answer["error"]) == (403, "only the page of this server may ask")


@pytest.mark.parametrize("token", ["", "x", "é", None])
def test_who_does_not_hold_the_token_may_not_ask(server: Server, token: str | None) -> None:
    status, answer = ask(server, "/fixture", {}, X_Newsclean_Token=token)
    assert (status, answer["error"]) == (403, "open the address that the terminal shows")


def test_a_form_of_another_page_cannot_ask(server: Server) -> None:
    assert ask(server, "/explain", {}, Content_Type="text/plain")[0] == 415


@pytest.mark.parametrize(
    ("body", "length", "status"),
    [
        (b"", None, 411),
        (b"", "-1", 411),
        (b"", "9" * 30, 413),
        (b"", "200000000", 413),
        (b"[]", "2", 400),
        (b"{", "1", 400),
        (b"[" * 100_000, "100000", 400),
        (b"\xff", "1", 400),
    ],
)
def test_questions_are_bounded_and_of_json(
    server: Server, body: bytes, length: str | None, status: int
) -> None:
    assert ask(server, "/explain", body, Content_Length=length)[0] == status


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"content": "not base64"},
        {"content": 1},
        {"content": CONTENT, "url": 1},
        {"content": CONTENT, "url": "x" * 3000},
        {"content": CONTENT, "captured_at": "yesterday"},
        {"content": CONTENT, "kind": "pdf"},
    ],
)
def test_what_is_wrong_with_a_question_is_said(server: Server, question: dict[str, Any]) -> None:
    status, answer = ask(server, "/explain", question)
    assert status == 400
    assert re.match("content|url|captured_at|kind", answer["error"])


def test_there_is_nothing_else(server: Server) -> None:
    host = {"Host": f"127.0.0.1:{server.server_port}"}
    assert send(server, "/../../etc/passwd", None, host)[0] == 404
    assert ask(server, "/other", {})[0] == 404


def test_a_capture_is_explained_in_a_worker(server: Server) -> None:
    status, answer = ask(server, "/explain", {"content": CONTENT, "url": "https://a.example/b"})
    assert status == 200
    assert answer["record"]["title"] == "Bridge reopens"
    assert answer["kind"] == "html"
    assert answer["picture"].startswith("<!doctype html>")
    large = base64.b64encode(b"x" * 100_001).decode()
    status, answer = ask(server, "/explain", {"content": large})
    assert (status, answer["error"].split(":")[0]) == (413, "too_large")
    status, answer = ask(server, "/explain", {"content": ""})
    assert (status, answer["record"]["body"]) == (200, [])


def test_pages_beyond_those_in_work_are_told_to_come_again(server: Server) -> None:
    for _ in range(2):
        server.workers.acquire()
    status, answer = ask(server, "/explain", {"content": CONTENT})
    assert (status, answer["error"]) == (503, "busy with other pages: try again")


def fixture_question(**changed: Any) -> dict[str, Any]:
    question = {"content": CONTENT, "url": "https://a.example/b", "kind": "html", "record": RECORD}
    return {**question, **changed}


def test_a_corrected_record_is_saved_as_a_fixture(server: Server) -> None:
    status, answer = ask(server, "/fixture", fixture_question(about="a bridge"))
    assert status == 200
    fixture = read_fixture(Path(answer["folder"]))
    assert fixture.folder == server.settings.fixtures / "a.example" / "2025-07-01-bridge"
    assert fixture.content == STORY.encode()
    assert fixture.about == "a bridge"
    assert {name: fixture.record[name] for name in RECORD} == RECORD
    status, answer = ask(server, "/fixture", fixture_question())
    assert status == 422
    assert "exists" in answer["error"]


@pytest.mark.parametrize(
    "changed",
    [
        {"site": "../out"},
        {"slug": "a/b"},
        {"slug": ".."},
        {"record": {"title": 1}},
        {"record": {"date": "soon"}},
        {"record": {"body": "text"}},
        {"record": {"confidence": 1}},
        {"record": None},
    ],
)
def test_a_fixture_that_cannot_be_is_refused(server: Server, changed: dict[str, Any]) -> None:
    assert ask(server, "/fixture", fixture_question(**changed))[0] in {400, 422}
    assert not server.settings.fixtures.exists()


def test_a_question_that_drips_is_cut(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_RECEIVE", 0.2)
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=30) as connection:
        connection.sendall(b"POST /explain HTTP/1.1\r\nHost: ")
        assert b" 421 " in connection.recv(1000)
    assert ask(server, "/explain", b"{", Content_Length="5000")[0] == 408


def test_connections_beyond_the_limit_are_closed(server: Server) -> None:
    place = ("127.0.0.1", server.server_port)
    held = [socket.create_connection(place, timeout=30) for _ in range(16)]
    try:
        for connection in held:
            connection.sendall(b"GET / HTTP/1.1\r\n")
        with socket.create_connection(place, timeout=30) as more:
            assert more.recv(1000) == b""
    finally:
        for connection in held:
            connection.close()


def test_ctrl_c_ends_the_command_and_a_taken_port_is_named(tmp_path: Path) -> None:
    # a shell may have interrupts ignored for what runs in the background
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from newsclean.cli.main import main; main()"
    )
    command = [sys.executable, "-u", "-c", code, "serve", "--port", "0", "--root", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        address = process.stdout.readline().decode()
        found = re.fullmatch(r"Open http://127\.0\.0\.1:(\d+)/#[\w-]{43}\n", address)
        assert found
        again = [*command[:-3], found[1], *command[-2:]]
        done = subprocess.run(again, capture_output=True, timeout=120, check=False)
        assert done.returncode == 1
        assert b"name another with --port" in done.stderr
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err.decode()) == (0, "\nEnded.\n")
