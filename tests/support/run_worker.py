"""A worker in a process of its own, with a run that goes on until a file is there."""

import sys
import time
from pathlib import Path
from unittest.mock import patch

from tests.support.economy import OFFICER
from veikart.actions.run_kinds import Report, RunOrder
from veikart.actions.runners import RUNNERS
from veikart.actions.start_run import start_run
from veikart.cli import run_command_line
from veikart.cli.preparing import prepare_database
from veikart.store.models import ForesightRun


def work(folder: str) -> int:
    """Ask for a run where there is none, and work as `veikart worker` does."""

    def go_on(order: RunOrder, report: Report) -> dict[str, int]:
        while not Path(folder, "finish").exists():
            report(0.5, "Går")
            time.sleep(0.05)
        return {"seed": order.seed}

    prepare_database()
    if not ForesightRun.objects.exists():
        start_run("odds", title="Lang", parameters={}, draws=10, seed=3, actor=OFFICER)
    with patch.dict(RUNNERS, {"odds": go_on}):
        sys.argv = ["veikart", "worker"]
        return run_command_line()
