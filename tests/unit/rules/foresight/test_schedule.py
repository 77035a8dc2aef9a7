"""The order of investments as a problem of the book, and taken into it again."""

import math
from dataclasses import replace

import numpy as np
import pytest

from veikart.calc.economy import EconomyBook, Setting
from veikart.calc.investments import Project, ProjectYear
from veikart.calc.outlook import Odds
from veikart.calc.outlook.rows import LongInvestment, OutlookLimit
from veikart.calc.schedule import (
    AFTER,
    DEBT,
    EXCLUSIVE,
    INFEASIBLE,
    INVESTMENT,
    RESULT,
    STARTS,
    TOGETHER,
    UNKNOWN,
    Conflict,
    Dependency,
    Effort,
    Gain,
    Limit,
    Price,
    Room,
    Schedule,
    find_schedule,
    make_model,
    work_out_effects,
)
from veikart.calc.schedule.rows import ScheduleCapacity, ScheduleCost, ScheduleProject, ScheduleTie
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.foresight.schedule import LINES, Asked, make_schedule_problem
from veikart.rules.foresight.schedule_frames import cut_frames
from veikart.rules.foresight.schedule_results import _limits, make_certain_economy, name_certainty
from veikart.rules.foresight.schedule_taking import plan_taking, with_taken
from veikart.rules.foresight.schedule_words import (
    name_limit,
    say_answer,
    say_broken,
    say_conflict,
    say_conflict_ends,
    say_gain,
    say_gap,
    say_prices,
)

YEARS = tuple(range(2020, 2030))
MILLION = 1_000_000
SCHOOL = ScheduleProject(
    "skole", "Skolen", "x", cost_nok=90 * MILLION, building_years=2, need_service="skole", need_area="by", frame="ramme", weight=3
)
HALL = ScheduleProject("hall", "Hallen", "x", project="hall", need_year=2022, life=20)


def make_book(*projects: ScheduleProject, **tables: list[object]) -> EconomyBook:
    rows = {
        "settings": [Setting("a", "A", "A", 2020, 2025, 2020)],
        "projects": [Project("hall", "Hallen", "x", "execution", "non_self_financing")],
        "project_years": [ProjectYear("hall", 2021, 10 * MILLION), ProjectYear("hall", 2022, 20 * MILLION)],
        "long_investments": [LongInvestment("ramme", 2024, 100 * MILLION, "Ramme", 10 * MILLION, 3 * MILLION, 2029)],
        "schedule_projects": list(projects or (SCHOOL, HALL)),
        **tables,
    }
    known = get_economy_tables()
    return EconomyBook({name: {known[name].key_of(one): one for one in given} for name, given in rows.items()})


def still(**changed: int) -> dict[str, tuple[int, ...]]:
    """An economy that is the same every year; the plan is the first four."""
    one = {line: (0,) * len(YEARS) for line in LINES} | {line: (1_000_000_000,) * len(YEARS) for line in ("worth", "investment_cost_factor")}
    one |= {"in_plan": (1,) * 4 + (0,) * 6, "operating_revenue": (1_000 * MILLION,) * len(YEARS), "rate": (30_000,) * len(YEARS)}
    return one | {line: (nok,) * len(YEARS) for line, nok in changed.items()}


def ask(book: EconomyBook, **changed: int) -> Asked:
    return make_schedule_problem(book, YEARS, {"": still(**changed)}, needs={"skole|by": 2027})


def test_a_row_becomes_a_candidate():
    school, hall = ask(make_book(), vat_share=200_000).problem.candidates
    assert (school.costs, school.earliest, school.latest, school.need_year, school.is_must) == ((45 * MILLION,) * 2, 2024, 2029, 2027, False)
    assert (school.given_share, school.loan_share) == (200_000, 800_000)
    assert (hall.costs, hall.earliest, hall.latest, hall.is_must) == ((10 * MILLION, 20 * MILLION), 2021, 2024, True)


def test_costs_of_each_year_of_building_are_the_ones_that_count():
    book = make_book(SCHOOL, schedule_costs=[ScheduleCost("skole", 1, 10), ScheduleCost("skole", 3, 30)])
    assert ask(book).problem.candidates[0].costs == (10, 0, 30)


