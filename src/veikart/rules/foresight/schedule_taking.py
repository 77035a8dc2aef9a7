"""An order of investments taken into the economy's book: projects of the programme moved, the others written as investments after the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.rows import LongInvestment
from veikart.calc.schedule import Candidate
from veikart.calc.values import share_of
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.foresight.schedule import Asked
from veikart.rules.foresight.schedule_frames import cut_frames

LONG, PROJECTS = "long_investments", "schedule_projects"
FROM = "Beste rekkefølge"


@dataclass(frozen=True)
class Taken:
    """What an order changes: `moves` are projects of the investment programme and how many years later each begins (earlier where negative),
    `rows` the other rows by table and key, None for one that goes."""

    moves: Mapping[str, int]
    rows: Mapping[tuple[str, str], Any | None]

    @property
    def is_empty(self) -> bool:
        """Whether the order would change nothing in the book."""
        return not self.moves and not self.rows


def plan_taking(book: EconomyBook, asked: Asked, starts: Mapping[str, int]) -> Taken:
    """What the book needs for the order to be the plan. Rows that are so already are left out."""
    rows: dict[tuple[str, str], Any | None] = {(LONG, key): row for key, row in cut_frames(book, asked.problem.years[-1], asked.rows).items()}
    moves = {}
    for key, one in asked.rows.items():
        candidate, start = asked.problem.by_id[key], starts.get(key)
        if one.project:
            if start is not None and key in asked.today and start != asked.today[key]:
                moves[one.project] = start - asked.today[key]
            continue
        rows |= {(LONG, at): None for at, row in book.table(LONG).items() if row.area == key}
        rows |= _investments(candidate, start, one.grant_share or 0)
        rows[PROJECTS, key] = replace(one, planned_year=start, is_taken="yes")
    return Taken(moves, {at: row for at, row in rows.items() if book.table(at[0]).get(at[1]) != row})


def _investments(one: Candidate, start: int | None, grant_share: int) -> dict[tuple[str, str], LongInvestment]:
    """A row for each year of building; what it costs to run comes with the last."""
    if start is None:
        return {}
    found = {}
    for step, nok in enumerate(one.costs):
        running = one.running_nok - one.saving_nok if step == len(one.costs) - 1 else 0
        row = LongInvestment(one.id, start + step, nok, one.name, share_of(nok, grant_share), running, source=FROM)
        found[LONG, get_economy_tables()[LONG].key_of(row)] = row
    return found


def with_taken(book: EconomyBook, taken: Taken) -> EconomyBook:
    """The book with the rows, but without the moves."""
    changed: dict[str, dict[str, Any | None]] = {}
    for (table, key), row in taken.rows.items():
        changed.setdefault(table, {})[key] = row
    return book.with_rows(changed)
