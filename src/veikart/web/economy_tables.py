"""The engines' sheets as tables: a subject with its lines, or a line with its subjects, years as columns and every figure a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.values import PPM
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import COUNT, MILL_NOK, PERCENT, TONNES, Unit, sparkline
from veikart.rules.economy import LineRule, SheetRule, get_sheet_rules
from veikart.rules.economy.explaining import EVERYTHING
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.economy.lines.reading import CURRENT
from veikart.rules.economy.price_levels import PriceLevel
from veikart.rules.words import format_decimal
from veikart.web.economy_links import calculation_start, calculation_url, sheet_url
from veikart.web.tables import Context, row

MOST_SUBJECTS = 100
"""Rows in one table; the rest are added up in one row, and there is a link that shows them all."""
PER = " per "
"""In the name of what is not added up, and is small enough for whole kroner."""
INDEX = Unit("indeks", format_decimal, Fraction(1), decimals=3)
STILL = 1_000
"""How many times larger a line is than what it moves by, for its picture to be flat."""
UNIT_WORDS = {"ppm": "", "nok": "", "index": "indeks", "count": "antall", "year": "år", "tonnes": "tonn", "decimal": ""}
"""What a row's figures are, where the figures do not say it themselves."""


@dataclass(frozen=True)
class SheetTable:
    """How a sheet is shown. `in_mill` is millions of kroner with one decimal, otherwise whole kroner; `years` are all where empty.

    With `fixed` what is in current kroner is shown in fixed ones.
    """

    sheet: Sheet
    rule: SheetRule
    in_mill: bool = True
    years: tuple[int, ...] = ()
    fixed: PriceLevel | None = None

    @property
    def shown_years(self) -> tuple[int, ...]:
        return tuple(one for one in self.sheet.years if one in self.years) if self.years else self.sheet.years

    @property
    def lines(self) -> list[LineRule]:
        """The declared lines that the sheet has, in the order they are declared."""
        return [one for one in self.rule.lines.values() if one.id in self.sheet.lines]

    def by_line(self, subject: str, lines: Iterable[str] = (), *, caption: str = "") -> Context:
        """The table of one subject: a row for each line, or for those asked for. Raises KeyError for a subject that is not there."""
        chosen = [self.rule.lines[one] for one in lines] or self.lines
        rows = [row(one.name, self._cells(subject, one), note=self._unit_note(one), trend=self._trend(subject, one, chosen[0].id)) for one in chosen]
        for shown, line in zip(rows, chosen, strict=True):
            shown["url"] = sheet_url(self.sheet.id, line=line.id) if len(self.sheet.subjects) > 1 else ""
        return {**self._frame(caption or self.sheet.name(subject), chosen), "rows": rows}

    def by_subject(
        self, line: str, subjects: Sequence[str] = (), *, caption: str = "", with_total: bool = True, most: int = MOST_SUBJECTS
    ) -> Context:
        """The table of one line: a row for each subject, or for those asked for, and their sum where the line is kroner.

        More than `most` rows: the largest are shown, in their order, and the rest are one row. Raises KeyError.
        """
        rule = self.rule.lines[line]
        chosen = list(subjects or self.sheet.subjects)
        shown, rest = self._largest(line, chosen, most)
        rows = [self._subject_row(one, rule) for one in shown]
        if rest:
            name = _("%(count)s andre") % {"count": len(rest)}
            url = sheet_url(self.sheet.id, line=line, shows_all=True)
            rows.append(row(name, self._sums(rule, rest, "") if self._adds_up(rule) else [], url=url, trend=""))
        if with_total and len(chosen) > 1 and self._adds_up(rule):
            start = self._total_start(line) if len(chosen) == len(self.sheet.subjects) else ""
            rows.append(row(_("Sum"), self._sums(rule, chosen, start), kind="sum", trend=""))
        return {**self._frame(caption or rule.name, [rule]), "rows": rows}

    def figure(self, subject: str, line: str, year: int, *, in_mill: bool | None = None) -> Context:
        """One figure with its unit and address. Raises KeyError."""
        rule = self.rule.lines[line]
        return make_figure(self.sheet, rule, subject, year, in_mill=self._is_in_mill(rule) if in_mill is None else in_mill)

    def trend(self, subject: str, line: str) -> Markup:
        """The line as a small picture; the numbers stand in the table."""
        return self._trend(subject, self.rule.lines[line], "alone")

    def _frame(self, caption: str, lines: Sequence[LineRule]) -> Context:
        return {
            "caption": caption,
            "unit": unit_words(lines, in_mill=any(self._is_in_mill(one) for one in lines)),
            "unit_line": price_words(lines, self.fixed),
            "columns": [{"text": str(year)} for year in self.shown_years],
            "trend_heading": _("Utvikling"),
        }

    def _subject_row(self, subject: str, line: LineRule) -> Context:
        url = sheet_url(self.sheet.id, subject=subject)
        return row(self.sheet.name(subject), self._cells(subject, line), url=url, trend=self._trend(subject, line, "subjects"))

    def _cells(self, subject: str, line: LineRule) -> list[Context | None]:
        start = calculation_start(self.sheet.id, subject, line.id)
        values = dict(zip(self.sheet.years, self.sheet.row(subject, line.id), strict=True))
        return [
            {
                "text": short_figure_words(self._in_price(values[year], line, year), line.unit, in_mill=self._is_in_mill(line)),
                "url": f"{start}{year}/",
            }
            for year in self.shown_years
        ]

    def _is_in_mill(self, line: LineRule) -> bool:
        """Whether a line's kroner are in millions here: not those of one inhabitant or subscriber."""
        return self.in_mill and PER not in line.name

    def _unit_note(self, line: LineRule) -> str:
        """What a row's figures are, where neither they nor the head of the table say it."""
        is_whole = line.unit == "nok" and self.in_mill and not self._is_in_mill(line)
        return _("kroner") if is_whole else UNIT_WORDS[line.unit]

    def _in_price(self, value: int, line: LineRule, year: int) -> int:
        return self.fixed.to_fixed(value, year) if self.fixed is not None and self.fixed.can_fix(line, year) else value

    def _sums(self, line: LineRule, subjects: Sequence[str], start: str) -> list[Context | None]:
        totals = self.sheet.lines[line.id][[self.sheet.place[one] for one in subjects]].sum(axis=0).tolist()
        by_year = dict(zip(self.sheet.years, totals, strict=True))
        return [
            {
                "text": short_figure_words(self._in_price(by_year[year], line, year), line.unit, in_mill=self._is_in_mill(line)),
                "url": f"{start}{year}/" if start else "",
            }
            for year in self.shown_years
        ]

    def _adds_up(self, line: LineRule) -> bool:
        """Whether the subjects of a line can be added: kroner of rows that are grouped, or a sum that is declared."""
        if line.unit != "nok" or PER in line.name or EVERYTHING in self.sheet.place:
            return False
        return bool(self.sheet.of_table and self.sheet.groups) or bool(self._total_start(line.id))

    def _total_start(self, line: str) -> str:
        """Where the sum of a line has a figure of its own: the line of another sheet that is declared as that sum."""
        for other in get_sheet_rules().values():
            for one in other.lines.values():
                if one.origin == "total_of" and one.source == f"{self.sheet.id}.{line}" and other.id != self.sheet.id:
                    return calculation_start(other.id, EVERYTHING, one.id)
        return ""

    def _largest(self, line: str, subjects: list[str], most: int) -> tuple[list[str], list[str]]:
        if len(subjects) <= most:
            return subjects, []
        size = {one: int(abs(self.sheet.lines[line][self.sheet.place[one]]).sum()) for one in subjects}
        kept = set(sorted(subjects, key=lambda one: -size[one])[:most])
        return [one for one in subjects if one in kept], [one for one in subjects if one not in kept]

    def _trend(self, subject: str, line: LineRule, table: str) -> Markup:
        """The picture of a row; `table` tells it from the same row in another table of the page."""
        by_year = dict(zip(self.sheet.years, self.sheet.row(subject, line.id), strict=True))
        values = [self._in_price(by_year[year], line, year) for year in self.shown_years]
        chart_id = f"{table}-{self.sheet.id}-{self.sheet.place[subject]}-{line.id}".replace("_", "-")
        return draw_trend(values, line, chart_id=chart_id, title=f"{self.sheet.name(subject)}, {line.name}")


