"""The site as a user starts it: `veikart run` in a folder of its own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.tree import ROOT

LONGEST_START = 180


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serve(folder: Path, command: str) -> Iterator[str]:
    """The address of a site started with `veikart <command>`, with everything it stores in the folder."""
    port = _free_port()
    log = (folder / "log").open("wb")
    arguments = [sys.executable, "-m", "veikart", command, "--port", str(port)]
    process = subprocess.Popen(arguments, env=_environment(folder), stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def invite(folder: Path, email: str, name: str, *, role: str = "planner") -> str:
    """The path of an invitation to a site that has been started."""
    environment = {**_environment(folder), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DJANGO_SETTINGS_MODULE": "veikart.config.settings"}
    arguments = [sys.executable, "-m", "tests.support.inviting", email, name, role]
    return subprocess.run(arguments, env=environment, capture_output=True, check=True, text=True).stdout


def invite_first(folder: Path, email: str, name: str) -> str:
    """The path of an invitation by the command for it, in a folder where nothing has been started; the person is a planner."""
    return json.loads(call(folder, "person", "invite", email, "--name", name, "--json"))["path"]


def call(folder: Path, *words: str) -> str:
    """What a command writes, with everything it stores in the folder."""
    arguments = [sys.executable, "-m", "veikart", *words]
    return subprocess.run(arguments, env=_environment(folder), capture_output=True, check=True, text=True).stdout


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "VEIKART_VAR": str(folder), "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `veikart run` stores, of one's own. It is made once, by whichever worker comes first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, ready = shared / "site", shared / "site-is-ready"
    try:
        made.mkdir()
    except FileExistsError:
        end = time.monotonic() + LONGEST_START
        while not ready.exists() and time.monotonic() < end:
            time.sleep(0.3)
    else:
        call(made, "run", "--no-serve")
        ready.touch()
    assert ready.exists(), "the site was not made in time"
    return shutil.copytree(made, base / "var")


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of a running site with the example loaded and published."""
    with serve(site_folder, "serve") as address:
        yield address


def _wait_for(address: str, process: subprocess.Popen) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail("veikart ended before the site answered")
        try:
            urllib.request.urlopen(f"{address}/inn/", timeout=5).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail("the site did not answer in time")
