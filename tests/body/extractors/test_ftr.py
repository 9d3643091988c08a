"""The extractor that applies rules of ftr-site-config; rules and pages are made up."""

import time
from pathlib import Path

import pytest

from newsclean.body.extractors.ftr import FtrExtractor, apply_rules, complaints
from newsclean.body.extractors.xpath import XPathTree
from newsclean.capture import Capture
from newsclean.page import Page, read_page
from newsclean.pipeline import Pipeline
from newsclean.profiles import ProfileSet
from newsclean.profiles.ftr import FtrRules, make_rules, read_directives
from newsclean.profiles.ftr_files import FtrFiles

URL = "https://lenn.example/bridge"
PARAGRAPHS = (
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.",
    "Mayor Ulla Brandt cut the ribbon at noon, and a band played for an hour in the rain.",
    "The repairs cost nine million euros, two million more than planned, the builders said.",
)
HTML = f"""<html><head><title>Lenn</title><meta name="by" content="Ann Lee"></head><body>
<div class="menu"><p>Home</p><p>Sport</p></div>
<div id="main"><h1>Bridge over the Lenn reopens</h1><span class="when">Filed 1 July 2025</span>
<div class="text"><p>{PARAGRAPHS[0]}</p><p class="box promo-2">Read our letter.</p>
<p>{PARAGRAPHS[1]}</p><div class="more"><p>{PARAGRAPHS[2]}</p></div></div>
<p class="tail">Set by hand</p></div></body></html>"""


def rules(text: str) -> FtrRules:
    return make_rules("lenn.example", read_directives(text))


def page(html: str = HTML) -> Page:
    return read_page(html, URL, kind="html")


def body(text: str, html: str = HTML) -> tuple[str, ...]:
    found, _ = apply_rules(page(html), rules(text))
    return found.paragraphs if found is not None else ()


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("body: //div[@class='text']", (PARAGRAPHS[0], "Read our letter.", *PARAGRAPHS[1:])),
        ("body: //div[@class='none']\nbody: //div[@class='more']", PARAGRAPHS[2:]),
        ("body: //div[@class='text']/p | //p[@class='tail']\nstrip: //p[contains(., 'letter')]",
         (*PARAGRAPHS[:2], "Set by hand")),
        ("body: //div[@class='text']\nstrip_id_or_class: promo", PARAGRAPHS),
        ("body: //div[@class='text']\nstrip: //p[2] | //div[@class='more']",
         (PARAGRAPHS[0], PARAGRAPHS[1])),
        # what is stripped is gone for the expressions behind it
        ("body: //div[@class='text']/p[2]\nstrip_id_or_class: promo", PARAGRAPHS[1:2]),
        ("body: //blockquote\nwrap_in(blockquote): //div[@class='more']", PARAGRAPHS[2:]),
        ("body: //div[@class='text']/div/p\ndissolve: //div[@class='more']", ()),
        ("body: //div[@class='text']/p[4]\ndissolve: //div[@class='more']", PARAGRAPHS[2:]),
        ("body: //section\nfind_string: <div class=\"more\">\nreplace_string: <section>",
         PARAGRAPHS[2:]),
        ("body: //section\nreplace_string(<div class=\"more\">): <section>", PARAGRAPHS[2:]),
        ("body: //div[@class='text'][not(img)]\nstrip_image_src: pixel", PARAGRAPHS),
        ("title: //h1", ()),
        ("body: //p[", ()),
    ],
)  # fmt: skip
def test_the_body_by_rules(text: str, paragraphs: tuple[str, ...]) -> None:
    if "strip_image_src" in text:
        text += "\nstrip_id_or_class: promo"
        assert body(text, HTML.replace('"text">', '"text"><img src="/pixel.gif">')) == paragraphs
        assert body(text, HTML.replace('"text">', '"text"><img src="/photo.jpg">')) == ()
    else:
        assert body(text) == paragraphs


def test_pruned_of_what_is_hardly_a_part_of_the_story() -> None:
    files = FtrFiles({"lenn.example": "body: //body\nprune: no"})
    found = FtrExtractor()(read_page(HTML, URL, profiles=ProfileSet(ftr=(files,))))
    assert found is not None
    assert found.on_trial
    assert set(PARAGRAPHS) <= set(found.paragraphs)
    assert "Home" not in found.paragraphs


def test_fields_by_rules() -> None:
    text = "title: //h2\ntitle: //h1\ndate: substring-after(//span[@class='when'], 'Filed ')\n"
    found, notes = apply_rules(page(), rules(text + "author: //meta[@name='by']/@content"))
    assert found is not None
    assert notes == ()
    assert {name: str(value) for name, value in found.fields.items()} == {
        "title": "Bridge over the Lenn reopens",
        "date": "2025-07-01",
        "authors": "('Ann Lee',)",
    }


def test_an_author_may_be_spelled_out() -> None:
    found, _ = apply_rules(page(), rules('author: ("Bo Chan")'))
    assert found is not None
    assert found.fields == {"authors": ("Bo Chan",)}


def test_an_expression_that_is_wrong_is_noted_and_costs_itself_alone() -> None:
    text = "body: //div[contains(@class='text')]\nbody: //div[@class='more']"
    found, notes = apply_rules(page(), rules(text))
    assert found is not None
    assert found.paragraphs == PARAGRAPHS[2:]
    assert [note.partition(" (")[0] for note in notes] == [
        "//div[contains(@class='text')]: no XPath 1.0"
    ]


