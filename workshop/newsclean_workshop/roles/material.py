"""From readings and corpora to arrays that a network is trained on, kept in one file."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.models import group, squash
from newsclean.page.read import read_page
from newsclean.roles.features.containers import Tree
from newsclean.roles.features.keys import Keys, NameKeys
from newsclean.roles.features.observe import Observation, matrix
from newsclean.roles.lexicon import CODES
from newsclean.roles.model import LINES
from newsclean_workshop.roles.captures import make_capture
from newsclean_workshop.roles.examples import CAPTURED, html_example, letters_by, text_examples
from newsclean_workshop.roles.made import made_examples
from newsclean_workshop.roles.marks import shipped_readings
from newsclean_workshop.roles.readings import read_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from newsclean.bench.corpus import CorpusPage
    from newsclean.roles.model import Kind
    from newsclean_workshop.roles.captures import Capture
    from newsclean_workshop.roles.examples import Example
    from newsclean_workshop.roles.readings import Reading

Array = NDArray[Any]
# every so many pages lends its furniture to other captures
_LENDS = 20


@dataclass(slots=True)
class Sample:
    """An example as arrays.

    `labels` are columns of roles, or for pages that nobody read a distribution over them (blocks x
    roles); `numbers` are squashed features (blocks x columns), `weight` is what the page counts.
    """

    corpus: str
    key: str
    site: str
    form: str
    texts: list[str]
    body: str
    labels: Array
    numbers: Array
    words: Array
    codes: dict[str, Array]
    word_keys: Array
    word_owners: Array
    line_keys: dict[str, Array]
    groups: list[Array]
    tree: dict[str, Array] | None
    weight: float = 1.0

    def __len__(self) -> int:
        return len(self.labels)


def column_names(seen: Observation) -> tuple[str, ...]:
    """Return the features that come in as numbers."""
    return tuple(name for name in seen.columns if name not in CODES)


def sample_of(example: Example) -> Sample:
    """Return an example as arrays."""
    seen = example.seen
    names = column_names(seen)
    tree: dict[str, Array] | None = None
    if seen.tree is not None and seen.names is not None:
        tree = {
            "kinds": np.asarray(seen.names.kinds, dtype=np.int32),
            "parents": seen.tree.parents.astype(np.int32),
            "of_block": seen.tree.of_block.astype(np.int32),
            "words": seen.names.words.astype(np.uint16),
            "word_owners": seen.names.owners.astype(np.int32),
            "phrases": seen.names.phrases.astype(np.uint16),
            "phrase_owners": seen.names.phrase_owners.astype(np.int32),
            "number": np.array(seen.names.number),
        }
    return Sample(
        corpus=example.corpus,
        key=example.key,
        site=example.site,
        form=example.form,
        texts=example.texts,
        body=example.body,
        labels=example.labels.astype(np.int8 if example.labels.ndim == 1 else np.float16),
        numbers=squash(matrix(seen.columns, names)).T.astype(np.float16),
        words=np.maximum(seen.columns["words"], 0).astype(np.float32),
        codes={name: np.asarray(seen.columns[name]).astype(np.int16) for name in CODES},
        word_keys=seen.keys.words.astype(np.uint16),
        word_owners=seen.keys.owners.astype(np.int32),
        line_keys={name: getattr(seen.keys, name).astype(np.uint16) for name in LINES},
        groups=[grouping.numbers.astype(np.int32) for grouping in seen.groupings],
        tree=tree,
    )


def observation_of(sample: Sample) -> Observation:
    """Return what the lexicon and the network ask of a page, from a sample of it."""
    columns = {name: values.astype(np.float32) for name, values in sample.codes.items()}
    lines = {name: values.astype(np.int64) for name, values in sample.line_keys.items()}
    keys = Keys(
        words=sample.word_keys.astype(np.int64),
        owners=sample.word_owners.astype(np.int64),
        line_hashes=np.zeros(0, dtype=np.uint64),
        **lines,
    )
    names = tree = None
    if sample.tree is not None:
        names, tree = _elements(sample.tree)
    groupings = tuple(group(numbers) for numbers in sample.groups)
    return Observation(columns | {"words": sample.words}, keys, names, tree, groupings)


def _elements(arrays: dict[str, Array]) -> tuple[NameKeys, Tree]:
    kinds, parents = arrays["kinds"], arrays["parents"].astype(np.int64)
    names = NameKeys(
        kinds=kinds,
        tags=(),
        number=int(arrays["number"]),
        words=arrays["words"].astype(np.int64),
        owners=arrays["word_owners"].astype(np.int64),
        phrases=arrays["phrases"].astype(np.int64),
        phrase_owners=arrays["phrase_owners"].astype(np.int64),
    )
    nothing = np.zeros(0, dtype=np.int64)
    tree = Tree(
        parents=parents,
        firsts=nothing,
        ends=nothing,
        kinds=kinds,
        flags=nothing,
        depths=nothing,
        of_block=arrays["of_block"].astype(np.int64),
    )
    return names, tree


def gather(
    readings: Sequence[Reading], corpora: Path, kind: Kind, disturbed: int
) -> tuple[tuple[str, ...], list[Sample]]:
    """Return the names of the features and the samples of all read articles.

    For captured text these are the clean forms of each page and `disturbed` ones with accidents.
    """
    return _sampled(_examples(readings, corpora, kind, disturbed))


def gather_own(corpora: Path, kind: Kind, disturbed: int) -> tuple[tuple[str, ...], list[Sample]]:
    """Return the same of what was read and made up for this project."""
    examples = _examples(shipped_readings(corpora), corpora, kind, disturbed)
    return _sampled(chain(examples, made_examples(disturbed) if kind == "text" else ()))


def _sampled(examples: Iterable[Example]) -> tuple[tuple[str, ...], list[Sample]]:
    names: tuple[str, ...] = ()
    samples: list[Sample] = []
    for example in examples:
        names = names or column_names(example.seen)
        samples.append(sample_of(example))
    return names, samples


def _examples(
    readings: Sequence[Reading], corpora: Path, kind: Kind, disturbed: int
) -> Iterator[Example]:
    articles = [reading for reading in readings if reading.kind == "article"]
    lent: list[Capture] = []
    for number, (reading, page) in enumerate(read_pages(articles, corpora)):
        if kind == "html":
            example = None if page.kind in CAPTURED else html_example(reading, page)
            if example is not None:
                yield example
            continue
        yield from text_examples(reading, page, disturbed, lent)
        if number % _LENDS == 0 and page.kind not in CAPTURED:
            lent.append(_lend(reading, page))


def _lend(reading: Reading, page: CorpusPage) -> Capture:
    texts = [block.text for block in read_page(page.html, page.url, kind="html").blocks]
    letters = letters_by(texts, reading) or []
    return make_capture(page.html, "selectolax", texts, letters) if letters else []


def kept(path: Path, make: Callable[[], Any]) -> Any:
    """Return what `make` makes, from the file `path` if it is there, else made and written.

    The file is a pickle of this module's own making: delete it after a change of the features.
    """
    if path.exists():
        with path.open("rb") as stream:
            return pickle.load(stream)  # noqa: S301 - written by this function
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        pickle.dump(made, stream, protocol=5)
    return made
