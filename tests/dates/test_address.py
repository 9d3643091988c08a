import pytest

from newsclean.dates import date_in_url


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2025/06/30/", "2025-06-30"),
        ("https://example.org/news/2025/6/3/story.html", "2025-06-03"),
        ("https://example.org/2025/06/30", "2025-06-30"),
        ("https://example.org/2025-06-30/story", "2025-06-30"),
        ("https://example.org/20250630/story", "2025-06-30"),
        ("https://example.org/2025/0630/story", "2025-06-30"),
        ("https://example.org/story-20250630", "2025-06-30"),
        ("https://example.org/story_20250630.html", "2025-06-30"),
        ("https://example.org/a-2025-06-30-b", "2025-06-30"),
        ("https://example.org/2025/jun/30/story", "2025-06-30"),
        ("https://example.org/2025/Jun/30/story", "2025-06-30"),
        ("https://example.org/29-10-2021/x", "2021-10-29"),
        ("//example.org/2025/06/30/", "2025-06-30"),
        ("/2025/06/30/story", "2025-06-30"),
        ("https://example.org/2025/06/30/after-2024-02-24/", "2025-06-30"),
        ("https://example.org/2025/06/30/?from=2024/01/01/", "2025-06-30"),
    ],
)
def test_reads(url, day):
    assert date_in_url(url).isoformat() == day


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.org/",
        "https://example.org/2025/06/story",
        "https://example.org/2025/",
        "https://example.org/2025/13/01/",
        "https://example.org/2025/06/31/",
        "https://example.org/1066/10/14/",
        "https://20250630.example.org/",
        "https://example.org/?date=2025-06-30",
        "https://example.org/#2025/06/30/",
        "https://example.org/12025063012/",
        "https://example.org/99999999/",
        "https://example.org/05-06-2025-29/",
        "https://example.org/2024-25-season",
        "https://example.org/2024-4-4-2024-5-0-issue",
        "https://example.org/what-came-after-08-02-2024/1",
        "mailto:ann@example.org",
    ],
)
def test_reads_nothing(url):
    assert date_in_url(url) is None
