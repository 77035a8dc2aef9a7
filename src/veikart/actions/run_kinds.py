"""What a run works out, and what it says while it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.worksheets import Run
from veikart.rules.economy import run_engines
from veikart.rules.foresight import run_foresight

Report = Callable[[float, str], None]
"""Takes the share that is done (0 to 1) and what is being done, in Norwegian. Raises RunCancelled or RunStopped where the run is to be left: let
them pass. Called often, at least every second or two; no more is written down than can be read."""


class RunCancelled(Exception):
    """Somebody has cancelled the run, or another worker has taken it over. Nothing of it is kept."""


class RunStopped(Exception):
    """The worker has been asked to stop. The run goes back to the queue."""


class RunFailed(Exception):
    """The run cannot be worked out, for a reason that people can do something about: a Norwegian sentence."""


@dataclass(frozen=True)
class RunOrder:
    """What a run is to work out, and from what: the book as it was when somebody asked, and the programme that was published then."""

    parameters: Mapping[str, Any]
    seed: int
    draws: int
    book: EconomyBook
    plan: PlanFigures

    @cached_property
    def economy(self) -> Run:
        """The economy's own sheets for the book."""
        return run_engines(self.book)

    @cached_property
    def long_run(self) -> Run:
        """The same with everything that looks twenty years ahead. Raises RunFailed where the book has no settings for that."""
        self.check_foresight()
        return run_foresight(self.book, self.economy, self.plan)

    def check_foresight(self) -> None:
        """Raise RunFailed where the book does not say what is looked ahead from."""
        if not self.book.table("foresight_settings"):
            raise RunFailed("Økonomiboken har ingen innstillinger for framsyn: hvilket folketall det framskrives fra, og hvilke år.")

    def check_long_economy(self) -> None:
        """Raise RunFailed where no year of a plan is known, neither from a programme nor from rows: then every amount would be nothing."""
        if not self.long_run.sheets["long_economy"].subjects:
            raise RunFailed("Det er ingen økonomi å se framover fra. Publiser et handlingsprogram, eller legg inn beløp for planårene.")

    def texts(self, name: str) -> list[str]:
        """A parameter that may be given once or more, each value once; none where it is not given."""
        given = self.parameters.get(name, [])
        return list(dict.fromkeys(str(one) for one in (given if isinstance(given, list) else [given])))


Runner = Callable[[RunOrder, Report], dict[str, Any]]
"""Gives the result, of what JSON has, with every number finite: `answer` is the sentence the page has for a title, `tables` what it shows (made by
rules.foresight.run_results), and the rest is the kind's own. The same order gives the same result to the last bit."""
