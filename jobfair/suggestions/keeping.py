"""Results kept in a process: whoever asks for one that is being worked out waits for it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Kept(Generic[Result]):
    """A function that works out each result once; those not asked for the longest are given up first.

    As `functools.lru_cache`, but several threads that ask for the same at once do not all work it out.

    Parameters
    ----------
    work : callable
        Its result depends on its hashable arguments alone.
    most : int
        Results kept.

    Examples
    --------
    >>> squares = Kept(lambda number: number**2, most=2)
    >>> squares(3), len(squares)
    (9, 1)
    """

    def __init__(self, work: Callable[..., Result], most: int) -> None:
        self.work = work
        self.most = most
        self._results: OrderedDict[tuple[Hashable, ...], Future[Result]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many results are kept or being worked out."""
        return len(self._results)

    def __call__(self, *key: Hashable) -> Result:
        """The result for these arguments."""
        with self._lock:
            is_new = key not in self._results
            promised = self._results.setdefault(key, Future())
            self._results.move_to_end(key)
            if len(self._results) > self.most:
                self._results.popitem(last=False)
        if is_new:
            try:
                promised.set_result(self.work(*key))
            except BaseException as error:  # noqa: BLE001 - whoever waits must be told
                promised.set_exception(error)
                with self._lock:
                    self._results.pop(key, None)
        return promised.result()
