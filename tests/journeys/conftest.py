"""The site as a user starts it: `veikart run` in a folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.support.tree import ROOT

LONGEST_START = 180


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site with the example loaded and published."""
    folder = tmp_path_factory.mktemp("var")
    port = _free_port()
    environment = {**os.environ, "VEIKART_VAR": str(folder), "PYTHONPATH": str(ROOT / "src")}
    environment.pop("DATABASE_URL", None)
    log = (folder / "log").open("wb")
    process = subprocess.Popen([sys.executable, "-m", "veikart", "run", "--port", str(port)], env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _wait_for(address: str, process: subprocess.Popen) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail("veikart run ended before the site answered")
        try:
            urllib.request.urlopen(f"{address}/om/", timeout=5).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail("the site did not answer in time")
