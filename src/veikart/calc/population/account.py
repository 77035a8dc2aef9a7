"""The account of a population: what it was, what moved it, what it came to, in whole persons."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from veikart.calc.population.areas import GAINS, LOSSES, AreasProjected
from veikart.calc.population.projection import Projected
from veikart.calc.population.rounding import Whole, round_persons, round_to_total
from veikart.calc.values import ratio_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

EVERYBODY = "alle"
_FLOWS = (*GAINS, *LOSSES)


def round_flows(projected: Projected) -> tuple[Whole, dict[str, Whole]]:
    """The population on 1 January of the first year and at the end of each, shape (years + 1,), and each flow, shape (years,), all whole.

    The population is the nearest whole number in every year; the flows are rounded up or down so that they lead exactly from one to the next.
    """
    persons = round_persons(projected.persons.sum(axis=(1, 2)))
    flows = np.stack([getattr(projected, name).sum(axis=(1, 2)) * (-1 if name in LOSSES else 1) for name in _FLOWS])
    whole = round_to_total(flows, np.diff(persons))
    return persons, {name: _as_positive(name, whole[at]) for at, name in enumerate(_FLOWS)}


def _as_positive(name: str, signed: Whole) -> Whole:
    """A loss without its minus."""
    return -signed if name in LOSSES else signed


def make_account_sheet(projected: Projected, areas: AreasProjected, keys: Sequence[str], names: Sequence[str], whole_name: str) -> Sheet:
    """The sheet `population_account`: the municipality («alle»), and each area. Persons, whole; deaths and those who move out are positive.

    The areas add up to the municipality in every line. `within` is what moves between the areas, and what rounding leaves: it adds up to 0.
    """
    persons, flows = round_flows(projected)
    parts = {name: round_to_total(areas.flows[name], flows[name]) for name in _FLOWS}
    area_persons = round_to_total(areas.persons.sum(axis=(2, 3)), persons) if keys else np.zeros((0, len(persons)), dtype=np.int64)
    lines: dict[str, Lines] = {name: np.vstack([flows[name], parts[name]]) for name in _FLOWS}
    every = np.vstack([persons, area_persons])
    lines |= {"brought": _first_only(every), "opening": every[:, :-1], "closing": every[:, 1:]}
    lines["natural"] = lines["births"] - lines["deaths"]
    lines["net_domestic"] = lines["in_domestic"] - lines["out_domestic"]
    lines["net_foreign"] = lines["in_foreign"] - lines["out_foreign"]
    lines["growth"] = lines["closing"] - lines["opening"]
    known = lines["natural"] + lines["net_domestic"] + lines["net_foreign"] + lines["in_housing"]
    lines["within"] = lines["growth"] - known
    return make_sheet(
        "population_account",
        (EVERYBODY, *keys),
        projected.years,
        {**lines, "growth_share": ratio_of(lines["growth"], lines["opening"])},
        names=(whole_name, *names),
    )


def _first_only(every: Whole) -> Lines:
    first = np.zeros_like(every[:, 1:])
    first[:, 0] = every[:, 0]
    return first
