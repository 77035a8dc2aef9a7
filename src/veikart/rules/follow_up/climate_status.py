"""The climate measures of a unit, as its report tells of them: what they are to do, what they cost, and how far the path is from its target."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.climate import ClimateMeasure
from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run

MEASURES, PATH = "climate_measures", "climate_path"


@dataclass(frozen=True, slots=True)
class ClimateStatus:
    """A measure in a year. `effect` and `target_effect` (in the year of the last target) are millionths of a tonne, less emissions positive; None
    where nobody has told what it does. `cost_nok` is whole kroner in the year. `programme_measure` is the id of what pays for it in the budget.

    `budget_gap` is how much the emissions of the whole climate budget are above the path to the target in the year with every measure, millionths
    of a tonne; None where it cannot be measured. `part_of` is the name of the measure it is a part of.
    """

    measure: str
    name: str
    status: str
    is_decided: bool
    effect: int | None
    target_effect: int | None
    target_year: int
    cost_nok: int
    programme_measure: str
    part_of: str
    budget: str
    budget_gap: int | None


def get_climate_status(economy_book: EconomyBook, run: Run, unit: str, year: int) -> tuple[ClimateStatus, ...]:
    """The climate measures that a unit answers for, by their numbers; none where it has none or the year is not worked out."""
    sheet = run.sheets.get(MEASURES)
    if sheet is None or year not in sheet.years:
        return ()
    found = [one for one in economy_book.table(MEASURES).values() if one.unit == unit]
    return tuple(_describe(economy_book, run, one, year) for one in sorted(found, key=lambda one: (one.number, one.name)))


def _describe(book: EconomyBook, run: Run, one: ClimateMeasure, year: int) -> ClimateStatus:
    sheet, path = run.sheets[MEASURES], run.sheets[PATH]
    last = max((target.year for target in book.table("climate_targets").values() if target.budget == one.budget), default=sheet.years[-1])
    is_told = bool(sheet.value(one.id, "full", year) or sheet.value(one.id, "is_told", year))
    whole = book.table(MEASURES).get(one.part_of)
    return ClimateStatus(
        measure=one.id,
        name=one.name,
        status=one.status,
        is_decided=bool(sheet.value(one.id, "is_decided", year)),
        effect=sheet.value(one.id, "added", year) if is_told else None,
        target_effect=sheet.value(one.id, "added", last) if is_told else None,
        target_year=last,
        cost_nok=sheet.value(one.id, "cost", year),
        programme_measure=one.programme_measure,
        part_of=whole.name if whole else "",
        budget=book.table("climate_budgets")[one.budget].name,
        budget_gap=path.value(one.budget, "gap", year) if path.value(one.budget, "is_measured", year) else None,
    )
