"""Runs for tests: small ones that are over at once, and a way to work them out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from tests.support.economy import OFFICER
from veikart.actions.carry_out_run import WORKER, carry_out_run
from veikart.actions.run_kinds import Report, RunOrder
from veikart.actions.runners import RUNNERS
from veikart.actions.start_run import start_run
from veikart.store.models import ForesightRun

RESULT = {"answer": "Det blir 130 000 innbyggere.", "tables": []}


def answer(order: RunOrder, report: Report) -> dict[str, Any]:
    """A run that is over at once."""
    report(0.5, "Halvveis")
    return {**RESULT, "draws": order.draws, "seed": order.seed, "parameters": dict(order.parameters)}


@contextmanager
def runner(make: Callable[[RunOrder, Report], dict[str, Any]] = answer, kind: str = "odds") -> Iterator[None]:
    """The kind is worked out by `make` until the block is over."""
    with patch.dict(RUNNERS, {kind: make}):
        yield


def ask(kind: str = "odds", **changed: Any) -> ForesightRun:
    """A run that has been asked for."""
    draws = 0 if kind in {"schedule", "scorecard"} else 100
    return start_run(
        kind, **{"title": "Hovedalternativet", "parameters": {"scenario": "main"}, "draws": draws, "seed": 7, "actor": OFFICER, **changed}
    )


def carry_out(number: int, worker: str = "en") -> str:
    """Work out the run as a worker does."""
    return carry_out_run(number, worker=worker, actor=WORKER)


def ask_and_carry_out(kind: str = "odds", **changed: Any) -> ForesightRun:
    """A run that is done."""
    run = ask(kind, **changed)
    with runner(kind=kind):
        assert carry_out(run.number) == "done"
    return ForesightRun.objects.get(pk=run.pk)
