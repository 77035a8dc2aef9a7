"""The numbers of a frozen report: each with how it was worked out, so that it can be opened for as long as the report is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from veikart.calc.reports import FigureInput, IndicatorSeen, InvestmentSeen, MoneyLine, Period, ReportCell, ReportFigure, UnitInputs
from veikart.rules.reports.period_reports import REST, PeriodReports
from veikart.rules.reports.words import man_years, percent
from veikart.rules.words import format_mill

FIGURES = {
    "original": "Opprinnelig budsjett",
    "revised": "Revidert budsjett",
    "budget_to_date": "Budsjett hittil",
    "actual_to_date": "Regnskap hittil",
    "deviation_to_date": "Avvik hittil",
    "forecast": "Prognose for året",
    "deviation": "Avvik for året",
}
"""The figures of a line of money and what they are called, in the order of a table."""
YEARLY = {"original": "Opprinnelig budsjett", "revised": "Regulert budsjett", "forecast": "Regnskap", "deviation": "Avvik"}
"""The same where the year is over: there is nothing left to forecast."""
INVESTED = {
    "budget": "Budsjett for året",
    "used": "Brukt hittil",
    "left": "Rest",
    "last_year": "I fjor hittil",
    "forecast": "Prognose",
    "deviation": "Ventet avvik",
}
"""The figures of a project, in the order of a table."""
INVESTED_YEAR = {"budget": "Budsjett", "used": "Regnskap", "last_year": "Regnskap året før", "deviation": "Avvik"}
"""The same where the year is over."""
_INVESTED_WORDS = {
    "left": "Budsjettet for året minus det som er brukt.",
    "forecast": "Det som er brukt, og budsjettet for månedene som er igjen.",
    "deviation": "Budsjettet for året minus prognosen, eller minus regnskapet når året er over. Positivt er mindreforbruk.",
}
_MADE_OF = {"deviation_to_date": ("budget_to_date", "actual_to_date"), "deviation": ("revised", "forecast")}
PEOPLE = {"man_years": "Årsverk", "absence_short": "Korttid", "absence_long": "Langtid", "absence": "Sykefravær"}
"""The figures on the people of a unit, in the order of a table."""
MILL_UNIT = "mill. kr"
NOTHING = "–"


def name_figures(period: Period) -> dict[str, str]:
    """The figures of a line of money in a period, by field, and what they are called, in the order of a table."""
    return YEARLY if period.is_whole_year else FIGURES


@dataclass
class FigureBook:
    """The figures of a report while it is made: a number that is shown is kept here once, whatever tables it stands in."""

    reports: PeriodReports
    found: dict[str, ReportFigure] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """What the figures of a line are called in this period."""
        return name_figures(self.reports.period)

    def cell(self, unit: str, line: MoneyLine, name: str) -> ReportCell:
        """One figure of a unit's line as a cell; «–» where it is not known. `line` is the unit's whole money or one of its own lines."""
        nok = getattr(line, name)
        if nok is None:
            return ReportCell(NOTHING)
        key = self._key(unit, line, name)
        if key not in self.found:
            self.found[key] = self._figure(key, unit, line, name, nok)
        return ReportCell(format_mill(nok), key)

    def _key(self, unit: str, line: MoneyLine, name: str) -> str:
        return f"{unit}.{line.id}.{name}"

    def _figure(self, key: str, unit: str, line: MoneyLine, name: str, nok: int) -> ReportFigure:
        of = self.reports.names.get(unit, unit)
        what = f"{of}, {line.name.lower()}" if line.name not in {of, ""} else of
        words, inputs = self._made_of(unit, line, name)
        return ReportFigure(key, f"{what}: {self.names[name].lower()}", format_mill(nok), MILL_UNIT, words, inputs, line.source)

    def _made_of(self, unit: str, line: MoneyLine, name: str) -> tuple[str, tuple[FigureInput, ...]]:
        if name in _MADE_OF:
            first, second = _MADE_OF[name]
            words = f"{self.names.get(first, FIGURES[first])} minus {self.names.get(second, FIGURES[second]).lower()}. Positivt er mindreforbruk."
            return words, tuple(self._input(unit, line, one) for one in (first, second))
        below = self.reports.unit(unit).lines if line.id == "total" and self.reports.has(unit) else ()
        inputs = tuple(self._part(unit, one, name) for one in below if getattr(one, name) is not None)
        if inputs:
            return "Summen av tallene under.", inputs
        has_method = name == "forecast" and line.method and not self.reports.period.is_whole_year
        return (f"Prognosemåte: {line.method}." if has_method else ""), ()

    def _input(self, unit: str, line: MoneyLine, name: str) -> FigureInput:
        cell = self.cell(unit, line, name)
        return FigureInput(self.names.get(name, FIGURES[name]), cell.text, cell.figure)

    def _part(self, unit: str, line: MoneyLine, name: str) -> FigureInput:
        """A line below as an input: the unit's own figure where it is a unit, and nothing to open for the rest."""
        child = self.reports.inputs.get(line.id) if line.id in self.reports.children.get(unit, ()) else None
        if child is not None and child.money is not None:
            cell = self.cell(child.unit, child.money, name)
        elif line.name == REST:
            cell = ReportCell(format_mill(getattr(line, name)))
        else:
            cell = self.cell(unit, line, name)
        return FigureInput(line.name, cell.text, cell.figure)

    def people_cell(self, inputs: UnitInputs, name: str) -> ReportCell:
        """A unit's man-years or sick leave (`name` is one of PEOPLE) as a cell; «–» where it is not known."""
        value = getattr(inputs, name)
        if value is None:
            return ReportCell(NOTHING)
        text = man_years(value) if name == "man_years" else percent(value)
        key = f"{inputs.unit}.people.{name}"
        if key not in self.found:
            words, made_of = self._people_of(inputs, name)
            source = inputs.staff_source if name == "man_years" else inputs.absence_source
            unit = "årsverk" if name == "man_years" else ""
            self.found[key] = ReportFigure(key, f"{inputs.name}: {PEOPLE[name].lower()}", text, unit, words, made_of, source)
        return ReportCell(text, key)

    @property
    def ledger_source(self) -> str:
        """The ledger to the end of the period."""
        return f"Regnskapet til og med måned {self.reports.period.last_month} i {self.reports.period.year}"

    def investment_cell(self, one: InvestmentSeen, name: str) -> ReportCell:
        """A figure of a project (`name` is one of INVESTED) as a cell."""
        period, key = self.reports.period, f"investment.{one.project or 'none'}.{name}"
        heading = (INVESTED_YEAR if period.is_whole_year else INVESTED)[name]
        text = format_mill(getattr(one, name))
        is_used = name == "used"
        self.found[key] = ReportFigure(
            key,
            f"{one.name}: {heading.lower()}",
            text,
            MILL_UNIT,
            _INVESTED_WORDS.get(name, ""),
            source=self.ledger_source,
            ledger_year=period.year if is_used else 0,
            ledger_accounts=one.accounts if is_used else (),
            ledger_project=one.project if is_used else "",
            ledger_month=period.last_month,
        )
        return ReportCell(text, key)

    def indicator_cell(self, one: IndicatorSeen) -> ReportCell:
        """The value of an indicator as a cell."""
        key = f"indicator.{one.id}"
        made_of = tuple(FigureInput(name, text) for name, text in (("Året før", one.previous), ("Mål", one.target), ("Endring", one.change)) if text)
        words = " ".join(f"{told}." for told in (one.verdict_words, one.moved_words) if told)
        self.found.setdefault(key, ReportFigure(key, one.name, one.value, "", words, made_of, one.source))
        return ReportCell(one.value, key)

    def _people_of(self, inputs: UnitInputs, name: str) -> tuple[str, tuple[FigureInput, ...]]:
        if name == "absence":
            parts = [(PEOPLE[one], self.people_cell(inputs, one)) for one in ("absence_short", "absence_long")]
            return "Korttid og langtid lagt sammen.", tuple(FigureInput(what, cell.text, cell.figure) for what, cell in parts if cell.figure)
        below = [self.reports.inputs[child] for child in self.reports.children.get(inputs.unit, ()) if child in self.reports.inputs]
        if name == "man_years" and not inputs.staff_source and below:
            cells = [(one.name, self.people_cell(one, name)) for one in below]
            return "Summen av enhetene under.", tuple(FigureInput(what, cell.text, cell.figure) for what, cell in cells)
        return "", ()


def share_cell(line: MoneyLine) -> ReportCell:
    """The year's deviation as a share of the budget."""
    return ReportCell(NOTHING if line.share is None else percent(line.share))
