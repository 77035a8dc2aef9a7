"""What runs give, as it is stored: plain tables and numbers that JSON has, each number read back to the last bit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import LEVELS, Odds
from veikart.calc.outlook.odds import Numbers
from veikart.calc.outlook.rows import OutlookLimit
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.tables import restore_row, write_row


def write_odds(odds: Odds) -> dict[str, Any]:
    """The odds as plain numbers."""
    return {
        "scenario": odds.scenario,
        "years": list(odds.years),
        "draws": odds.draws,
        "seed": odds.seed,
        "quantiles": _plain(odds.quantiles),
        "central": _plain(odds.central),
        "units": dict(odds.units),
        "breaks": _plain(odds.breaks),
        "ever": dict(odds.ever),
        "drivers": {line: [[lever, share] for lever, share in found] for line, found in odds.drivers.items()},
    }


def read_odds(written: Mapping[str, Any]) -> Odds:
    """The odds that `write_odds` wrote. Raises KeyError where something is missing."""
    return Odds(
        scenario=written["scenario"],
        years=tuple(written["years"]),
        draws=written["draws"],
        seed=written["seed"],
        quantiles=_arrays(written["quantiles"]),
        central=_arrays(written["central"]),
        units=written["units"],
        breaks=_arrays(written["breaks"]),
        ever=written["ever"],
        drivers={line: tuple((lever, share) for lever, share in found) for line, found in written["drivers"].items()},
    )


def write_limits(book: EconomyBook) -> list[dict[str, Any]]:
    """The limits a run is held against, without what they come from and the notes, as a result may be shown to others than the book is."""
    return [write_row(replace(one, rule="", source="", note="")) for one in book.table("outlook_limits").values()]


def read_limits(result: Mapping[str, Any]) -> list[OutlookLimit] | None:
    """The limits that `write_limits` wrote; None where a result has none with it."""
    rule = get_economy_tables()["outlook_limits"]
    return [restore_row(rule, one) for one in result["limits"]] if "limits" in result else None


def _plain(lines: Mapping[str, Numbers]) -> dict[str, Any]:
    return {line: values.tolist() for line, values in lines.items()}


def _arrays(lines: Mapping[str, Any]) -> dict[str, Numbers]:
    return {line: np.array(values, dtype=np.float64) for line, values in lines.items()}


def make_table(
    caption: str, unit: str, columns: Sequence[str | int], rows: Sequence[tuple[str, Sequence[float | None]]], *, heading: str = "", note: str = ""
) -> dict[str, Any]:
    """A table of a result: `unit` is persons, mill_nok, percent or index, `heading` stands in its corner and `note` above it."""
    written = [{"label": label, "values": list(values)} for label, values in rows]
    return {"caption": caption, "unit": unit, "heading": heading, "unit_line": note, "columns": [str(one) for one in columns], "rows": written}


def level_name(level: float) -> str:
    """What a quantile is called in a table.

    >>> level_name(0.05), level_name(0.5)
    ('5 prosent av trekningene er lavere enn', 'Midt i trekningene')
    """
    return "Midt i trekningene" if level == 0.5 else f"{round(level * 100)} prosent av trekningene er lavere enn"


def make_quantile_table(caption: str, unit: str, years: Sequence[int], quantiles: Numbers, *, heading: str = "", note: str = "") -> dict[str, Any]:
    """A table with a row for each quantile; `quantiles` has shape (levels, years)."""
    rows = [(level_name(level), values.tolist()) for level, values in zip(LEVELS, quantiles, strict=True)]
    return make_table(caption, unit, years, rows, heading=heading, note=note)
