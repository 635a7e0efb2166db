"""The server as people start it: two web processes and a worker, started again when they end."""

import os
import signal
import socket
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from jobfair import serving
from jobfair.errors import Invalid
from tests.processes import environment, free_port, running, wait_until


@pytest.fixture
def installation(settings):
    return replace(settings, port=free_port(), base_url="")


def answers(settings):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{settings.port}/sign-in", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


def children_of(pid):
    """Process ids and commands of a process's children."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if folder.name.isdigit() and parent == str(pid):
                words = (folder / "cmdline").read_bytes().split(b"\0")
                found[int(folder.name)] = words[-2].decode()
        except (OSError, IndexError):
            continue
    return found


def alive(pid):
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")


def test_two_web_processes_and_a_worker_are_started_again_and_stop_together(installation):
    with running(installation, "jobfair.cli", "serve") as server:
        wait_until(lambda: answers(installation))
        first = children_of(server.pid)
        assert sorted(first.values()) == ["web", "web", "worker"]
        for command in ("web", "worker"):
            victim = next(pid for pid, name in children_of(server.pid).items() if name == command)
            os.kill(victim, signal.SIGKILL)
            wait_until(lambda: victim not in children_of(server.pid))  # noqa: B023
            wait_until(lambda: sorted(children_of(server.pid).values()) == ["web", "web", "worker"])
        wait_until(lambda: answers(installation))
        told = f"http://127.0.0.1:{installation.port}"
        elsewhere = replace(installation, base_url="http://127.0.0.1:5000")
        wait_until(lambda: serving.address(elsewhere) == told)
        last = children_of(server.pid)
        server.send_signal(signal.SIGTERM)
        assert server.wait(15) == 0
        assert "Serving at" in server.stdout.read()
        assert not [pid for pid in {**first, **last} if alive(pid)]
    assert not answers(installation)
    assert serving.address(elsewhere) == "http://127.0.0.1:5000", "nothing is served here any more"


def test_no_process_outlives_a_supervisor_that_was_killed(installation):
    with running(installation, "jobfair.cli", "serve") as server:
        wait_until(lambda: answers(installation) and len(children_of(server.pid)) == 3)
        children = children_of(server.pid)
        server.kill()
        server.wait()
        wait_until(lambda: not any(alive(pid) for pid in children), 15)


def test_a_taken_port_is_said_and_ends_with_one(installation):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", installation.port))
        taken.listen()
        with running(installation, "jobfair.cli", "serve") as server:
            assert server.wait(30) == 1
            text = server.stdout.read()
    assert f"Cannot listen at 127.0.0.1, port {installation.port}" in text
    assert "Set PORT" in text
    assert "Traceback" not in text


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 5000), ("no such host.invalid", 5000)])
def test_an_address_of_another_machine_is_refused(settings, host, port):
    with pytest.raises(Invalid, match="Cannot listen"):
        serving.check_port(replace(settings, host=host, port=port))


def test_a_process_that_cannot_start_ends_it_all(installation, monkeypatch):
    for name, value in environment(installation).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("JOBFAIR_SECRET_KEY", "short")
    said = []
    kept = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        assert serving.supervise(installation, said.append) == 1
    finally:
        for name, handler in kept.items():
            signal.signal(name, handler)
    assert "cannot be started" in said[-1]
