"""A worker beside the web server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

KEEP_SECONDS, PAUSE_SECONDS, STOP_SECONDS = 0.5, 3.0, 10.0
"""Between two looks at whether the worker is there, before a new one is started, and how long it gets to leave what it is doing."""


@contextmanager
def start_worker() -> Iterator[None]:
    """A worker beside the web server until the block is over, started anew where it ends before that."""
    over = Event()
    first = _start()  # before the block: a process that forks while another is being started would keep the starter waiting
    keeper = Thread(target=_keep_worker, args=(first, over))
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "veikart", "worker", "--with-parent"])


def _keep_worker(process: subprocess.Popen[bytes], over: Event) -> None:
    while not over.wait(KEEP_SECONDS):
        if process.poll() is not None and not over.wait(PAUSE_SECONDS):
            process = _start()
    _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
