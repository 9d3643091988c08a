from collections.abc import Callable, Sequence

import pytest

from newsclean.body.candidate import Candidate
from newsclean.fields.proposal import Choice, Proposal
from newsclean.fields.simple import (
    choose_canonical_url,
    choose_description,
    choose_image,
    choose_site,
    choose_tags,
)
from newsclean.page.page import Page
from newsclean.page.read import read_page
from newsclean.profiles.schema import Profile

URL = "https://www.towntimes.example/news/bridge"
Chooser = Callable[[Page, Sequence[Candidate], Candidate | None], Choice]


def page(head: str = "", url: str | None = URL) -> Page:
    return read_page(f"<html><head>{head}</head><body><p>Story.</p>", url, kind="html")


def chosen(choose: Chooser, head: str, *candidates: Candidate, url: str | None = URL) -> object:
    best = choose(page(head, url), candidates, None).best
    return best.value if best else None


@pytest.mark.parametrize(
    ("choose", "field", "value"),
    [
        (choose_site, "site", "The Times"),
        (choose_description, "description", "What happened."),
        (choose_image, "image", "https://a.example/a.jpg"),
        (choose_tags, "tags", ("a",)),
        (choose_canonical_url, "canonical_url", "https://a.example/b"),
    ],
)
class TestEveryField:
    HEAD = (
        '<meta property="og:site_name" content="Other"><meta name=description content="Other text">'
        '<meta property="og:image" content="/other.jpg"><meta name=keywords content="other">'
        '<link rel=canonical href="/other">'
    )

    def test_the_profile_comes_first(self, choose: Chooser, field: str, value: object) -> None:
        profile = Candidate(fields={field: value}, extractor="profile", family="site")  # type: ignore[dict-item]
        choice = choose(page(self.HEAD), [profile], None)
        assert choice.best == Proposal(value, "profile")  # type: ignore[arg-type]
        assert {v.source for v in choice.rejected} == {"structured"}

    def test_an_extractor_of_ones_own_comes_before_what_the_page_states(
        self, choose: Chooser, field: str, value: object
    ) -> None:
        other = Candidate(fields={field: value}, extractor="mine")  # type: ignore[dict-item]
        site = Candidate(fields={field: value}, extractor="theirs", family="site")  # type: ignore[dict-item]
        own = choose(page(self.HEAD), [other], None).best
        assert own is not None
        assert own.source == "mine"
        best = choose(page(self.HEAD), [other, site], None).best
        assert best is not None
        assert best.source == "theirs"

    def test_captured_text_has_none(self, choose: Chooser, field: str, value: object) -> None:
        text = read_page("The bridge reopened on Monday.", URL, kind="text")
        assert choose(text, [], None) == Choice(field)
        assert choose(text, [], None).best != value


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ('<meta property="og:site_name" content="Town Times">', "Town Times"),
        ('<meta property="og:site_name" content="Town Times -">', "Town Times"),
        (
            '<meta property="og:site_name" content="https://www.towntimes.example">',
            "towntimes.example",
        ),
        (
            '<meta property="og:title" content="The harbour bridge has reopened">'
            '<meta property="og:site_name" content="The harbour bridge has reopened">',
            None,
        ),
        ('<meta property="og:site_name" content="&quot;Town Times&quot;">', "Town Times"),
        (
            '<meta property="og:site_name" content="Town Times | News and weather from the Lenn">',
            "Town Times",
        ),
        (
            '<meta property="og:site_name" content="www.towntimes.example">'
            '<meta name="application-name" content="Town Times">',
            "Town Times",
        ),
        ('<meta property="og:site_name" content="towntimes.example">', "towntimes.example"),
        ("<title>Bridge reopens - The Town Times</title>", "The Town Times"),
        ("<title>Bridge reopens | News | Town Times</title>", "Town Times"),
        ("<title>Bridge reopens - after two years</title>", None),
        (f'<meta property="og:site_name" content="{"Town " * 40}">', None),
        ("", None),
    ],
)
def test_site(head: str, site: str | None) -> None:
    assert chosen(choose_site, head) == site


