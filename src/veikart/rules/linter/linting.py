"""Every rule run over a programme."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from veikart.calc.statements import EXACT, JOINED, MISSING
from veikart.rules.findings import GRADES, Finding, Place, make_finding
from veikart.rules.law import get_rules
from veikart.rules.linter.placing import find_unplaced
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words import UNIT_WORDS, in_mill, in_print, in_ratio, place_of_inputs

ZERO_LINES = (
    ("1A", "merforbruk", "balance"),
    ("2A", "udekket", "balance"),
    ("5-4", "fremfort", "balance"),
    ("5-5", "udekket", "balance"),
    ("drift", "regnskapsresultat", "balance"),
    ("investering", "udekket", "balance"),
)
EQUAL_LINES = (
    ("1A", "sum-fordelt", "1B", "sum-fordelt", 1),
    ("drift", "netto-driftsresultat", "5-4", "netto-driftsresultat", -1),
    ("5-4", "netto-driftsresultat", "5-6", "netto-driftsresultat", 1),
    ("5-4", "bevilgninger", "5-4-2", "bevilgninger", 1),
    ("2A", "investeringer", "2B", "totalt", 1),
    ("2A", "investeringer", "5-5-2", "sum", 1),
    ("2A", "udekket", "investering", "udekket", 1),
    ("2A", "udekket", "5-5", "udekket", 1),
)
KNOWN = {EXACT, JOINED}
NOTHING = (0, 0, MISSING)


def lint_programme(programme: Programme) -> list[Finding]:
    """What the rules find in the versions the dataset shows, worst first; within a grade in the order of the rules."""
    findings = [
        *_plan_length(programme),
        *_balance(programme),
        *_identities(programme),
        *find_unplaced(programme, tuple((column.version, column.year) for column in _plan_columns(programme))),
        *_transfers(programme),
        *_targets(programme),
        *_unspecified_savings(programme),
        *_minimum_instalment(programme),
        *_document(programme),
    ]
    return sorted(findings, key=lambda finding: GRADES.index(finding.grade))


def _plan_columns(programme: Programme) -> list[StatementColumn]:
    return [column for column in programme.columns if column.year in programme.dataset.plan_years]


def _version_name(programme: Programme, column: StatementColumn) -> str:
    return programme.dataset.budget.version_by_id[column.version].name


def _plan_length(programme: Programme) -> Iterator[Finding]:
    at_least = get_rules()["koml-14-4"].at_least or 0
    years = len(programme.dataset.plan_years)
    if years < at_least:
        yield make_finding("plan-years", Place(), found=str(years), expected=str(at_least))


def _balance(programme: Programme) -> Iterator[Finding]:
    """The last line of each form is zero in every plan year, within the rounding of the inputs."""
    for form_id, line, code in ZERO_LINES:
        for column in _plan_columns(programme):
            nok, half, state = programme.figures(form_id, line, column.version).get(column.year, NOTHING)
            if state not in KNOWN or abs(nok) <= half:
                continue
            yield make_finding(
                code,
                Place(figure=f"line:{form_id}:{line}@{column.year}", year=column.year),
                version=_version_name(programme, column),
                year=str(column.year),
                form=programme.forms[form_id].name,
                found=in_mill(nok),
                expected=in_mill(0),
            )


def _identities(programme: Programme) -> Iterator[Finding]:
    """The same quantity on two forms is the same number: both are sums of the same amounts, so to the krone."""
    for form_a, line_a, form_b, line_b, sign in EQUAL_LINES:
        for column in programme.columns:
            a, _, state_a = programme.figures(form_a, line_a, column.version).get(column.year, NOTHING)
            b, _, state_b = programme.figures(form_b, line_b, column.version).get(column.year, NOTHING)
            if not {state_a, state_b} <= KNOWN or a == sign * b:
                continue
            yield make_finding(
                "identity",
                Place(figure=f"line:{form_a}:{line_a}@{column.year}", year=column.year),
                form=programme.forms[form_a].name,
                year=column.heading,
                name=programme.forms[form_a].line_by_id[line_a].label,
                expected=f"{in_mill(sign * b)} (som i {programme.forms[form_b].name})",
                found=in_mill(a),
            )


def _transfers(programme: Programme) -> Iterator[Finding]:
    """Article 570 equals 970, and 590 equals 990, where the two are in the same price level (the plan years)."""
    for column in _plan_columns(programme):
        for code, first, second, figure in (
            ("transfer-differs", "1570", "0970", "line:5-4:overforing-investering"),
            ("depreciation-offset", "1590", "1990", "line:5-4:avskrivninger"),
        ):
            out, half_out = programme.engine.account_total(column.version, first, column.year)
            back, half_back = programme.engine.account_total(column.version, second, column.year)
            if abs(out + back) > half_out + half_back:
                place = Place(figure=f"{figure}@{column.year}", year=column.year)
                yield make_finding(code, place, year=str(column.year), expected=in_mill(out), found=in_mill(-back))


def _targets(programme: Programme) -> Iterator[Finding]:
    for series, verdict in programme.verdicts():
        ratio, target = series.ratio, verdict.target
        for year in verdict.years_below_minimum:
            yield make_finding(
                "target-minimum",
                Place(figure=f"ratio:{ratio.id}@{year}", year=year),
                name=ratio.name,
                year=str(year),
                found=in_ratio(series.values[year].value, ratio),
                expected=in_ratio(target.minimum or Fraction(0), ratio),
            )
        if verdict.below_aim and verdict.average is not None:
            yield make_finding(
                "target-aim",
                Place(figure=f"ratio:{ratio.id}@{programme.dataset.plan_years[-1]}"),
                name=ratio.name,
                found=in_ratio(verdict.average.value, ratio),
                expected=in_ratio(target.aim or Fraction(0), ratio),
            )
        for year in programme.dataset.plan_years:
            if year in series.missing:
                place = Place(figure=f"ratio:{ratio.id}@{year}", year=year)
                yield make_finding("target-unknown", place, name=ratio.name, year=str(year), found=series.missing[year])


def _unspecified_savings(programme: Programme) -> Iterator[Finding]:
    """Savings on a common post, net of the same measure's earlier decisions: no sector answers for them."""
    units = programme.dataset.budget.unit_by_id
    for column in _plan_columns(programme):
        for (name, unit), years in programme.savings(column.version).items():
            nok = years.get(column.year, 0)
            if nok < 0:
                yield make_finding(
                    "unspecified-saving",
                    Place(unit=units[unit].name, year=column.year, figure=f"frame:{unit}@{column.year}"),
                    name=name,
                    found=in_mill(-nok),
                    year=str(column.year),
                    unit=units[unit].name,
                )


