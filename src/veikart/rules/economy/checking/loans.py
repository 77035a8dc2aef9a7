"""Findings about loans: rows that do not fit together, what is missing, and instalments below the least."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.economy import EconomyBook
from veikart.calc.loans import LARGEST_DEPRECIATION, LENDING, MUNICIPALITY, ON_LENDING, PURPOSES, TREASURY, Loan
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.engines.loans import DEFAULT_INSTALMENTS, DEFAULT_KIND
from veikart.rules.economy.series import get_series_rules
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words import format_nok, in_mill

_PLANNED = "planned"
_DUTIES = {"charged": "minimum-instalment-charged", "paid": "minimum-instalment-paid"}
"""What must be at least the minimum, and what is said where it is not."""


def check_loans(book: EconomyBook) -> Iterator[Finding]:
    """Years in the wrong order, balances of another year, purposes against the law's basis, plans, rates, and who the treasury is."""
    for key, loan in book.table("loans").items():
        yield from _check_years(book, key, loan)
        yield from _check_basis(key, loan)
    yield from _check_plans(book)
    yield from _check_rates(book)
    yield from _check_treasury(book)
    yield from _check_depreciation(book)


def _label(table: str, field: str) -> str:
    return get_economy_tables()[table].fields[field].label


def _place(table: str, key: str, field: str) -> Place:
    return get_economy_tables()[table].place_of(key, field)


def _check_years(book: EconomyBook, key: str, loan: Loan) -> Iterator[Finding]:
    for first, second, least_years in (("year", "first_instalment", 1), ("first_instalment", "last_instalment", 0)):
        expected, found = getattr(loan, first), getattr(loan, second)
        if found < expected + least_years:
            words = {"first": _label("loans", first), "second": _label("loans", second), "expected": str(expected), "found": str(found)}
            yield make_finding("loan-years", _place("loans", key, second), name=loan.name, **words)
    if book.years and loan.year < book.years[0] - 1:
        words = {"found": str(loan.year), "expected": str(book.years[0] - 1)}
        yield make_finding("loan-balance-old", _place("loans", key, "year"), name=loan.name, **words)


def _check_basis(key: str, loan: Loan) -> Iterator[Finding]:
    if (loan.purpose == LENDING) != (loan.basis == ON_LENDING):
        words = {"found": get_economy_choices("loan_purpose")[loan.purpose], "expected": get_economy_choices("loan_basis")[loan.basis]}
        yield make_finding("loan-basis", _place("loans", key, "basis"), name=loan.name, **words)


def _check_plans(book: EconomyBook) -> Iterator[Finding]:
    loans, plans = book.table("loans"), book.table("loan_instalments")
    planned = {one.loan for one in plans.values()}
    for key, loan in loans.items():
        if loan.kind == _PLANNED and loan.id not in planned:
            yield make_finding("loan-plan-missing", _place("loans", key, "kind"), name=loan.name, expected=str(loan.last_instalment))
    for key, one in plans.items():
        if one.loan in loans and loans[one.loan].kind != _PLANNED:
            yield make_finding("loan-plan-unused", _place("loan_instalments", key, "nok"), name=loans[one.loan].name, year=str(one.year))


def _check_rates(book: EconomyBook) -> Iterator[Finding]:
    """A market rate for every year, as soon as there is anything that may float."""
    rates, name = get_series(book, "interest_floating"), get_series_rules()["interest_floating"].name
    for year in book.years if book.table("loans") or book.table("loan_terms") else ():
        if year not in rates:
            place = Place(file="Forutsetninger", figure=f"assumptions:interest_floating|{year}", year=year)
            yield make_finding("assumption-missing", place, name=name, year=str(year), expected="0 %")


def _check_treasury(book: EconomyBook) -> Iterator[Finding]:
    entities = book.table("entities")
    count = sum(one.kind == TREASURY for one in entities.values())
    if (entities or book.table("loans")) and count != 1:
        yield make_finding("loan-treasury", Place(file=get_economy_tables()["entities"].name), found=str(count), expected="1")


def _check_depreciation(book: EconomyBook) -> Iterator[Finding]:
    """The entities' depreciation of a year, added up, is within what the rate can be worked out from."""
    total: dict[int, int] = {}
    for key, one in book.table("book_values").items():
        total[one.year] = total.get(one.year, 0) + one.depreciation
        if total[one.year] > LARGEST_DEPRECIATION:
            words = {"found": format_nok(total[one.year]), "expected": f"0 og {format_nok(LARGEST_DEPRECIATION)}"}
            yield make_finding("value-range", _place("book_values", key, "depreciation"), name=_label("book_values", "depreciation"), **words)


def find_loans(book: EconomyBook, run: Run) -> Iterator[Finding]:
    """New loans without terms, entities without what their least instalment is worked out from, and instalments below it."""
    if "new_loans" not in run.sheets:
        return
    yield from _find_terms(book, run.sheets["new_loans"])
    sheet = run.sheets["minimum_instalment"]
    for entity in sheet.subjects:
        if entity != MUNICIPALITY:
            yield from _find_book_values(sheet, entity)
        yield from _find_breaches(sheet, entity)


def _find_terms(book: EconomyBook, new_loans: Sheet) -> Iterator[Finding]:
    kind = get_economy_choices("loan_kind")[DEFAULT_KIND].lower()
    for purpose in PURPOSES:
        raised = dict(zip(new_loans.years, new_loans.total("raised", purpose).tolist(), strict=True))
        first = next((year for year, nok in raised.items() if nok), None)
        if first is not None and purpose not in book.table("loan_terms"):
            words = {"year": str(first), "expected": f"{kind} med {DEFAULT_INSTALMENTS} årlige avdrag og flytende rente uten påslag"}
            place = Place(file=get_economy_tables()["loan_terms"].name, year=first)
            yield make_finding("loan-terms-missing", place, name=get_economy_choices("loan_purpose")[purpose], **words)


def _find_book_values(sheet: Sheet, entity: str) -> Iterator[Finding]:
    """The first year an entity with loans has no depreciation, or nothing to depreciate though it is charged depreciation."""
    for year in sheet.years:
        debt, depreciation, assets = (sheet.value(entity, line, year) for line in ("debt", "depreciation", "assets"))
        missing = [word for word, gone in (("avskrivninger", assets and not depreciation), ("anleggsmidler", depreciation and not assets)) if gone]
        if not assets and not depreciation and not sheet.value(entity, "implied_rate", year):
            missing = ["anleggsmidler og avskrivninger"]
        if debt and missing:
            place = Place(file=get_economy_tables()["book_values"].name, figure=f"book_values:{entity}|{year}", year=year)
            yield make_finding("book-value-missing", place, name=sheet.name(entity), year=str(year), found=missing[0])
            return


def _find_breaches(sheet: Sheet, entity: str) -> Iterator[Finding]:
    for line, code in _DUTIES.items():
        for year, margin in zip(sheet.years, sheet.row(entity, f"{line}_margin"), strict=True):
            if margin < 0:
                found, expected = (in_mill(sheet.value(entity, one, year)) for one in (line, "minimum"))
                place = Place(figure=f"entities:{entity}", year=year)
                words = {"found": found, "expected": expected, "difference": f"{format_nok(-margin)} kr", "year": str(year)}
                yield make_finding(code, place, name=sheet.name(entity), **words)
