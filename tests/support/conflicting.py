"""A plan system with two goals that may pull against each other."""

from collections.abc import Iterable, Mapping
from datetime import date

from veikart.calc.plan_system import ChainLink, Element, Influence, MeasureLink, PlanSystem

ELEMENTS = {
    "visjon": ("vision", "Sammen skaper vi fremtiden"),
    "klima": ("main_goal", "Lavere utslipp"),
    "klima-sub": ("sub_goal", "Kortere reiser"),
    "fortetting": ("strategy", "Fortetting ved knutepunkter"),
    "oppdrag": ("assignment", "Plan for stasjonsbyen"),
    "bolig": ("main_goal", "Et hjem for alle"),
    "bolig-sub": ("sub_goal", "Boliger folk har råd til"),
    "rimelig": ("strategy", "Rimelige boliger"),
    "dyrere": ("consequence", "Dyrere boliger"),
    "helse": ("consequence", "Folkehelse"),
}
CHAIN = (
    ("klima", "visjon"),
    ("bolig", "visjon"),
    ("klima-sub", "klima"),
    ("fortetting", "klima-sub"),
    ("oppdrag", "fortetting"),
    ("bolig-sub", "bolig"),
    ("rimelig", "bolig-sub"),
)


def make_system(*influences: str | Influence, measures: Iterable[MeasureLink] = (), retired: Mapping[str, date] | None = None) -> PlanSystem:
    """The plan system with these influences, written «fortetting-bolig» for weakens and «fortetting+helse» for strengthens where the ids
    have no hyphen, and measures linked to its elements."""
    links = [_influence(one) if isinstance(one, str) else one for one in influences]
    elements = [Element(key, kind, name, retired=(retired or {}).get(key)) for key, (kind, name) in ELEMENTS.items()]
    return PlanSystem(
        elements={one.id: one for one in elements},
        chain={f"{element}|{parent}": ChainLink(element, parent) for element, parent in CHAIN},
        influences={f"{one.source}|{one.target}": one for one in links},
        measures={f"{one.measure}|{one.element}": one for one in measures},
    )


def _influence(written: str) -> Influence:
    sign = "+" if "+" in written else "-"
    source, _, target = written.partition(sign)
    return Influence(source, target, sign)
