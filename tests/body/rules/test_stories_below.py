import numpy as np
import pytest

from newsclean.body.rules import Draft
from newsclean.body.rules.stories_below import end_by_marks, take_stories_below
from newsclean.page.read import read_page

STORY = ["The bridge over the river reopened on Monday after two years of repairs. " * 8] * 2
HEADLINE = "Ferry across the Lenn sails every hour from May"
FOREIGN = "From May on the ferry across the Lenn sails every hour, and carries bicycles."


@pytest.mark.parametrize(
    ("below", "end"),
    [
        (["Comments", "No comments yet", "Another story."], 2),
        (["#bridges", "Hashtags", "Ann Lee", "Related Articles", "Another story."], 3),
        (["Comments", "The mayor had this to say on the matter of the bridge."], 4),
        (["Kommentare", "Verwandte Artikel", "Eine andere Geschichte."], 2),
    ],
)
def test_two_marks_near_each_other_are_the_end_by_marks(below, end):
    page = read_page("\n".join(STORY + below), kind="text")
    assert end_by_marks(page, (0, 1, len(page.blocks) - 1)) == end


def test_marks_above_the_story_end_nothing():
    page = read_page("\n".join(["Trending", "Latest news", *STORY]), kind="text")
    assert end_by_marks(page, (2, 3)) == 4
    assert end_by_marks(page, (0, 1, 2, 3)) == 4


def test_no_blocks():
    assert end_by_marks(read_page("", kind="text"), ()) == 0


def taken(*below: str) -> list[str]:
    """What the rule takes from a body of all that is prose."""
    page = read_page("\n".join([*STORY, "Comments", "Related Articles", *below]), kind="text")
    blocks = tuple(block.index for block in page.blocks if block.text.endswith((". ", ".")))
    draft = Draft(blocks, np.full(len(page.blocks), 0.95), 0.5)
    return [page.texts[i] for i in take_stories_below(page, draft)]


def test_stories_with_headlines_of_their_own_go():
    assert taken("Lenn Post", HEADLINE, FOREIGN) == [FOREIGN]
    assert taken(HEADLINE, FOREIGN, "2 hours ago", HEADLINE, FOREIGN, FOREIGN) == [FOREIGN] * 3


@pytest.mark.parametrize(
    "below",
    [
        [HEADLINE, "The mayor was the first to walk to the other side, with a band before her."],
        ["The mayor was the first to walk to the other side, with a band before her."],
        [HEADLINE, FOREIGN, "Menu", "The mayor was the first to walk to the other side."],
    ],
    ids=["a headline of something else", "no headline", "one without"],
)
def test_a_story_that_goes_on_below_a_box_of_links_stays(below):
    assert taken(*below) == []