def make_figure(sheet: Sheet, line: LineRule, subject: str, year: int, *, in_mill: bool = True) -> Context:
    """One figure with its unit, address and what a screen reader says."""
    text = short_figure_words(sheet.value(subject, line.id, year), line.unit, in_mill=in_mill)
    unit = unit_of_figure(line, in_mill=in_mill)
    label = f"{line.name} {year}, {sheet.name(subject)}: {text} {unit}".strip()
    return {"text": text, "unit": unit, "url": calculation_url(sheet.id, subject, line.id, year), "label": label}


def draw_trend(values: Sequence[int], line: LineRule, *, chart_id: str, title: str) -> Markup:
    """A sparkline of a line. What moves by less than a thousandth is drawn as if it stood still: it is rounding."""
    largest = max((abs(one) for one in values), default=0)
    is_still = len(set(values)) > 1 and (max(values) - min(values)) * STILL < largest
    unit, exact = chart_values([values[0]] * len(values) if is_still else values, line.unit)
    return Markup(sparkline(values=exact, chart_id=f"trend-{chart_id}", title=title, unit=unit))


def chart_values(values: Sequence[int], unit: str) -> tuple[Unit, list[int | Fraction]]:
    """The values as charts want them, and the unit they are written in."""
    if unit == "nok":
        return MILL_NOK, list(values)
    if unit in {"ppm", "index"}:
        parts = PPM if unit == "ppm" else PPM * 1_000
        return (PERCENT if unit == "ppm" else INDEX), [Fraction(one, parts) for one in values]
    if unit == "tonnes":
        return TONNES, list(values)
    if unit == "decimal":
        return COUNT, [Fraction(one, PPM) for one in values]
    return COUNT, list(values)