def test_pages_tell_what_is_wrong_with_rules() -> None:
    text = "title: //h1\nbody: //div[@class='old']\nbody: //div[@class='more']\nstrip: //b[\n"
    text += f"strip: //p[foo()]\ntest_url: {URL}\ntest_contains: nine million\n"
    text += "test_contains: Mayor Brandt\ntest_url: https://lenn.example/2\ntest_contains: x"
    assert [line.partition(" (")[0] for line in complaints([page()], rules(text))] == [
        "//p[foo()]: no XPath 1.0",
        f"the body of {URL} lacks 'Mayor Brandt'",
        "finds nothing: //div[@class='old']",
        "finds nothing: //p[foo()]",
    ]


COSTLY = (
    "//p/following-sibling::p",
    "//p/following::p",
    "//p[//b]",
    "//*[count(.//*[count(//p) > 1]) > 1]",
    "//p[following-sibling::p/following-sibling::p]",
    "//p | //p | //p | //p",
)


@pytest.mark.parametrize("expression", COSTLY)
def test_what_may_take_long_is_not_begun(expression: str) -> None:
    large = page("<p>" + "<p>text".join(map(str, range(15_000))))
    begun = time.process_time()
    _, notes = apply_rules(large, rules(f"strip: {expression}\nbody: //p[3]"))
    assert any(note.startswith(f"{expression}: too costly on a page of 15,0") for note in notes)
    assert time.process_time() - begun < 10
    assert apply_rules(page(), rules(f"strip: {expression}"))[1] == ()


def test_all_expressions_together_are_bounded() -> None:
    large = page("<p>" + "<p>text".join(map(str, range(3000))))
    many = "\n".join(f"strip: //p[preceding-sibling::b{i}]" for i in range(50))
    assert len(apply_rules(large, rules(many))[1]) > 40


def test_names_and_text_that_xml_does_not_know_are_read() -> None:
    odd = '<body><o:p @click="x" a:b="y" class="k\x01">One \x02two</o:p><svg:g>three</svg:g>'
    tree = XPathTree(page(odd))
    assert len(tree.find("//unknown[@class='k']")) <= 1
    assert "two" in tree.tree.getroot().xpath("string(//body)")


class TestInAPipeline:
    def pipeline(self, text: str) -> Pipeline:
        files = FtrFiles({"lenn.example": text})
        return Pipeline(profiles=ProfileSet(ftr=(files,)))

    def test_pages_of_other_sites_are_not_looked_at(self) -> None:
        found = self.pipeline("body: //p[1]").explain(HTML)
        assert "ftr" not in {item.candidate.extractor for item in found.proposed.scored}
        assert FtrExtractor()(page()) is None

    def test_a_stale_rule_loses(self) -> None:
        plain = Pipeline(profiles=None).extract(HTML, URL)
        found = self.pipeline("body: //div[@class='menu']").extract(HTML, URL)
        assert found.paragraphs == plain.paragraphs
        assert found.sources["body"] != "ftr"
        assert "profile" not in found.sources

    def test_a_rule_is_one_candidate_of_the_family_site(self) -> None:
        pipeline = self.pipeline("body: //div[@class='text']\nstrip_id_or_class: promo")
        scored = pipeline.propose(read_page(HTML, URL, profiles=pipeline.profile_set)).scored
        (own,) = [item.candidate for item in scored if item.candidate.extractor == "ftr"]
        assert (own.family, own.on_trial, own.paragraphs) == ("site", True, PARAGRAPHS)

    def test_fields_come_where_nothing_else_gives_them(self) -> None:
        text = 'title: //p[@class="tail"]\ndate: "2 July 2025"\nauthor: "Bo Chan"'
        bare = HTML.replace('<meta name="by" content="Ann Lee">', "")
        found = self.pipeline(text).extract(bare, URL)
        assert (found.title, found.sources["authors"]) == ("Bridge over the Lenn reopens", "ftr")
        assert (found.authors, str(found.date)) == (("Bo Chan",), "2025-07-01")

    def test_json_ld_is_passed_over_where_the_rules_say_so(self) -> None:
        data = '{"@type": "NewsArticle", "headline": "Another", "datePublished": "2020-01-01"}'
        page = HTML.replace("</head>", f'<script type="application/ld+json">{data}</script></head>')
        pipeline = self.pipeline("skip_json_ld: yes")
        assert pipeline.explain(Capture(page, URL)).page.metadata.jsonld == ()
        assert Pipeline().explain(Capture(page, URL)).page.metadata.jsonld

    def test_a_profile_on_trial_is_one_candidate_among_others(self, tmp_path: Path) -> None:
        stale = 'hosts = ["lenn.example"]\non_trial = true\n[html]\nbody = ["div.menu"]\n'
        (tmp_path / "lenn.example.toml").write_text(stale + 'title = ["p.tail"]\n', "utf-8")
        found = Pipeline(profiles=tmp_path).extract(HTML, URL)
        assert found.paragraphs == Pipeline(profiles=None).extract(HTML, URL).paragraphs
        assert found.title == "Bridge over the Lenn reopens"

    def test_a_page_without_a_tree_is_left_alone(self) -> None:
        assert self.pipeline("body: //p").extract("Just one line.", URL).url == URL
