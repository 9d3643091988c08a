"""Stories in the state of scripts, whatever their parts are called."""

import pytest

from newsclean.page.embedded_story import find_story

TITLE = "Watermill grinds flour again after ninety years"
PARAGRAPHS = [
    "The wheel of the mill turned on Tuesday for the first time in ninety years, to applause.",
    "Its owner bought the ruin for the price of a van and spent eleven winters rebuilding it.",
    "“People told me that I would drown, go broke or lose a finger,” he said, brushing off flour.",
    "About forty kilograms of wheat went through the stones before dusk, and the miller smiled.",
    "The trust, which had twice refused him money, sent two officers to see the wheel turn.",
]


@pytest.mark.parametrize("kind", ["type", "kind"])
@pytest.mark.parametrize("content", ["content", "text", "value"])
def test_parts_of_the_kind_text_that_end_their_sentence_are_paragraphs(
    kind: str, content: str
) -> None:
    parts = ",".join(f'{{"{kind}":"text","{content}":"{text}"}}' for text in PARAGRAPHS)
    script = f'window.state = {{"headline":"{TITLE}","elements":[{parts}]}};'
    story = find_story([script], [TITLE])
    assert story is not None
    assert story.markup.count("<p>") == len(PARAGRAPHS)


def test_runs_within_a_sentence_are_one_paragraph() -> None:
    runs = [piece for text in PARAGRAPHS for piece in (f" {text[:70]}", text[70:80], text[80:])]
    parts = ",".join(f'{{"type":"text","text":"{run}"}}' for run in runs)
    script = f'window.state = {{"headline":"{TITLE}","body":[{parts}]}};'
    story = find_story([script], [TITLE])
    assert story is not None
    assert story.markup.count("<p>") == 1
