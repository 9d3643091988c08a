"""The hand-written rules about what belongs to a body, in two lists, in the order of their work.

What each is worth: `newsclean bench --ablate`. Their names stand in the table of
docs/what-belongs-to-a-body.md, beside the kinds of blocks that they are about.
"""

from __future__ import annotations

from newsclean.body.rules.apply import adjust, judge
from newsclean.body.rules.asides import (
    adverts,
    bylines,
    captions_by_words,
    date_lines,
    pointers,
    pull_quotes,
    repeated_title,
    signatures,
)
from newsclean.body.rules.captions import captions, captions_in_text
from newsclean.body.rules.end_of_story import end_of_story
from newsclean.body.rules.rule import Draft, Rule, Verdict
from newsclean.body.rules.second_story import second_story
from newsclean.body.rules.standfirst import standfirst
from newsclean.body.rules.standfirst_text import standfirst_in_text

__all__ = ["ADJUST", "RULE_NAMES", "TRIM", "Draft", "Rule", "Verdict", "adjust", "judge"]

_HTML, _TEXT, _BOTH = frozenset({"html"}), frozenset({"text"}), frozenset({"html", "text"})

# fmt: off
ADJUST: tuple[Rule, ...] = (
    Rule("second-story", _HTML, second_story, most=1.0),
    Rule("standfirst", _HTML, standfirst, probability=0.8),
    Rule("captions", _TEXT, captions_in_text, probability=0.1, most=1.0),
    Rule("standfirst", _TEXT, standfirst_in_text, probability=0.8),
)
"""What changes the probabilities of blocks, before those over the threshold are kept."""

TRIM: tuple[Rule, ...] = (
    Rule("title", _BOTH, repeated_title, most=1.0, serves_final=True),
    Rule("second-story", _BOTH, end_of_story, most=1.0),
    Rule("bylines", _BOTH, bylines, most=1.0),
    Rule("adverts", _BOTH, adverts, most=1.0),
    Rule("pointers", _BOTH, pointers, most=1.0),
    Rule("captions", _BOTH, captions_by_words, most=1.0),
    Rule("captions", _HTML, captions, most=1.0),
    Rule("date-lines", _BOTH, date_lines, most=1.0),
    Rule("signatures", _BOTH, signatures, most=1.0),
    Rule("pull-quotes", _HTML, pull_quotes, most=1.0),
)
"""What takes blocks from the body that was selected, whoever proposed it."""
# fmt: on

RULE_NAMES = tuple(dict.fromkeys(rule.name for rule in (*ADJUST, *TRIM)))
"""The names of all rules, each once."""
