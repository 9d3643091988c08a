import logging
import socket
from datetime import date
from typing import Any

import pytest

from newsclean.bench import Peer, Record
from newsclean.bench.peers import (
    HTML_PEERS,
    installed_peers,
    load_peer,
    quiet_peers,
    run_peer,
)
from newsclean.errors import SettingError

SENTENCE = "The council of Velm decided on Monday that the old bridge is to be opened again. "
PAGE = (
    "<html lang=en><head><title>Bridge opens again</title>"
    '<meta property="article:published_time" content="2025-06-14T08:00:00+02:00">'
    '<meta name="author" content="Ann Lee"></head><body><article><h1>Bridge opens again</h1>'
    + f"<p>{SENTENCE * 4}</p>" * 5
    + "</article></body></html>"
)
URL = "https://velm.example/2025/bridge"

OTHERS = [name for name in installed_peers("html") if not name.startswith("newsclean")]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("a peer went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("name", OTHERS)
def test_each_peer_gives_the_body_of_a_plain_page(name: str) -> None:
    with quiet_peers():
        peer = load_peer(name)
        record, failure = run_peer(peer, PAGE, URL)
    assert failure is None
    body = peer.text_of(record.body) if peer.text_of else record.body
    assert SENTENCE.strip() in body
    assert "<p>" not in body


@pytest.mark.parametrize("name", ["trafilatura-record", "newspaper4k"])
def test_peers_of_whole_records_give_the_fields(name: str) -> None:
    if name not in OTHERS:
        pytest.skip(f"{name} is not installed")
    with quiet_peers():
        record, _ = run_peer(load_peer(name), PAGE, URL)
    assert record.title == "Bridge opens again"
    assert record.date == date(2025, 6, 14)
    assert record.authors == ("Ann Lee",)


def test_keep_all_keeps_all() -> None:
    assert load_peer("keep-all", "text").run("a\nb", None) == Record(body="a\nb")


def test_a_failing_peer_is_an_empty_record() -> None:
    def fail(content: str, url: str | None) -> Record:
        raise KeyError(content)

    record, failure = run_peer(Peer("fails", fail), "a page", None)
    assert record == Record()
    assert failure is not None
    assert failure.startswith("KeyError at test_peers.py:")


def test_a_missing_library_of_a_peer_is_named() -> None:
    def fail(content: str, url: str | None) -> Record:
        raise ImportError("install the tokenizer\nwith pip")

    _, failure = run_peer(Peer("fails", fail), "x", None)
    assert failure == "ImportError: install the tokenizer"


def test_an_unknown_peer_is_named_with_the_choice() -> None:
    with pytest.raises(SettingError, match="no peer 'boilerpipe' reads html; choose among newsc"):
        load_peer("boilerpipe")


def test_a_peer_for_html_cannot_read_text() -> None:
    with pytest.raises(SettingError, match="no peer 'trafilatura' reads text"):
        load_peer("trafilatura", "text")


def test_newsclean_is_the_first_peer() -> None:
    assert next(iter(HTML_PEERS)) == "newsclean"
    assert installed_peers("html")[0] == "newsclean"


def test_quiet_peers_restores_the_log_levels() -> None:
    logger = logging.getLogger("trafilatura")
    before = logger.level
    with quiet_peers():
        assert not logger.isEnabledFor(logging.CRITICAL)
    assert logger.level == before
