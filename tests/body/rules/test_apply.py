import numpy as np

from newsclean.body.rules import RULE_NAMES, TRIM, Draft, Rule, adjust, judge
from newsclean.page.read import read_page

PAGE = read_page(
    "\n".join(f"Line {n} of the page" + " says something" * 20 + "." for n in range(10)),
    kind="text",
)
TEXT = frozenset({"text"})


def takes(*blocks: int, most: float = 0.15) -> Rule:
    return Rule("some", TEXT, lambda *_: dict.fromkeys(blocks, "so"), most=most)


def draft(probability: float) -> Draft:
    return Draft(tuple(range(10)), np.full(10, probability), 0.5)


def test_a_rule_takes_at_most_a_part_of_what_the_labeller_is_sure_of() -> None:
    assert judge(PAGE, takes(3), draft(0.95)) == {3: "so"}
    assert judge(PAGE, takes(3, 4), draft(0.95)) == {}
    assert judge(PAGE, takes(3, 4), draft(0.8)) == {3: "so", 4: "so"}
    assert judge(PAGE, takes(*range(3, 9), most=1.0), draft(0.95)).keys() == set(range(3, 9))


def test_a_rule_is_for_its_kinds() -> None:
    rule = Rule("some", frozenset({"html"}), lambda *_: {3: "so"})
    assert judge(PAGE, rule, draft(0.8)) == {}


def test_a_rule_makes_blocks_likelier_or_less_likely() -> None:
    up = Rule("up", TEXT, lambda *_: {0: "so"}, probability=0.8)
    down = Rule("down", TEXT, lambda *_: {1: "so", 2: "so"}, probability=0.1)
    found, verdicts = adjust(PAGE, np.array([0.2, 0.7, 0.05, *[0.7] * 7]), 0.5, (up, down))
    assert found[:4].tolist() == [0.8, 0.1, 0.05, 0.7]
    assert {i: verdict.rule for i, verdict in verdicts.items()} == {0: "up", 1: "down", 2: "down"}


def test_no_two_rules_of_a_list_have_a_name_and_a_function() -> None:
    assert len({(rule.name, rule.apply) for rule in TRIM}) == len(TRIM)
    assert len(RULE_NAMES) == len(set(RULE_NAMES))
