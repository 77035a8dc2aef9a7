"""The vital signs of a small plan, sign by sign, and the goals that nothing lives in."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.example import get_example
from tests.support.follow_up import make_small_follow_up
from veikart.calc.follow_up import Post
from veikart.calc.indicators import IndicatorPlace, IndicatorValue
from veikart.calc.plan_system import ChainLink, Element, Indicator, IndicatorLink, IndicatorTarget, MeasureLink, PlanSystem, ReportLine
from veikart.calc.reports import Period, Report
from veikart.calc.tasks import Task, TaskStatus, TaskStep
from veikart.rules.findings import get_catalogue
from veikart.rules.indicators import read_indicators
from veikart.rules.tasks.reading import read_tasks
from veikart.rules.vital_signs import VitalSources, find_dead_goals, get_vital_rules, judge_share, read_goal_signs, read_vital_signs
from veikart.rules.vital_signs.catalogue import read_vital_rules

TODAY = date(2026, 11, 22)
GOALS = {
    "hm": Element("hm", "main_goal", "Gode liv"),
    "lese": Element("lese", "strategy", "Alle leser", owner="skole"),
    "regne": Element("regne", "strategy", "Alle regner"),
}
CHAIN = {f"{key}|hm": ChainLink(key, "hm", 1) for key in ("lese", "regne")}
INDICATOR = Indicator("prove", "Leseprøven", "poeng", owner="skole", decimals=0)
VALUE = IndicatorValue("prove", "oss", 2025, "", date(2026, 2, 1), 52_000_000)
TASK = Task("bok", "assignment", "Kjøpe bøker", "skolesjef", "plan", element="lese", due=date(2027, 1, 1))
SAID = TaskStatus("bok", 1, date(2026, 11, 1), "on_track", post="skolesjef")
POSTS = {"skolesjef": Post("skolesjef", "Skolesjef", "skole", "skole@lillevik.no", leads="yes")}


def make_sources(*, today=TODAY, plan=None, programme=None, sees_people=True, **tables):
    linked = {"indicators": {"prove": INDICATOR}, "indicator_links": {"prove|lese": IndicatorLink("prove", "lese")}}
    system = PlanSystem(**{"elements": GOALS, "chain": CHAIN, **linked, **(plan or {})})
    book = make_small_follow_up(**{"posts": POSTS, "indicator_places": {"oss": IndicatorPlace("oss", "Oss", "own")}, **tables})
    return VitalSources(system, book, programme, read_indicators(system, book), read_tasks(book, today), today, sees_people)


def ask(rule, key, **words):
    """Whether the sign is there."""
    (found,) = [one for one in read_vital_signs(make_sources(**words)).signs if (one.rule.id, one.key) == (rule, key)]
    assert found.is_alive or found.finding.code == get_vital_rules()[rule].finding
    return found.is_alive


def tasks(*rows, said=(SAID,), steps=()):
    keyed = {one.id: one for one in rows}
    return {"tasks": keyed, "task_statuses": {f"{one.task}|{one.number}": one for one in said},
            "task_steps": {f"{one.task}|{one.number}": one for one in steps}}  # fmt: skip


def values(*rows):
    return {"indicator_values": {f"{one.indicator}|{one.year}": one for one in rows}}


def test_a_goal_has_an_owner_of_its_own_or_above():
    assert ask("owner", "lese")
    assert not ask("owner", "regne")
    assert ask("owner", "regne", plan={"elements": {**GOALS, "hm": replace(GOALS["hm"], owner="kommunen")}})


def test_a_goal_is_worked_on():
    assert not ask("work", "lese")
    assert ask("work", "lese", **tasks(TASK))
    done = replace(SAID, status="done", date=date(2025, 12, 1))
    assert ask("work", "lese", **tasks(TASK, said=(done,)))
    assert not ask("work", "lese", **tasks(TASK, said=(replace(done, date=date(2025, 11, 1)),)))


def test_a_goal_is_measured_by_a_value_that_is_not_too_old():
    assert not ask("value", "lese")
    assert not ask("value", "regne")
    assert ask("value", "lese", **values(VALUE))
    assert ask("value", "lese", **values(replace(VALUE, year=2024)))
    assert not ask("value", "lese", **values(replace(VALUE, year=2023)))


def test_a_goal_has_a_target_for_this_year_or_later():
    def targets(year, until=None):
        return {"plan": {"indicator_targets": {f"prove|{year}": IndicatorTarget("prove", year, "> 50", until)}}}

    assert not ask("target", "lese")
    assert ask("target", "lese", **targets(2026))
    assert ask("target", "lese", **targets(2020, 2030))
    assert not ask("target", "lese", **targets(2025))


def test_work_has_a_fresh_status_steps_and_somebody_in_the_post():
    assert ask("status", "bok", **tasks(TASK))
    assert not ask("status", "bok", **tasks(TASK, said=()))
    assert not ask("status", "bok", **tasks(TASK, said=(replace(SAID, date=date(2026, 7, 1)),)))
    assert not ask("steps", "bok", **tasks(TASK))
    assert ask("steps", "bok", **tasks(TASK, steps=(TaskStep("bok", 1, "Velge"),)))
    assert ask("manned", "bok", **tasks(TASK))
    empty = {"skolesjef": replace(POSTS["skolesjef"], email="")}
    assert not ask("manned", "bok", posts=empty, **tasks(TASK))
    closed = replace(SAID, status="done")
    assert not [one for one in read_vital_signs(make_sources(**tasks(TASK, said=(closed,)))).signs if one.key == "bok"]


def test_who_sits_in_a_post_is_not_asked_where_people_are_hidden():
    found = read_vital_signs(make_sources(sees_people=False, **tasks(TASK))).signs
    assert "manned" not in {one.rule.id for one in found}
    assert "status" in {one.rule.id for one in found}


def test_new_measures_serve_goals():
    programme = get_example().programme
    key = "barnehager.ny-pedagognorm"
    assert not ask("tied", key, programme=programme)
    assert ask("tied", key, programme=programme, plan={"measures": {f"{key}|lese": MeasureLink(key, "lese")}})
    signs = read_vital_signs(make_sources(programme=programme)).signs
    assert "barnehager.vedtatt-2019" not in {one.key for one in signs}
    assert {one.unit for one in signs if one.key == key} == {"barnehager"}


def test_reports_come_in_time():
    period = Period("2026-t2", "2. tertial 2026", "tertial", 2026, 8, "open", due=date(2026, 9, 20))
    report = Report("2026-t2", "skole", "confirmed", confirmed=date(2026, 9, 20))

    def held(one, due=period.due):
        return {"periods": {period.id: replace(period, due=due)}, "reports": {"2026-t2|skole": one}}

    assert ask("reported", "2026-t2|skole", **held(report))
    assert not ask("reported", "2026-t2|skole", **held(replace(report, confirmed=date(2026, 9, 21))))
    assert not ask("reported", "2026-t2|skole", **held(replace(report, confirmed=None)))
    assert not [one for one in read_vital_signs(make_sources(**held(report, date(2026, 12, 1)))).signs if one.subject == "report"]


def test_signs_are_counted_and_know_their_goal():
    signs = read_vital_signs(make_sources(**tasks(TASK)))
    assert signs.count() == (len(signs.signs) - len(signs.missing), len(signs.signs))
    assert {one.goals for one in signs.signs if one.key in {"lese", "bok"}} == {("hm",)}
    assert {one.finding.grade for one in signs.missing} <= {"warning", "note"}


def test_an_ended_goal_is_not_asked_of():
    ended = {**GOALS, "regne": replace(GOALS["regne"], retired=date(2025, 1, 1))}
    assert "regne" not in {one.key for one in read_vital_signs(make_sources(plan={"elements": ended})).signs}


def dead(**words):
    return [(one.element.id, one.below) for one in find_dead_goals(make_sources(**words))]


def test_goals_that_nothing_lives_in():
    assert dead() == [("lese", 0), ("regne", 0)]
    assert dead(**tasks(TASK)) == [("regne", 0)]
    assert dead(**values(VALUE)) == [("regne", 0)]
    assert dead(plan={"reports": {"regne|tr": ReportLine("regne", "tr", date(2026, 1, 1))}}) == [("lese", 0)]
    assert dead(plan={"reports": {"regne|tr": ReportLine("regne", "tr", date(2024, 1, 1))}}) == [("lese", 0), ("regne", 0)]
    key = "barnehager.ny-pedagognorm"
    served = {"measures": {f"{key}|regne": MeasureLink(key, "regne")}}
    assert dead(plan=served, programme=get_example().programme) == [("lese", 0)]
    assert dead(plan=served) == [("lese", 0), ("regne", 0)]


def test_dead_goals_under_a_dead_goal_are_counted_there():
    goals = {**GOALS, "delmaal": Element("delmaal", "sub_goal", "Skolen")}
    chain = {"delmaal|hm": ChainLink("delmaal", "hm", 1), **{f"{key}|delmaal": ChainLink(key, "delmaal", 1) for key in ("lese", "regne")}}
    assert dead(plan={"elements": goals, "chain": chain}) == [("delmaal", 2)]
    (found,) = find_dead_goals(make_sources(plan={"elements": goals, "chain": chain}))
    assert found.finding.code == "vital-dead"


def standing(key, **words):
    return [one.standing for one in read_goal_signs(make_sources(**words), [key])]


def test_a_goal_stands_well_partly_or_weakly_or_is_dead():
    wanted = {"indicator_targets": {"prove|2026": IndicatorTarget("prove", 2026, "≥ 50")}}
    assert standing("lese", plan=wanted, **tasks(TASK), **values(VALUE)) == ["well"]
    assert standing("lese", **tasks(TASK)) == ["partly"]
    assert standing("lese", **values(replace(VALUE, year=2025))) == ["partly"]
    reported = {"reports": {"regne|tr": ReportLine("regne", "tr", date(2026, 1, 1))}}
    assert standing("regne", plan=reported) == ["weak"]
    assert standing("regne") == ["dead"]
    assert standing("hm") == []
    assert standing("finnes-ikke") == []


def test_elements_called_assignments_are_no_goals():
    element = Element("oppdraget", "assignment", "Kjøpe bøker")
    plan = {"elements": {**GOALS, "oppdraget": element}}
    assert standing("oppdraget", plan=plan) == []
    assert "oppdraget" not in {one.key for one in read_vital_signs(make_sources(plan=plan)).signs}


def test_a_share_is_judged_by_whole_percent():
    assert [judge_share(*one) for one in ((0, 0), (1, 2), (79, 100), (4, 5))] == ["weak", "partly", "partly", "well"]


@pytest.mark.parametrize("change", [{"limit_days": -1}, {"name": ""}, {"finding": "vital-owner"}])
def test_a_rule_that_does_not_fit_is_refused(change):
    good = {"name": "N", "lacks": "noe", "asks": "A?", "of": ["task"], "limit_days": 0}
    assert read_vital_rules({"status": good})["status"].of == {"task"}
    with pytest.raises(ValueError, match=r"rules\.toml"):
        read_vital_rules({"status": {**good, **change}})
    with pytest.raises(ValueError, match="nothing looks for it"):
        read_vital_rules({"humor": good})


FINDINGS = {
    "vital-owner",
    "vital-work",
    "vital-value",
    "vital-target",
    "vital-status",
    "vital-steps",
    "vital-manned",
    "vital-tied",
    "vital-reported",
    "vital-dead",
}


def test_every_rule_has_a_finding_of_its_own():
    assert [one.finding for one in get_vital_rules().values()] == [f"vital-{key}" for key in get_vital_rules()]
    assert {code for code in get_catalogue() if code.startswith("vital-")} == FINDINGS == {one.finding for one in get_vital_rules().values()}
