"""Serving: two web processes on one port and one worker, watched by a supervisor.

waitress with two processes of six threads each was unaffected by 200 silent connections where other
servers stalled (docs/adr/0005). Where the system cannot share a port, one web process serves.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import waitress
from flask import Flask
from huey.consumer import Consumer

from jobfair import doorbell, tasks
from jobfair.app import open_database
from jobfair.background import handlers
from jobfair.config import Settings
from jobfair.db import THREADS, Database

WEB_PROCESSES = 2
SWEEP_SECONDS = 2.0
START_PAUSE_SECONDS = 1.0


def shared_socket(settings: Settings) -> socket.socket:
    """A listening socket that several processes may open on the same port."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "SO_REUSEPORT"):
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.bind((settings.host, settings.port))
    listener.listen(1024)
    return listener


def serve_web(app: Flask, settings: Settings) -> None:
    """Serve the site in this process until stopped."""
    waitress.serve(app, sockets=[shared_socket(settings)], threads=THREADS, ident=None)


def work(settings: Settings) -> None:
    """Do background work in this process until stopped: answer the doorbell, and sweep for lost jobs."""
    database = open_database(settings)
    bell = doorbell.install(settings, answer=lambda job_id: tasks.run(database, handlers(), job_id))
    stop = threading.Event()
    threading.Thread(target=sweep, args=(database, bell.ring, stop), daemon=True).start()
    consumer = Consumer(
        bell.queue, workers=1, worker_type="thread", periodic=False, initial_delay=0.05, max_delay=0.5
    )
    try:
        consumer.run()
    finally:
        stop.set()
        database.close()


def sweep(database: Database, ring: Callable[[int], object], stop: threading.Event) -> None:
    """Ring again for every job that waits or whose worker is gone, until told to stop."""
    while not stop.wait(SWEEP_SECONDS):
        with database.read() as session:
            waiting = tasks.claimable(session, tasks.utc_now())
        for job_id in waiting:
            ring(job_id)


def supervise(settings: Settings, announce: Callable[[str], None]) -> int:
    """Start the web processes and the worker, and start again whichever ends, until a signal comes."""
    web_processes = WEB_PROCESSES if hasattr(socket, "SO_REUSEPORT") else 1
    commands = [["web"]] * web_processes + [["worker"]]
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    children = [_start(command) for command in commands]
    announce(f"Serving at {settings.base_url} (stop with Ctrl+C)")
    while not stopping.wait(START_PAUSE_SECONDS):
        for index, child in enumerate(children):
            if child.poll() is not None:
                announce(
                    f"The {commands[index][0]} process ended with {child.returncode}; starting it again."
                )
                children[index] = _start(commands[index])
    return _stop_all(children)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "jobfair.cli", *command], env=os.environ, start_new_session=True
    )


def _stop_all(children: list[subprocess.Popen[bytes]]) -> int:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + 10
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
    return 0
