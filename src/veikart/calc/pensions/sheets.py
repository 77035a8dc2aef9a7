"""The three sheets of pensions: premiums by scheme, vintages of deviations, and what is charged to the accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.pensions.rows import PensionScheme
from veikart.calc.pensions.vintages import amortise
from veikart.calc.worksheets import Lines, Sheet, make_sheet

EVERYTHING = "alle"
"""The subject that all schemes add up to."""


@dataclass(frozen=True, slots=True)
class Vintage:
    """A deviation: the place of its scheme, the year it arose, whole kroner, the contribution on it, and the years it is charged over."""

    scheme: int
    year: int
    nok: int
    contribution: int
    over: int


def make_premium_sheet(schemes: Sequence[PensionScheme], years: Sequence[int], lines: Mapping[str, Lines]) -> Sheet:
    """The sheet `pension_premiums`: what `work_out_premiums` gives, a subject for each scheme."""
    ids = [one.id for one in schemes]
    units = [one.unit for one in schemes]
    return make_sheet("pension_premiums", ids, years, lines, names=[one.name for one in schemes], units=units, groups=ids, of_table="pension_schemes")


def make_vintage_sheet(schemes: Sequence[PensionScheme], years: Sequence[int], vintages: Sequence[Vintage]) -> Sheet:
    """The sheet `pension_vintages`: a subject «scheme|year» for each vintage, in groups by scheme; whole kroner, shape (vintages, years).

    What is left and what is charged is worked out by `amortise`, for the deviation and in the same way for the contribution on it.
    """
    arisen = np.array([one.year for one in vintages], dtype=np.int64)
    over = np.array([one.over for one in vintages], dtype=np.int64)
    lines = amortise(np.array([one.nok for one in vintages], dtype=np.int64), arisen, over, years)
    contribution = amortise(np.array([one.contribution for one in vintages], dtype=np.int64), arisen, over, years)
    lines |= {f"contribution_{name}": line for name, line in contribution.items() if name != "age"}
    lines["years"] = np.repeat(over[:, None], len(years), axis=1)
    of = [schemes[one.scheme] for one in vintages]
    return make_sheet(
        "pension_vintages",
        [f"{scheme.id}|{one.year}" for scheme, one in zip(of, vintages, strict=True)],
        years,
        lines,
        names=[f"{scheme.name}, {one.year}" for scheme, one in zip(of, vintages, strict=True)],
        units=[scheme.unit for scheme in of],
        groups=[scheme.id for scheme in of],
    )


def make_pension_sheet(schemes: Sequence[PensionScheme], premiums: Sheet, vintages: Sheet) -> Sheet:
    """The sheet `pensions`: a subject for each scheme, and «alle»; whole kroner.

    Formula: charged to the accounts is the premium less the deviation plus what is amortised; the accumulated deviation is that of 1 January
    plus the deviation less what is amortised. `effect` is the deviation less what is amortised: positive where the accounts carry less than is
    paid, negative where they carry more.
    """
    lines: dict[str, Lines] = {
        name: _by_scheme(schemes, sheet, line)
        for name, (sheet, line) in {
            "premium": (premiums, "premium"),
            "net_cost": (premiums, "net_cost"),
            "opening": (vintages, "opening"),
            "amortisation": (vintages, "amortised"),
            "contribution_opening": (vintages, "contribution_opening"),
            "contribution": (premiums, "contribution"),
            "contribution_amortisation": (vintages, "contribution_amortised"),
        }.items()
    }
    lines["deviation"] = lines["premium"] - lines["net_cost"]
    lines["charged"] = lines["premium"] - lines["deviation"] + lines["amortisation"]
    lines["effect"] = lines["deviation"] - lines["amortisation"]
    lines["accumulated"] = lines["opening"] + lines["deviation"] - lines["amortisation"]
    lines["contribution_effect"] = lines["contribution"] - lines["contribution_amortisation"]
    lines["contribution_accumulated"] = lines["contribution_opening"] + lines["contribution_effect"]
    subjects, names = [*(one.id for one in schemes), EVERYTHING], [*(one.name for one in schemes), "Alle ordninger"]
    return make_sheet("pensions", subjects, premiums.years, lines, names=names, groups=subjects)


def _by_scheme(schemes: Sequence[PensionScheme], sheet: Sheet, line: str) -> Lines:
    """The line added up for each scheme, and for all of them last."""
    place = {one.id: at for at, one in enumerate(schemes)}
    total: Lines = np.zeros((len(schemes) + 1, len(sheet.years)), dtype=np.int64)
    np.add.at(total, [place[one] for one in sheet.groups], sheet.lines[line])
    total[-1] = sheet.lines[line].sum(axis=0)
    return total