def unit_of_figure(line: LineRule, *, in_mill: bool = True) -> str:
    """The unit that stands after a single figure; empty where the figure says it."""
    if line.unit == "tonnes":
        return _("tonn")
    if line.unit != "nok":
        return ""
    return _("mill. kr") if in_mill else _("kr")


def unit_words(lines: Sequence[LineRule], *, in_mill: bool) -> str:
    """The unit of a table, for the corner of its head."""
    units = {one.unit for one in lines}
    if units == {"nok"}:
        return _("Mill. kr") if in_mill else _("Kroner")
    if units == {"ppm"}:
        return _("Prosent")
    if "nok" in units:
        return _("Mill. kr der ikke annet står") if in_mill else _("Kroner der ikke annet står")
    return _("Linje") if len(units) > 1 else UNIT_WORDS[units.pop()].capitalize()


def price_words(lines: Sequence[LineRule], fixed: PriceLevel | None = None) -> str:
    """The price level of a table, where it has kroner."""
    prices = {one.price for one in lines if one.unit == "nok"}
    if not prices:
        return ""
    if fixed is not None:
        return _("Faste %(year)s-kroner: løpende kroner delt på deflatorindeksen.") % {"year": fixed.year}
    if prices == {CURRENT}:
        return _("Løpende kroner.")
    return _("Faste kroner.") if CURRENT not in prices else _("Løpende kroner der linjen ikke sier noe annet.")


def get_sheet_table(
    sheets: dict[str, Sheet], sheet_id: str, *, in_mill: bool = True, years: tuple[int, ...] = (), fixed: PriceLevel | None = None
) -> SheetTable:
    """How one sheet of a run is shown. Raises KeyError for a sheet that is not there."""
    return SheetTable(sheets[sheet_id], get_sheet_rules()[sheet_id], in_mill, years, fixed)