def test_what_has_no_cost_or_no_years_is_left_out_and_named():
    asked = ask(make_book(replace(SCHOOL, cost_nok=None), replace(HALL, project="ukjent"), replace(SCHOOL, id="sen", name="Sen", earliest_year=2029)))
    assert (asked.left_out, asked.problem.candidates) == (("Skolen", "Hallen", "Sen"), ())


def test_with_the_projects_where_they_stand_the_economy_is_what_it_was():
    book = make_book(replace(SCHOOL, planned_year=2025, is_taken="yes"), HALL)
    asked = ask(book, net_result=50 * MILLION, debt=700 * MILLION, buffer=80 * MILLION, liquidity=90 * MILLION, investments=60 * MILLION)
    path = asked.problem.paths[0]
    totals = {line: list(path.row(line)) for line in ("result", "debt", "reserve", "liquidity", "investment")}
    for one in asked.problem.candidates:
        effects = work_out_effects(one, path)
        at = effects.starts.index(asked.today[one.id])
        for line, values in totals.items():
            moved = {"result": -effects.burden, "debt": effects.debt, "investment": effects.investment}.get(line, -effects.drain)[at]
            totals[line] = [nok + int(more) for nok, more in zip(values, moved, strict=True)]
    before = {"result": 50, "debt": 700, "reserve": 80, "liquidity": 90, "investment": 60}
    assert totals == {line: [nok * MILLION] * len(YEARS) for line, nok in before.items()}


def test_what_projects_cost_is_taken_out_of_their_frame_once():
    book = make_book()
    assert [(one.gross_nok, one.grants_nok, one.running_nok) for one in cut_frames(book, 2029, ["skole", "hall"]).values()] == [
        (85 * MILLION, 8_500_000, 2_550_000)
    ]
    asked = ask(book, investments=100 * MILLION)
    assert asked.problem.paths[0].investment[4:] == (85 * MILLION,) * 6
    taken = with_taken(book, plan_taking(book, asked, {"skole": 2026, "hall": 2021}))
    assert cut_frames(taken, 2029, ["skole", "hall"]) == {}


def test_a_limit_that_is_broken_today_asks_for_no_more_than_today():
    limits = [OutlookLimit("gjeld", "Gjeld", "debt_ratio", "most", value_share=500_000), OutlookLimit("b", "B", "buffer", "least", value_nok=10)]
    limits += [OutlookLimit("r", "R", "result_ratio", "least", value_share=20_000, first_year=2029)]
    found = ask(make_book(outlook_limits=limits), debt=600 * MILLION, buffer=4, net_result=30 * MILLION).problem.limits
    assert {(one.kind, one.value) for one in found} == {("debt", 600_000), ("reserve", 4), ("result", 20_000)}
    assert [one.first_year for one in found if one.kind == RESULT] == [2029]


def test_only_the_limits_that_are_asked_for_are_kept():
    limits = [OutlookLimit(key, key, "debt_ratio", "most", value_share=500_000) for key in ("a", "b")]
    book = make_book(outlook_limits=limits)
    asked = make_schedule_problem(book, YEARS, {"": still()}, limits=["b"])
    assert {one.source for one in asked.problem.limits} == {"b"}


def test_each_scenario_has_its_own_economy_and_limits():
    limits = [OutlookLimit("gjeld", "Gjeld", "debt_ratio", "most", value_share=500_000)]
    asked = make_schedule_problem(make_book(outlook_limits=limits), YEARS, {"": still(), "dyr": still(debt=600 * MILLION)}, share=500_000)
    assert [one.name for one in asked.problem.paths] == ["", "dyr"]
    assert {(one.path, one.value) for one in asked.problem.limits} == {(0, 500_000), (1, 600_000)}
    assert asked.problem.paths_share == 500_000


def test_what_so_many_draws_are_within_is_an_economy_of_its_own():
    levels = np.array([[one] * len(YEARS) for one in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)])
    quantiles = {"debt_ratio": levels * 1e6, "result_ratio": levels * 1e5, "buffer": levels * 100, "liquidity": levels * 1000}
    found = make_certain_economy(still(), Odds("", YEARS, 10, 1, quantiles, {}, {}), 90)
    assert [found[line][0] for line in ("debt", "net_result", "buffer", "liquidity")] == [600 * MILLION, 20 * MILLION, 20, 200]
    assert found["operating_revenue"] == still()["operating_revenue"]
    assert name_certainty(90) == "90 av 100 trekninger"


