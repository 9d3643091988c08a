import pytest

from newsclean.bench.names import author_names


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


def test_honorifics_are_no_part_of_a_name() -> None:
    assert author_names("Dr. Ann Lee, Prof. Dr Bo Ek") == {"ann lee", "dr bo ek"}
