"""The investment programme: the fast engine gives the krone of the slow one, nothing gets lost, and only what moved is worked out anew."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_investments import PlainProject, plain_totals
from veikart.calc.books import apply_changes, invert_changes
from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.investments import GROUPS, Project, ProjectGrant, ProjectSale, ProjectYear
from veikart.calc.worksheets import Run
from veikart.rules.economy.engines.investments import run_investments
from veikart.rules.economy.lines import get_sheet_rules
from veikart.rules.economy.project_moving import move_project

FIRST, LAST, PRICE_YEAR = 2026, 2030, 2025
YEARS = range(FIRST, LAST + 1)
PROJECTS = ("skole", "bad", "vei")
NOK = st.integers(-(10**10), 10**10) | st.integers(-1000, 1000)
PPM = st.integers(0, 10**6)
POINT = st.none() | st.integers(FIRST - 3, LAST + 4)
GROWTH = st.dictionaries(st.integers(FIRST - 1, LAST), st.integers(-100_000, 150_000))
LINES = ("gross", "grants", "sales", "net", "need", "work_closing", "depreciation", "asset_closing", "running_cost", "savings", "emissions")


@st.composite
def _projects(draw: st.DrawFn, key: str) -> Project:
    return Project(
        key,
        key.capitalize(),
        "kultur",
        draw(st.sampled_from(("idea", "execution", "running_frame"))),
        draw(st.sampled_from(GROUPS)),
        decision_year=draw(POINT),
        start_year=draw(POINT),
        completion_year=draw(POINT),
        frame_nok=draw(st.none() | st.integers(0, 10**10)),
        spent_before_nok=draw(st.none() | st.integers(0, 10**10)),
        price_basis=draw(st.sampled_from(("fixed", "current"))),
        price_year=draw(st.none() | st.integers(PRICE_YEAR, LAST)),
        vat_share=draw(st.none() | PPM),
        lifetime=draw(st.sampled_from(("", "5", "40"))),
        land_share=draw(st.none() | PPM),
        area_m2=draw(st.none() | st.integers(0, 10**5)),
        fdv_per_m2=draw(st.none() | st.integers(0, 2000)),
        other_running_nok=draw(st.none() | NOK),
        saving_nok=draw(st.none() | NOK),
        construction_tonnes=draw(st.none() | st.integers(0, 10**6)),
    )


@st.composite
def books(draw: st.DrawFn) -> EconomyBook:
    """A book with a few projects, with rows in and around the years of the plan."""
    of = st.sampled_from(PROJECTS)
    years = st.integers(FIRST - 1, LAST + 1)
    amounts = draw(st.lists(st.builds(ProjectYear, of, years, NOK), max_size=8))
    grants = draw(st.lists(st.builds(ProjectGrant, of, years, st.sampled_from(("state", "others")), NOK), max_size=4))
    sales = draw(st.lists(st.builds(ProjectSale, of, years, NOK), max_size=3))
    series = {"price_growth": draw(GROWTH), "deflator": draw(GROWTH), "swap_5_year": draw(GROWTH)}
    assumptions = [Assumption(name, year, value) for name, values in series.items() for year, value in values.items()]
    return EconomyBook(
        {
            "settings": {"plan": Setting("plan", "Plan", "Lillevik", FIRST, LAST, PRICE_YEAR)},
            "assumptions": {f"{one.series}|{one.year}": one for one in assumptions},
            "projects": {key: draw(_projects(key)) for key in PROJECTS},
            "project_years": {f"{one.project}|{one.year}": one for one in amounts},
            "project_grants": {f"{one.project}|{one.year}|{one.giver}": one for one in grants},
            "project_sales": {f"{one.project}|{one.year}": one for one in sales},
        }
    )


def _run(book: EconomyBook, earlier: Run | None = None) -> Run:
    run = Run(earlier)
    run_investments(book, run)
    return run.forget_earlier()


def _series(book: EconomyBook, name: str) -> Mapping[int, int]:
    return {one.year: one.value for one in book.table("assumptions").values() if one.series == name}


def _plain(book: EconomyBook) -> list[PlainProject]:
    rows = [row for table in ("project_years", "project_grants", "project_sales") for row in book.table(table).values()]
    growth = {name: _series(book, name) for name in ("price_growth", "deflator")}
    return [PlainProject(one, rows, YEARS, growth, PRICE_YEAR) for one in book.table("projects").values()]


def _rates(book: EconomyBook) -> dict[int, int]:
    swap, found, rates = _series(book, "swap_5_year"), 0, {}
    for year in range(FIRST, LAST + 51):
        found = swap.get(year, found)
        rates[year] = min(max(found + 5000, 0), 250_000)
    return rates


def _same(one: Run, other: Run) -> bool:
    return one.sheets.keys() == other.sheets.keys() and all(_as_dict(sheet) == _as_dict(other.sheets[key]) for key, sheet in one.sheets.items())


def _as_dict(sheet: Any) -> dict[str, dict[str, Any]]:
    return {subject: {line: sheet.row(subject, line) for line in sheet.lines} for subject in sheet.subjects}


@settings(max_examples=15, deadline=None)
@given(books())
def test_fast_engine_gives_the_krone_of_the_slow_one(book: EconomyBook) -> None:
    projects, run = _plain(book), _run(book)
    for line in LINES:
        for at, year in enumerate(YEARS):
            for one in projects:
                assert run.sheets["projects"].row(one.project.id, line)[at] == getattr(one, line)(year), (line, one.project.id, year)
            assert {key: run.sheets["investments"].row(key, line)[at] for key in ("alle", *GROUPS)} == plain_totals(projects, line, year)


@settings(max_examples=15, deadline=None)
@given(books())
def test_life_is_that_of_the_slow_engine(book: EconomyBook) -> None:
    sheet, rates = _run(book).sheets["life_cost"], _rates(book)
    for one in _plain(book):
        if one.project.id in sheet.place:
            for year, values in one.life(rates).items():
                for line, value in values.items():
                    assert sheet.value(one.project.id, line, year) == value, (line, one.project.id, year)


@settings(max_examples=15, deadline=None)
@given(books())
def test_every_formula_gives_the_line_it_is_written_for(book: EconomyBook) -> None:
    rules = get_sheet_rules()
    for sheet in _run(book).sheets.values():
        assert set(sheet.lines) == set(rules[sheet.id].lines)
        for line in rules[sheet.id].lines.values():
            if line.formula and sheet.subjects:
                assert (line.formula.evaluate(sheet.lines) == sheet.lines[line.id]).all(), f"{sheet.id}.{line.id}"


@settings(max_examples=15, deadline=None)
@given(books())
def test_nothing_gets_lost_on_the_way_to_an_asset(book: EconomyBook) -> None:
    """What is bought is under work, land, depreciated or left to depreciate."""
    sheet = _run(book).sheets["projects"]
    for project in sheet.subjects:
        lines = {line: sheet.row(project, line) for line in sheet.lines}
        bought = sum(lines["capital_cost"]) + sum(lines["work_before"])
        assert bought == lines["work_closing"][-1] + sum(lines["land"]) + sum(lines["depreciation"]) + lines["asset_closing"][-1]


@settings(max_examples=15, deadline=None)
@given(books(), st.sampled_from(PROJECTS), st.integers(-2, 2))
def test_one_moved_project_gives_what_everything_worked_out_anew_gives(book: EconomyBook, project: str, years: int) -> None:
    before = _run(book)
    changes, findings = move_project(book, project, years)
    assert not (changes and findings)
    moved = apply_changes(book, changes)
    after = _run(moved, before)
    assert _same(after, _run(moved))
    assert _same(_run(apply_changes(moved, invert_changes(changes)), after), before)
    others = [one for one in PROJECTS if one != project]
    sheet = before.sheets["projects"]
    assert all(sheet.row(one, "depreciation") == after.sheets["projects"].row(one, "depreciation") for one in others)
    in_current = {one.id for one in book.table("projects").values() if one.price_basis == "current"}
    if project in in_current:
        assert sum(sheet.row(project, "gross")) == sum(after.sheets["projects"].row(project, "gross"))


@settings(max_examples=15, deadline=None)
@given(books(), st.permutations(PROJECTS))
def test_order_of_projects_does_not_matter(book: EconomyBook, order: list[str]) -> None:
    projects = book.table("projects")
    turned = EconomyBook({**book.tables, "projects": {key: projects[key] for key in order}})
    assert _same(_run(book), _run(turned, _run(book)))


@settings(max_examples=15, deadline=None)
@given(books())
def test_asset_is_worn_out_to_the_krone_at_the_end_of_its_life(book: EconomyBook) -> None:
    sheet = _run(book).sheets["life_cost"]
    for project in sheet.subjects:
        row = book.table("projects")[project]
        end = min(row.completion_year + int(row.lifetime), sheet.years[-1])
        if row.completion_year >= LAST and end < sheet.years[-1]:
            assert sheet.value(project, "closing", end) == 0
