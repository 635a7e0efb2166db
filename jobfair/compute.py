"""Where large work is done: in this process, in several here, or on a Dask cluster.

Libraries hand their chunks to joblib and leave the choice to it; this is the one place that makes it.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import joblib

from jobfair.config import PREFIX
from jobfair.errors import N_, Invalid

SETTING = PREFIX + "COMPUTE"

#: joblib's names for what the setting may say; without the setting, threads of this process
BACKENDS = {"threads": "threading", "processes": "loky", "dask": "dask"}


@contextmanager
def compute(environ: Mapping[str, str]) -> Iterator[None]:
    """Do the large work of a block where `JOBFAIR_COMPUTE` says; results are the same everywhere.

    A Dask cluster is found as Dask itself finds it (`DASK_SCHEDULER_ADDRESS`); where none is named, one of
    this machine's own processes is started for the block.

    Raises
    ------
    Invalid
        The setting names nothing known, Dask is not installed, or no cluster answers.
    """
    name = environ.get(SETTING, "threads")
    if name not in BACKENDS:
        choices = ", ".join(BACKENDS)
        raise Invalid(N_("%(setting)s must be one of: %(choices)s."), setting=SETTING, choices=choices)
    with ExitStack() as stack:
        if name == "dask":
            _join_cluster(stack)
        stack.enter_context(joblib.parallel_config(BACKENDS[name], n_jobs=-1))
        yield


def _join_cluster(stack: ExitStack) -> None:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra of the package
    except ImportError as error:
        raise Invalid(N_("Dask is not installed: pip install 'jobfair[dask]'.")) from error
    try:
        stack.enter_context(Client())  # type: ignore[no-untyped-call]
    except OSError as error:
        raise Invalid(N_("The Dask cluster cannot be reached: %(error)s"), error=error) from error
