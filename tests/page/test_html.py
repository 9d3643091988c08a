import pytest
from selectolax.lexbor import LexborHTMLParser

from newsclean.page.block import Block
from newsclean.page.html import Reading, read_html


def read(html: str) -> Reading:
    return read_html(LexborHTMLParser(html))


def texts(html: str) -> list[str]:
    return [block.text for block in read(html).blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("plain text", ["plain text"]),
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<p>One <b>bold</b>, <i>two</i> <a href=x>three</a>.</p>", ["One bold, two three."]),
        ("<p>in<b>side</b> a<span>word</span></p>", ["inside aword"]),
        ("<p>One<br>line</p>", ["One line"]),
        ("<p>One<br><br>Two<br/>\n<br/> Three</p>", ["One", "Two", "Three"]),
        ("<div>One<br>&nbsp;<br>Two</div>", ["One", "Two"]),
        ("<div>Before<p>Inside</p>after</div>", ["Before", "Inside", "after"]),
        ("<span>One</span><div>Two</div><span>three</span>", ["One", "Two", "three"]),
        ("<ul><li>One</li><li><p>Two</p></li></ul>", ["One", "Two"]),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", ["Term", "Meaning"]),
        ("<p>  One\n\t two&nbsp;&nbsp;three\u200b </p>", ["One two three"]),
        ("<p>caf&eacute; cafe&#769;</p>", ["café café"]),
        ("<p>&amp;lt; &#x1F600; &bogus;</p>", ["&lt; 😀 &bogus;"]),
        ("<p>\u00adsoft\u00adhyphen</p>", ["softhyphen"]),
        ("<p> </p><p>&nbsp;</p><p>\u200b</p>", []),
        ("<figure><img alt=no><figcaption>A caption</figcaption></figure>", ["A caption"]),
        ("<blockquote><p>Quote</p><cite>Who</cite></blockquote>", ["Quote", "Who"]),
        ("<pre>One\n two</pre>", ["One two"]),
        ("<p>One <time>today</time></p>", ["One today"]),
    ],
)
def test_blocks(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<script>var a = '<p>no</p>'</script>",
        "<style>p { color: red }</style>",
        "<noscript><p>Enable scripts</p></noscript>",
        "<template><p>later</p></template>",
        "<svg><text>drawn</text><title>icon</title></svg>",
        "<iframe>no</iframe>",
        "<select><option>One</option></select>",
        "<button>Share</button><textarea>Type</textarea>",
        "<!-- <p>comment</p> -->",
        "<head><title>Title</title></head>",
        "<video>fallback</video>",
    ],
)
def test_what_is_never_shown_as_text_gives_no_block(html: str) -> None:
    assert texts(f"<body>{html}<p>Story.</p>") == ["Story."]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<tr><th>Team</th><th>Won</th></tr><tr><td>Reds</td><td>3</td></tr>",
            ["Team Won", "Reds 3"],
        ),
        ("<tr><td>One cell</td></tr>", ["One cell"]),
        (
            "<tr><td><p>Menu</p></td><td><p>Story one.</p><p>Story two.</p></td></tr>",
            ["Menu", "Story one.", "Story two."],
        ),
        (
            f"<tr><td>Menu</td><td>{'Long story. ' * 40}</td></tr>",
            ["Menu", ("Long story. " * 40).strip()],
        ),
        ("<tr><td>One<br><br>Two</td><td>Three</td></tr>", ["One", "Two", "Three"]),
        ("<tr><td>a</td><td></td><td>b</td></tr>", ["a b"]),
        ("<tr><td><table><tr><td>x</td><td>y</td></tr></table></td></tr>", ["x y"]),
    ],
)
def test_a_row_of_data_is_one_block_and_a_row_of_layout_is_not(
    table: str, expected: list[str]
) -> None:
    assert texts(f"<table>{table}</table>") == expected


def test_what_the_dom_knows_of_a_block() -> None:
    [block] = read("<ul><li>See <a href=x>the bridge</a> <strong>today</strong></li></ul>").blocks
    assert block == Block(
        0, "See the bridge today", "li", block.element, 10, 5, bullet=True, links=1
    )


