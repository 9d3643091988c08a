"""The day an article was first published, the time if it is known, and that of its last change."""

from newsclean.fields.date.choose import choose_date, printed_dates
from newsclean.fields.date.stamps import DateChoice

__all__ = ["DateChoice", "choose_date", "printed_dates"]
