"""Bærum's plan system against its sources: everything is there, everything holds together, and what is chosen says so."""

import csv
import json
from collections import Counter
from datetime import date
from functools import cache

import pytest

from tests.support.example import get_example
from tests.support.tree import ROOT
from veikart.calc.conflicts import BALANCING, REINFORCING, find_goal_conflicts, find_loops, get_influences_in_use
from veikart.calc.plan_system import PlanSystem
from veikart.exchange.books import read_book_folder, write_book_folder
from veikart.rules.books import PLAN
from veikart.rules.findings import Place
from veikart.rules.law import get_rules
from veikart.rules.plan_system import check_plan_system, get_tables
from veikart.rules.tables import read_row

FOLDER = ROOT / "examples" / "baerum-2040"
STRATEGIES = {
    "1.1": 3, "1.2": 4, "1.3": 3, "1.4": 4,
    "2.1": 3, "2.2": 2, "2.3": 4, "2.4": 3, "2.5": 3,
    "3.1": 2, "3.2": 5, "3.3": 8,
    "4.1": 5, "4.2": 4, "4.3": 5, "4.4": 5,
}  # fmt: skip
"""How many strategies the adopted plan has under each sub-goal."""
LAND_USE = {"1": 11, "2": 6, "3": 7}
"""How many land-use strategies the adopted plan has under each main goal."""
UN_GOALS = {"1": {1, 2, 3, 4, 5, 10, 16, 17}, "2": {8, 9, 10, 11, 17}, "3": {6, 7, 12, 13, 14, 15, 17}, "4": set(range(1, 18))}
"""The UN goals that the pages of each main goal show."""
ROADMAP = {
    "tjenester": (6, 7, 4),
    "bysamfunn": (6, 8, 4),
    "klima": (6, 9, 4),
    "kunnskap": (6, 8, 5),
    "frivillighet": (5, 6, 5),
    "organisasjon": (7, 9, 3),
}
"""How many aims, approaches and main efforts in 2020 each focus area has."""
STATIONS = {"Østerås", "Eiksmarka", "Haslum", "Gjettum", "Stabekk", "Kolsås", "Slependen", "Vøyenenga"}


@cache
def get_plan() -> PlanSystem:
    system, findings = read_book_folder(PLAN, FOLDER)
    assert system is not None, findings
    return system


