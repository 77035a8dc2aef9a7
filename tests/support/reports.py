"""A small organisation that reports: a municipality, a sector, two areas below it, and money for them made by hand."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

from tests.support.follow_up import DIRECTOR, LEADER, OFFICER, SETTING
from veikart.actions.access import Actor
from veikart.calc.follow_up import FollowUpBook, Post
from veikart.calc.plan_system import PlanSystem, PlanSystemName, PlanUnit
from veikart.calc.plan_system.rows import Placement
from veikart.calc.reports import Absence, Period, Report, Staff
from veikart.rules.deviations import GroupEconomy, UnitEconomy

CHIEF = Actor("Oppvekstsjefen", "leader", "oppvekst@lillevik.no")
OTHER_LEADER = Actor("Barnehagesjefen", "leader", "barnehage@lillevik.no")
PARENTS = {"lillevik": "", "oppvekst": "lillevik", "skole": "oppvekst", "barnehage": "oppvekst"}
NAMES = {"lillevik": "Lillevik kommune", "oppvekst": "Oppvekst", "skole": "Skole", "barnehage": "Barnehage"}
KINDS = {"lillevik": "municipality", "oppvekst": "sector", "skole": "programme_area", "barnehage": "programme_area"}
REPORT_POSTS = {
    "kommunedirektor": Post("kommunedirektor", "Kommunedirektør", "lillevik", DIRECTOR.email, leads="yes"),
    "oppvekstsjef": Post("oppvekstsjef", "Oppvekstsjef", "oppvekst", CHIEF.email, leads="yes"),
    "skolesjef": Post("skolesjef", "Skolesjef", "skole", LEADER.email, leads="yes"),
    "barnehagesjef": Post("barnehagesjef", "Barnehagesjef", "barnehage", OTHER_LEADER.email, leads="yes"),
}
T1 = Period("2020-t1", "1. tertial 2020", "tertial", 2020, 4, due=date(2020, 5, 20), amount=1_000_000)
T2 = Period("2020-t2", "2. tertial 2020", "tertial", 2020, 8, due=date(2020, 9, 20), amount=1_000_000, previous="2020-t1", guidance="Skriv kort.")
YEAR = Period("2020-aar", "Året 2020", "annual", 2020, 12, due=date(2021, 2, 1), amount=1_000_000)
PERIODS = {one.id: one for one in (T1, T2, YEAR)}
OFF_BUDGET = {"skole": -2_000_000, "barnehage": 300_000}
"""The deviation each of the two areas expects for the year, kroner: positive is less used."""


def make_reporting_plan() -> PlanSystem:
    """The plan with nothing but the organisation."""
    return PlanSystem(
        system={"plan": PlanSystemName("plan", "Plansystemet", "Lillevik")},
        units={key: PlanUnit(key, name, KINDS[key]) for key, name in NAMES.items()},
        placements={f"{key}|2019-01-01": Placement(key, date(2019, 1, 1), parent) for key, parent in PARENTS.items()},
    )


def make_reporting_book(*, opened: str = "", **statuses: str) -> FollowUpBook:
    """The book with three periods; `opened` is one that is open, with the statuses given for units and «waiting» for the rest."""
    periods = {key: replace(one, status="open") if key == opened else one for key, one in PERIODS.items()}
    reports = {f"{opened}|{unit}": Report(opened, unit, statuses.get(unit, "waiting")) for unit in NAMES} if opened else {}
    return FollowUpBook(
        {
            "follow_up_settings": {SETTING.id: SETTING},
            "posts": REPORT_POSTS,
            "periods": periods,
            "reports": reports,
            "absence": {"skole|2020-t1": Absence("skole", "2020-t1", 21_000, 52_000), "skole|2020-t2": Absence("skole", "2020-t2", 20_000, 48_000)},
            "staff": {
                "skole|2020-t1": Staff("skole", "2020-t1", 812_500_000),
                "skole|2020-t2": Staff("skole", "2020-t2", 810_000_000),
                "barnehage|2020-t2": Staff("barnehage", "2020-t2", 400_000_000),
            },
        }
    )


def make_group(budget: int, off: int, month: int, *, group: str = "", name: str = "") -> GroupEconomy:
    """A group whose year is `off` kroner from the budget, and just as far on the way as the year is."""
    to_date = budget * month // 12
    forecast = budget - off
    return GroupEconomy(group, name, budget, budget, to_date, forecast * month // 12, 0, 0, forecast, "linear", "Rett linje", False, False)


def make_economy(month: int, off: dict[str, int] | None = None) -> SimpleNamespace:
    """A deviation report that answers for the four units: 100 million for each area, and sums above."""
    off = OFF_BUDGET if off is None else off
    areas = {unit: make_group(100_000_000, off.get(unit, 0), month) for unit in ("skole", "barnehage")}
    whole = make_group(200_000_000, sum(off.values()), month)
    totals = {**areas, "oppvekst": whole, "lillevik": make_group(210_000_000, sum(off.values()), month)}

    def of_unit(unit: str) -> UnitEconomy:
        total = totals[unit]
        lines = (replace(total, group="salary", name="Lønn"),) if unit in areas else ()
        return UnitEconomy(unit, NAMES[unit], KINDS[unit], PARENTS[unit], 0, True, lines, total)

    return SimpleNamespace(year=2020, month=month, has_ledger=True, of_unit=of_unit)


def use_economy(monkeypatch, off: dict[str, int] | None = None) -> None:
    """Let the reports be filled in with the money made by hand."""
    monkeypatch.setattr(
        "veikart.actions.report_inputs._get_economy", lambda _book, _system, _programme, period, _imports: make_economy(period.last_month, off)
    )


__all__ = ["CHIEF", "DIRECTOR", "LEADER", "OFFICER", "OTHER_LEADER"]
