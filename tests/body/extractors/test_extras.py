import sys

import pytest

from newsclean.body.candidate import Extractor
from newsclean.body.extractors import EXTRAS
from newsclean.capture import Capture
from newsclean.errors import MissingExtra
from newsclean.page.read import read_page
from newsclean.pipeline import Pipeline

LINES = [
    f"The bridge over the Lenn reopened on Monday after {i} years of repairs, the council said, "
    "and some three hundred people walked across it in the first hour."
    for i in range(2, 9)
]
HTML = (
    "<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><article>"
    + "".join(f"<p>{line}</p>" for line in LINES)
    + "</article><footer><a href=/c>Contact</a></footer></body></html>"
)


@pytest.mark.parametrize("extractor", EXTRAS, ids=lambda extractor: extractor.name)
def test_an_extra_finds_the_story(extractor: Extractor) -> None:
    pytest.importorskip(extractor.name, reason="needs newsclean[bench]")
    found = extractor(read_page(HTML))
    assert found is not None
    # what it takes beside them, such as a menu, is its own affair, and changes with its releases
    assert [paragraph for paragraph in found.paragraphs if paragraph in LINES] == LINES


@pytest.mark.parametrize("extractor", EXTRAS, ids=lambda extractor: extractor.name)
def test_an_extra_leaves_captured_text_alone(extractor: Extractor) -> None:
    assert extractor(read_page("\n".join(LINES), kind="text")) is None


def test_a_pipeline_takes_an_extra_by_its_name() -> None:
    explanation = Pipeline(extractors=("labeller", "resiliparse"), budget="best").explain(
        Capture(HTML)
    )
    assert {c.candidate.extractor for c in explanation.candidates} == {"labeller", "resiliparse"}


@pytest.mark.parametrize("extractor", EXTRAS[1:], ids=lambda extractor: extractor.name)
def test_a_pipeline_that_names_one_without_its_library_is_refused(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.partition(".")[0] == extractor.name]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, extractor.name, None)
    extractor.library.cache_clear()  # type: ignore[attr-defined]
    with pytest.raises(MissingExtra, match=r"newsclean\[bench\]"):
        Pipeline(extractors=(extractor.name,))
