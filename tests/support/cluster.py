"""A scheduler and workers of Dask as people start them, in processes of their own, on this machine only."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep

from tests.support.tree import ROOT

DASK = [sys.executable, "-c", "from dask.__main__ import main; main()"]


@dataclass(frozen=True)
class Cluster:
    """Where the scheduler answers, its process, and those of its workers."""

    address: str
    scheduler: subprocess.Popen
    workers: list[subprocess.Popen]


@contextmanager
def start_cluster(workers: int) -> Iterator[Cluster]:
    """A scheduler with workers of one thread each, all of them stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    host = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [["scheduler", *host, "--port", address.rpartition(":")[2]]]
    commands += [["worker", address, *host, "--nthreads", "1", "--no-nanny", "--death-timeout", "60"] for _ in range(workers)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    started = []
    try:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started.extend(subprocess.Popen([*DASK, *words], env=environment, cwd=ROOT, **quiet) for words in commands)
        wait_for_answer(address)
        yield Cluster(address, started[0], started[1:])
    finally:
        for one in reversed(started):
            one.kill()
            one.wait()


def wait_for_answer(address: str, seconds: int = 60) -> None:
    """Until the scheduler takes calls: on a busy machine it is longer in starting than anybody waits for one that is there."""
    host, _mark, port = address.removeprefix("tcp://").rpartition(":")
    for _ in range(seconds * 10):
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return
        sleep(0.1)
    raise TimeoutError(address)


def square_slowly(number: int) -> int:
    """A block that takes a little while."""
    sleep(0.15)
    return number * number


def fail(number: int) -> int:
    """A block that cannot be worked out."""
    raise LookupError(f"nothing at {number}")
