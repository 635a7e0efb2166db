"""Which function does which kind of background work."""

from jobfair.tasks import Handlers


def handlers() -> Handlers:
    """Work by kind, as the worker knows it."""
    return {}
