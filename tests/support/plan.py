"""Plan systems for tests: a small one made by hand, and the example."""

from dataclasses import replace
from datetime import date
from functools import cache

from tests.support.tree import ROOT
from veikart.actions.access import Actor
from veikart.calc.plan_system import ChainLink, Element, MeasureLink, Plan, PlanSystem, PlanSystemName, PlanUnit, Term
from veikart.exchange.books import read_book_folder
from veikart.rules.books import PLAN

PLANNER = Actor(name="Pia Plan", role="planner")
OTHER = Actor(name="Ola Andre", role="planner")
CITIZEN = Actor(name="innbygger", role="citizen")
EXAMPLE = ROOT / "examples" / "baerum-2040"


@cache
def get_example_plan() -> PlanSystem:
    """The plan system of the example, read once."""
    system, findings = read_book_folder(PLAN, EXAMPLE)
    assert system is not None, findings[:3]
    return system


def make_small_plan() -> PlanSystem:
    """A vision, two goals with a sub-goal each, a strategy that serves both sub-goals, an assignment, and two measures."""
    elements = [
        Element("visjon", "vision", "Sammen", plan="samfunnsdel"),
        Element("gode-liv", "main_goal", "Gode liv", number="1", text="Alle har det godt.", plan="samfunnsdel", position=10),
        Element("klima", "main_goal", "Klimaklok", number="2", plan="samfunnsdel", position=20),
        Element("oppvekst", "sub_goal", "Trygg oppvekst", number="1.1", plan="samfunnsdel"),
        Element("lavutslipp", "sub_goal", "Lave utslipp", number="2.1", plan="samfunnsdel"),
        Element("gange", "strategy", "Gå og sykle til skolen", plan="samfunnsdel"),
        Element("trygg-skolevei", "assignment", "Trygge skoleveier", owner="vei", role="Veisjef", due=date(2024, 6, 1)),
    ]
    links = [("gode-liv", "visjon"), ("klima", "visjon"), ("oppvekst", "gode-liv"), ("lavutslipp", "klima")]
    links += [("gange", "oppvekst"), ("gange", "lavutslipp"), ("trygg-skolevei", "gange")]
    return PlanSystem(
        system={"plan": PlanSystemName("plan", "Plansystemet", "Lillevik")},
        terms={"2023-2027": Term("2023-2027", "2023–2027", date(2023, 10, 18), date(2027, 10, 18))},
        units={"vei": PlanUnit("vei", "Vei og trafikk", "unit")},
        plans={"samfunnsdel": Plan("samfunnsdel", "Samfunnsdelen", "societal_element", adopted=date(2021, 6, 23))},
        elements={one.id: one for one in elements},
        chain={f"{one}|{parent}": ChainLink(one, parent, place * 10) for place, (one, parent) in enumerate(links, start=1)},
        measures={
            "gangvei|gange": MeasureLink("gangvei", "gange"),
            "barnehage|oppvekst": MeasureLink("barnehage", "oppvekst", 60),
            "barnehage|lavutslipp": MeasureLink("barnehage", "lavutslipp", 40),
        },
    )


def with_element(system: PlanSystem, key: str, **changes: object) -> PlanSystem:
    """The plan system with fields of one element changed."""
    return system.with_rows({"elements": {key: replace(system.elements[key], **changes)}})
