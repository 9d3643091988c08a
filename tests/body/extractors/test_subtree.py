from newsclean.body.extractors.subtree import Subtree
from newsclean.page.read import read_page

LINE = "The bridge over the Lenn reopened on Monday after two years, the county said, and more"
STORY = "".join(f"<p>{LINE} {i}.</p>" for i in range(6))
MENU = "<ul>" + "".join(f"<li><a href='/{i}'>Section {i} of the paper</a></li>" for i in range(20))


def kept(html: str) -> tuple[str, ...] | None:
    page = read_page(html, kind="html")
    found = Subtree()(page)
    return found.paragraphs if found is not None else None


def test_it_finds_the_element_that_holds_the_paragraphs() -> None:
    page = (
        f"<div>{MENU}</ul></div><div><h1>Bridge reopens</h1>{STORY}</div><div><p>Imprint</p></div>"
    )
    found = kept(page)
    assert found is not None
    assert len(found) == 6
    assert all(text.startswith(LINE) for text in found)


def test_a_sibling_that_is_not_far_behind_comes_along() -> None:
    found = kept(f"<main><section>{STORY}</section><section>{STORY}</section></main>")
    assert found is not None
    assert len(found) == 12


def test_what_is_mostly_links_is_left_out() -> None:
    linked = f"<p><a href='/other'>{LINE}</a></p>"
    found = kept(f"<div>{STORY}{linked}</div>")
    assert found is not None
    assert len(found) == 6


def test_silent_without_paragraphs_and_on_text() -> None:
    assert kept(f"<div>{MENU}</ul></div>") is None
    assert Subtree()(read_page(f"{LINE}\n{LINE}", kind="text")) is None
    assert Subtree()(read_page("<div><div></div></div>", kind="html")) is None
