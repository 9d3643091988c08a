import random

from newsclean_workshop.augment import Material, capture, followed, gather

from newsclean.bench.corpus import CorpusPage

HTML = "<h1>A title</h1>" + "".join(f"<p>Paragraph {n} {'word ' * 20}</p>" for n in range(9))


def test_the_same_seed_gives_the_same_captures() -> None:
    first, second = random.Random(4), random.Random(4)
    assert [capture(HTML, first) for _ in range(20)] == [capture(HTML, second) for _ in range(20)]


def test_a_capture_keeps_the_longest_line() -> None:
    rng = random.Random(0)
    captures = [capture(HTML, rng) for _ in range(60)]
    assert len(set(captures)) > 10
    assert all("Paragraph" in text for text in captures)


def test_an_empty_page() -> None:
    rng = random.Random(0)
    assert all(not capture("<p></p>", rng).strip() for _ in range(20))


def page(number: int, kind: str = "article", body: str | None = None) -> CorpusPage:
    said = "".join(
        f"<p>{kind} {number} says in words of its own, at some length, what follows {n}.</p>"
        for n in range(9)
    )
    return CorpusPage(id=f"{kind} {number}", html=said, title=f"T {number}", body=body, kind=kind)


MATERIAL = gather(
    [
        page(1, "forum"),
        page(2, "listing"),
        page(3, "product"),
        page(4),
        page(5, body="One.\n\nTwo."),
    ]
)
BODY = "\n".join(f"Paragraph {n} {'word ' * 20}" for n in range(9))


def test_material_is_of_its_kinds() -> None:
    assert (len(MATERIAL.talks), len(MATERIAL.lists)) == (1, 1)
    assert MATERIAL.stories == (("T 5", "One.", "Two."),)


def test_foreign_material_follows_the_story() -> None:
    rng = random.Random(0)
    texts = [followed(HTML + "<p>Imprint</p>", BODY, MATERIAL, rng) or "" for _ in range(40)]
    assert {w for w in ("forum 1", "listing 2", "T 5", "product 3") if w in "".join(texts)} == {
        "forum 1",
        "listing 2",
        "T 5",
    }
    for text in texts:
        foreign = [text.find(mark) for mark in ("forum 1", "listing 2", "T 5")]
        assert max(foreign) > text.index("Paragraph 8")


def test_nothing_follows_a_story_whose_end_is_not_found() -> None:
    rng = random.Random(0)
    assert followed(HTML, "Another story altogether.", MATERIAL, rng) is None
    assert followed(HTML, BODY, Material((), (), ()), rng) is None
