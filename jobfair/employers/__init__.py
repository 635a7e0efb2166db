"""Employers, their openings and their hiring policy."""