def rows_of(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_use(*kinds: str) -> list:
    return [one for one in get_plan().elements.values() if one.kind in kinds and one.retired is None]


@pytest.mark.parametrize("table", get_tables())
def test_every_row_is_read(table):
    rule = get_tables()[table]
    rows = rows_of(table)
    assert list(rows[0]) == list(rule.fields)
    findings = [finding for number, row in enumerate(rows, 2) for finding in read_row(rule, row, Place(file=f"{table}.csv", row=number))[1]]
    assert not findings
    assert len(get_plan().table(table)) == len(rows)


def test_it_holds_together():
    assert not check_plan_system(get_plan())


def test_it_is_written_as_it_was_read():
    for name, content in write_book_folder(PLAN, get_plan()).items():
        assert (FOLDER / name).read_bytes() == content, name


def test_every_goal_and_strategy_of_the_adopted_plan_is_there():
    assert Counter(one.kind for one in in_use("vision", "main_goal", "sub_goal", "strategy", "land_use_strategy")) == {
        "vision": 1, "main_goal": 4, "sub_goal": 16, "strategy": 63, "land_use_strategy": 24,
    }  # fmt: skip
    assert Counter(one.number.rpartition(".")[0] for one in in_use("strategy")) == STRATEGIES
    assert Counter(one.number[1] for one in in_use("land_use_strategy")) == LAND_USE
    for one in in_use("main_goal", "sub_goal", "strategy", "land_use_strategy"):
        assert one.plan == "samfunnsdel"


def test_the_first_place_of_a_strategy_is_where_the_adopted_plan_has_it():
    plan = get_plan()
    assert all(plan.parents[one.id][0] == f"dm-{one.number.rpartition('.')[0]}" for one in in_use("strategy"))
    assert all(plan.parents[one.id][0] == f"hm-{one.number[1]}" for one in in_use("land_use_strategy"))
    assert plan.parents["st-2.5.2"] == ("dm-2.5", "dm-2.4")


def test_labels_are_short():
    assert all(3 <= len(one.name.split()) <= 12 for one in in_use("strategy", "land_use_strategy", "aim", "approach", "main_effort"))


def test_every_main_goal_has_its_picture_and_un_goals_and_dimension():
    plan = get_plan()
    for one in in_use("main_goal"):
        assert 100 < len(one.text) < 400
        assert {int(tag.target) for tag in plan.tags_by_element[one.id]} == UN_GOALS[one.number]
    found = {number: {tag.dimension for tag in plan.dimensions_by_element[f"hm-{number}"]} for number in UN_GOALS}
    assert found == {"1": {"social"}, "2": {"economic"}, "3": {"environmental"}, "4": {"social", "economic", "environmental"}}
    assert all(plan.tags_by_element[one.id] and plan.dimensions_by_element[one.id] for one in in_use("sub_goal"))


def test_the_roadmap_is_whole():
    found = Counter((one.id.split(".")[0].removeprefix("veikart-"), one.kind) for one in in_use("aim", "approach", "main_effort"))
    assert len(in_use("focus_area")) == len(ROADMAP)
    assert {area: tuple(found[area, kind] for kind in ("aim", "approach", "main_effort")) for area in ROADMAP} == ROADMAP
    assert {one.year for one in in_use("main_effort")} == {2020}


def test_the_assignment_leads_to_its_task_and_up_to_the_vision():
    plan = get_plan()
    assert plan.path_up("oppgave-vpor") == ["oppgave-vpor", "oppdrag-utbyggingsavtaler", "st-2.5.2", "dm-2.5", "hm-2", "visjon"]
    assert all(one.owner and one.role for one in in_use("assignment", "task"))
    assert plan.reports["oppdrag-utbyggingsavtaler|Tertialrapport 1-24"].date is None


def test_every_element_has_an_origin_and_a_source():
    assert all(one.plan and one.source for one in get_plan().elements.values())


def test_dates_and_cases_are_those_of_the_sources():
    plans = get_plan().plans
    known = {
        "samfunnsdel": (date(2021, 6, 23), "077/21"),
        "arealdel": (date(2018, 4, 4), "23/18"),
        "ldip-2019-2038": (date(2018, 4, 4), "27/18"),
        "klimastrategi-2030": (date(2018, 2, 28), "19/18"),
        "mobilitetsstrategi": (date(2019, 6, 19), "103/19"),
        "hovedplan-vann": (date(2017, 1, 25), "6/17"),
        "handlingsprogram-2021-2024": (date(2020, 12, 2), ""),
    }
    assert {key: (plans[key].adopted, plans[key].case) for key in known} == known


def test_units_are_those_of_the_budget():
    plan, budget = get_plan(), get_example().programme.budget
    shared = {one.id for one in budget.units if one.kind in {"municipality", "sector", "programme_area"} and one.id in plan.units}
    assert len(shared) == 22
    assert all(plan.units[key].name == budget.unit_by_id[key].name for key in shared)
    assert get_plan().placements["asker-og-baerum-brann|2020-01-01"].name == "Asker og Bærum brann og redning IKS"


def test_every_plan_in_force_is_assessed():
    plan = get_plan()
    assessed = {one.plan for one in plan.assessments.values() if one.term == "2023-2027"}
    assert {one.id for one in plan.plans.values() if one.status == "in_force"} - assessed == {"aarsrapport-2020"}
    for one in plan.assessments.values():
        if one.term == "2023-2027":
            assert one.important and one.feasible and one.purpose and one.enough and "eksempel" in one.note, one.plan


def test_measures_are_the_budgets_and_marked_as_chosen():
    plan, budget = get_plan(), get_example().programme.budget
    assert len(plan.measures) > 120
    assert all(one.measure in budget.measure_by_id and "eksempel" in one.note for one in plan.measures.values())
    shares = {key: [one.share_percent for one in links] for key, links in plan.links_by_measure.items()}
    stated = [given for given in shares.values() if any(given)]
    assert len(stated) > 10
    assert all(None not in given and sum(given) == 100 for given in stated)
    assert any(len(given) > 1 and not any(given) for given in shares.values())
    new = {one.id for one in budget.measures if one.layer == "nye-forslag"}
    assert 5 < len(new - set(shares)) < 20


def test_indicators_stand_where_they_are_printed():
    tables = get_example().programme.dataset.tables
    printed = {(table.id, row.id) for table in (tables.values() if hasattr(tables, "values") else tables) for row in table.rows}
    plan = get_plan()
    assert {(one.table, one.row) for one in plan.indicators.values() if one.table} <= printed
    assert {one.indicator for one in plan.indicator_links.values()} == {key for key, one in plan.indicators.items() if one.kind != "quantity"}
    made = {key for key, one in plan.indicators.items() if one.source.startswith("Eksempel")}
    assert made == {key for key in plan.indicators if key.startswith("eks.")}
    measured = {one.element for one in plan.indicator_links.values() if one.indicator not in made}
    without = {one.number for one in in_use("sub_goal") if not measured & ({one.id} | plan.descendants(one.id))}
    assert without == {"1.2", "2.1", "2.2", "2.5"}


def test_the_conflict_reads_as_the_municipality_tells_it():
    influences = get_plan().influences
    told = [
        ("st-3.2.2", "foelge-fortetting", "+"),
        ("foelge-andel-av-veksten", "foelge-fortetting", "+"),
        ("foelge-fortetting", "foelge-folkehelse", "+"),
        ("foelge-fortetting", "foelge-dyrere-boliger", "+"),
        ("foelge-dyrere-boliger", "st-1.2.3", "-"),
        ("foelge-dyrere-boliger", "foelge-sosial-ulikhet", "+"),
        ("foelge-dyrere-boliger", "foelge-velferdsyrker-utestengt", "+"),
        ("foelge-mangel-paa-folk", "dm-4.1", "-"),
    ]
    assert {(one.source, one.target, one.sign) for one in influences.values()} >= set(told)
    assert all(one.strength and one.lag_years is not None and one.evidence and one.said_by for one in influences.values())


def test_there_are_loops_of_both_kinds():
    assert {one.kind for one in find_loops(get_influences_in_use(get_plan())).loops} == {REINFORCING, BALANCING}


def test_the_goals_pull_against_each_other_across_main_goals():
    found = {(one.goal, one.weakened) for one in find_goal_conflicts(get_plan()).conflicts}
    assert {("dm-3.2", "dm-1.1"), ("dm-3.2", "dm-1.2"), ("dm-3.2", "dm-4.1"), ("dm-2.1", "dm-3.2")} <= found


def test_areas_are_those_of_the_land_use_strategy():
    areas = get_plan().areas.values()
    assert {one.name.split(" (")[0] for one in areas if one.kind == "growth_area"} == {"Sandvika", "Fornebu", "Lysaker", "Bekkestua", "Høvik"}
    assert {one.name for one in areas if one.kind == "station"} == STATIONS
    assert {(one.kind, one.priority) for one in areas if one.priority} == {("growth_area", 1), ("station", 2)}
    assert {one.name: one.earliest_year for one in areas if one.kind == "long_term"} == {"Fossum": 2032, "Avtjerna": None}
    for one in areas:
        shape = json.loads(one.geometry) if one.geometry else None
        assert shape is None or shape["type"] != "Polygon" or shape["coordinates"][0][0] == shape["coordinates"][0][-1], one.id


@pytest.mark.parametrize(("year", "percent"), [(2016, 68.1), (2017, 39.4), (2018, 65.3)])
def test_built_homes_keep_the_printed_share(year, percent):
    built = [one for one in get_plan().homes.values() if one.year == year and one.status == "built"]
    inside = sum(one.homes for one in built if one.area != "ellers")
    assert round(100 * inside / sum(one.homes for one in built), 1) == percent


def test_homes_say_that_they_are_an_example():
    assert all(one.source.startswith("eksempel") for one in get_plan().homes.values())


def test_planned_homes_come_near_the_aim_of_ninety_percent():
    planned = [one for one in get_plan().homes.values() if one.status == "planned"]
    assert 80 < 100 * sum(one.homes for one in planned if one.area != "ellers") / sum(one.homes for one in planned) < 90


def test_both_wheels_turn():
    events = get_plan().events.values()
    assert {(one.wheel, one.kind) for one in events} == {
        (wheel, kind) for wheel in ("one_year", "four_year") for kind in ("phase", "deadline", "meeting", "report")
    }
    assert all((one.year_in_term is None) == (one.wheel == "one_year") for one in events)


def test_rules_are_known_and_their_deadlines_kept():
    plan, rules = get_plan(), get_rules()
    named = [one for one in (*plan.events.values(), *plan.steps.values()) if one.rule]
    assert {one.rule for one in named} <= set(rules)
    for one in plan.events.values():
        if one.kind == "deadline" and one.rule and rules[one.rule].month_day:
            assert one.starts == rules[one.rule].month_day, one.id
    hearing = plan.steps["planstrategi-2023-2027|2"]
    assert (hearing.earliest_exit - hearing.entered).days == rules["pbl-10-1-offentlig"].days
    assert plan.steps["planstrategi-2023-2027|3"].entered >= hearing.earliest_exit
