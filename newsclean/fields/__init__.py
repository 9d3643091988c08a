"""The fields of the record but the body: each chosen among all that is said and shown."""

from newsclean.fields.choice import Choice, Value
from newsclean.fields.choose import CHOOSERS, Fields, blocks_of_title, choose_fields

__all__ = ["CHOOSERS", "Choice", "Fields", "Value", "blocks_of_title", "choose_fields"]
