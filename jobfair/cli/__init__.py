"""The `jobfair` command; one command calls one action."""

from jobfair.cli import fairs, imports, matching, plans, sample, scheduling, server, trying, vocabulary
from jobfair.cli.base import main

__all__ = [
    "fairs",
    "imports",
    "main",
    "matching",
    "plans",
    "sample",
    "scheduling",
    "server",
    "trying",
    "vocabulary",
]
