"""Central revenues against the plain engine, and what holds for every country: what some get in the equalisation, others pay."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.declared import check_declared_lines
from tests.support.plain_grants import (
    nearest,
    plain_block_grant,
    plain_compensation,
    plain_equalisation,
    plain_refugees,
    plain_settlements,
    plain_tax,
)
from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.grants import equalise
from veikart.calc.grants.rows import (
    Compensation,
    CompensationAmount,
    GrantAmount,
    GrantPart,
    GrantYear,
    RefugeeCohort,
    RefugeeRate,
    TaxBase,
    TaxMonth,
    TaxYear,
)
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking.grants import check_grants
from veikart.rules.economy.engines.grants import run_grants
from veikart.rules.economy.engines.prices import run_prices

FIRST, LAST = 2023, 2026
YEARS = st.integers(FIRST - 3, LAST + 1)
GROWTH = st.none() | st.integers(-80_000, 150_000)
SHEETS = (
    "taxes", "grant_basis", "need_index", "need_sectors", "equalisation", "tax_level", "grant_parts", "block_grant", "refugees", "compensations",
    "compensation_kinds", "central_revenue",
)  # fmt: skip


def _money(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


@st.composite
def books(draw: st.DrawFn) -> EconomyBook:
    """Any years of tax and block grant, months that come unevenly, refugees and compensations."""
    tables: dict[str, dict] = {name: {} for name in ("tax_bases", "tax_years", "grant_years", "tax_months", "grant_parts", "grant_amounts")}
    tables["settings"] = {"s": Setting("s", "Eksempel", "Eksempel", FIRST, LAST, FIRST)}
    for area, most in draw(st.sampled_from([(), (("own", 10**10),), (("own", 10**10), ("country", 3 * 10**11))])):
        tables["tax_bases"][area] = TaxBase(area, draw(YEARS), draw(st.integers(1, most)))
    for area, year in draw(st.lists(st.tuples(st.sampled_from(["own", "country"]), YEARS), unique=True, max_size=6)):
        stated, rule_change = draw(st.none() | st.integers(1, 10**10)), draw(st.none() | st.integers(0, 10**8))
        tables["tax_years"][f"{area}|{year}"] = TaxYear(area, year, stated, draw(GROWTH), draw(GROWTH), draw(GROWTH), rule_change)
    for year in draw(st.lists(YEARS, unique=True, max_size=3)):
        people, grant = draw(st.none() | st.integers(1, 10**6)), draw(st.none() | st.integers(1, 10**10))
        extra, tax = draw(st.none() | _money(10**10)), draw(st.none() | st.integers(1, 10**10))
        tables["grant_years"][str(year)] = GrantYear(year, people, 5_500_000, draw(st.none() | _money(50_000)), None, extra, grant, tax)
    for year in draw(st.lists(YEARS, unique=True, max_size=2)):
        for month in range(1, 13):
            tables["tax_months"][f"{year}|{month}"] = TaxMonth(year, month, draw(st.integers(0, 160_000)), draw(st.integers(0, 160_000)))
    if draw(st.booleans()):
        tables["grant_parts"]["a"] = GrantPart("a", "A", "growth")
        tables["grant_amounts"] = {f"a|{FIRST}": GrantAmount("a", FIRST, draw(st.integers(-(10**9), 10**9)))}
    deflators = {f"deflator|{year}": Assumption("deflator", year, draw(st.integers(-20_000, 60_000))) for year in range(FIRST - 3, LAST)}
    return EconomyBook(tables | {"assumptions": deflators} | draw(_grants()))


@st.composite
def _grants(draw: st.DrawFn) -> dict[str, dict]:
    kind = st.sampled_from(["adult", "unaccompanied"])
    cohorts = {f"{one}|{year}": RefugeeCohort(one, year, draw(_money(300))) for one, year in draw(st.sets(st.tuples(kind, YEARS), max_size=5))}
    places = draw(st.sets(st.tuples(kind, st.integers(1, 6), YEARS), max_size=8))
    rates = {f"{one}|{number}|{year}": RefugeeRate(one, number, year, draw(_money(10**6))) for one, number, year in places}
    rows = {}
    for key in draw(st.sampled_from([(), ("a",), ("a", "b")])):
        given_row = (draw(st.none() | YEARS), draw(st.none() | _money(10**9)), draw(st.none() | _money(10**8)), draw(st.none() | _money(10**6)))
        rows[key] = Compensation(key, key, draw(st.sampled_from(["host", "interest"])), *given_row)
    amounts = {f"{key}|{FIRST}": CompensationAmount(key, FIRST, draw(_money(10**8))) for key in rows}
    return {"refugee_cohorts": cohorts, "refugee_rates": rates, "compensations": rows, "compensation_amounts": amounts}


def _run(book: EconomyBook) -> Run:
    run = Run()
    run_prices(book, run)
    run_grants(book, run)
    return run


@given(books())
@settings(max_examples=60, deadline=None)
def test_the_fast_engine_gives_what_the_plain_one_gives(book: EconomyBook) -> None:
    run = _run(book)
    for area in ("own", "country"):
        assert run.sheets["taxes"].row(area, "tax") == tuple(plain_tax(book, area, year) for year in book.years)
    for year in book.years:
        months = [run.sheets["equalisation"].value(str(month), "settlement", year) for month in range(1, 13)]
        assert months == plain_settlements(book, year)
    assert run.sheets["block_grant"].row("alle", "grant") == tuple(plain_block_grant(book, year) for year in book.years)
    assert tuple(run.sheets["refugees"].total("grant")) == tuple(plain_refugees(book, year) for year in book.years)
    for key in book.table("compensations"):
        assert run.sheets["compensations"].row(key, "grant") == tuple(plain_compensation(book, key, year) for year in book.years)


@given(books())
@settings(max_examples=30, deadline=None)
def test_every_formula_that_is_shown_holds_and_the_findings_can_be_made(book: EconomyBook) -> None:
    run = _run(book)
    check_declared_lines(run, SHEETS)
    assert all(one.sentence for one in check_grants(book))
    again = Run(run)
    run_prices(book, again)
    run_grants(book, again)
    assert all(again.sheets[one] is run.sheets[one] for one in SHEETS)


MUNICIPALITY = st.tuples(st.integers(200, 700_000), st.integers(5_000, 90_000))


@given(st.lists(MUNICIPALITY, min_size=1, max_size=8), st.sampled_from([600_000, 640_000]))
@settings(max_examples=60, deadline=None)
def test_what_some_get_others_pay(country: list[tuple[int, int]], share: int) -> None:
    """To within the rounding of each municipality: half a krone for each of the three lines."""
    people = np.array([one for one, _ in country], dtype=np.int64)
    tax = people * np.array([level for _, level in country], dtype=np.int64)
    whole = {"country_nok": tax.sum(), "population": people, "country_population": people.sum()}
    rates = {"symmetric_share": share, "extra_share": 350_000, "extra_limit": 900_000}
    first = equalise(own_nok=tax, country_extra_nok=np.int64(0), **whole, **rates)
    found = equalise(own_nok=tax, country_extra_nok=first["extra"].sum(), **whole, **rates)
    assert 2 * abs(int(found["to_date"].sum())) <= 4 * len(country)
    assert 2 * abs(int(found["symmetric"].sum())) <= 2 * len(country)
    assert 2 * abs(int(found["draw"].sum() - found["extra"].sum())) <= len(country)
    exact = sum(Fraction(share, 10**6) * (Fraction(int(tax.sum()) * int(n), int(people.sum())) - int(t)) for n, t in zip(people, tax, strict=True))
    assert exact == 0
    shares = (Fraction(share, 10**6), Fraction(35, 100), Fraction(9, 10))
    sums = (int(tax.sum()), int(people.sum()), int(first["extra"].sum()))
    plain = [plain_equalisation(t, sums[0], (n, sums[1]), sums[2], shares) for n, t in zip(people.tolist(), tax.tolist(), strict=True)]
    assert [a + b - c for a, b, c in plain] == found["to_date"].tolist()


@given(st.lists(MUNICIPALITY, min_size=2, max_size=8))
@settings(max_examples=40, deadline=None)
def test_nobody_passes_another_in_the_equalisation(country: list[tuple[int, int]]) -> None:
    """The one with more tax per inhabitant before has no less after, to within a krone per inhabitant."""
    people = np.array([one for one, _ in country], dtype=np.int64)
    level = np.array([one for _, one in country], dtype=np.int64)
    zero, tax = np.int64(0), people * level
    rates = {"symmetric_share": 640_000, "extra_share": 350_000, "extra_limit": 900_000}
    found = equalise(own_nok=tax, country_nok=tax.sum(), population=people, country_population=people.sum(), country_extra_nok=zero, **rates)
    after = (tax + found["to_date"]) / people
    order = np.argsort(level, kind="stable")
    assert (np.diff(after[order]) >= -1).all()


@given(st.fractions(min_value=-1000, max_value=1000))
def test_halves_go_away_from_zero(value: Fraction) -> None:
    assert abs(nearest(value) - value) <= Fraction(1, 2)
    assert nearest(-value) == -nearest(value)
