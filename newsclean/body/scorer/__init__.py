"""Predicts how good each candidate body is, without a reference."""