def _minimum_instalment(programme: Programme) -> Iterator[Finding]:
    wanted = {
        "depreciation": "avskrivninger",
        "loan_debt_opening": "lånegjeld ved inngangen til året",
        "depreciable_assets_opening": "bokført verdi av avskrivbare anleggsmidler",
    }
    missing = [words for name, words in wanted.items() if name not in programme.dataset.input_by_id]
    if missing:
        yield make_finding("minimum-instalment-unknown", Place(), found=", ".join(missing))


def _document(programme: Programme) -> Iterator[Finding]:
    """Every place where the document disagrees with itself."""
    for outcome in programme.document_check.disagreements:
        figure = outcome.figure
        printed = programme.dataset.place(figure.table, figure.row, figure.column)
        yield make_finding(
            "document-disagrees",
            Place(figure=figure.address, file=outcome.check.file, printed=printed),
            place_a=_capital(printed),
            place_b=_capital(place_of_inputs(programme.dataset, outcome)),
            found=f"{figure.text} {UNIT_WORDS[figure.unit]}".strip(),
            expected=in_print(outcome.expected.value, figure),
            difference=in_print(abs(outcome.difference), figure),
        )
    for skipped in programme.document_check.skipped:
        place = Place(file=skipped.check.file, row=skipped.check.number)
        yield make_finding("check-nothing", place, name=skipped.check.figure, found=skipped.missing)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
