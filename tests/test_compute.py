"""Where large work is done: the same results in this process, in threads, and on a real Dask cluster."""

import os
import sys
from itertools import pairwise

import dask
import joblib
import pytest
from distributed import LocalCluster, get_client

from jobfair.compute import BACKENDS, SETTING, compute
from jobfair.errors import Invalid
from jobfair.matching import Matcher, OpeningRecord, SeekerRecord, matcher, nearest

TRADES = ("forklift", "line cook", "roofer", "housekeeper", "welder", "montacargas", "jardinero", "baker")
OPENINGS = [OpeningRecord(n, 1, f"{one} and {two}") for n, (one, two) in enumerate(pairwise(TRADES))]
PEOPLE = [
    SeekerRecord(n, work=(TRADES[n % 8], TRADES[n // 8 % 8]), skills=(f"shift {n}",)) for n in range(40)
]


@pytest.fixture(scope="module")
def cluster():
    """Two processes, each a worker with one thread."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


@pytest.fixture
def small_chunks(monkeypatch):
    """Even few people are several pieces of work, of either way to the largest products."""
    monkeypatch.setattr(matcher, "TEXTS_AT_ONCE", 7)
    monkeypatch.setattr(nearest, "ROWS_AT_ONCE", 9)
    monkeypatch.setattr(nearest, "PAIRS_WORTH_TILES", 0)
    monkeypatch.setattr(nearest, "VECTORS_A_PLACE", 1)
    monkeypatch.setattr(nearest, "TILE", 3)


def best():
    return Matcher().fit(OPENINGS).top(PEOPLE, 2)


def same(one, other):
    return (one.openings == other.openings).all() and (one.scores == other.scores).all()


@pytest.fixture
def encoders_sent(monkeypatch):
    """Grows whenever an encoder is pickled in this process."""
    sent = []
    monkeypatch.setattr(
        matcher._Carried, "__getstate__", lambda self: sent.append(1) or self.__dict__, raising=False
    )
    return sent


def test_a_dask_cluster_of_two_processes_gives_the_same_to_the_last_bit(cluster, small_chunks, encoders_sent):
    here = best()
    with dask.config.set({"scheduler-address": cluster.scheduler_address}), compute({SETTING: "dask"}):
        client = get_client()
        workers = {worker.process.pid for worker in cluster.workers.values()}
        pids = joblib.Parallel()(joblib.delayed(os.getpid)() for _ in range(20))
        assert set(pids) <= workers
        assert len(client.scheduler_info()["workers"]) == len(workers) == 2
        there = best()
    assert same(here, there)
    assert len(encoders_sent) == 1, "sent once, not with each chunk"


@pytest.mark.parametrize("environ", [{}, {SETTING: "threads"}])
def test_threads_give_the_same(environ, small_chunks):
    here = best()
    with compute(environ):
        assert same(best(), here)


def test_the_setting_holds_for_its_block_alone():
    with compute({SETTING: "threads"}):
        assert type(joblib.parallel.get_active_backend()[0]).__name__ == "ThreadingBackend"
    assert type(joblib.parallel.get_active_backend()[0]).__name__ != "ThreadingBackend"


def test_an_unknown_setting_is_named():
    with (
        pytest.raises(Invalid, match="JOBFAIR_COMPUTE must be one of: threads, processes, dask"),
        compute({SETTING: "cluster"}),
    ):
        pass
    assert set(BACKENDS) == {"threads", "processes", "dask"}


def test_a_cluster_that_does_not_answer_is_named():
    nobody = {"scheduler-address": "tcp://127.0.0.1:9", "distributed.comm.timeouts.connect": "1s"}
    with (
        dask.config.set(nobody),
        pytest.raises(Invalid, match="cannot be reached"),
        compute({SETTING: "dask"}),
    ):
        pass


def test_without_dask_the_way_to_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Invalid, match=r"pip install 'jobfair\[dask\]'"), compute({SETTING: "dask"}):
        pass
