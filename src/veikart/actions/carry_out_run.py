"""Work out a run that stands in the queue, in the worker's process, and keep its result."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from threading import Event
from time import monotonic
from typing import Any

from django.db import transaction
from django_tasks import TaskContext, task

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now
from veikart.actions.run_kinds import Report, RunCancelled, RunFailed, RunOrder, RunStopped
from veikart.actions.runners import RUNNERS
from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.rules.books import ECONOMY
from veikart.rules.foresight.plan_figures import list_addresses, read_plan_figures
from veikart.rules.foresight.runs import get_run_rules
from veikart.rules.programme import Programme
from veikart.store.models import ForesightRun
from veikart.store.models.run import pack_result
from veikart.store.queries import get_book_at, get_dataset, get_publication_of

log = logging.getLogger(__name__)
WORKER = Actor(name="kjøreren", role="operator")
BETWEEN_REPORTS = 0.25
"""Seconds that go by at least between two reports that are written down."""
WHOLE = 1_000
NO_MEMORY = "Maskinen hadde ikke nok minne. Velg færre trekninger, eller en mindre del."
GONE_WRONG = "Noe gikk galt i programmet. Årsaken står i kjørerens logg."
stopping = Event()
"""Set when this process has been asked to stop: the run it is in goes back to the queue at its next report."""
at_work: set[int] = set()
"""The runs this process is in: one that was left because its end could not be written down is not among them, and is soon taken for lost."""


@task(takes_context=True)
def work_out(context: TaskContext, number: int) -> None:
    """What the queue calls."""
    carry_out_run(number, worker=context.task_result.worker_ids[-1], actor=WORKER)


def carry_out_run(number: int, *, worker: str, actor: Actor) -> str:
    """Work out a run that is in the queue, and give the status it ends in; empty where somebody else has it, or nobody wants it any more.

    The result and the status done are written together, or neither. Raises AccessDenied; what goes wrong in the run itself ends it with words
    for people, and with the cause in the log.
    """
    check_right(actor, "carry_out_run")
    run = _claim(number, worker)
    if run is None:
        return ""
    at_work.add(number)
    try:
        outcome, ending = _reach_end(run, worker)
        if not ending:
            return outcome
        with transaction.atomic():
            if not _pass(run, outcome, worker, {"finished_at": now(), **ending}):
                return ""
            record_act("carry_out_run", actor=actor, run=number, outcome=outcome)
        return outcome
    finally:
        at_work.discard(number)


def _reach_end(run: ForesightRun, worker: str) -> tuple[str, dict[str, Any]]:
    """The status the run ends in and what is written with it; nothing is to be written where it has been left."""
    try:
        return "done", {"words": "", "progress": WHOLE, **_work_out(run, worker)}
    except RunCancelled:
        return "", {}
    except RunStopped:
        return "queued" if queue_again(run, worker, attempts=run.attempts - 1) else "", {}
    except Exception as error:
        log.log(logging.INFO if isinstance(error, RunFailed) else logging.ERROR, "run %s failed", run.number, exc_info=error)
        return "failed", {"words": _describe(error)}


def queue_again(run: ForesightRun, worker: str, *, attempts: int) -> bool:
    """Put a run that its worker has left back in the queue, as one that has been tried so many times. False where it is no longer the worker's."""
    with transaction.atomic():
        is_back = _pass(run, "queued", worker, {"progress": 0, "words": "", "worker": "", "attempts": attempts})
        if is_back:
            work_out.enqueue(run.number)
    return is_back


def _claim(number: int, worker: str) -> ForesightRun | None:
    """The run with this worker's name on it, or None where it is not in the queue."""
    waiting = ForesightRun.objects.defer("result").filter(number=number, status__in=get_run_rules().starts_of("running")).first()
    if waiting is None:
        return None
    waiting.attempts += 1
    changed = {"attempts": waiting.attempts, "worker": worker, "started_at": now(), "seen_at": now()}
    return waiting if _pass(waiting, "running", "", changed) else None


def _pass(run: ForesightRun, ends: str, worker: str, changed: Mapping[str, Any]) -> bool:
    """Take a run on to another status with what else changes, unless somebody has been there first: it must still be the worker's."""
    mine = ForesightRun.objects.filter(pk=run.pk, worker=worker, status__in=get_run_rules().starts_of(ends))
    return bool(mine.update(status=ends, **changed))


def _work_out(run: ForesightRun, worker: str) -> dict[str, Any]:
    """The result as it is stored, with its hash."""
    runner = RUNNERS.get(run.kind)
    if runner is None:
        raise RunFailed(f"«{get_run_rules().kinds[run.kind].name}» kan ikke kjøres ennå.")
    book = get_book_at(ECONOMY, run.book_revision)
    order = RunOrder(run.parameters, run.seed, run.draws, book, _read_plan(run, book))
    stored, written = pack_result(runner(order, _make_report(run, worker)))
    return {"result": stored, "result_sha256": hashlib.sha256(written).hexdigest()}


def _read_plan(run: ForesightRun, book: EconomyBook) -> PlanFigures:
    """The figures the book asks for, of the programme that was published when somebody asked for the run; none where none was."""
    publication = get_publication_of(run.plan_hash)
    if publication is None:
        return PlanFigures()
    return read_plan_figures(Programme(get_dataset(publication)), list_addresses(book), run.plan_hash)


def _make_report(run: ForesightRun, worker: str) -> Report:
    """Write down how far the run is, no more often than it can be read, and see whether it is still wanted."""
    last = -BETWEEN_REPORTS
    mine = ForesightRun.objects.filter(pk=run.pk, status="running", worker=worker)

    def report(share: float, words: str) -> None:
        nonlocal last
        if monotonic() - last < BETWEEN_REPORTS:
            return
        last = monotonic()
        if stopping.is_set():
            raise RunStopped
        if not mine.update(progress=min(max(round(share * WHOLE), 0), WHOLE), words=words[:300], seen_at=now()):
            raise RunCancelled

    return report


def _describe(error: Exception) -> str:
    """Why a run failed, for people."""
    if isinstance(error, RunFailed):
        return str(error)[:300]
    return NO_MEMORY if isinstance(error, MemoryError) else GONE_WRONG
