"""Matching and fair interview schedules for reentry job fairs."""

__version__ = "0.1.0"
