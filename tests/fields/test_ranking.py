from newsclean.body.candidate import Candidate
from newsclean.fields.choice import Choice, Value
from newsclean.fields.ranking import choose_first, site_values


def candidate(extractor: str, **fields: str) -> Candidate:
    return Candidate(extractor=extractor, fields=fields)


CANDIDATES = [candidate("mine", site="B"), candidate("profile", site="C"), candidate("segment")]


def test_the_profile_comes_before_other_extractors_that_know_a_field() -> None:
    assert [v.source for v in site_values(CANDIDATES, "site")] == ["profile", "mine"]
    assert list(site_values(CANDIDATES, "image")) == []


def test_the_first_value_wins_and_each_other_is_named_once() -> None:
    values = [Value("x", "one"), Value("y", "two"), Value("x", "three"), Value("y", "four")]
    assert choose_first("site", values) == Choice("site", values[0], (values[1],))
    assert choose_first("site", []) == Choice("site")
