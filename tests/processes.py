"""Real processes for tests: started with an installation's settings, never left behind."""

import base64
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jobfair.config import Settings

ROOT = Path(__file__).resolve().parent.parent


def environment(settings: Settings) -> dict[str, str]:
    """What tells a process of ours where its installation is."""
    return {
        **os.environ,
        "JOBFAIR_INSTANCE": str(settings.instance_path),
        "JOBFAIR_SECRET_KEY": settings.secret_key,
        "JOBFAIR_DATA_KEY": base64.b64encode(settings.data_key).decode(),
        "JOBFAIR_DATABASE_URL": settings.database_url,
        "JOBFAIR_PORT": str(settings.port),
        "PYTHONPATH": str(ROOT),
    }


def start(settings: Settings, *command: str) -> subprocess.Popen[str]:
    """Start `python -m …`; its output goes to one pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=settings.instance_path,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def running(settings: Settings, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A process for the length of a test."""
    process = start(settings, *command)
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[str]) -> None:
    """End a process for certain and close its pipe."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.stdout:
        process.stdout.close()


def wait_until(true: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait for something to become true; fail when it does not."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
