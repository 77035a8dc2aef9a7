"""The climate engine in plain Python: one number at a time, by budget, year and row, without sheets. Whole millionths of a tonne and whole kroner."""

from __future__ import annotations

import itertools
from fractions import Fraction

from veikart.calc.climate import ClimateBudget, ClimateGrowth, ClimateMeasure
from veikart.calc.economy import EconomyBook

MILLION = 1_000_000


def round_away(number: Fraction) -> int:
    """To the nearest whole number, halves away from zero."""
    size = abs(number)
    whole = int(size + Fraction(1, 2))
    return whole if number >= 0 else -whole


class PlainClimate:
    """A book's climate, worked out by asking."""

    def __init__(self, book: EconomyBook, persons: dict[str, dict[int, int]] | None = None) -> None:
        self.book, self.persons = book, persons or {}

    def rows(self, table: str) -> list:
        return list(self.book.table(table).values())

    def emitted(self, budget: ClimateBudget, year: int, source: str = "") -> int | None:
        found = [
            one.tonnes
            for one in self.rows("emissions")
            if (one.vintage, one.municipality, one.year) == (budget.vintage, budget.municipality, year) and source in {"", one.emission_source}
        ]
        return sum(found) if found else None

    def factor(self, vintage: str, to_vintage: str) -> Fraction:
        if vintage == to_vintage:
            return Fraction(1)
        said = [one.factor for one in self.rows("climate_conversions") if (one.vintage, one.to_vintage) == (vintage, to_vintage)]
        return Fraction(said[0] if said else 0, MILLION)

    def growth_rate(self, row: ClimateGrowth, year: int) -> int:
        if not row.from_year < year <= row.to_year:
            return 0
        if row.method == "rate":
            return row.rate
        known = self.persons[row.projection]
        before, now = (known[max([one for one in known if one <= at], default=min(known))] for at in (year - 1, year))
        growth = round_away(Fraction((now - before) * MILLION, before)) if before else 0
        return round_away(Fraction(growth * (MILLION if row.follows is None else row.follows), MILLION))

    def grown(self, row: ClimateGrowth, year: int) -> int:
        """What a row has come to by the year, in its budget's vintage."""
        budget = self.book.table("climate_budgets")[row.budget]
        if row.method == "change":
            gone = min(max(year - row.from_year, 0), row.to_year - row.from_year)
            own = round_away(Fraction(row.tonnes * gone, row.to_year - row.from_year))
        else:
            begun = level = self.emitted(budget, row.from_year, row.emission_source) or 0
            for at in range(row.from_year + 1, year + 1):
                level += round_away(Fraction(level * self.growth_rate(row, at), MILLION))
            own = level - begun if year > row.from_year else 0
        return round_away(own * self.factor(row.vintage, budget.vintage))

    def full(self, row: ClimateMeasure) -> int:
        if row.tonnes:
            return row.tonnes
        kilograms = row.amount or 0
        for part in (row.use, row.reduction, row.factor):
            kilograms = round_away(Fraction(kilograms * (part or 0), MILLION))
        return round_away(Fraction(kilograms, 1_000))

    def effect(self, row: ClimateMeasure, year: int) -> int:
        """What a measure does in a year, in its budget's vintage."""
        budget = self.book.table("climate_budgets")[row.budget]
        told = {one.year: one.tonnes for one in self.rows("climate_effects") if one.measure == row.id}
        if told:
            before = [at for at in told if at <= year]
            own = told[max(before)] if before else 0
        elif year < row.start_year or year > (row.last_year or 9999):
            own = 0
        else:
            steps = max((row.full_year or row.start_year) - row.start_year + 1, 1)
            part = round_away(Fraction(MILLION * min(year - row.start_year + 1, steps), steps))
            own = round_away(Fraction(self.full(row) * part, MILLION))
        return round_away(own * self.factor(row.vintage, budget.vintage))

    def since(self, budget: ClimateBudget, year: int, work_out, row) -> int:
        return work_out(row, year) - work_out(row, budget.start_year) if year >= budget.start_year else 0

    def path(self, key: str, year: int) -> dict[str, int]:
        """The lines of a budget in a year."""
        budget = self.book.table("climate_budgets")[key]
        growth = sum(self.since(budget, year, self.grown, one) for one in self.rows("climate_growth") if one.budget == key)
        counted = [one for one in self.rows("climate_measures") if one.budget == key and not one.part_of]
        effects = {one.id: self.since(budget, year, self.effect, one) for one in counted}
        found = {"growth": growth, "reduction": sum(effects.values()), "change": growth - sum(effects.values())}
        found["decided"] = sum(effects[one.id] for one in counted if one.decided == "yes" and one.status != "stopped")
        for name in ("low", "high"):
            shares = {one.id: getattr(one, name) for one in counted}
            found[name] = sum(
                round_away(Fraction(tonnes * (MILLION if shares[one] is None else shares[one]), MILLION)) for one, tonnes in effects.items()
            )
        for level in ("state", "region", "municipality", "others"):
            found[level] = sum(effects[one.id] for one in counted if one.level == level)
        start, target = self.emitted(budget, budget.start_year), self.target(budget, year)
        is_path = start is not None and year >= budget.start_year
        found["net"] = start + found["change"] if is_path else 0
        found["reference"] = start + growth if is_path else 0
        found["target"] = target or 0
        found["gap"] = found["net"] - target if is_path and target is not None else 0
        return found

    def target(self, budget: ClimateBudget, year: int) -> int | None:
        base = self.emitted(budget, budget.base_year)
        later = [(one.year, one.reduction) for one in self.rows("climate_targets") if one.budget == budget.id and one.year > budget.base_year]
        points = sorted([(budget.base_year, 0), *later])
        for (first, low), (last, high) in itertools.pairwise(points):
            if first <= year <= last and base is not None:
                share = round_away(Fraction(low * (last - year) + high * (year - first), last - first))
                return base - round_away(Fraction(base * share, MILLION))
        return None

    def cost_per_tonne(self, row: ClimateMeasure, years: range, present_year: int, rates: dict[int, int]) -> int:
        """Kroner per tonne over all the years; 0 where nothing is saved."""
        budget = self.book.table("climate_budgets")[row.budget]
        value, present, index = 0, 0, 0
        for year in years:
            index = 10**9 if year <= present_year else round_away(Fraction(index * MILLION, MILLION + rates[year]))
            cost = sum(one.nok for one in self.rows("climate_costs") if (one.measure, one.year) == (row.id, year))
            present += round_away(Fraction(cost * index, 10**9))
            value += self.since(budget, year, self.effect, row)
        return round_away(Fraction(present * MILLION, value)) if value else 0
