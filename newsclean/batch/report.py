"""The report of a run: one page, and the explanations of its most doubtful pages beside it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from newsclean.batch.api import clean
from newsclean.batch.capture import Capture
from newsclean.batch.explained import ExplainedArticle, Explainer
from newsclean.batch.files import temporary
from newsclean.batch.findings import BINS
from newsclean.batch.inputs import STDIN, Inputs
from newsclean.batch.reason import Reason
from newsclean.errors import NewscleanError
from newsclean.pictures import Html, bar, joined, link, sheet, tag
from newsclean.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from newsclean.batch.findings import Doubtful, Example, Site
    from newsclean.batch.settings import Settings
    from newsclean.batch.stats import Summary, Tally
    from newsclean.pipeline import Pipeline

_SITES = 30
# characters of an address that are shown
_NAME = 160
_GONE = "its input is gone or has changed"


class Explained(NamedTuple):
    """A doubtful page with the page that explains it, or else why there is none."""

    page: Doubtful
    picture: str
    why_not: str = ""


def write_report(
    path: Path, summary: Summary, settings: Settings, pipeline: Pipeline, workers: int | None = None
) -> None:
    """Write the report of a run, and a folder beside it with the doubtful pages explained.

    Those captures are read again from the inputs, and explained under the limits of the run.
    Raises `OSError` if a file cannot be written.
    """
    doubtful = summary.tally.findings.doubtful
    folder = pages_of(path)
    folder.mkdir(exist_ok=True)
    for old in folder.glob("[0-9][0-9].html"):
        old.unlink()
    notes: list[str] = []
    for number, found in enumerate(_explained(doubtful, settings, pipeline, workers), 1):
        if found.picture:
            (folder / f"{number:02}.html").write_text(found.picture, "utf-8")
        notes.append(found.why_not)
    temporary(path).write_text(report_page(summary, notes, folder.name), "utf-8")
    temporary(path).replace(path)


def pages_of(path: Path) -> Path:
    """Return the folder for the explanations of a report: `out.pages` beside `out.html`."""
    return path.with_name(f"{path.stem}.pages")


def _explained(
    doubtful: Sequence[Doubtful], settings: Settings, pipeline: Pipeline, workers: int | None
) -> Iterator[Explained]:
    captures = _captures(doubtful, settings)
    there = [page for page in doubtful if (page.input, page.row) in captures]
    results = clean(
        [captures[page.input, page.row] for page in there],
        workers=0 if workers == 0 else 1,
        timeout=settings.timeout,
        memory=settings.memory,
        pipeline=Explainer(pipeline),
    )
    by_page = dict(zip(there, results, strict=True))
    for page in doubtful:
        result = by_page.get(page)
        if result is None:
            is_stdin = page.input == STDIN
            gone = "standard input cannot be read twice" if is_stdin else _GONE
            yield Explained(page, "", gone)
        elif isinstance(result.article, ExplainedArticle):
            yield Explained(page, result.article.picture)
        else:
            yield Explained(page, "", f"{result.reason}: {result.message}")


def _captures(
    doubtful: Sequence[Doubtful], settings: Settings
) -> Mapping[tuple[str, int], Capture]:
    """Read the captures of pages again, each input once; one that has changed is left out."""
    found: dict[tuple[str, int], Capture] = {}
    places = sorted({(page.input, page.row) for page in doubtful if page.input != STDIN})
    for name, group in groupby(places, key=lambda place: place[0]):
        rows = [row for _, row in group]
        inputs = Inputs([name], None, settings.format)
        try:
            (file,) = inputs.find()
            for read in inputs.read(file, settings.read, rows[0] - 1):
                place = name, read.item.position.row
                if isinstance(read.item, Capture) and place[1] in rows:
                    found[place] = read.item
                if place[1] >= rows[-1]:
                    break
        except (OSError, ValueError, NewscleanError):  # the input is no longer there
            continue
    return found


def report_page(summary: Summary, notes: Sequence[str], folder: str) -> str:
    """Return the report; `notes` say of each doubtful page why it has no explanation, if so."""
    tally = summary.tally
    findings = tally.findings
    sections = (
        ("confidence", "Confidence", _confidence(findings.confidence)),
        ("doubtful", "Doubtful pages", _doubtful(findings.doubtful, notes, folder)),
        ("failures", "Not in the output", _failures(tally)),
        ("sites", "Sites", _sites(findings.greatest_sites())),
        ("slow", "Slowest pages", _slowest(tally)),
    )
    title = f"{_number(tally.pages, 'page')} cleaned"
    head = (tag("h1", title), _where(summary), _figures(summary))
    return sheet(f"{title} – report of newsclean", "report", head, sections)


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _where(summary: Summary) -> Html:
    words = f"Records in {summary.output}" if summary.output else "Records on standard output"
    if summary.tally.failures and summary.failures:
        words += f", what is not among them in {summary.failures}"
    return tag("p", words, dir="auto", class_="facts")


def _figures(summary: Summary) -> Html:
    tally = summary.tally
    share = tally.articles / (tally.pages or 1)
    figures = [
        (f"{summary.speed:,.0f}", "pages per second", None),
        (f"{tally.records:,}", "records", bar(tally.records / (tally.pages or 1))),
        (f"{tally.articles:,}", "likely articles", bar(share)),
        (f"{tally.failures:,}", "not in the output", bar(tally.failures / (tally.pages or 1))),
        (f"{summary.seconds:,.1f}", "seconds", None),
    ]
    if summary.resumed:
        figures.append((f"{summary.resumed:,}", "pages done before this run went on", None))
    items = (
        tag("li", tag("b", number), " ", tag("span", words), drawing)
        for number, words, drawing in figures
    )
    return tag("ul", *items, class_="figures")


def _confidence(counts: Sequence[int]) -> Html:
    most = max(counts) or 1
    rows = (
        tag(
            "li",
            tag("span", f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}", class_="name"),
            bar(count / most),
            tag("span", f"{count:,}", class_="count"),
        )
        for number, count in reversed(list(enumerate(counts)))
    )
    words = "The predicted F1 of the bodies of likely articles, and how many have it."
    return joined(tag("p", words), tag("ol", *rows, class_="histogram"))


def _doubtful(pages: Sequence[Doubtful], notes: Sequence[str], folder: str) -> Html:
    cards = (
        tag(
            "li",
            tag("h3", page.title or "No title found", dir="auto"),
            tag("p", _named(page.url), class_="address") if page.url else None,
            tag("p", shorten(page.id, _NAME), class_="why", dir="auto"),
            tag("p", tag("b", f"{1 - page.doubt:.2f}"), " confidence"),
            bar(1 - page.doubt),
            tag("p", tag("a", "See why", href=f"{folder}/{number:02}.html", aria_label=_see(page)))
            if not note
            else tag("p", f"Not explained: {note}", class_="why"),
        )
        for number, (page, note) in enumerate(zip(pages, notes, strict=True), 1)
    )
    words = "Likely articles whose bodies are trusted least; look at these first."
    return joined(tag("p", words), tag("ol", *cards, class_="cards") if pages else _NONE)


def _named(name: str) -> Html:
    """A page by its address, which leads there, or by its id."""
    return link(name, shorten(name, _NAME))


_NONE = tag("p", "None.", class_="none")


def _see(page: Doubtful) -> str:
    return f"See why: {page.title or page.url or page.id}"


def _failures(tally: Tally) -> Html:
    rows = (
        tag(
            "li",
            tag("h3", f"{count:,} {reason}"),
            tag("p", Reason(reason).__doc__, class_="why"),
            tag("ul", *map(_example, tally.findings.examples.get(reason, ()))),
        )
        for reason, count in tally.reasons.most_common()
    )
    words = "Pages that gave no record, by reason, with the first of each."
    return joined(tag("p", words), tag("ul", *rows, class_="cards") if tally.reasons else _NONE)


def _example(example: Example) -> Html:
    message = tag("span", example.message, class_="why")
    return tag("li", _named(example.page), " ", message, dir="auto")


def _sites(ranked: Sequence[tuple[str, Site]]) -> Html:
    more = len(ranked) - _SITES
    return joined(
        tag("p", "Where the pages come from, and how well each site is read."),
        tag("ul", *_site_rows(ranked[:_SITES]), class_="sites"),
        tag("p", f"{more:,} more sites are in the summary as JSON.") if more > 0 else None,
    )


def _site_rows(ranked: Iterable[tuple[str, Site]]) -> Iterator[Html]:
    for host, site in ranked:
        mean = site.confidence / (site.articles or 1)
        facts = f"{_number(site.pages, 'page')}, {_number(site.articles, 'article')}"
        facts += f", {site.failures:,} not in the output" if site.failures else ""
        yield tag(
            "li",
            tag("h3", host, dir="auto"),
            tag("p", facts, class_="why"),
            tag("p", f"confidence {mean:.2f}", bar(mean), class_="mean") if site.articles else None,
        )


def _slowest(tally: Tally) -> Html:
    rows = (
        tag("li", tag("b", f"{seconds:.2f} s"), " ", _named(name), dir="auto")
        for seconds, name in tally.slowest
    )
    return tag("ol", *rows, class_="plain") if tally.slowest else _NONE
