"""Shapes that a capture may have at worst, each as a function of its size in characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BODY = "<html><head></head><body>"
LD = '<script type="application/ld+json">'


def filled(piece: str, size: int) -> str:
    """Repeat a piece as often as it fits into a size.

    >>> filled("ab", 5)
    'abab'
    """
    return piece * (size // len(piece))


SHAPES: dict[str, Callable[[int], str | bytes]] = {
    "text short lines": lambda n: filled("ab cd\n", n),
    "text one giant line": lambda n: filled("Word said the mayor. ", n),
    "text giant line no space": lambda n: "x" * n,
    "text sentences a line": lambda n: filled("The bridge reopened on Monday, the city said.\n", n),
    "text distinct sentences": lambda n: "".join(
        f"The bridge {i} reopened on Monday {i * 7}, the city {i * 13} said.\n"
        for i in range(n // 60)
    ),
    "text identical headlines": lambda n: filled("Bridge reopens after repairs\n", n),
    "text distinct headlines": lambda n: "".join(
        f"Bridge {i} Reopens After {i * 3} Repairs\n" for i in range(n // 36)
    ),
    "text By X": lambda n: filled("By X\n", n),
    "text By distinct names": lambda n: "".join(f"By Ann{i} Lee{i}\n" for i in range(n // 16)),
    "text names only": lambda n: filled("Ann Lee\n", n),
    "text By a, b and c": lambda n: "By " + filled("Ann Lee, ", n),
    "text dates a line": lambda n: "".join(
        f"Published {i % 28 + 1} June 2025 at 10:{i % 60:02}\n" for i in range(n // 34)
    ),
    "text dates one line": lambda n: filled("30 June 2025 ", n),
    "text ages": lambda n: filled("3 hours ago\n", n),
    "text quotes": lambda n: filled('"Yes," she said. “No,” he said.\n', n),
    "text quote marks": lambda n: '"' * n,
    "text open quotes lines": lambda n: filled("“Open words that go on\n", n),
    "text digits": lambda n: filled("1234567890", n),
    "text digit lines": lambda n: filled("12/06/2025 10:30\n", n),
    "text digits spaced": lambda n: filled("12 ", n),
    "text punctuation": lambda n: filled(".,;:!?-/", n),
    "text punctuation lines": lambda n: filled("...---...\n", n),
    "text dashes": lambda n: filled("- ", n),
    "text pipes": lambda n: filled("a | ", n),
    "text colons": lambda n: filled("a: ", n),
    "text CJK": lambda n: filled("首相は会見で述べた。", n),
    "text CJK lines": lambda n: filled("首相は会見で述べた。\n", n),
    "text Thai": lambda n: filled("นายกรัฐมนตรีกล่าวว่า", n),
    "text Arabic lines": lambda n: filled("قال الرئيس يوم الاثنين إن الجسر أعيد فتحه.\n", n),
    "text combining sorted": lambda n: "e" + "\u0301" * n,
    "text combining unsorted": lambda n: "e" + filled("\u0301\u0327", n),
    "text combining unsorted words": lambda n: ("e" + "\u0301\u0327" * 50 + " ") * (n // 102),
    "text emoji": lambda n: filled("\U0001f600 ", n),
    "text zwj emoji": lambda n: filled("\U0001f468\u200d\U0001f469\u200d\U0001f467", n),
    "text zero width": lambda n: filled("a\u200b", n),
    "text blank lines": lambda n: "a\n" + "\n" * n + "b",
    "text spaces": lambda n: "a" + " " * n + "b",
    "text tabs lines": lambda n: filled("\t\ta b c d e f\n", n),
    "text wrapped 72": lambda n: filled(
        "the bridge over the river was opened again on monday, the council wro\n", n
    ),
    "text urls": lambda n: filled("https://example.com/a/b?c=d ", n),
    "text emails": lambda n: filled("a@b.example ", n),
    "text a@a@": lambda n: filled("a@", n),
    "text ampersands": lambda n: filled("&amp;", n),
    "text angle": lambda n: filled("a < b ", n),
    "text labels": lambda n: filled("title: a\n", n),
    "text bullets": lambda n: filled("- One two three\n", n),
    "text numbered": lambda n: "".join(f"{i % 99}. One two three\n" for i in range(n // 18)),
    "text read more": lambda n: filled("Read more: Bridge reopens\n", n),
    "text repeated title": lambda n: filled("Bridge reopens\n\nThe bridge reopened.\n\n", n),
    "text growing lines": lambda n: "".join(
        "word " * i + "said.\n" for i in range(int((n / 2.5) ** 0.5))
    ),
    "text upper": lambda n: filled("ANN LEE SAID ", n),
    "text (Reuters) -": lambda n: filled("LONDON (Reuters) - ", n),
    "text photo credits": lambda n: filled("Photo: Ann Lee/AFP\n", n),
    "text Turkish I": lambda n: filled("İI", n),
    "html p": lambda n: BODY + filled("<p>The bridge reopened on Monday, the city said.</p>", n),
    "html short p": lambda n: BODY + filled("<p>a</p>", n),
    "html p distinct": lambda n: (
        BODY + "".join(f"<p>The bridge {i} reopened {i * 7}, she said.</p>" for i in range(n // 45))
    ),
    "html unclosed p": lambda n: BODY + filled("<p>a", n),
    "html headings": lambda n: BODY + filled("<h2>Bridge reopens</h2>", n),
    "html h1": lambda n: BODY + filled("<h1>Bridge reopens</h1>", n),
    "html h1 distinct": lambda n: (
        BODY + "".join(f"<h1>Bridge {i} reopens {i * 3}</h1>" for i in range(n // 30))
    ),
    "html h1 + p": lambda n: (
        BODY + filled("<h1>Bridge reopens</h1><p>It reopened, she said.</p>", n)
    ),
    "html flat divs": lambda n: BODY + filled("<div>a</div>", n),
    "html nested divs": lambda n: BODY + filled("<div>", n),
    "html nested divs text": lambda n: BODY + filled("<div>Word said. ", n),
    "html nested 900 x many": lambda n: (
        BODY + ("<div>" * 900 + "Word said." + "</div>" * 900) * (n // 9910)
    ),
    "html nested tables": lambda n: BODY + filled("<table><tr><td>", n),
    "html table rows": lambda n: BODY + "<table>" + filled("<tr><td>a<td>b", n),
    "html nested lists": lambda n: BODY + filled("<ul><li>a", n),
    "html list items": lambda n: BODY + "<ul>" + filled("<li>One two", n),
    "html blockquotes": lambda n: BODY + filled("<blockquote>a", n),
    "html links": lambda n: BODY + filled('<a href="/x">Bridge</a> ', n),
    "html link paragraphs": lambda n: BODY + filled("<p><a href=/x>Bridge reopens now</a></p>", n),
    "html br": lambda n: BODY + filled("Word said.<br>", n),
    "html br br": lambda n: BODY + filled("Word said.<br><br>", n),
    "html times": lambda n: BODY + filled("<time datetime=2025-06-30>30 June 2025</time>", n),
    "html byline spans": lambda n: BODY + filled("<span class=author>By Ann Lee</span>", n),
    "html byline p": lambda n: BODY + filled("<p class=byline>By Ann Lee</p>", n),
    "html rel author": lambda n: BODY + filled("<a rel=author href=/a>Ann Lee</a>", n),
    "html meta": lambda n: BODY + filled('<meta name=author content="Ann Lee">', n),
    "html meta distinct": lambda n: (
        BODY + "".join(f'<meta property="article:tag" content="tag {i}">' for i in range(n // 48))
    ),
    "html meta titles": lambda n: (
        BODY
        + "".join(f'<meta property=og:title content="Bridge {i} reopens">' for i in range(n // 50))
    ),
    "html title long": lambda n: (
        BODY + "<title>" + filled("Bridge - ", n) + "</title><p>Word said."
    ),
    "html h1 long": lambda n: (
        BODY + "<title>x</title><h1>" + filled("Bridge - ", n) + "</h1><p>Word said."
    ),
    "html titles": lambda n: BODY + filled("<title>Bridge</title>", n),
    "html JSON-LD items": lambda n: (
        BODY
        + filled(
            f'{LD}{{"@type":"NewsArticle","headline":"Bridge"}}</script>',
            n,
        )
    ),
    "html JSON-LD big list": lambda n: (
        BODY
        + '<script type="application/ld+json">['
        + filled('{"@type":"NewsArticle","headline":"Bridge"},', n)
        + "{}]</script>"
    ),
    "html JSON-LD loose": lambda n: (
        BODY + '<script type="application/ld+json">{' + filled('"a":"b "c" d",', n) + "}</script>"
    ),
    "html JSON-LD slashes": lambda n: (
        BODY + '<script type="application/ld+json">{' + filled("/*", n) + "</script>"
    ),
    "html JSON-LD body": lambda n: (
        BODY
        + '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
        + filled("The bridge reopened, she said. ", n)
        + '"}</script><p>The bridge reopened, she said.'
    ),
    "html JSON-LD 900k each": lambda n: (
        BODY
        + ('<script type="application/ld+json">{"a":"' + "x&amp;" * 150_000 + '"}</script>')
        * max(1, n // 900_000)
    ),
    "html microdata": lambda n: (
        BODY
        + filled(
            "<div itemscope itemtype=//schema.org/Article><span itemprop=headline>a</span></div>",
            n,
        )
    ),
    "html microdata nested": lambda n: (
        BODY + filled("<div itemscope itemprop=author itemtype=https://schema.org/Person>", n)
    ),
    "html itemprop body": lambda n: (
        BODY + filled("<p itemprop=articleBody>The bridge reopened, she said.</p>", n)
    ),
    "html attributes": lambda n: (
        BODY + "<div " + "".join(f"a{i}=b " for i in range(n // 9)) + ">Word said."
    ),
    "html attribute long": lambda n: BODY + '<div class="' + filled("x ", n) + '">Word said.',
    "html classes": lambda n: BODY + filled('<div class="article-body content story">a</div>', n),
    "html comments": lambda n: BODY + filled("<!-- a -->", n),
    "html comment open": lambda n: BODY + filled("<!-- ", n),
    "html < only": lambda n: BODY + "<" * n,
    "html </ only": lambda n: BODY + filled("</", n),
    "html <a unclosed": lambda n: BODY + filled("<a ", n),
    "html entities": lambda n: BODY + "<p>" + filled("&eacute;", n),
    "html bold": lambda n: BODY + filled("<b>a</b> ", n),
    "html bold unclosed": lambda n: BODY + filled("<b>a ", n),
    "html i b misnested": lambda n: BODY + filled("<b><i></b></i>a", n),
    "html images": lambda n: (
        BODY + filled("<figure><img src=a.jpg><figcaption>Photo: A</figcaption></figure>", n)
    ),
    "html sections": lambda n: (
        BODY + filled("<article><h2>Bridge</h2><p>It reopened, she said.</p></article>", n)
    ),
    "html quotes p": lambda n: BODY + filled('<p>“Yes,” she said. "No," he said.</p>', n),
    "html scripts": lambda n: BODY + filled("<script>var a = 1;</script>", n),
    "html one script": lambda n: (
        BODY + "<script>" + filled('var a = "<p>"; ', n) + "</script><p>Word said."
    ),
    "html CJK": lambda n: BODY + filled("<p>首相は会見で述べた。</p>", n),
    "html combining unsorted": lambda n: BODY + "<p>e" + filled("\u0301\u0327", n),
    "html div </span>": lambda n: BODY + filled("<div></span>", n),
    "html svg td": lambda n: BODY + "<svg>" + filled("<td>", n),
    "html form bomb": lambda n: (
        BODY
        + "<p>"
        + "".join(f"<b a={i}>" for i in range(n // 30))
        + "</p>"
        + filled("<p>x</p>", n)
    ),
    "html select": lambda n: BODY + "<select>" + filled("<option>a", n),
    "html spans nested 3": lambda n: BODY + filled("<span><span><span>a</span></span></span> ", n),
    "html data urls": lambda n: BODY + '<img src="data:image/png;base64,' + "A" * n + '">',
    "html nbsp": lambda n: BODY + "<p>" + filled("&nbsp;", n),
    "html dates p": lambda n: BODY + filled("<p>30 June 2025</p>", n),
    "html related": lambda n: (
        BODY + filled("<li><a href=/a>Bridge reopens after repairs</a> 3 hours ago</li>", n)
    ),
    "bytes latin1": lambda n: (filled("<p>caf\xe9 said.</p>", n)).encode("latin-1"),
    "bytes noise": lambda n: bytes(range(128, 256)) * (n // 128),
    "bytes utf8 damaged": lambda n: (filled("<p>caf\xe9 ж said.</p>", n)).encode() + b"\xff",
    "bytes cp1251 text": lambda n: (filled("Премьер сказал в понедельник. ", n)).encode("cp1251"),
    "html div in attribute": lambda n: BODY + filled('<div a="<">', n) + "Word said.",
    "html long attributes": lambda n: (
        BODY + filled('<div a="' + "x" * 5001 + '">', n) + "Word said."
    ),
    "html svg tr": lambda n: BODY + "<svg>" + filled("<tr>", n) + "Word said.",
    "html svg input": lambda n: BODY + "<svg>" + filled("<input>", n) + "Word said.",
    "html math option": lambda n: BODY + "<math>" + filled("<option>", n),
    "html templates": lambda n: BODY + filled("<template>", n),
    "html font bomb": lambda n: (
        BODY
        + "<p>"
        + "".join(f"<font a={i}>" for i in range(n // 32))
        + "</p>"
        + filled("<div>x</div>", n // 2)
    ),
    "html mark bomb": lambda n: (
        BODY + "".join(f"<b a={i}>" for i in range(n // 30)) + filled("<p>x</p>", n // 2)
    ),
    "html quoted ends": lambda n: (
        BODY + "<div " + "".join(f'a{i}=">" ' for i in range(n // 12)) + ">Word said."
    ),
    "html p in button": lambda n: BODY + filled("<p><button>", n),
    "html a in a": lambda n: BODY + filled("<a href=x>", n) + "Word said.",
    "html a div": lambda n: BODY + filled("<a><div>", n),
    "html b p /b": lambda n: BODY + filled("<b><p></b>", n),
    "html foster parents": lambda n: BODY + "<table>" + filled("<b>x", n),
    "html nested table": lambda n: BODY + filled("<table>", n),
    "html dd in dl": lambda n: BODY + filled("<dl><dd>", n),
    "html dd in li": lambda n: BODY + filled("<dd><li>", n),
    "html ruby": lambda n: BODY + filled("<ruby><rt>", n),
    "html end in comment": lambda n: BODY + filled("<div><!--</div>-->", n),
    "html end in attribute": lambda n: BODY + filled('<div a="</div>">', n),
    "html drawing in comment": lambda n: BODY + "<!--<svg>--></svg>" + filled("<div>", n),
    "html script in script": lambda n: (
        BODY + filled("<div><script><!--<script></script></div>--></script>", n)
    ),
    "html quoted equals": lambda n: BODY + filled('<div =="></div>">', n),
    "html unmatched ends": lambda n: BODY + filled("<span>", n // 2) + filled("</i>", n // 2),
}
