"""Signs of life from a worker, and runs whose worker is gone."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction

from veikart.actions.audit import record_act
from veikart.actions.carry_out_run import WORKER, at_work, queue_again
from veikart.actions.clock import now
from veikart.rules.foresight.runs import get_run_rules
from veikart.store.models import ForesightRun

log = logging.getLogger(__name__)
LOST_AFTER = timedelta(seconds=20)
"""A worker that has given no sign of life for so long is gone."""
MOST_ATTEMPTS = 3
LOST = f"Kjøreren ble borte {MOST_ATTEMPTS} ganger mens den regnet dette. Er maskinen for liten, hjelper det med færre trekninger."


def note_alive(worker: str) -> None:
    """Say that the worker, this process, is alive at the run it is in."""
    ForesightRun.objects.filter(status="running", worker=worker, number__in=list(at_work)).update(seen_at=now())


def restore_lost_runs() -> list[int]:
    """Put the runs whose worker is gone back in the queue, or end those that have lost theirs too many times. Gives the numbers of them all."""
    lost = list(ForesightRun.objects.defer("result").filter(status="running", seen_at__lt=now() - LOST_AFTER))
    return [one.number for one in lost if _restore(one)]


def _restore(run: ForesightRun) -> bool:
    log.warning("the worker of run %s is gone after %s attempts", run.number, run.attempts)
    with transaction.atomic():
        if run.attempts >= MOST_ATTEMPTS:
            mine = ForesightRun.objects.filter(pk=run.pk, worker=run.worker, status__in=get_run_rules().starts_of("failed"))
            outcome, is_done = "failed", bool(mine.update(status="failed", worker="", words=LOST, finished_at=now()))
        else:
            outcome, is_done = "queued", queue_again(run, run.worker, attempts=run.attempts)
        if is_done:
            record_act("carry_out_run", actor=WORKER, run=run.number, outcome=outcome)
    return is_done
