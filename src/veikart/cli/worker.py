"""`veikart worker`: the process that works out the runs in the queue."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
from threading import Thread
from types import FrameType

import click
from django.core.management import call_command
from django.db import close_old_connections
from django.db.utils import OperationalError
from django_tasks_db.management.commands.db_worker import Worker

from veikart.actions.carry_out_run import stopping
from veikart.actions.lost_runs import note_alive, restore_lost_runs
from veikart.cli.output import console
from veikart.cli.preparing import prepare_database
from veikart.rules.foresight.preparing import prepare_drawing

log = logging.getLogger(__name__)
QUEUE_SECONDS, WATCH_SECONDS = 1.0, 3.0
"""Between two looks in the queue, and between two signs of life."""
KEPT_DAYS = 14
"""How long the queue remembers what has been done. The runs themselves stand as long as the database."""


class RunWorker(Worker):  # type: ignore[misc]
    """The worker of the queue, which leaves the run it is in when it is asked to stop."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop at the run's next report; a second time, at once."""
        if not self.running:
            self.reset_signals()
            sys.exit(1)
        self.running = False
        stopping.set()
        if not self.running_task:
            sys.exit(0)


@click.command()
@click.option("--with-parent", is_flag=True, help="Stopp når prosessen som startet kjøreren, er borte.")
def worker(*, with_parent: bool) -> None:
    """Regn ut kjøringene som står i kø, til kommandoen stoppes. Flere kan gå samtidig, også på flere maskiner."""
    prepare_database()
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEPT_DAYS, verbosity=0)
    name = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(8)}"
    prepare_drawing()
    if not with_parent:
        console.print("Kjøreren er klar (Ctrl+C stopper den).")
    made = RunWorker(
        queue_names=["*"],
        interval=QUEUE_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    made.configure_signals()
    Thread(target=_watch, args=(name, os.getppid() if with_parent else 0), daemon=True).start()
    made.run()


def _watch(name: str, parent: int) -> None:
    """Say that the worker is alive, look for runs whose worker is gone, and end where the parent is."""
    while not stopping.is_set():
        if parent and os.getppid() != parent:
            os._exit(0)  # as when the machine stops: another worker takes the run up
        try:
            note_alive(name)
            restore_lost_runs()
        except OperationalError as error:  # the database is busy or away: try again
            log.warning("no sign of life could be given: %s", error)
        finally:
            close_old_connections()
        stopping.wait(WATCH_SECONDS)
