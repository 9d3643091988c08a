"""The error of a run that cannot start or cannot go on."""

from __future__ import annotations

from newsclean.errors import NewscleanError


class BatchError(NewscleanError):
    """A run over many pages cannot start or go on; the message says what to do.

    Raised where the output is in use by another run, where the inputs or settings are not those of
    the run to be continued, and where worker processes cannot start.
    """

    exit_code = 9
