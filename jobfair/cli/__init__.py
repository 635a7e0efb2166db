"""The `jobfair` command; one command calls one action."""

from jobfair.cli import server
from jobfair.cli.base import main

__all__ = ["main", "server"]
