import newsclean
from newsclean.body.candidate import Candidate
from newsclean.body.scorer.kind import article_chance
from newsclean.page.read import read_page
from tests.body.scorer.test_estimate import STORY as LINES

STORY = "\n\n".join(LINES)
HEAD = "<html><head><meta property='og:type' content='product'></head><body class='product'>"
SHOP = HEAD + "".join(
    f"<div class='product card'><a href='/p/{i}'>Lamp {i}</a><span class='price'>$ {i}9.90</span>"
    "<button>Add to cart</button></div>"
    for i in range(40)
)


def test_a_news_story_is_an_article() -> None:
    assert newsclean.extract("Bridge reopens\n\nBy Ann Lee\n\n" + STORY).article_chance > 0.7


def test_a_page_without_a_body_is_none() -> None:
    page = read_page("Home\nNews", kind="text")
    assert article_chance(page, None) == 0
    assert article_chance(page, Candidate()) == 0
    assert newsclean.extract("").article_chance == 0
    assert newsclean.extract("<script>1</script>").article_chance == 0


def test_a_line_is_hardly_an_article() -> None:
    assert newsclean.extract("It rained on Monday.").article_chance < 0.3


def test_a_shop_is_less_likely_one_than_a_story() -> None:
    story = newsclean.extract("<article><h1>Bridge</h1><p>" + STORY.replace("\n\n", "<p>"))
    shop = newsclean.extract(SHOP, url="https://shop.example/product/lamps")
    assert shop.article_chance < 0.5 < story.article_chance


def test_any_url_will_do() -> None:
    for url in ("", "http://[::bad", "//", "no url at all", "https://a.example/" + "x-" * 5000):
        assert 0 <= newsclean.extract(STORY, url=url).article_chance <= 1
