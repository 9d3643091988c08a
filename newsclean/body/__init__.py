"""From a page to its body: who proposes one, which is selected, and what is trimmed from it."""

from newsclean.body.candidate import Candidate, Extractor, Family, FieldValue, family_of
from newsclean.body.kinds import paragraph_kinds
from newsclean.body.labelling import Labelling, label_by, label_page, page_labelling
from newsclean.body.registry import extractor, find_extractor
from newsclean.body.select import (
    CHEAP,
    Failure,
    Proposed,
    Scored,
    Scorer,
    Selection,
    run_extractors,
    select,
)
from newsclean.body.site import (
    Recurring,
    block_of_title,
    blocks_of_field,
    fit,
    log_odds,
    page_recurring,
    view_of_site,
)
from newsclean.body.stories import Story, find_stories
from newsclean.body.threshold import choose_threshold
from newsclean.body.trim import Trimmed, trim

__all__ = [
    "CHEAP",
    "Candidate",
    "Extractor",
    "Failure",
    "Family",
    "FieldValue",
    "Labelling",
    "Proposed",
    "Recurring",
    "Scored",
    "Scorer",
    "Selection",
    "Story",
    "Trimmed",
    "block_of_title",
    "blocks_of_field",
    "choose_threshold",
    "extractor",
    "family_of",
    "find_extractor",
    "find_stories",
    "fit",
    "label_by",
    "label_page",
    "log_odds",
    "page_labelling",
    "page_recurring",
    "paragraph_kinds",
    "run_extractors",
    "select",
    "trim",
    "view_of_site",
]
