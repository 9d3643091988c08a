import pytest

from newsclean.body.rules.end_of_story import story_end
from newsclean.page.read import read_page

STORY = ["The bridge over the river reopened on Monday after two years of repairs. " * 8] * 2


@pytest.mark.parametrize(
    ("below", "end"),
    [
        (["Comments", "No comments yet", "Another story."], 2),
        (["#bridges", "Hashtags", "Ann Lee", "Related Articles", "Another story."], 3),
        (["Comments", "The mayor had this to say on the matter of the bridge."], 4),
        (["Kommentare", "Verwandte Artikel", "Eine andere Geschichte."], 2),
    ],
)
def test_two_marks_near_each_other_end_a_story(below, end):
    page = read_page("\n".join(STORY + below), kind="text")
    assert story_end(page, (0, 1)) == end


def test_marks_above_the_story_end_nothing():
    page = read_page("\n".join(["Trending", "Latest news", *STORY]), kind="text")
    assert story_end(page, (2, 3)) == 4
    assert story_end(page, (0, 1, 2, 3)) == 4


def test_no_blocks():
    assert story_end(read_page("", kind="text"), ()) == 0
