"""Boxes, copies, second stories and bylines in the forms in which readers reported them lost."""

from __future__ import annotations

import pytest

import newsclean

TITLE = "Ferry sails again after two winters ashore"
STORY = [
    "The Ellen Marsh left the quay at Saltby on Monday with ninety passengers, the first to cross"
    " the estuary by boat since the slipway was damaged two winters ago, and a brass band played.",
    "Her captain, Wilma Trent, said that the engine had been rebuilt in a barn by two retired"
    " fitters who refused any pay but a seat on the first crossing of the year.",
    "The county paid for the new slipway out of a fund for storms, which still holds a third of"
    " what was put into it after the floods of the spring before last.",
]
OTHER_TITLE = "Paper mill to reopen as a bath"
OTHER = [
    "The paper mill that closed at Hatherley eleven years ago will reopen as a public bath, after"
    " the town bought the buildings for a single coin and three councils agreed to share the cost.",
    "Work begins in the spring and should take two years, the architects say, since the chimney at"
    " Hatherley must be kept for the owls that live there.",
]
NAVIGATION = "<header><nav><a href=/>News</a> <a href=/s>Sport</a></nav></header>"
BYLINE = "<p class=byline>By Otis Lane</p><time datetime=2025-06-16>16 June 2025</time>"


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(
    *, byline: str = BYLINE, body: str | None = None, after: str = "", head: str = "", end: str = ""
) -> str:
    story = paragraphs(STORY) if body is None else body
    return (
        f"<html><head><title>{TITLE} - Courier</title>{head}</head><body>{NAVIGATION}"
        f"<article><h1>{TITLE}</h1>{byline}{story}{after}</article>{end}"
        "<footer><p>© 2025 Courier</p></footer></body></html>"
    )


def text(lines: list[str]) -> str:
    return "\n".join(["Courier", "News", "Sport", "Weather", "", *lines, "", "Privacy policy"])


def inserted(box: str) -> str:
    return page(body=paragraphs(STORY[:2]) + box + paragraphs(STORY[2:]))


BOXES = {
    "newsletter": "<aside class=newsletter-signup><h3>The Tide Letter</h3><p>All the news of the"
    " estuary in your inbox every morning. Sign up here.</p></aside>",
    "poll": "<div class=poll><h4>Will you take the ferry?</h4><ul><li>Yes, every day</li>"
    "<li>No, never again</li></ul></div>",
    "letter without a name": "<div><p><b>The Tide Letter</b></p><p>The estuary every morning,"
    " straight to your inbox.</p></div>",
    "consent": "<div><p>This map is provided by an external service.</p><p>We need your consent"
    " before it is loaded, as it may set cookies.</p></div>",
    "placeholder": "<amp-iframe src=x><div placeholder>Loading the map of the crossing</div>"
    "</amp-iframe>",
    "fallback": "<amp-img src=x><div fallback>The picture could not be shown</div></amp-img>",
}
ABOVE = {
    "player": "<div class=audio-player><p>Listen: the story read by a machine. 4 min</p></div>",
    "mail": "<form class=email-article><p>Send this story to a friend. Separate addresses with"
    " commas.</p><ul><li>You must enter a valid address.</li></ul></form>",
}


@pytest.mark.parametrize("name", BOXES)
def test_a_box_within_the_story_goes(name: str) -> None:
    assert list(newsclean.extract(inserted(BOXES[name])).paragraphs) == STORY


@pytest.mark.parametrize("name", ABOVE)
def test_a_box_above_the_story_goes(name: str) -> None:
    content = page(body=ABOVE[name] + paragraphs(STORY))
    assert list(newsclean.extract(content).paragraphs) == STORY


def test_a_biography_below_the_story_goes() -> None:
    life = "<p>Otis Lane is the harbour correspondent of the Courier and lives in Saltby.</p>"
    assert list(newsclean.extract(page(after=life)).paragraphs) == STORY


