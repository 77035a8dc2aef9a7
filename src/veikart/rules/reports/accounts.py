"""What the year's report says of the economy: the statutory forms with the ledger's accounts against the budget, and how the targets are met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from veikart.calc.documents import parse_selector
from veikart.calc.formulas import FigureMissing, Reference, evaluate, parse_formula
from veikart.calc.ratios import Ratio
from veikart.calc.reports import FigureInput, ReportBlock, ReportCell, ReportColumn, ReportFigure, ReportParagraphs, ReportRow, ReportTable
from veikart.calc.values import Interval
from veikart.rules.programme import Programme
from veikart.rules.reports.words import describe_deviation, percent, signed_mill
from veikart.rules.reports.year_amounts import ACCOUNTS, ADOPTED, LAST, REVISED
from veikart.rules.reports.year_forms import COLUMNS, YearForms, YearLine
from veikart.rules.statements import get_forms
from veikart.rules.words import format_count, format_mill, format_percent, in_ratio
from veikart.rules.words.sentences import join_words

APPROPRIATIONS, INVESTMENTS, BY_TYPE = "5-4", "5-5", "5-6"
FORMS = (APPROPRIATIONS, "5-4-2", INVESTMENTS, "5-5-2", BY_TYPE)
"""The forms of the year's report, in its order."""
RESULT, FRAMES, REVENUE = "netto-driftsresultat", "bevilgninger", "sum-driftsinntekter"
DEVIATION = "deviation"
NOTHING = "–"
MOST_ON_A_PAGE = 38
"""Rows of a form that is kept on one page."""
MOST_NAMED = 6
"""Lines that are named before they are only counted."""
UNIT = "Mill. kr, løpende kroner. Utgift er positiv, inntekt negativ. Avvik er regulert budsjett minus regnskap."
NO_BALANCE = (
    "Balansen er ikke levert: regnskapet som er lest inn, har ingen balansekontoer (kontoklasse 2). Eiendeler, egenkapital og gjeld ved utgangen av "
    "året må hentes fra årsregnskapet."
)
ONLY_MOVES = (
    "Balansen er ikke levert: regnskapet som er lest inn, har bevegelsene på balansekontoene, men ikke det som sto der da året begynte. Eiendeler, "
    "egenkapital og gjeld ved utgangen av året må hentes fra årsregnskapet."
)


@dataclass(frozen=True, slots=True)
class YearlyAccounts:
    """What the year's report is filled in with: `statements` and `ratios` to be shown, `sentences` on the economy's development, `verdicts` on
    whether the capacity to act is kept, and the figures of the tables."""

    statements: tuple[ReportBlock, ...]
    ratios: tuple[ReportBlock, ...]
    sentences: tuple[str, ...]
    verdicts: tuple[str, ...]
    figures: tuple[ReportFigure, ...] = ()


def make_yearly_accounts(forms: YearForms, programme: Programme | None = None) -> YearlyAccounts:
    """The year's accounts by form, and the targets of the programme held against them."""
    made = _Writer(forms, programme)
    statements = tuple(block for form in FORMS for block in made.form(form))
    balance = ReportParagraphs((ONLY_MOVES if forms.amounts.has_balance else NO_BALANCE,), "missing")
    return YearlyAccounts((*statements, balance), tuple(made.ratios()), tuple(made.sentences()), tuple(made.verdicts()), tuple(made.figures.values()))


