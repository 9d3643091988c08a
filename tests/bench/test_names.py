import pytest

from newsclean.bench.names import author_f1, author_names, people_f1


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", {"ann lee"}),
        ("Ann Lee, Bo Ek and Co Hu", {"ann lee", "bo ek", "co hu"}),
        ("Ann Lee; Bo Ek & Co Hu", {"ann lee", "bo ek", "co hu"}),
        ("Ann Lee, M.D., Ph.D.", {"ann lee"}),
        ("Ann Lee (Reuters), staff writer", {"ann lee"}),
        ("J.K. Lee", {"j k lee"}),
        ("J. K. LEE", {"j k lee"}),
        ("Ａｎｎ Lee", {"ann lee"}),
        ("Sandra Anderson", {"sandra anderson"}),
        ("", set()),
    ],
)
def test_author_names(line: str, names: set[str]) -> None:
    assert author_names(line) == names


def test_author_f1_compares_sets() -> None:
    assert author_f1("Ann Lee and Bo Ek", ["Bo Ek", "ann lee"]) == 1
    assert author_f1("Ann Lee and Bo Ek", ["Ann Lee", "Newsroom"]) == 0.5
    assert author_f1("Ann Lee", ()) == 0


def test_agencies_of_the_reference_are_no_people() -> None:
    assert people_f1("Ann Lee and Reuters", ["Ann Lee"]) == 1
    assert people_f1("Ann Lee", ["Ann Lee", "Reuters"]) == pytest.approx(2 / 3)
    assert people_f1("AFP", ()) == 1
    assert people_f1("AFP", ["AFP"]) == 0


def test_honorifics_are_no_part_of_a_name() -> None:
    assert author_names("Dr. Ann Lee, Prof. Dr Bo Ek") == {"ann lee", "dr bo ek"}