def test_the_mark_that_links_to_a_heading_goes() -> None:
    heading = '<h2 id=a>The slipway<a href="#a" class=anchor>#</a></h2>'
    body = paragraphs(STORY[:2]) + heading + paragraphs(STORY[2:])
    found = list(newsclean.extract(page(body=body)).paragraphs)
    assert found == [*STORY[:2], "The slipway", *STORY[2:]]


@pytest.mark.parametrize("times", ["{} Uhr", "{}", "{} pm", "{} Otis Lane"])
def test_the_times_of_entries_go(times: str) -> None:
    entries = zip(["4:05", "3:40", "2:10"], STORY, strict=True)
    body = "".join(f"<p>{times.format(time)}</p><p>{text}</p>" for time, text in entries)
    assert list(newsclean.extract(page(body=body)).paragraphs) == STORY


COMMENTS = [
    "I crossed on the first boat and the band was louder than the engine, as it should be.",
    "Who pays for the fuel, that is what I would like to know before anybody plays a tune again.",
    "My father worked on that slipway and he always said that it would outlast the county.",
]


@pytest.mark.parametrize("heading", ["3 Leserkommentare", "Комментарии (3)", "댓글 3"])
def test_comments_without_a_telling_name_go(heading: str) -> None:
    said = "".join(
        f"<div><span>Reader {n}</span> <span>{n + 2} h</span><p>{text}</p><a href=#>Reply</a></div>"
        for n, text in enumerate(COMMENTS)
    )
    content = page(end=f"<div><h2>{heading}</h2>{said}</div>")
    assert list(newsclean.extract(content).paragraphs) == STORY


def test_key_points_of_captured_text_keep_their_heading() -> None:
    points = ["Das Wichtigste in Kürze", "The ferry sails again.", "Her engine was rebuilt."]
    lines = [TITLE, "By Otis Lane", "16 June 2025", *points, *STORY]
    assert list(newsclean.extract(text(lines)).paragraphs) == points + STORY


def test_no_item_of_a_list_is_lost_for_its_link() -> None:
    items = ["Monday: the old boiler house", "Tuesday: the gatehouse", "Thursday: the rag loft"]
    listed = "".join(f"<li><a href=/{n}>{item}</a></li>" for n, item in enumerate(items))
    body = paragraphs(STORY[:2]) + f"<p>It sails on three days:</p><ul>{listed}</ul>"
    found = newsclean.extract(page(body=body + paragraphs(STORY[2:]))).paragraphs
    assert len({*items}.intersection(found)) in {0, 3}


def test_an_arrow_and_a_linked_headline_point_elsewhere() -> None:
    pointer = "<p><a href=/m>» Council to vote on bus lanes next week</a></p>"
    assert list(newsclean.extract(inserted(pointer)).paragraphs) == STORY


def test_the_heading_of_an_offer_below_the_story_goes() -> None:
    offer = [
        "Keep reading for less than the price of a coffee",
        "You have read your two free articles this month. Subscribe to the Courier now.",
        "Already a subscriber? Sign in to continue.",
    ]
    lines = [TITLE, "By Otis Lane", "16 June 2025", *STORY, *offer]
    assert list(newsclean.extract(text(lines)).paragraphs) == STORY


def test_key_points_keep_their_heading() -> None:
    points = [
        "At a glance",
        "The ferry sails again after two winters.",
        "Fitters rebuilt her engine for nothing.",
    ]
    items = "".join(f"<li>{point}</li>" for point in points[1:])
    listed = f"<div><h2>{points[0]}</h2><ul>{items}</ul></div>"
    content = page(body=listed + paragraphs(STORY))
    assert list(newsclean.extract(content).paragraphs) == points + STORY


TWICE = {
    "columns": page(
        body=f"<div class=mobile>{paragraphs(STORY)}</div><div class=wide>{paragraphs(STORY)}</div>"
    ),
    "whole": page(end=f"<div class=m><h1>{TITLE}</h1><p>By Otis Lane</p>{paragraphs(STORY)}</div>"),
    "text": text(2 * [TITLE, "By Otis Lane", "16 June 2025", *STORY]),
}


@pytest.mark.parametrize("form", TWICE)
def test_a_story_that_is_printed_twice_is_given_once(form: str) -> None:
    assert list(newsclean.extract(TWICE[form]).paragraphs) == STORY


