"""Fairness, outcomes and exports."""
