"""The runner that works out the best order of investments."""

from __future__ import annotations

from typing import Any

from veikart.actions.run_kinds import Report, RunFailed, RunOrder
from veikart.calc.schedule import OBJECTIVES, Effort
from veikart.calc.values import PPM
from veikart.rules.foresight.schedule_results import CERTAINTIES, ask_for_order, work_out_order

USUAL_SECONDS, MOST_SECONDS = 30, 600
USUAL_GAP = 0.01


def run_schedule(order: RunOrder, report: Report) -> dict[str, Any]:
    """The order of the book's projects. `objective` is one of OBJECTIVES, `seconds` how long to look, `scenario` the scenarios the limits must hold
    in as well (once or more), `share` the per cent of them that they must hold in, `certainty` how many of a hundred drawn futures each must hold
    in each year (one of CERTAINTIES; 0 for none), `limit` the limits to keep (all where none is named)."""
    report(0.0, "Regner grunnlaget")
    order.check_long_economy()
    objective = (order.texts("objective") or [OBJECTIVES[-1]])[0]
    if objective not in OBJECTIVES:
        raise RunFailed(f"«{objective}» er ikke noe rekkefølgen kan være best på.")
    scenarios = order.texts("scenario")
    strange = [one for one in scenarios if one not in order.book.table("scenarios")]
    if strange:
        raise RunFailed(f"Scenarioet «{strange[0]}» finnes ikke i økonomiboken.")
    share = _number(order, "share", usual=100, most=100) * PPM // 100
    held = {"scenarios": scenarios, "limits": order.texts("limit") or None, "share": share, "certainty": _certainty(order)}
    asked = ask_for_order(order.book, order.long_run, order.plan, **held)
    if not asked.problem.candidates:
        raise RunFailed("Ingen prosjekter kan settes i rekkefølge. Legg dem inn i tabellen «Prosjekter i rekkefølgen».")
    effort = Effort(USUAL_GAP, _number(order, "seconds", usual=USUAL_SECONDS, most=MOST_SECONDS))
    return work_out_order(order.book, order.plan, asked, objective=objective, effort=effort, say=report)


def _certainty(order: RunOrder) -> int:
    given = (order.texts("certainty") or ["0"])[0]
    if given not in {"", "0", *map(str, CERTAINTIES)}:
        raise RunFailed(f"«{given}» er ikke en av {', '.join(map(str, CERTAINTIES))} av 100 trekninger.")
    return int(given or 0)


def _number(order: RunOrder, name: str, *, usual: int, most: int) -> int:
    """A whole number from 1 that was given. Raises RunFailed."""
    given = (order.texts(name) or [str(usual)])[0]
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= most:
        raise RunFailed(f"«{given}» må være et helt tall fra 1 til {most}.")
    return int(given)