SECOND = {
    "dated": text(
        [
            *(TITLE, "By Otis Lane", "16 June 2025", *STORY, "Next story"),
            *("A bath out of paper", "By Moira Tench", "15 June 2025", *OTHER),
        ]
    ),
    "byline": page(
        end=f"<article><h2>{OTHER_TITLE}</h2><p>By Moira Tench</p>{paragraphs(OTHER)}</article>"
    ),
    "no heading": page(end=f"<div class=next><div>{OTHER_TITLE}</div>{paragraphs(OTHER)}</div>"),
    "text": text(
        [
            *(TITLE, "By Otis Lane", "16 June 2025", *STORY, "Share"),
            *(OTHER_TITLE, "By Moira Tench", "15 June 2025", *OTHER),
        ]
    ),
}


@pytest.mark.parametrize("form", SECOND)
def test_a_second_story_goes_with_its_author(form: str) -> None:
    article = newsclean.extract(SECOND[form])
    assert (list(article.paragraphs), article.authors) == (STORY, ("Otis Lane",))
    assert len(newsclean.extract_all(SECOND[form])) == 1


def test_a_teaser_with_a_byline_does_not_end_the_story() -> None:
    teaser = "<div><a href=/m>Mill to reopen</a><div>By Moira Tench</div></div>"
    assert list(newsclean.extract(inserted(teaser)).paragraphs) == STORY


def test_the_headings_of_live_entries_stay_and_are_no_title() -> None:
    headings = ["Boat reaches the far quay", "Band plays on the pier", "Slipway opened"]
    times = ["14:05", "13:40", "12:10"]
    entries = zip(times, headings, STORY, strict=True)
    lines = [f"{TITLE}: live", "Nell Harker", "16 June 2025", *(s for e in entries for s in e)]
    article = newsclean.extract(text(lines))
    assert article.title == f"{TITLE}: live"
    wanted = [line for pair in zip(headings, STORY, strict=True) for line in pair]
    assert list(article.paragraphs) == wanted


BYLINES = {
    "By Jamie Frost (@jfrost)": ("Jamie Frost",),
    "By Jemma Hillard | Courier.com": ("Jemma Hillard",),
    "By Jemma Hillard<br>Courier.com Staff": ("Jemma Hillard",),
    "By OTIS LANE and WILMA BRANT": ("OTIS LANE", "WILMA BRANT"),
    "Autor: Lucía Prado Gil": ("Lucía Prado Gil",),
    "Propos recueillis par Jeanne Aubry": ("Jeanne Aubry",),
    "Interview: Jeanne Aubry": ("Jeanne Aubry",),
    "Tác giả: Trần Văn Bình": ("Trần Văn Bình",),
    "记者 王丽华 摄影 陈大明": ("王丽华",),
    "记者 王丽华 通讯员 陈大明 编辑 李明": ("王丽华",),
}


@pytest.mark.parametrize("line", BYLINES)
def test_who_a_byline_names(line: str) -> None:
    assert newsclean.extract(page(byline=f"<p>{line}</p>")).authors == BYLINES[line]


DECLARED = {
    '<meta name="author" content="Ann Marie Lee">': ("Ann Marie Lee",),
    '<meta name="author" content="admin">': (),
    '<meta name="author" content="Courier"><meta property="og:site_name" content="Courier">': (),
    '<script type="application/ld+json">{"@type": "NewsArticle", "author":'
    ' [{"@type": "Person", "name": "Ann Marie Lee"}, {"@type": "Person", "name": "Bo Strand"}]}'
    "</script>": ("Ann Marie Lee", "Bo Strand"),
}


@pytest.mark.parametrize("head", DECLARED)
def test_metadata_are_believed_where_no_byline_is_printed(head: str) -> None:
    shown = "<time datetime=2025-06-16>16 June 2025</time>"
    assert newsclean.extract(page(byline=shown, head=head)).authors == DECLARED[head]
    printed = newsclean.extract(page(head='<meta name="author" content="Sandy Cheung">'))
    assert printed.authors == ("Otis Lane",)
