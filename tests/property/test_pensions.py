"""Pensions against the plain engine, and what holds for every book: what arises is charged, a vintage never turns, and ends at zero."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.declared import check_declared_lines
from tests.support.plain_pensions import plain_pensions
from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.pensions import PensionScheme, PensionYear, PremiumDeviation, amortise
from veikart.calc.worksheets import Run
from veikart.rules.economy.engines.pensions import run_pensions
from veikart.rules.economy.engines.prices import run_prices

FIRST, LAST = 2018, 2024
KRONER = st.integers(-(10**10), 10**10)
YEARS = st.integers(2002, LAST + 1)


@st.composite
def books(draw: st.DrawFn) -> EconomyBook:
    """Up to three schemes with any years and vintages, and wages that grow or fall."""
    tables: dict[str, dict] = {"settings": {"s": Setting("s", "Eksempel", "Eksempel", FIRST, LAST, FIRST)}}
    schemes, years, deviations = {}, {}, {}
    for scheme in draw(st.sampled_from([(), ("a",), ("a", "b"), ("a", "b", "c")])):
        yes, rate = draw(st.sampled_from(["yes", "no"])), draw(st.none() | st.integers(0, 500_000))
        one_year, grows = draw(st.none() | YEARS), draw(st.none() | YEARS)
        schemes[scheme] = PensionScheme(scheme, scheme, contribution=yes, contribution_rate=rate, one_year_from=one_year, growth_year=grows)
        for year, (premium, cost) in draw(st.dictionaries(YEARS, st.tuples(KRONER, KRONER), max_size=6)).items():
            years[f"{scheme}|{year}"] = PensionYear(scheme, year, premium, cost)
        for year, nok in draw(st.dictionaries(YEARS, KRONER, max_size=6)).items():
            deviations[f"{scheme}|{year}"] = PremiumDeviation(scheme, year, nok)
    growth = draw(st.lists(st.integers(-50_000, 100_000), min_size=LAST - FIRST, max_size=LAST - FIRST))
    rows = {f"wage_growth|{year}": Assumption("wage_growth", year, ppm) for year, ppm in zip(range(FIRST + 1, LAST + 1), growth, strict=True)}
    tables |= {"pension_schemes": schemes, "pension_years": years, "premium_deviations": deviations, "assumptions": rows}
    return EconomyBook(tables)


def _run(book: EconomyBook) -> Run:
    run = Run()
    run_prices(book, run)
    run_pensions(book, run)
    return run


@given(books())
@settings(max_examples=60, deadline=None)
def test_the_fast_engine_gives_what_the_plain_one_gives(book: EconomyBook) -> None:
    run = _run(book)
    wages = dict(zip(book.years, run.sheets["prices"].row("alle", "wage_index"), strict=True))
    sheet = run.sheets["pensions"]
    plain = plain_pensions(book, wages)
    assert set(sheet.subjects) == set(plain)
    for subject, lines in plain.items():
        for line, by_year in lines.items():
            assert sheet.row(subject, line) == tuple(by_year.values()), (subject, line)


@given(books())
@settings(max_examples=30, deadline=None)
def test_every_formula_that_is_shown_holds_and_sums_are_sums(book: EconomyBook) -> None:
    check_declared_lines(_run(book), ("pension_premiums", "pension_vintages", "pensions"))


@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), st.integers(1990, 2030), st.sampled_from([1, 7, 10, 15])), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_vintage_is_charged_to_the_krone_in_equal_parts_and_never_turns(vintages: list[tuple[int, int, int]]) -> None:
    nok, arisen, over = (np.array(one) for one in zip(*vintages, strict=True))
    lines = amortise(nok, arisen, over, range(1990, 2050))
    assert lines["amortised"].sum(axis=1).tolist() == nok.tolist()
    assert not lines["closing"][:, -1].any()
    assert (np.sign(lines["closing"]) * np.sign(nok)[:, None] >= 0).all()
    for place, (whole, year, years) in enumerate(vintages):
        charged = [one for at, one in enumerate(lines["amortised"][place].tolist()) if 0 < at + 1990 - year <= years]
        assert len(charged) == years
        assert max(charged) - min(charged) <= 1
        assert not lines["closing"][place, year + years - 1990]
        assert abs(charged[0] * years - whole) <= years


@given(books())
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_does_not_matter(book: EconomyBook) -> None:
    turned = EconomyBook({name: dict(reversed(list(rows.items()))) for name, rows in book.tables.items()})
    one, other = _run(book).sheets["pensions"], _run(turned).sheets["pensions"]
    for subject in one.subjects:
        for line in one.lines:
            assert one.row(subject, line) == other.row(subject, line)
