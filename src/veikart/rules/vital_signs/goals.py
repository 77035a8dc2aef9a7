"""How well each goal is followed up: its own signs together, or that nothing lives in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from veikart.calc.plan_system import Element
from veikart.rules.vital_signs.catalogue import DEAD, get_vital_rules
from veikart.rules.vital_signs.dying import lives
from veikart.rules.vital_signs.signs import VitalSign, VitalSources, ask_element

WELL_PERCENT, PARTLY_PERCENT = 80, 50
"""Percent of the signs that must be there before something is followed up well, and partly."""
WELL, PARTLY, WEAK, LIFELESS = "well", "partly", "weak", "dead"


@dataclass(frozen=True, slots=True)
class GoalSigns:
    """The signs of one goal, and whether there is no life in it or in anything under it."""

    element: Element
    signs: tuple[VitalSign, ...]
    is_dead: bool

    @property
    def alive(self) -> int:
        """How many of the signs are there."""
        return sum(one.is_alive for one in self.signs)

    @property
    def standing(self) -> str:
        """Well, partly, weak or dead."""
        return LIFELESS if self.is_dead else judge_share(self.alive, len(self.signs))


def judge_share(alive: int, asked: int) -> str:
    """Well, partly or weak, by the whole percent of the signs that are there, rounded down; weak where none was asked.

    >>> judge_share(4, 5), judge_share(3, 4), judge_share(1, 4)
    ('well', 'partly', 'weak')
    """
    percent = alive * 100 // asked if asked else 0
    return WELL if percent >= WELL_PERCENT else PARTLY if percent >= PARTLY_PERCENT else WEAK


def read_goal_signs(sources: VitalSources, keys: Iterable[str]) -> tuple[GoalSigns, ...]:
    """The signs of the goals that are asked for, in their order; those that nothing is asked of, or that are not in use, are left out."""
    rules = [one for one in get_vital_rules().values() if one.id != DEAD]
    dead = get_vital_rules()[DEAD]
    found = []
    for key in keys:
        element = sources.system.elements.get(key)
        asked = [rule for rule in rules if element and element.kind in rule.goal_kinds]
        if element is None or element.retired is not None or not asked:
            continue
        below = sources.under(key)
        signs = tuple(ask_element(sources, rule, element, below) for rule in asked)
        found.append(GoalSigns(element, signs, element.kind in dead.goal_kinds and not lives(sources, below)))
    return tuple(found)
