"""Serving: two web processes on one port and one worker, watched by a supervisor.

waitress with two processes of six threads each was unaffected by 200 silent connections where other
servers stalled (docs/adr/0005). Where the system cannot share a port, one web process serves.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import waitress
from flask import Flask
from huey.consumer import Consumer
from sqlalchemy.exc import SQLAlchemyError

from jobfair import doorbell, tasks
from jobfair.app import open_database
from jobfair.background import handlers
from jobfair.config import Settings
from jobfair.db import THREADS, Database
from jobfair.errors import N_, Invalid

WEB_PROCESSES = 2
SWEEP_SECONDS = 2.0
WATCH_SECONDS = 0.25
#: a process that lives shorter than this did not really start
SETTLED_SECONDS = 60.0
#: so many false starts in a row end it all
FALSE_STARTS = 3
STOP_SECONDS = 10.0
#: in the instance folder while the site is served: its address, for other commands
ADDRESS_FILE = "address"
#: set for a process that must end with the supervisor that holds its standard input
SUPERVISED = "JOBFAIR_SUPERVISED"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

log = logging.getLogger(__name__)


def shared_socket(settings: Settings) -> socket.socket:
    """A listening socket that several processes may open on the same port."""
    listener = _bound_socket(settings, shared=True)
    listener.listen(1024)
    return listener


def serve_web(app: Flask, settings: Settings) -> None:
    """Serve the site in this process until stopped; what is being written is written to the end."""
    _begin_process()
    signal.signal(signal.SIGTERM, _leave)
    waitress.serve(
        app,
        sockets=[shared_socket(settings)],
        threads=THREADS,
        ident=None,
        _quiet=True,
        **_proxy_trust(settings),
    )


def _proxy_trust(settings: Settings) -> dict[str, str]:
    """What waitress needs to believe a proxy's word on where a request comes from; without, it drops it."""
    if not settings.trusted_proxy:
        return {}
    return {"trusted_proxy": settings.trusted_proxy, "trusted_proxy_headers": "x-forwarded-for"}


def work(settings: Settings, known: tasks.Handlers | None = None) -> None:
    """Do background work in this process until stopped: answer the doorbell, and sweep for lost jobs.

    Parameters
    ----------
    known : dict or None
        Work by kind; by default all that the rooms offer.
    """
    _begin_process()
    database = open_database(settings)
    by_kind = handlers(settings.carriers, settings.quiet_hours) if known is None else known
    bell = doorbell.install(settings, answer=lambda job_id: tasks.run(database, by_kind, job_id))
    stop = threading.Event()
    threading.Thread(target=sweep, args=(database, bell, stop), daemon=True).start()
    consumer = Consumer(
        bell.queue, workers=1, worker_type="thread", periodic=False, initial_delay=0.05, max_delay=0.5
    )
    try:
        consumer.run()
    finally:
        stop.set()
        database.close()


def sweep(database: Database, bell: doorbell.Doorbell, stop: threading.Event) -> None:
    """Ring again for every job that waits or whose worker is gone, until told to stop.

    While rings wait to be answered, no more are added: a long job would pile them up.
    """
    while not stop.wait(SWEEP_SECONDS):
        try:
            if not bell.is_quiet():
                continue
            with database.read() as session:
                lost = tasks.claimable(session, tasks.utc_now())
            for job_id in lost:
                bell.ring(job_id)
        except SQLAlchemyError:  # the database may be away for a while; the sweeper must outlive that
            log.warning("could not look for lost jobs", exc_info=True)


def check_port(settings: Settings) -> None:
    """Make sure that the site can listen where it should.

    Raises
    ------
    Invalid
        The port is taken, not allowed, or the address is not one of this machine's.
    """
    if settings.port:
        _bound_socket(settings, shared=False).close()


@dataclass(slots=True)
class Child:
    """One process of ours: its command, and how often it ended before it had settled."""

    command: str
    process: subprocess.Popen[bytes]
    started_at: float
    false_starts: int = 0

    def start_again(self) -> None:
        """Start it once more, counting a life that was too short."""
        if self.process.stdin:
            self.process.stdin.close()
        settled = time.monotonic() - self.started_at >= SETTLED_SECONDS
        self.false_starts = 0 if settled else self.false_starts + 1
        if self.false_starts < FALSE_STARTS:
            self.process, self.started_at = _popen(self.command), time.monotonic()


def supervise(settings: Settings, announce: Callable[[str], None]) -> int:
    """Start the web processes and the worker, and start again whichever ends, until a signal comes.

    Returns 0 when told to stop, 1 when a process cannot be started.

    Raises
    ------
    Invalid
        Nothing can listen at the address that is set.
    """
    check_port(settings)
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    web_processes = WEB_PROCESSES if hasattr(socket, "SO_REUSEPORT") else 1
    commands = [*["web"] * web_processes, "worker"]
    children = [Child(command, _popen(command), time.monotonic()) for command in commands]
    try:
        return _watch(children, settings, announce, stopping)
    finally:
        (settings.instance_path / ADDRESS_FILE).unlink(missing_ok=True)
        _stop_all([child.process for child in children])


def address(settings: Settings) -> str:
    """Where the site is being served from this folder; where it would be when it is not."""
    try:
        return (settings.instance_path / ADDRESS_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return settings.base_url


def _watch(
    children: list[Child], settings: Settings, announce: Callable[[str], None], stopping: threading.Event
) -> int:
    announced = False
    while not stopping.wait(WATCH_SECONDS):
        for child in children:
            if child.process.poll() is None:
                continue
            announce(f"The {child.command} process ended with {child.process.returncode}.")
            child.start_again()
            if child.false_starts >= FALSE_STARTS:
                announce(f"The {child.command} process cannot be started; the reason is above.")
                return 1
        if not announced and _answers(settings):
            (settings.instance_path / ADDRESS_FILE).write_text(settings.base_url, encoding="utf-8")
            announce(f"Serving at {settings.base_url} (stop with Ctrl+C)")
            announced = True
    return 0


def _bound_socket(settings: Settings, *, shared: bool) -> socket.socket:
    listener = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared and hasattr(socket, "SO_REUSEPORT"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(address)
    except OSError as error:
        if listener is not None:
            listener.close()
        raise Invalid(
            N_("Cannot listen at %(host)s, port %(port)s: %(reason)s. Set PORT to use another port."),
            host=settings.host,
            port=settings.port,
            reason=error.strerror or str(error),
        ) from error
    return listener


def _answers(settings: Settings) -> bool:
    """Whether somebody listens at the port by now."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - not bound
    try:
        socket.create_connection((host, settings.port), timeout=0.2).close()
    except OSError:
        return False
    return True


def _begin_process() -> None:
    """What a web process and a worker have in common: a log, and an end when the supervisor is gone."""
    logging.basicConfig(format=LOG_FORMAT, level=logging.WARNING)
    if os.environ.get(SUPERVISED):
        threading.Thread(target=_end_with_supervisor, daemon=True).start()


def _end_with_supervisor() -> None:
    # the supervisor writes nothing: a read returns when it has died, and with it the other end of the pipe
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _popen(command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "jobfair.cli", command],
        env={**os.environ, SUPERVISED: "1"},
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def _stop_all(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin:
            process.stdin.close()
