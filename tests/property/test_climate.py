"""The climate engine against the plain one, and what holds for every book: sources add up to the path, and other vintages move nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.declared import check_declared_lines
from tests.support.plain_climate import PlainClimate
from veikart.calc.climate import (
    ClimateBudget,
    ClimateConversion,
    ClimateCost,
    ClimateEffect,
    ClimateGrowth,
    ClimateMeasure,
    ClimateTarget,
    ClimateVintage,
    Emission,
    EmissionSource,
)
from veikart.calc.demography import Population, Projection
from veikart.calc.economy import EconomyBook, Setting
from veikart.calc.worksheets import Run
from veikart.rules.economy.engines.climate import get_climate_years, get_discount, run_climate
from veikart.rules.economy.tables import get_economy_tables

SHEETS = ("climate_account", "climate_sectors", "climate_totals", "climate_growth", "climate_measures", "climate_sources", "climate_path")
YEARS = st.integers(2015, 2030)
TONNES = st.integers(0, 10**12)
SHARES = st.integers(0, 2 * 10**6)
VINTAGES, SOURCES = ("old", "new"), ("cars", "heat")


def _maybe(values):
    return st.none() | values


@st.composite
def growths(draw, number):
    method = draw(st.sampled_from(("change", "rate", "population")))
    first = draw(YEARS)
    return ClimateGrowth(
        f"g{number}", draw(st.sampled_from("ab")), number, "Vekst", draw(st.sampled_from(SOURCES)), draw(st.sampled_from(VINTAGES)), method,
        first, first + draw(st.integers(1, 12)), draw(st.integers(-(10**12), 10**12)),
        draw(st.integers(-(10**6), 2 * 10**5)), "p", draw(_maybe(SHARES)),
    )  # fmt: skip


@st.composite
def measures(draw, number):
    start = draw(YEARS)
    full = draw(_maybe(st.integers(start, 2033)))
    last = draw(_maybe(st.integers(full or start, 2036)))
    whole = ClimateMeasure(
        f"m{number}", draw(st.sampled_from("ab")), number, "Tiltak", draw(st.sampled_from(SOURCES)), draw(st.sampled_from(VINTAGES)),
        draw(st.sampled_from(("state", "region", "municipality", "others"))), draw(st.sampled_from(("yes", "no"))),
        draw(st.sampled_from(("planned", "stopped"))), start, full, last,
        tonnes=draw(_maybe(TONNES)), low=draw(_maybe(SHARES)), high=draw(_maybe(SHARES)),
    )  # fmt: skip
    parts = {"amount": draw(TONNES), "use": draw(TONNES), "reduction": draw(SHARES), "factor": draw(st.integers(0, 10**7))}
    return replace(whole, **parts) if draw(st.booleans()) else whole


@st.composite
def books(draw) -> EconomyBook:
    """Two budgets of a municipality in two vintages, with what grows and what is done, some of it told year by year and some within another."""
    count = draw(st.integers(0, 4))
    made = [draw(measures(number)) for number in range(count)]
    made = [replace(one, part_of="m0", budget=made[0].budget) if at and draw(st.booleans()) else one for at, one in enumerate(made)]
    seen = draw(st.lists(st.tuples(st.sampled_from(VINTAGES), st.sampled_from(SOURCES), YEARS, TONNES), max_size=14))
    some = st.sampled_from([one.id for one in made]) if made else st.nothing()
    tables = {
        "settings": [Setting("s", "Eksempel", "Eksempel", 2020, 2024, draw(st.integers(2018, 2024)))],
        "climate_vintages": [ClimateVintage(one, one) for one in VINTAGES],
        "climate_conversions": draw(_maybe(st.builds(lambda factor: [ClimateConversion("old", "new", factor)], SHARES))) or [],
        "emission_sources": [EmissionSource("cars", "Biler", "road"), EmissionSource("heat", "Varme", "heating")],
        "emissions": [Emission(vintage, "3201", source, year, tonnes) for vintage, source, year, tonnes in seen],
        "climate_budgets": [ClimateBudget(key, key, "3201", draw(st.sampled_from(VINTAGES)), draw(YEARS), draw(YEARS)) for key in "ab"],
        "climate_targets": [ClimateTarget(draw(st.sampled_from("ab")), draw(YEARS), draw(SHARES)) for _ in range(draw(st.integers(0, 3)))],
        "climate_growth": [draw(growths(number)) for number in range(draw(st.integers(0, 3)))],
        "climate_measures": made,
        "climate_effects": draw(st.lists(st.builds(ClimateEffect, some, YEARS, TONNES), max_size=3)) if made else [],
        "climate_costs": draw(
            st.lists(st.builds(ClimateCost, some, YEARS, st.sampled_from(("operation", "investment")), st.integers(-(10**8), 10**9)), max_size=4)
        ) if made else [],
        "population_projections": [Projection("p", "p")],
        "population": [Population("p", year, 0, persons=draw(st.integers(0, 10**5))) for year in draw(st.sets(YEARS, min_size=1, max_size=4))],
    }  # fmt: skip
    return EconomyBook({table: {get_economy_tables()[table].key_of(row): row for row in rows} for table, rows in tables.items() if rows})


def _run(book: EconomyBook) -> Run:
    run = Run()
    run_climate(book, run)
    return run


def _plain(book: EconomyBook) -> PlainClimate:
    return PlainClimate(book, {"p": {one.year: one.persons for one in book.table("population").values()}})


@given(books())
@settings(max_examples=50, deadline=None)
def test_the_fast_engine_gives_what_the_plain_one_gives(book: EconomyBook) -> None:
    run, plain = _run(book), _plain(book)
    check_declared_lines(run, SHEETS)
    path = run.sheets["climate_path"]
    for key in "ab":
        for year in path.years:
            for line, expected in plain.path(key, year).items():
                assert path.value(key, line, year) == expected, (key, year, line)


@given(books())
@settings(max_examples=30, deadline=None)
def test_a_tonne_costs_what_the_plain_engine_says(book: EconomyBook) -> None:
    years = get_climate_years(book)
    present_year, rates = get_discount(book, years)
    sheet, plain = _run(book).sheets["climate_measures"], _plain(book)
    for key, one in book.table("climate_measures").items():
        expected = plain.cost_per_tonne(one, range(years[0], years[-1] + 1), present_year, dict(zip(years, rates, strict=True)))
        assert sheet.value(key, "cost_per_tonne", years[-1]) == expected


@given(books())
@settings(max_examples=30, deadline=None)
def test_the_levels_are_the_whole_and_the_sources_are_the_path(book: EconomyBook) -> None:
    run = _run(book)
    path, sources = run.sheets["climate_path"], run.sheets["climate_sources"]
    assert (sum(path.lines[one] for one in ("state", "region", "municipality", "others")) == path.lines["reduction"]).all()
    for key in "ab":
        assert (sources.total("change", key) == path.lines["change"][path.place[key]]).all()


@given(books())
@settings(max_examples=30, deadline=None)
def test_without_a_conversion_other_vintages_move_nothing(book: EconomyBook) -> None:
    apart = book.with_rows({"climate_conversions": dict.fromkeys(book.table("climate_conversions"))})
    strange = {
        table: {key: None for key, one in apart.table(table).items() if one.vintage != apart.table("climate_budgets")[one.budget].vintage}
        for table in ("climate_growth", "climate_measures")
    }
    gone = set(strange["climate_measures"])
    rest = {table: {key: None for key, one in apart.table(table).items() if one.measure in gone} for table in ("climate_effects", "climate_costs")}
    kept, left_out = _run(apart).sheets["climate_path"], _run(apart.with_rows({**strange, **rest})).sheets["climate_path"]
    for line in ("growth", "reduction", "net", "gap"):
        for key in "ab":
            for year in set(kept.years) & set(left_out.years):
                assert kept.value(key, line, year) == left_out.value(key, line, year)
