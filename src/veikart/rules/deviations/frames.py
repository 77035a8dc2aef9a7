"""What the programme says of a year's budget: the adopted frame of each unit, and what revisions have changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from veikart.calc.layers import Selection
from veikart.rules.deviations.groups import OUTSIDE_FRAMES, UNALLOCATED, find_account_group, get_account_groups
from veikart.rules.deviations.report import Nodes, Ore
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.programme import FRAME_FORM, Programme
from veikart.rules.words import format_nok

REVISION = "revision"
"""The kind of layer that a decision in the course of the year makes."""
WITH_FRAME = "programme_area"
OPERATIONS = "1"
ORE = 100


def get_frames(programme: Programme | None, year: int) -> Mapping[str, int]:
    """The adopted net frame of each programme area in whole kroner, by unit; empty where the programme has no budget of the year."""
    if programme is None or year not in programme.dataset.column_by_year:
        return {}
    column = next(one for one in programme.columns if one.year == year)
    if column.kind == "accounts":
        return {}
    found = {}
    for unit in programme.budget.units:
        cell = programme.cell(FRAME_FORM, f"{unit.id}.netto", column) if unit.kind == WITH_FRAME else None
        if cell is not None:
            found[unit.id] = cell.nok
    return found


def list_revisions(programme: Programme | None, nodes: Nodes, year: int) -> Ore:
    """What the layers of revision change in the year, in øre on the units they stand on, shape (nodes, groups)."""
    order = {one.id: at for at, one in enumerate(get_account_groups())}
    found = np.zeros((len(nodes.ids), len(order)), dtype=np.int64)
    if programme is None:
        return found
    layers = frozenset(one.id for one in programme.budget.layers if one.kind == REVISION)
    for one in programme.table.amounts(Selection(layers=layers, year=year)) if layers else ():
        if one.unit in nodes.index and one.account.startswith(OPERATIONS):
            found[nodes.index[one.unit], order[find_account_group(one.account)]] += one.nok * ORE
    return found


def fill_frames(frames: Mapping[str, int], nodes: Nodes, budget: Ore) -> Ore:
    """The frames of units whose lines give no budget, in øre as net amounts that have no group, shape (nodes, groups).

    `budget` (nodes, groups) is what the lines give, with everything below each unit in its figures.
    """
    filled = np.zeros_like(budget)
    place = next(at for at, one in enumerate(get_account_groups()) if one.id == UNALLOCATED)
    for unit, nok in frames.items():
        at = nodes.index.get(unit)
        if at is not None and not budget[at].any():
            filled[at, place] = nok * ORE
    return filled


def check_frames(frames: Mapping[str, int], nodes: Nodes, budget: Ore) -> Iterator[Finding]:
    """Units whose budget lines come to something else than the frame that was adopted. Finance and funds are not part of a frame."""
    inside = np.array([one.id not in OUTSIDE_FRAMES for one in get_account_groups()])
    for unit, nok in frames.items():
        at = nodes.index.get(unit)
        if at is None or not budget[at].any():
            continue
        found = int(budget[at][inside].sum())
        if found != nok * ORE:
            words = {"found": format_nok(round(found / ORE)), "expected": format_nok(nok), "difference": format_nok(round((found - nok * ORE) / ORE))}
            yield make_finding("ledger-frame-differs", Place(unit=nodes.names[at]), unit=nodes.names[at], **words)
