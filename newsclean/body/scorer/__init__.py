"""Predicts how good each candidate body is, without a reference."""

from newsclean.body.scorer.estimate import Estimate, estimate, explained
from newsclean.body.scorer.kind import article_chance

__all__ = ["Estimate", "article_chance", "estimate", "explained"]
