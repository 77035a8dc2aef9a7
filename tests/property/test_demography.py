"""Compensation against the plain engine, and what holds for every population: the same people cost the same, and sexes or ages apart add up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.declared import check_declared_lines
from tests.support.plain_demography import plain_compensation
from veikart.calc.demography import DemographyService, Population, Projection, ServiceUse
from veikart.calc.economy import EconomyBook, Setting
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking.demography import check_demography
from veikart.rules.economy.engines.demography import run_demography

FIRST, LAST = 2020, 2023
AGES = ((0, 0), (1, 5), (6, 12), (13, 15), (16, 66), (67, 79), (80, None))
YEARS = st.integers(FIRST - 2, LAST + 1)
KINDS = st.sampled_from(["kindergarten", "school", "care", "other"])


@st.composite
def books(draw: st.DrawFn) -> EconomyBook:
    """Up to two projections of some years, and up to three services of some ages."""
    population, services, uses = {}, {}, {}
    for projection in ("p", "q"):
        for year in draw(st.sets(YEARS, max_size=4)):
            for start, end in AGES:
                row = Population(projection, year, start, "", end, draw(st.integers(0, 60_000)))
                population[f"{projection}|{year}|{start}|"] = row
    for key in draw(st.sampled_from([(), ("a",), ("a", "b", "c")])):
        share, budget = draw(st.none() | st.integers(0, 10**6)), draw(st.integers(0, 2 * 10**10))
        services[key] = DemographyService(key, key, draw(KINDS), draw(st.sampled_from(["p", "q"])), draw(YEARS), budget, share=share)
        for start, end in draw(st.lists(st.sampled_from(AGES), unique=True, max_size=4)):
            use, cost = draw(st.integers(0, 2 * 10**6)), draw(st.none() | st.integers(0, 10**6))
            uses[f"{key}|{start}"] = ServiceUse(key, start, use, end, cost)
    projections = {one: Projection(one, one) for one in ("p", "q")}
    given_tables = {"population_projections": projections, "population": population, "demography_services": services, "service_use": uses}
    return EconomyBook({"settings": {"s": Setting("s", "Eksempel", "Eksempel", FIRST, LAST, FIRST)}} | given_tables)


def _run(book: EconomyBook) -> Run:
    run = Run()
    run_demography(book, run)
    return run


def _can_be_reached(book: EconomyBook) -> bool:
    return not any(one.grade == "stop" and one.code == "service-growth" for one in check_demography(book))


@given(books())
@settings(max_examples=60, deadline=None)
def test_the_fast_engine_gives_what_the_plain_one_gives(book: EconomyBook) -> None:
    run = _run(book)
    if _can_be_reached(book):
        check_declared_lines(run, ("service_users", "demography"))
        for key in book.table("demography_services"):
            sheet = run.sheets["demography"]
            found = tuple(zip(sheet.row(key, "compensation"), sheet.row(key, "tbu"), strict=True))
            assert found == tuple(plain_compensation(book, key, year) for year in book.years)
    again = Run(run)
    run_demography(book, again)
    assert all(again.sheets[one] is run.sheets[one] for one in run.sheets)


@given(books())
@settings(max_examples=30, deadline=None)
def test_the_same_people_cost_the_same(book: EconomyBook) -> None:
    still = {key: row for key, row in book.table("population").items() if row.year == FIRST - 2}
    sheet = _run(EconomyBook({**book.tables, "population": still})).sheets["demography"]
    for key in sheet.subjects:
        assert set(sheet.row(key, "compensation")) <= {0}
        assert set(sheet.row(key, "tbu")) <= {0}


@given(books(), st.integers(0, 60_000))
@settings(max_examples=30, deadline=None)
def test_women_and_men_apart_are_everybody(book: EconomyBook, women: int) -> None:
    apart = {}
    for key, row in book.table("population").items():
        for sex, persons in (("female", min(women, row.persons)), ("male", row.persons - min(women, row.persons))):
            apart[key + sex] = replace(row, sex=sex, persons=persons)
    one, other = (_run(EconomyBook({**book.tables, "population": rows})).sheets["demography"] for rows in (book.table("population"), apart))
    for key in one.subjects:
        assert one.row(key, "weighted") == other.row(key, "weighted")
        assert one.row(key, "tbu") == other.row(key, "tbu")


@given(books())
@settings(max_examples=30, deadline=None)
def test_a_service_in_two_halves_costs_what_the_whole_does(book: EconomyBook) -> None:
    """Each half is rounded by itself: within two kroner."""
    halves = {}
    for key, row in book.table("demography_services").items():
        half = row.base_budget_nok // 2
        halves |= {key: replace(row, base_budget_nok=half), key + "2": replace(row, id=key + "2", base_budget_nok=row.base_budget_nok - half)}
    uses = {**book.table("service_use"), **{f"{key}2": replace(row, service=row.service + "2") for key, row in book.table("service_use").items()}}
    if not _can_be_reached(book):
        return
    whole = _run(book).sheets["demography"]
    parted = _run(EconomyBook({**book.tables, "demography_services": halves, "service_use": uses})).sheets["demography"]
    for key in whole.subjects:
        for at, nok in enumerate(whole.row(key, "compensation")):
            assert abs(parted.row(key, "compensation")[at] + parted.row(key + "2", "compensation")[at] - nok) <= 2
