"""The hand-written rules about what belongs to a body, in two lists, in the order of their work.

What each is worth: `newsclean bench --ablate`. Their names stand in the table of
docs/what-belongs-to-a-body.md, beside the kinds of blocks that they are about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.body.rules.apply import adjust, judge
from newsclean.body.rules.asides import (
    take_adverts,
    take_bylines,
    take_captions_by_words,
    take_date_lines,
    take_pointers,
    take_pull_quotes,
    take_repeated_title,
    take_signatures,
)
from newsclean.body.rules.boxes import (
    add_entry_headings,
    add_labelled,
    add_list_items,
    add_point_headings,
    add_points_of_text,
    take_biographies,
    take_box_headings,
    take_comments,
    take_copies,
    take_entry_times,
    take_last_heading,
    take_widgets,
    take_within_offers,
)
from newsclean.body.rules.captions import take_captions, take_captions_in_text
from newsclean.body.rules.rule import WHOLE, Draft, Rule, Verdict
from newsclean.body.rules.second_story import take_second_story
from newsclean.body.rules.signed_story import take_signed_story
from newsclean.body.rules.stories_below import take_stories_below

if TYPE_CHECKING:
    from newsclean.capture import Kind

__all__ = ["ADJUST", "PROFILE", "RULE_NAMES", "TRIM", "Draft", "Rule", "Verdict", "adjust", "judge"]

_HTML: frozenset[Kind] = frozenset({"html"})
_TEXT: frozenset[Kind] = frozenset({"text"})
_BOTH = _HTML | _TEXT

# fmt: off
ADJUST: tuple[Rule, ...] = (
    Rule("second-story", _HTML, take_second_story, most=WHOLE),
    Rule("second-story", _BOTH, take_signed_story, most=WHOLE),
    Rule("captions", _TEXT, take_captions_in_text, probability=0.1),
    Rule("lists", _HTML, add_list_items, probability=0.9),
    Rule("labels", _TEXT, add_labelled, probability=0.9),
    Rule("entry-headings", _BOTH, add_entry_headings, probability=0.9),
    Rule("key-points", _HTML, add_point_headings, probability=0.9),
    Rule("key-points", _TEXT, add_points_of_text, probability=0.9),
)
"""What changes the probabilities of blocks, before those over the threshold are kept."""

TRIM: tuple[Rule, ...] = (
    Rule("title", _BOTH, take_repeated_title, serves_final=True),
    Rule("copies", _BOTH, take_copies, most=WHOLE),
    Rule("second-story", _BOTH, take_stories_below, most=WHOLE),
    Rule("adverts", _BOTH, take_comments),
    Rule("date-lines", _BOTH, take_entry_times),
    Rule("bylines", _BOTH, take_bylines),
    Rule("adverts", _BOTH, take_adverts),
    Rule("adverts", _BOTH, take_last_heading),
    Rule("adverts", _TEXT, take_within_offers),
    Rule("pointers", _BOTH, take_pointers),
    Rule("captions", _BOTH, take_captions_by_words),
    Rule("captions", _HTML, take_captions),
    Rule("date-lines", _BOTH, take_date_lines),
    Rule("signatures", _BOTH, take_signatures),
    Rule("pull-quotes", _HTML, take_pull_quotes),
    Rule("widgets", _HTML, take_widgets),
    Rule("widgets", _HTML, take_box_headings),
    Rule("biographies", _BOTH, take_biographies),
)
"""What takes blocks from the body that was selected, whoever proposed it."""
# fmt: on

PROFILE = "profile"
"""The name under which blocks go that the profile of the page's site makes unlikely."""

RULE_NAMES = tuple(dict.fromkeys(rule.name for rule in (*ADJUST, *TRIM)))
"""The names of all rules, each once."""
