import json
from importlib.resources import files

import pytest

from newsclean.dates import day_order
from newsclean.dates.labels import labels
from newsclean.dates.vocabulary import fold, language_code, month_number, vocabulary

DATA = json.loads((files("newsclean.dates") / "months.json").read_text(encoding="utf-8"))
WANTED = (
    "en de fr es it pt ru uk pl nl tr ja zh ko ar cs sv da nb fi el ro hu bg hr sr sk sl he "
    "fa hi th vi id ca"
).split()


@pytest.mark.parametrize("code", WANTED)
def test_language_is_there(code):
    entry = DATA["languages"][code]
    assert len(entry["months"]) == 12
    assert len(entry["weekdays"]) == 7
    assert all(entry["weekdays"])


@pytest.mark.parametrize("code", [c for c in WANTED if c not in {"ja", "ko", "vi"}])
def test_each_month_name_is_read_in_its_language(code):
    for number, names in enumerate(DATA["languages"][code]["months"], 1):
        assert names
        assert {month_number(name, code) for name in names} == {number}


def test_only_croatian_disagrees_with_its_neighbours():
    names = set("listopad listopada lis lip srp".split())
    assert {name for _, name in vocabulary().disputed} == names


def test_case_accents_and_stops_do_not_matter():
    assert {month_number(n) for n in ("août", "AOÛT", "aout", "Aout.")} == {8}
    assert fold("ก.ค.") == fold("กค")


def test_codes_of_languages():
    codes = [language_code(tag) for tag in ("en_US", "no", "iw", "", None)]
    assert codes == ["en", "nb", "he", "", ""]


@pytest.mark.parametrize(
    ("tag", "first"),
    [
        ("en-US", False), ("en-GB", True), ("en-IN", True), ("en", None), ("de", True),
        ("fr", True),
        ("es", True), ("es-MX", True), ("it", True), ("pt-BR", True), ("ru", True), ("uk", True),
        ("pl", True), ("nl", True), ("tr", True), ("ja", None), ("zh-Hans-CN", None), ("", None),
        (None, None), ("x", None), ("en_us", False),
    ],
)  # fmt: skip
def test_order(tag, first):
    assert day_order(tag) is first


def test_no_wording_is_a_label_of_both_kinds():
    from newsclean.dates.vocabulary import read_toml

    tables = read_toml("labels.toml")
    kinds = [
        {fold(w) for ws in tables[kind].values() for w in ws.split("|")}
        for kind in ("published", "modified")
    ]
    assert not kinds[0] & kinds[1]
    assert set(labels().values()) == {"published", "modified"}
