"""Reading more pages: list their blocks for a reader, check the answers, pack them without texts.

    python -m newsclean_workshop.roles.marks list CORPUS.jsonl.xz FOLDER [--skip READINGS]
    python -m newsclean_workshop.roles.marks check FOLDER
    python -m newsclean_workshop.roles.marks pack CORPORA FOLDER --out marks.jsonl.xz

`list` writes the blocks of the articles of a corpus, some eight pages a file (`01.txt`), in the
form of the guide that the readers of the first pages followed. A reader answers in `01.ans`:
`@@ corpus/id`, a line for each letter with the numbers of its blocks (`S 4-9 11`), then title,
date, authors, agencies, sure or kind. What is not listed is furniture. `pack` keeps of a block
only its letter and a digest of its text: no text of a page is in the file, and `unpack_marks` finds
the blocks on the page again. A page that is cut into other blocks by then is left out and counted.
"""

from __future__ import annotations

import hashlib
import json
import logging
import lzma
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsclean.bench.corpus import corpus_name, read_corpus
from newsclean.errors import CorpusError
from newsclean_workshop.roles.examples import CAPTURED, LETTERS, blocks_of
from newsclean_workshop.roles.readings import FURNITURE, LEAST_SURE, Reading, read_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsclean.bench.corpus import CorpusPage
    from newsclean.page import Block

SHIPPED = Path(__file__).with_name("marks.jsonl.xz")
"""Pages that were read for this project, beside those of the first readings."""
_log = logging.getLogger(__name__)
_FIELDS = re.compile(r"(title|date|authors|agencies|sure|kind): ?(.*)")
_MARKS = re.compile(rf"([{LETTERS.replace(FURNITURE, '')}]) ([\d \-,]+)")
_DAY = re.compile(r"-|\d{4}-\d\d-\d\d")
_MOST_BYTES, _LEAST_BLOCKS, _MOST_BLOCKS = 60_000, 5, 500
_HEAD, _TAIL, _WHOLE = 115, 30, 170
_LINK, _SHORT, _RUN = 0.6, 60, 7