def test_the_host_is_not_a_name() -> None:
    assert chosen(choose_site, "<title>Bridge reopens</title>", url="https://bbc.example/1") is None


def test_site_of_the_profile_and_of_a_label() -> None:
    text = read_page("site: Town Times\n\nThe bridge reopened.", kind="text")
    assert choose_site(text, [], None).best == Proposal("Town Times", "label")
    text.profile = Profile("towntimes", site="The Town Times")
    best = choose_site(text, [], None).best
    assert best is not None
    assert (best.value, best.source) == ("The Town Times", "profile")


def meta(**contents: str) -> str:
    return "".join(f'<meta name="{name}" content="{text}">' for name, text in contents.items())


@pytest.mark.parametrize(
    ("head", "description"),
    [
        (meta(description="What &lt;b&gt;happened&lt;/b&gt;."), "What happened."),
        ("<title>Bridge</title>" + meta(description="Bridge"), None),
        (
            '<meta property="og:site_name" content="Town">'
            + '<meta property="og:description" content="Town">'
            + meta(description="The bridge reopened."),
            "The bridge reopened.",
        ),
        (
            '<meta property="og:description" content="The bridge over the…">'
            + meta(description="The bridge over the Lenn reopened."),
            "The bridge over the Lenn reopened.",
        ),
        (
            '<meta property="og:description" content="The bridge over the…">'
            + meta(description="Another text."),
            "The bridge over the…",
        ),
        (meta(description="  "), None),
    ],
)
def test_description(head: str, description: str | None) -> None:
    assert chosen(choose_description, head) == description


def images(*addresses: str) -> str:
    return "".join(f'<meta property="og:image" content="{a}">' for a in addresses)


@pytest.mark.parametrize(
    ("head", "image"),
    [
        (images("/a.jpg"), "https://www.towntimes.example/a.jpg"),
        (images("//cdn.example/a.jpg"), "https://cdn.example/a.jpg"),
        (images("data:image/png;base64,AA", "/b.jpg"), "https://www.towntimes.example/b.jpg"),
        (images("/img/site-logo.png", "/b.jpg"), "https://www.towntimes.example/b.jpg"),
        (images("/img/site-logo.png"), "https://www.towntimes.example/img/site-logo.png"),
        (
            images("/logout/catalogos.jpg", "/b.jpg"),
            "https://www.towntimes.example/logout/catalogos.jpg",
        ),
        (images("/i/blank.gif"), None),
        ('<base href="https://cdn.example/x/">' + images("a.jpg"), "https://cdn.example/x/a.jpg"),
        (images("https://www.towntimes.example/"), None),
    ],
)
def test_image(head: str, image: str | None) -> None:
    assert chosen(choose_image, head) == image


def test_a_relative_image_without_an_address_is_none() -> None:
    assert chosen(choose_image, images("/a.jpg"), url=None) is None


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel=canonical href="/news/bridge">', "https://www.towntimes.example/news/bridge"),
        (
            '<link rel=canonical href="/"><meta property="og:url" content="/news/b">',
            "https://www.towntimes.example/news/b",
        ),
        ('<link rel=canonical href="android-app://towntimes">', None),
        ('<link rel=canonical href="https://www.towntimes.example">', None),
        ('<link rel=canonical href="http://localhost/news">', None),
    ],
)
def test_canonical_url(head: str, canonical: str | None) -> None:
    assert chosen(choose_canonical_url, head) == canonical


def test_a_front_page_is_its_own_canonical_address() -> None:
    head = '<link rel=canonical href="https://towntimes.example/">'
    url = "http://towntimes.example"
    assert chosen(choose_canonical_url, head, url=url) == "https://towntimes.example/"


def test_tags_are_one_sources_list() -> None:
    head = (
        '<meta property="article:tag" content="Rivers"><meta property="article:tag" content="Lenn">'
        + meta(keywords="news, town")
    )
    choice = choose_tags(page(head), [], None)
    assert choice.best == Proposal(("Rivers", "Lenn"), "structured", "article:tag")
    assert choice.rejected == (Proposal(("news", "town"), "structured", "keywords"),)
