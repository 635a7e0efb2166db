"""The `jobfair` command; one command calls one action."""

from jobfair.cli import fairs, matching, plans, sample, scheduling, server
from jobfair.cli.base import main

__all__ = ["fairs", "main", "matching", "plans", "sample", "scheduling", "server"]