def test_ties_and_capacities_follow_the_rows():
    ties = [ScheduleTie("skole", "hall", "after", 1)]
    capacities = [ScheduleCapacity("alt", "Alt", first_year=2024, last_year=2024, amount_nok=50 * MILLION, starts=1)]
    asked = ask(make_book(schedule_ties=ties, schedule_capacities=capacities), investments=60 * MILLION)
    assert asked.problem.dependencies == (Dependency("skole", "hall", AFTER, 1),)
    assert [(one.kind, one.value) for one in asked.problem.limits] == [(INVESTMENT, 60 * MILLION), (STARTS, 1)]


def test_an_order_is_moves_and_rows_and_taken_twice_it_is_nothing():
    book = make_book()
    asked = ask(book)
    taken = plan_taking(book, asked, {"skole": 2026, "hall": 2023})
    assert taken.moves == {"hall": 2}
    after = with_taken(book, taken)
    rows = [(one.area, one.year, one.gross_nok, one.running_nok) for one in after.table("long_investments").values() if one.area == "skole"]
    assert rows == [("skole", 2026, 45 * MILLION, 0), ("skole", 2027, 45 * MILLION, 0)]
    assert (after.table("schedule_projects")["skole"].planned_year, after.table("schedule_projects")["skole"].is_taken) == (2026, "yes")
    assert plan_taking(after, ask(after), {"skole": 2026, "hall": 2021}).is_empty
    gone = with_taken(after, plan_taking(after, ask(after), {"hall": 2021}))
    assert [one.area for one in gone.table("long_investments").values()] == ["ramme"]


def test_the_answer_always_says_how_far_from_the_best_it_may_be():
    asked = ask(make_book())
    found = find_schedule(asked.problem, effort=Effort(gap=0.0, seconds=10))
    assert say_answer(asked, found) == "2 prosjekter i rekkefølge: 1 poeng ventetid, bevist at ingen er bedre"
    assert say_answer(asked, replace(found, starts={"hall": 2021}, gap=0.0123)) == (
        "1 prosjekt i rekkefølge, 1 bygges ikke: 1 poeng ventetid, bevist at ingen er mer enn 1,3 prosent bedre"
    )
    assert say_answer(asked, replace(found, objective="cost", cost=12_300_000)).startswith("2 prosjekter i rekkefølge: kostnaden er 12,3 mill. kr")
    assert say_answer(asked, Schedule(INFEASIBLE, "delay")) == "Ingen rekkefølge holder alle grensene"
    assert "på den tiden" in say_answer(asked, Schedule(UNKNOWN, "delay"))
    assert say_gap(math.inf) == "uten bevis for hvor god den er"


@pytest.fixture
def named() -> EconomyBook:
    limits = [OutlookLimit("gjeld", "Gjeldsgraden", "debt_ratio", "most", value_share=500_000)]
    return make_book(outlook_limits=limits, schedule_capacities=[ScheduleCapacity("start", "Oppstart", starts=1)])


def room(kind: str, source: str, year: int) -> Room:
    return Room(Limit(kind, 1, year, year, source=source), year, 0, 1)


def test_what_binds_is_told_in_the_limits_own_name(named):
    prices = [Price(room(STARTS, "start", 2024), 2.5, 0), Price(room(DEBT, "gjeld", 2027), 1e-7, 0), Price(room(DEBT, "gjeld", 2028), 1e-12, 0)]
    assert say_prices(named, prices, "delay") == [
        "«Oppstart» i 2024: plass til ett prosjekt til gir om lag 2,50 poeng mindre ventetid.",
        "«Gjeldsgraden» i 2027: 10,0 mill. kr mer rom gir om lag 1,00 poeng mindre ventetid.",
    ]
    assert "2,50 mill. kr lavere kostnad" in say_prices(named, prices, "cost")[0]
    assert name_limit(named, DEBT, "ukjent") == DEBT


