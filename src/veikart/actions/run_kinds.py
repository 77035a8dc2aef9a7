"""What each kind of run does: the one list of those that work them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.worksheets import Run
from veikart.rules.economy import run_engines

Report = Callable[[float, str], None]
"""Takes the share that is done (0 to 1) and what is being done, in Norwegian. Raises RunCancelled or RunStopped where the run is to be left: let
them pass."""


class RunCancelled(Exception):
    """Somebody has cancelled the run, or another worker has taken it over. Nothing of it is kept."""


class RunStopped(Exception):
    """The worker has been asked to stop. The run goes back to the queue."""


class RunFailed(Exception):
    """The run cannot be worked out, for a reason that people can do something about: a Norwegian sentence."""


@dataclass(frozen=True)
class RunOrder:
    """What a run is to work out, and from what: the book as it was when somebody asked, and the programme it begins from."""

    parameters: Mapping[str, Any]
    seed: int
    draws: int
    book: EconomyBook
    plan: PlanFigures

    @cached_property
    def economy(self) -> Run:
        """The economy's own sheets for the book."""
        return run_engines(self.book)


Runner = Callable[[RunOrder, Report], dict[str, Any]]
"""Gives the result, of what JSON has, with every number finite. The same order gives the same result to the last bit."""
RUNNERS: dict[str, Runner] = {}
"""By kind of run."""