@dataclass
class _Writer:
    """Writes the tables and keeps their figures."""

    forms: YearForms
    programme: Programme | None
    figures: dict[str, ReportFigure] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return self.forms.amounts.year

    @property
    def headings(self) -> dict[str, str]:
        """What the columns are called."""
        names = {ACCOUNTS: "Regnskap", REVISED: "Regulert budsjett", ADOPTED: "Opprinnelig budsjett"}
        return {**{key: f"{name} {self.year}" for key, name in names.items()}, LAST: f"Regnskap {self.year - 1}"}

    @property
    def sources(self) -> dict[str, str]:
        decided = f"{', '.join(f'{one.title}, {one.publisher}' for one in self.programme.dataset.sources)} og " if self.programme else ""
        budget = f"{decided}budsjettlinjene i regnskapssystemet"
        return {
            ACCOUNTS: f"Regnskapet for {self.year} som er lest inn",
            LAST: f"Regnskapet for {self.year - 1} som er lest inn",
            REVISED: f"{budget}, med endringene i budsjettrevisjonene",
            ADOPTED: budget,
        }

    def form(self, form_id: str) -> Iterator[ReportBlock]:
        """What the ledger does not have, and the form as a table."""
        lines, form = self.forms.lines(form_id), get_forms()[form_id]
        shown = [one for one in lines if one.row.kind == "heading" or one.row.number or one.row.unit or any(one.nok.values())]
        heads = (*self.headings.values(), "Avvik", "Avvik i prosent")
        told = tuple(self._lacking(form_id, lines))
        if told:
            yield ReportParagraphs(told, "missing")
        yield ReportTable(
            form.name,
            (ReportColumn("Linje", is_number=False), *(ReportColumn(one, width_mm=19) for one in heads)),
            tuple(map(self._row, shown)),
            unit=UNIT,
            source=f"{self.sources[ACCOUNTS]}; {self.sources[REVISED]}",
            is_whole=len(shown) <= MOST_ON_A_PAGE,
        )

    def _row(self, one: YearLine) -> ReportRow:
        name = ReportCell(one.row.label)
        if one.row.kind == "heading":
            return ReportRow((name, *(ReportCell("") for _ in (*COLUMNS, DEVIATION, DEVIATION))), "group")
        cells = [self._cell(one, column) for column in COLUMNS]
        share = one.share_ppm
        style = "sum" if one.row.id == RESULT else "strong" if one.row.is_strong else "plain"
        return ReportRow((name, *cells, self._deviation(one, cells), ReportCell(NOTHING if share is None else percent(share))), style, one.row.number)

    def _cell(self, one: YearLine, column: str) -> ReportCell:
        nok = one.nok[column]
        if nok is None:
            return ReportCell(NOTHING)
        key, text = f"{one.form.id}.{one.row.id}.{column}", format_mill(nok)
        parts = self.forms.parts(one.form.id, one.row.id, column)
        names = {code: f"{code} {self.forms.amounts.plan.names.get(code, '')}".strip() for code, _nok in parts}
        is_ledger = column in {ACCOUNTS, LAST}
        self.figures[key] = ReportFigure(
            key,
            f"{one.row.label}, {self.headings[column].lower()}",
            text,
            "mill. kr",
            "Summen av artene under, med fortegnet de har i skjemaet." if parts else "Ingenting står på artene på denne linjen.",
            tuple(FigureInput(names[code], format_mill(part)) for code, part in parts),
            self.sources[column],
            ledger_year=(self.year if column == ACCOUNTS else self.year - 1) if is_ledger else 0,
            ledger_accounts=tuple(code for code, _nok in parts) if is_ledger else (),
            ledger_unit=one.row.unit,
        )
        return ReportCell(text, key)

    def _deviation(self, one: YearLine, cells: list[ReportCell]) -> ReportCell:
        nok = one.deviation_nok
        if nok is None:
            return ReportCell(NOTHING)
        key, text = f"{one.form.id}.{one.row.id}.{DEVIATION}", format_mill(nok)
        by_column = dict(zip(COLUMNS, cells, strict=True))
        inputs = tuple(FigureInput(self.headings[column], by_column[column].text, by_column[column].figure) for column in (REVISED, ACCOUNTS))
        words = "Regulert budsjett minus regnskap. Positivt er mindre utgift eller mer inntekt."
        self.figures[key] = ReportFigure(key, f"{one.row.label}, avvik i {self.year}", text, "mill. kr", words, inputs)
        return ReportCell(text, key)

    def _lacking(self, form_id: str, lines: tuple[YearLine, ...]) -> Iterator[str]:
        """What the table cannot say, and why."""
        own = [one.row.label for one in lines if one.is_lacking and one.row.kind not in {"sum", "unit"}]
        kinds = [one for one in lines if one.row.kind not in {"sum", "heading", "unit"}]
        if own and len(own) == len(kinds):
            part = "investeringer" if form_id.startswith(INVESTMENTS) else "drift"
            yield f"Ikke levert: regnskapet for {self.year} som er lest inn, har ingen bilag i {part}. Budsjettet er ikke satt inn i stedet."
        elif own:
            yield (
                f"Ikke i regnskapet som er lest inn: {_say_lines(own, len(kinds))}. "
                "De linjene, og summene som bygger på dem, står uten tall («–»). Budsjettet er ikke satt inn i stedet."
            )
        blurred = [one.row.label for one in kinds if one.nok[REVISED] is None and not one.is_lacking]
        if blurred and self.forms.amounts.has_budget:
            told = _say_lines(blurred, len(kinds))
            yield f"Budsjettet er ikke delt på arter for alle poster, så dette står uten budsjett: {told}."
        missing = self.forms.list_units_without_accounts(form_id, FRAMES) if form_id == APPROPRIATIONS and not self._is_lacking(FRAMES) else []
        if missing:
            told = join_words([f"{name} ({format_mill(nok)})" for name, nok in missing])
            yield f"Av budsjettet på linjen for bevilgninger står dette på poster uten bilag i regnskapet, i mill. kr: {told}."

    def _is_lacking(self, row: str) -> bool:
        return self.forms.line(APPROPRIATIONS, row).is_lacking

    def sentences(self) -> Iterator[str]:
        """How the economy moved, from the form of appropriations."""
        frames, result = self.forms.line(APPROPRIATIONS, FRAMES), self.forms.line(APPROPRIATIONS, RESULT)
        if (nok := frames.nok[ACCOUNTS]) is not None:
            against = frames.nok[REVISED]
            told = (
                f" mot {signed_mill(against)} i regulert budsjett: {describe_deviation(frames.deviation_nok, frames.share_ppm).lower()}"
                if against
                else ""
            )
            unused = sum(part for _name, part in self.forms.list_units_without_accounts(APPROPRIATIONS, FRAMES))
            of = f" Av budsjettet står {signed_mill(unused)} på poster uten bilag i regnskapet." if unused else ""
            yield f"Netto driftsutgifter på bevilgningene ble {signed_mill(nok)} i {self.year}{told}.{of}{self._growth(nok, frames.nok[LAST])}"
        if (nok := result.nok[ACCOUNTS]) is not None:
            against = result.nok[REVISED]
            told = f", mot {_say_result(against)} i regulert budsjett" if against is not None else ""
            yield f"Netto driftsresultat ble {_say_result(nok)} i {self.year}{told}.{self._before(result.nok[LAST])}"
        else:
            yield f"Netto driftsresultat kan ikke regnes ut for {self.year}: regnskapet som er lest inn, har ikke alle linjene det bygger på."

    def _growth(self, now: int, before: int | None) -> str:
        if not before:
            return ""
        change = Fraction(now - before, abs(before))
        way = "det samme som" if change == 0 else f"{format_percent(abs(change))} {'mer' if change > 0 else 'mindre'} enn"
        return f" Det er {way} i {self.year - 1}."

    def _before(self, nok: int | None) -> str:
        return f" I {self.year - 1} var det {_say_result(nok)}." if nok is not None else ""

    def ratios(self) -> Iterator[ReportBlock]:
        """The adopted targets with the accounts and the budget of the year; nothing where none are adopted."""
        judged = self.programme.verdicts() if self.programme else []
        rows = []
        for series, verdict in judged:
            ratio, budget = series.ratio, series.values.get(self.year)
            known = (self._ratio_cell(ratio, ACCOUNTS, self._ratio(ratio)), self._ratio_cell(ratio, ADOPTED, budget.value if budget else None))
            limits = (ReportCell(NOTHING if one is None else in_ratio(one, ratio)) for one in (verdict.target.aim, verdict.target.minimum))
            rows.append(ReportRow((ReportCell(ratio.name), *known, *limits)))
        heads = (f"Regnskap {self.year}", f"Budsjett {self.year}", "Måltall", "Minimum")
        columns = (ReportColumn("Nøkkeltall", is_number=False), *(ReportColumn(one, width_mm=28) for one in heads))
        if rows:
            yield ReportTable(
                "Måltallene kommunestyret har vedtatt", columns, tuple(rows), source=f"{self.sources[ACCOUNTS]}; {self.sources[ADOPTED]}"
            )

    def _ratio_cell(self, ratio: Ratio, column: str, value: Fraction | None) -> ReportCell:
        if value is None:
            return ReportCell(NOTHING)
        key, text = f"ratio.{ratio.id}.{column}", in_ratio(value, ratio)
        self.figures[key] = ReportFigure(key, f"{ratio.name}, {self.headings[column].lower()}", text, "", ratio.words, (), self.sources[column])
        return ReportCell(text, key)

    def verdicts(self) -> Iterator[str]:
        """How each adopted target stands in the year's accounts."""
        unknown = []
        for series, verdict in self.programme.verdicts() if self.programme else ():
            value, target = self._ratio(series.ratio), verdict.target
            if value is None:
                unknown.append(series.ratio.name)
                continue
            limits = [("måltallet", target.aim), ("minimum", target.minimum)]
            told = [f"{_side(value, limit)} {name} på {in_ratio(limit, series.ratio)}" for name, limit in limits if limit is not None]
            yield f"{series.ratio.name} ble {in_ratio(value, series.ratio)} i {self.year}: {' og '.join(told)}."
        if unknown:
            yield f"Kan ikke regnes ut av regnskapet for {self.year} som er lest inn: {join_words([one[0].lower() + one[1:] for one in unknown])}."

    def _ratio(self, ratio: Ratio) -> Fraction | None:
        """A ratio of the year's accounts; None where it needs anything but lines of forms that are known."""
        try:
            return evaluate(parse_formula(ratio.formula), self._resolve).interval.value
        except (FigureMissing, ZeroDivisionError):
            return None

    def _resolve(self, reference: Reference) -> Interval:
        selector = None if reference.is_printed else parse_selector(reference.selector)
        nok = None
        if selector is not None and selector.kind == "line" and selector.form in get_forms():
            nok = next((one.nok[ACCOUNTS] for one in self.forms.lines(selector.form) if one.row.id == selector.row), None)
        elif selector is not None and (selector.kind, selector.name) == ("input", "operating_revenue"):
            revenue = self.forms.line(BY_TYPE, REVENUE).nok[ACCOUNTS]
            nok = None if revenue is None else -revenue
        if nok is None:
            raise FigureMissing(reference.text)
        return Interval.exact(nok)


def _say_lines(names: list[str], whole: int) -> str:
    """The lines by name, or how many where there are many: the table shows which."""
    if len(names) > MOST_NAMED:
        return f"{format_count(len(names))} av de {format_count(whole)} linjene i skjemaet"
    return join_words([one[0].lower() + one[1:] for one in names])


def _say_result(nok: int) -> str:
    """The net operating result: negative is income above expenses."""
    return f"{signed_mill(abs(nok))} i {'overskudd' if nok <= 0 else 'underskudd'}"


def _side(value: Fraction, limit: Fraction) -> str:
    return "over" if value > limit else "lik" if value == limit else "under"