def test_what_more_room_gives_is_told_with_what_is_proven(named):
    asked = ask(named)
    gain = Gain(DEBT, "", 10_000, 9.0, 7.0, 7.0, True, {})
    said = say_gain(named, gain, asked, "delay")
    assert said.startswith("Det er «Gjeldsgraden» som stopper mest. Med 1 prosentpoeng mer gjeld hvert år blir det 7 poeng i stedet for 9 poeng")
    assert "Det kan finnes noe bedre, men ikke under 5 poeng" in say_gain(named, replace(gain, is_sure=False, bound=5.0), asked, "delay")
    assert "ikke funnet noe bedre" in say_gain(named, replace(gain, value=9.0), asked, "delay")
    assert "ikke funnet noe bedre" in say_gain(named, replace(gain, value=8.9999), asked, "delay")
    assert "0,1 prosentpoeng lavere resultat" in say_gain(named, replace(gain, kind=RESULT, step=1_000), asked, "cost")
    assert "50,0 mill. kr mer" in say_gain(named, replace(gain, kind="reserve", step=50 * MILLION), asked, "delay")


def test_a_conflict_is_told_in_spans_of_years(named):
    known = {one.id: one for one in ask(named).problem.candidates}
    ties = (Dependency("skole", "hall", AFTER, 2), Dependency("skole", "hall", EXCLUSIVE), Dependency("skole", "hall", TOGETHER))
    never = replace(known["skole"], earliest=2030)
    conflict = Conflict(tuple(room(DEBT, "gjeld", year) for year in (2025, 2024, 2028)), ties, (known["hall"], never))
    assert say_conflict(named, conflict) == [
        "«Gjeldsgraden» i 2024–2025 og 2028.",
        "«Skolen» skal begynne når «Hallen» er i bruk, og 2 år til.",
        "Bare ett av «Skolen» og «Hallen» bygges.",
        "«Skolen» og «Hallen» begynner samme år.",
        "«Hallen» må bygges, koster 30,0 mill. kr og kan begynne fra 2021 til 2024.",
        "«Skolen» må bygges, koster 90,0 mill. kr men har ingen år det kan begynne.",
    ]
    assert "løsner du på én av dem" in say_conflict_ends(conflict)
    assert "Tiden var ute" in say_conflict_ends(replace(conflict, is_minimal=False))


def test_alternatives_that_must_both_be_built_are_told_as_that():
    must = (replace(SCHOOL, is_must="yes"), replace(SCHOOL, id="annen", name="Den andre", is_must="yes"))
    book = make_book(*must, schedule_ties=[ScheduleTie("skole", "annen", "exclusive")])
    found = find_schedule(ask(book).problem, effort=Effort(seconds=10))
    assert found.conflict is not None
    assert say_conflict(book, found.conflict)[0] == "Bare ett av «Skolen» og «Den andre» bygges."


def test_limits_that_are_missed_when_all_is_worked_out_again_are_told_once(named):
    asked = ask(named)
    ratio = [500_000] * len(YEARS)
    ratio[7], ratio[8] = 512_000, 530_000
    assert say_broken(named, asked, {DEBT: ratio}) == ["«Gjeldsgraden» i 2028: 3,0 prosentpoeng fra grensen."]
    assert say_broken(named, asked, {DEBT: [500_400] * len(YEARS)}) == []


def test_the_model_of_a_book_has_a_room_for_every_limit_and_year(named):
    assert len(make_model(ask(named).problem).rooms) == 2 * len(YEARS)


def test_every_limit_has_a_row_of_its_own_and_the_tightest_is_drawn():
    limits = [OutlookLimit(f"d{value}", f"Gjeld {value}", "debt_ratio", "most", value_share=value) for value in (600_000, 500_000, 700_000)]
    limits += [OutlookLimit(f"r{value}", f"Resultat {value}", "result_ratio", "least", value_share=value) for value in (-20_000, -90_000)]
    book = make_book(outlook_limits=limits)
    debt, result = (_limits(book, ask(book), kind, "limit") for kind in (DEBT, RESULT))
    assert [(one["name"], set(one["values"])) for one in debt["limits"]] == [
        ("«Gjeld 600000»", {600_000}),
        ("«Gjeld 500000»", {500_000}),
        ("«Gjeld 700000»", {700_000}),
    ]
    assert (set(debt["limit"]), set(result["limit"])) == ({500_000}, {-20_000})
    assert _limits(book, ask(book), "investment", "most") == {"most": [None] * len(YEARS), "limits": []}
