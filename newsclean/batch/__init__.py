"""Cleaning many captures in one run: every input ends in the output or among the failures."""

from newsclean.batch.api import clean
from newsclean.batch.capture import Capture, Position
from newsclean.batch.errors import BatchError
from newsclean.batch.reason import Reason
from newsclean.batch.result import Result

__all__ = ["BatchError", "Capture", "Position", "Reason", "Result", "clean"]
