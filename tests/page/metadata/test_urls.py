import pytest

from newsclean.page.metadata.urls import host_of, is_front_page, url_key, web_address

BASE = "https://town.example/news/1"


@pytest.mark.parametrize(
    ("address", "absolute"),
    [
        ("/a.jpg", "https://town.example/a.jpg"),
        (" b.jpg ", "https://town.example/news/b.jpg"),
        ("//cdn.example/a.jpg", "https://cdn.example/a.jpg"),
        ("http://b.example/ü.jpg", "http://b.example/ü.jpg"),
        ("data:image/png;base64,AAAA", None),
        ("javascript:void(0)", None),
        ("ftp://b.example/a", None),
        ("http://localhost/a", None),
        ("http://[::1", None),
        ('<img src="/a.png">', None),
        ("a b.jpg", None),
        ("/x" * 2000, None),
        ("", None),
        (None, None),
    ],
)
def test_web_address(address: str | None, absolute: str | None) -> None:
    assert web_address(address, BASE) == absolute


def test_a_relative_address_without_a_base_is_none() -> None:
    assert web_address("/a.jpg", None) is None
    assert web_address("//cdn.example/a.jpg", None) == "https://cdn.example/a.jpg"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.t.example/a/", "http://t.example/a", True),
        ("https://t.example/a?utm_source=x&fbclid=1", "https://t.example/a#top", True),
        ("https://m.t.example/a", "https://t.example/a", True),
        ("https://t.example/a?id=1", "https://t.example/a?id=2", False),
        ("https://t.example/a", "https://t.example/b", False),
    ],
)
def test_url_key(one: str, other: str, same: bool) -> None:
    assert (url_key(one) == url_key(other)) is same


@pytest.mark.parametrize("url", [None, "", "https://t.example", "https://t.example/", "http://[x"])
def test_what_names_no_page_has_no_key(url: str | None) -> None:
    assert url_key(url) == ""


def test_front_pages_and_hosts() -> None:
    assert is_front_page("https://t.example/#x")
    assert not is_front_page("https://t.example/?p=1")
    assert host_of("https://user@www.T.example:80/") == "t.example"
    assert host_of(None) == ""