@dataclass(slots=True)
class Answer:
    """What a reader wrote of one page: `marks` are letters by block, `fields` the lines below."""

    key: str
    marks: dict[int, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What the page is: an article, if nothing else is said."""
        return self.fields.get("kind", "article")


def listing(corpus: str, page: CorpusPage) -> str | None:
    """Return a page's blocks as a reader sees them, `None` if there are too few or too many."""
    blocks = blocks_of(page)
    if not _LEAST_BLOCKS <= len(blocks) <= _MOST_BLOCKS:
        return None
    lines = [f"@@ {corpus}/{page.id}", f"url: {page.url}"]
    place = 0
    while place < len(blocks):
        end = place
        while end < len(blocks) and _is_link(blocks[end]) and len(blocks[end].text) < _SHORT:
            end += 1
        if end - place >= _RUN:
            lines.append(_run_line(place, blocks[place:end]))
            place = end
        else:
            lines.append(_block_line(place, blocks[place]))
            place += 1
    return "\n".join(lines) + "\n"


def _is_link(block: Block) -> bool:
    return block.link_chars > _LINK * max(1, len(block.text))


def _run_line(place: int, blocks: Sequence[Block]) -> str:
    texts = [block.text[:26] for block in blocks]
    shown = texts if len(texts) == _RUN else [*texts[:4], "…", *texts[-2:]]
    end = place + len(blocks) - 1
    return f"{place}-{end}|{len(blocks)} short link blocks: " + " / ".join(shown)


def _block_line(place: int, block: Block) -> str:
    text = block.text.replace("\n", " ⏎ ")
    if len(text) > _WHOLE:
        text = f"{text[:_HEAD]}…{text[-_TAIL:]}({len(block.text)})"
    return f"{place}|{block.tag}{'~' if _is_link(block) else ''}|{text}"


def parse_answers(text: str) -> Iterator[Answer]:
    """Yield the answers of a file; raise `CorpusError` that names page and line.

    >>> next(parse_answers("@@ a/1\\nS 1-2\\ntitle: T\\ndate: -\\nauthors: -\\nsure: 3")).marks
    {1: 'S', 2: 'S'}
    """
    for part in re.split(r"(?m)^@@ ", text)[1:]:
        key, *lines = (line.strip() for line in part.strip().splitlines() if line.strip())
        answer = Answer(key)
        for line in lines:
            _take_line(answer, line)
        _check(answer)
        yield answer


def _take_line(answer: Answer, line: str) -> None:
    if found := _FIELDS.fullmatch(line):
        answer.fields[found[1]] = found[2].strip()
        return
    marked = _MARKS.fullmatch(line)
    if not marked:
        raise CorpusError(f"{answer.key}: neither letter and numbers nor a field: {line[:60]!r}")
    for number in _numbers(marked[2]):
        if answer.marks.setdefault(number, marked[1]) != marked[1]:
            raise CorpusError(f"{answer.key}: block {number} has two letters")


def _numbers(text: str) -> Iterator[int]:
    for part in re.split(r"[ ,]+", text.strip()):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _check(answer: Answer) -> None:
    if answer.kind != "article":
        return
    missing = [name for name in ("title", "date", "authors", "sure") if name not in answer.fields]
    if missing:
        raise CorpusError(f"{answer.key}: {missing[0]} is missing")
    if not _DAY.fullmatch(answer.fields["date"]):
        raise CorpusError(f"{answer.key}: the date is no day: {answer.fields['date']!r}")
    if "S" not in answer.marks.values():
        raise CorpusError(f"{answer.key}: an article without a block of its story (S)")


def pack_marks(answer: Answer, corpus: str, page: CorpusPage) -> dict[str, Any]:
    """Return an answer as a row that holds no text of the page but the names of its authors."""
    row: dict[str, Any] = {"corpus": corpus, "id": page.id, "kind": answer.kind}
    if answer.kind != "article":
        return {**row, "sure": 3}
    texts = [block.text for block in blocks_of(page)]
    if answer.marks and max(answer.marks) >= len(texts):
        raise CorpusError(f"{answer.key}: there is no block {max(answer.marks)}")
    date = answer.fields["date"]
    return {
        **row,
        "sure": int(answer.fields["sure"]),
        "blocks": [[answer.marks[n], _digest(texts[n])] for n in sorted(answer.marks)],
        "title": _digest(answer.fields["title"]),
        "date": None if date == "-" else date,
        "authors": _names(answer.fields["authors"]),
        "agencies": _names(answer.fields.get("agencies", "-")),
    }


def _names(text: str) -> list[str]:
    return [] if text == "-" else [name.strip() for name in text.split(";") if name.strip()]


def _digest(text: str) -> str:
    letters = "".join(text.split())
    return hashlib.blake2b(letters.encode(), digest_size=3).hexdigest()


def unpack_marks(row: Mapping[str, Any], page: CorpusPage) -> Reading | None:
    """Return a packed row with the texts of its blocks, `None` if the page has them no more.

    The title is known only where a block of the page is the title.
    """
    texts = {_digest(block.text): block.text for block in blocks_of(page)}
    marks = [(letter, texts.get(digest)) for letter, digest in row.get("blocks", ())]
    if any(text is None for _, text in marks):
        return None
    return Reading(
        key=row["id"],
        corpus=row["corpus"],
        kind=row["kind"],
        sure=row["sure"],
        marks=tuple((letter, text) for letter, text in marks if text is not None),
        title=texts.get(row.get("title", "")),
        date=row.get("date"),
        authors=tuple(row.get("authors", ())),
        agencies=tuple(row.get("agencies", ())),
    )


def shipped_readings(corpora: Path, path: Path = SHIPPED) -> list[Reading]:
    """Return the readings packed in `path` of the pages that are in the folder `corpora`."""
    rows = {(row["corpus"], row["id"]): row for row in _rows(path)}
    found: list[Reading] = []
    lost = 0
    for corpus, page in _pages(sorted(corpora.glob("*.jsonl.xz")), {name for name, _ in rows}):
        row = rows.get((corpus, page.id))
        if row is None or row["sure"] < LEAST_SURE:
            continue
        reading = unpack_marks(row, page)
        lost += reading is None
        found += [reading] if reading else []
    if lost:
        _log.info("%d of %d pages are cut into other blocks than when read", lost, len(rows))
    return found


def _pages(
    paths: Iterable[Path], corpora: set[str] | None = None
) -> Iterator[tuple[str, CorpusPage]]:
    for path in paths:
        if corpora is None or corpus_name(path) in corpora:
            for page in read_corpus(path):
                yield corpus_name(path), page


def _answers(folder: Path) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for path in sorted(folder.rglob("*.ans")):
        try:
            found |= {answer.key: answer for answer in parse_answers(path.read_text("utf-8"))}
        except CorpusError as error:
            raise CorpusError(f"{path}: {error}") from error
    return found


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """List pages for a reader, check the answers, pack them."""


@main.command("list")
@click.argument("corpus", type=_FILE)
@click.argument("folder", type=_FOLDER)
@click.option("--skip", type=_FILE, help="Readings whose pages are left out.")
def list_pages(corpus: Path, folder: Path, skip: Path | None) -> None:
    """Write the articles of CORPUS as files for a reader to FOLDER."""
    read = {(r.corpus, r.key) for r in read_readings(skip)} if skip else set()
    files: list[str] = [""]
    for name, page in _pages([corpus]):
        is_wanted = page.kind in ("article", *CAPTURED) and (name, page.id) not in read
        text = listing(name, page) if is_wanted else None
        if text and len((files[-1] + text).encode()) > _MOST_BYTES and files[-1]:
            files.append("")
        files[-1] += f"{text}\n" if text else ""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(files, start=1):
        (folder / f"{number:02d}.txt").write_text(text, "utf-8")


@main.command()
@click.argument("folder", type=_FOLDER)
def check(folder: Path) -> None:
    """Check the form of the answers in FOLDER."""
    click.echo(f"{len(_answers(folder))} pages are answered")


@main.command()
@click.argument("corpora", type=_FOLDER)
@click.argument("folder", type=_FOLDER)
@click.option("--out", type=click.Path(path_type=Path), default=SHIPPED, show_default=True)
def pack(corpora: Path, folder: Path, out: Path) -> None:
    """Pack the answers in FOLDER of pages in CORPORA; what `--out` holds of other pages stays."""
    answers = _answers(folder)
    names = {key.split("/", 1)[0] for key in answers}
    rows = [
        pack_marks(answers[f"{corpus}/{page.id}"], corpus, page)
        for corpus, page in _pages(sorted(corpora.glob("*.jsonl.xz")), names)
        if f"{corpus}/{page.id}" in answers
    ]
    kept = _rows(out) if out.exists() else []
    packed = {(row["corpus"], row["id"]): row for row in [*kept, *rows]}
    with lzma.open(out, "wt", encoding="utf-8", preset=9) as stream:
        stream.writelines(
            json.dumps(row, ensure_ascii=False) + "\n" for _, row in sorted(packed.items())
        )
    click.echo(f"{len(rows)} of {len(answers)} pages are packed, {len(packed)} are in {out.name}")


def _rows(path: Path) -> list[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


if __name__ == "__main__":
    main()
