"""Seekers: profile, consent, codes."""