def test_pictures_count_for_the_block_after_them_or_around_them() -> None:
    blocks = read("<img><p>One</p><video>x</video><iframe></iframe><p>Two<img></p><p>3").blocks
    assert [(block.text, block.media) for block in blocks] == [("One", 1), ("Two", 3), ("3", 0)]


def test_link_and_strong_characters_count_across_nesting() -> None:
    [block] = read("<p><a href=x><b>All</b> of it <em>is linked</em></a></p>").blocks
    assert (block.text, block.strong_chars) == ("All of it is linked", 12)
    assert 16 <= block.link_chars <= len(block.text)


def test_counts_start_anew_with_each_block() -> None:
    one, two = read("<p><a href=x>Link</a></p><p>None</p>").blocks
    assert (one.link_chars, two.link_chars) == (4, 0)


def test_a_link_around_blocks_counts_for_each() -> None:
    one, two = read("<a href=x><div>One</div><div>Two</div></a>").blocks
    assert (one.link_chars, two.link_chars) == (3, 3)


def test_elements_hold_contiguous_ranges_of_blocks() -> None:
    reading = read(
        "<main id=Top class='Story Body'><h1>T</h1><section role=region itemprop=articleBody>"
        "<p>One.</p><p>Two.</p></section></main><footer hidden>End</footer>"
    )
    by_tag = {element.tag: element for element in reading.elements}
    assert (by_tag["main"].names, by_tag["main"].first, by_tag["main"].end) == (
        "story body top",
        0,
        3,
    )
    section = by_tag["section"]
    assert (section.first, section.end) == (1, 3)
    assert section.names.split() == ["role:region", "itemprop:articlebody"]
    assert reading.elements[section.parent] is by_tag["main"]
    assert reading.elements[0].parent == -1
    assert [e.tag for e in reading.elements if e.hidden] == ["footer"]


@pytest.mark.parametrize(
    ("attributes", "hidden"),
    [
        ("", False),
        ("hidden", True),
        ("aria-hidden=true", True),
        ("aria-hidden=false", False),
        ("style='display: none'", True),
        ("style='DISPLAY:NONE'", True),
        ("style='display: none !important'", True),
        ("style='float: none'", False),
        ("class=hidden", False),
    ],
)
def test_hidden_elements_are_marked(attributes: str, hidden: bool) -> None:
    reading = read(f"<div {attributes}>x</div>")
    assert reading.elements[-1].hidden is hidden


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c<p>d</td></tr></table><p>e",
        "<ul><li>a<ul><li>b</li></ul>c</li></ul>",
        "<div>a<div>b<div>c</div>d</div>e</div>",
        "<p>a<div>b</p>c</div></div></p>d",
    ],
)
def test_every_block_lies_in_the_range_of_its_element_and_of_all_above(html: str) -> None:
    reading = read(html)
    assert [block.index for block in reading.blocks] == list(range(len(reading.blocks)))
    for block in reading.blocks:
        number = block.element
        while number >= 0:
            element = reading.elements[number]
            assert element.first <= block.index < element.end
            assert element.parent < number
            number = element.parent


def test_nodes_of_the_tree_lead_to_their_elements() -> None:
    tree = LexborHTMLParser("<div id=a><p id=b>One <b id=c>x</b></p></div>")
    reading = read_html(tree)
    for selector, tag in (("#a", "div"), ("#b", "p")):
        node = tree.css_first(selector)
        assert node is not None
        assert reading.elements[reading.element_ids[node.mem_id]].tag == tag
    inline = tree.css_first("#c")
    assert inline is not None
    assert inline.mem_id not in reading.element_ids


def test_the_tree_is_never_changed() -> None:
    tree = LexborHTMLParser(
        "<div><script>x</script><p>One<br><br>Two</p><table><tr><td>a<td>b</table>"
    )
    before = tree.html
    read_html(tree)
    assert tree.html == before


def test_the_names_of_an_element_are_limited() -> None:
    assert len(read(f"<div class='{'x' * 10_000}'>a</div>").elements[-1].names) <= 300
