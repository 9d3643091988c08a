import random

from newsclean.training.augment import capture

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
