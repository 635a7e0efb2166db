"""Schedules of interviews: draft, review, publish, the day."""
