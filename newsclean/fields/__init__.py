"""The fields of the record but the body: each chosen among all that is said and shown."""

from newsclean.fields.authors import printed_names
from newsclean.fields.choose import CHOOSERS, Fields, blocks_of_title, choose_fields
from newsclean.fields.date import printed_dates
from newsclean.fields.proposal import Choice, Proposal
from newsclean.fields.title import likely_headlines

__all__ = [
    "CHOOSERS",
    "Choice",
    "Fields",
    "Proposal",
    "blocks_of_title",
    "choose_fields",
    "likely_headlines",
    "printed_dates",
    "printed_names",
]
