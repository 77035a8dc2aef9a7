"""The runner that works out the best order of investments."""

from __future__ import annotations

from typing import Any

from veikart.actions.run_kinds import Report, RunFailed, RunOrder
from veikart.calc.schedule import OBJECTIVES, Effort
from veikart.calc.values import PPM
from veikart.rules.foresight.schedule_results import ask_for_order, work_out_order

USUAL_SECONDS, MOST_SECONDS = 30, 600
USUAL_GAP = 0.01


def run_schedule(order: RunOrder, report: Report) -> dict[str, Any]:
    """The order of the book's projects. `objective` is one of OBJECTIVES, `seconds` how long to look, `scenario` the scenarios the limits must hold
    in as well (once or more), `share` the per cent of them that they must hold in, `limit` the limits to keep (all where none is named)."""
    report(0.0, "Regner grunnlaget")
    if not order.long_run.sheets["long_economy"].subjects:
        raise RunFailed("Det er ingen økonomi å se framover fra. Publiser et handlingsprogram, eller legg inn beløp for planårene.")
    objective = (order.texts("objective") or [OBJECTIVES[-1]])[0]
    if objective not in OBJECTIVES:
        raise RunFailed(f"«{objective}» er ikke noe rekkefølgen kan være best på.")
    scenarios = order.texts("scenario")
    strange = [one for one in scenarios if one not in order.book.table("scenarios")]
    if strange:
        raise RunFailed(f"Scenarioet «{strange[0]}» finnes ikke i økonomiboken.")
    share = _number(order, "share", usual=100, most=100) * PPM // 100
    asked = ask_for_order(order.book, order.long_run, order.plan, scenarios=scenarios, limits=order.texts("limit") or None, share=share)
    if not asked.problem.candidates:
        raise RunFailed("Ingen prosjekter kan settes i rekkefølge. Legg dem inn i tabellen «Prosjekter i rekkefølgen».")
    effort = Effort(USUAL_GAP, _number(order, "seconds", usual=USUAL_SECONDS, most=MOST_SECONDS))
    return work_out_order(order.book, order.plan, asked, objective=objective, effort=effort, say=report)


def _number(order: RunOrder, name: str, *, usual: int, most: int) -> int:
    """A whole number from 1 that was given. Raises RunFailed."""
    given = (order.texts(name) or [str(usual)])[0]
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= most:
        raise RunFailed(f"«{given}» må være et helt tall fra 1 til {most}.")
    return int(given)
