"""A small follow-up with tasks in a small organisation: a school below a sector, with a leader each, and a head of roads beside them."""

from datetime import date

from tests.support.follow_up import make_small_follow_up
from veikart.actions.access import Actor
from veikart.calc.follow_up import FollowUpBook, Post
from veikart.calc.plan_system import ChainLink, Element, Placement, PlanSystem, PlanSystemName, PlanUnit
from veikart.calc.tasks import Task

TODAY = date(2026, 11, 22)
HEAD = Actor("Rektor", "leader", "rektor@lillevik.no")
DEPUTY = Actor("Inspektør", "leader", "inspektor@lillevik.no")
SECTOR = Actor("Kommunalsjef", "leader", "oppvekst@lillevik.no")
ROADS = Actor("Veisjef", "leader", "vei@lillevik.no")
SECRETARY = Actor("Sekretær", "secretary", "sekretar@lillevik.no")
POSTS = {
    "direktor": Post("direktor", "Kommunedirektør", "lillevik", "direktor@lillevik.no", leads="yes"),
    "kommunalsjef": Post("kommunalsjef", "Kommunalsjef", "oppvekst", "oppvekst@lillevik.no", leads="yes"),
    "rektor": Post("rektor", "Rektor", "skole", "Rektor@Lillevik.no", "inspektor@lillevik.no", leads="yes"),
    "veisjef": Post("veisjef", "Veisjef", "vei", "vei@lillevik.no", leads="yes"),
}


def make_organisation(**tables) -> PlanSystem:
    """The plan that the tasks follow up."""
    units = {"lillevik": "municipality", "oppvekst": "sector", "skole": "programme_area", "vei": "sector"}
    above = {"lillevik": "", "oppvekst": "lillevik", "skole": "oppvekst", "vei": "lillevik"}
    elements = [
        Element("sammen", "vision", "Sammen"),
        Element("by", "main_goal", "En god by"),
        Element("trygg", "strategy", "Trygg by"),
        Element("skolevei", "assignment", "Trygge skoleveier", owner="skole"),
        Element("gangfelt", "task", "Flere gangfelt", owner="vei"),
        Element("gammelt", "task", "Gammelt", owner="vei", status="done"),
    ]
    links = [("by", "sammen"), ("trygg", "by"), ("skolevei", "trygg"), ("gangfelt", "skolevei"), ("gammelt", "skolevei")]
    return PlanSystem(
        system={"plan": PlanSystemName("plan", "Plansystemet", "Lillevik")},
        units={key: PlanUnit(key, key.title(), kind) for key, kind in units.items()},
        placements={f"{key}|2020-01-01": Placement(key, date(2020, 1, 1), parent) for key, parent in above.items()},
        elements={one.id: one for one in elements},
        chain={f"{one}|{parent}": ChainLink(one, parent) for one, parent in links},
        **tables,
    )


def make_task_book(*tasks: Task, steps=(), ties=(), statuses=(), decisions=()) -> FollowUpBook:
    """A book with the tasks, and what belongs to them."""
    return make_small_follow_up(
        posts=POSTS,
        tasks={one.id: one for one in tasks},
        task_steps={f"{one.task}|{one.number}": one for one in steps},
        task_ties={f"{one.task}|{one.waits_for}": one for one in ties},
        task_statuses={f"{one.task}|{one.number}": one for one in statuses},
        decisions={one.id: one for one in decisions},
    )


def make_own(key: str = "plan", owner: str = "rektor", **fields) -> Task:
    """A task of a post's own."""
    return Task(**{"id": key, "kind": "task", "name": key.title(), "owner": owner, "origin": "own", **fields})
