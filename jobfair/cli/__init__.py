"""The `jobfair` command; one command calls one action."""

from jobfair.cli.base import main

__all__ = ["main"]
