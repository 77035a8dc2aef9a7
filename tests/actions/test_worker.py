"""A worker in a process of its own: killed in the middle, asked to stop in the middle, and allowed to finish."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.tree import ROOT
from veikart.cli import beside

LONGEST_WAIT = 30
pytestmark = [pytest.mark.once, pytest.mark.slow]


@pytest.fixture
def start(tmp_path: Path):
    """Start a worker on a database in a folder of its own; all of them are stopped afterwards."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    paths = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    environment = {**kept, "VEIKART_VAR": str(tmp_path), "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "veikart.config.settings"}
    program = "import sys, django; django.setup(); from tests.support.run_worker import work; sys.exit(work(sys.argv[1]))"
    started = []

    def run() -> subprocess.Popen:
        words = [sys.executable, "-c", program, str(tmp_path)]
        started.append(subprocess.Popen(words, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        return started[-1]

    yield run
    for one in started:
        one.kill()
        one.wait()


def ask(folder: Path, question: str, *answers: object) -> list:
    with closing(sqlite3.connect(folder / "veikart.sqlite3", timeout=20)) as database, database:
        return database.execute(question, answers).fetchall()


def wait_for(folder: Path, status: str, attempts: int) -> None:
    end = time.monotonic() + LONGEST_WAIT
    found = None
    while time.monotonic() < end:
        try:
            found = ask(folder, "SELECT status, attempts FROM store_foresightrun")
        except sqlite3.OperationalError:
            found = None  # the tables are not made yet
        if found == [(status, attempts)]:
            return
        time.sleep(0.1)
    pytest.fail(f"the run was {found} and not {status}, {attempts}")


def test_a_killed_worker_costs_time_and_no_result(start, tmp_path):
    first = start()
    wait_for(tmp_path, "running", 1)
    first.kill()
    first.wait()
    ask(tmp_path, "UPDATE store_foresightrun SET seen_at = '2026-01-01 00:00:00'")  # instead of waiting until it has been silent for long enough
    (tmp_path / "finish").touch()
    second = start()
    wait_for(tmp_path, "done", 2)
    second.terminate()
    assert second.wait(LONGEST_WAIT) == 0
    assert ask(tmp_path, "SELECT progress, result IS NOT NULL FROM store_foresightrun") == [(1000, 1)]


def test_a_worker_beside_the_server_is_started_anew_and_stopped_with_it(monkeypatch):
    started = []

    def start() -> subprocess.Popen:
        started.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))
        return started[-1]

    monkeypatch.setattr(beside, "_start", start)
    monkeypatch.setattr(beside, "KEEP_SECONDS", 0.02)
    monkeypatch.setattr(beside, "PAUSE_SECONDS", 0.02)
    with beside.start_worker():
        assert len(started) == 1
        started[0].kill()
        end = time.monotonic() + LONGEST_WAIT
        while len(started) < 2 and time.monotonic() < end:
            time.sleep(0.02)
        assert started[1].poll() is None
    assert [one.poll() is None for one in started] == [False, False]
