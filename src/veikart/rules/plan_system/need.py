"""Whether a plan is needed, as the questions of the planning strategy answer it: is the answer always a plan?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from veikart.calc.plan_system import PlanAssessment
from veikart.rules.plan_system.catalogues import get_choices
from veikart.rules.plan_system.tables import get_tables

AGAINST = {"important": "no", "feasible": "no", "purpose": "no", "enough": "yes"}
"""The questions by their field, each with the answer that speaks against a plan."""
ENOUGH_AGAINST = 2
"""With so many answers against it, a plan is hardly the answer."""
VERDICT_WORDS = {"continue": "videreføres", "revise": "revideres", "repeal": "oppheves", "new": "er nye"}
"""What is said of many plans with a verdict."""


def find_answers_against(assessment: PlanAssessment) -> tuple[str, ...]:
    """The questions whose answers speak against a plan, in order.

    >>> find_answers_against(PlanAssessment("t", "p", "continue", important="yes", purpose="no", enough="yes"))
    ('purpose', 'enough')
    """
    return tuple(name for name, answer in AGAINST.items() if getattr(assessment, name) == answer)


def is_plan_the_answer(assessment: PlanAssessment) -> bool:
    """Whether fewer than two answers speak against a plan."""
    return len(find_answers_against(assessment)) < ENOUGH_AGAINST


def describe_need(assessment: PlanAssessment) -> str:
    """The sentence that says that a plan is hardly the answer, and why; empty where it may be.

    >>> describe_need(PlanAssessment("t", "p", "continue", purpose="no", enough="yes"))
    'En plan er neppe svaret: tydelig formål? Nei. Har vi planer nok uten den? Ja.'
    """
    if is_plan_the_answer(assessment):
        return ""
    fields, words = get_tables()["assessments"].fields, get_choices("answer")
    told = [f"{fields[name].label} {words[getattr(assessment, name)]}." for name in find_answers_against(assessment)]
    return f"En plan er neppe svaret: {told[0][:1].lower()}{' '.join(told)[1:]}"


def count_verdicts(assessments: Iterable[PlanAssessment]) -> dict[str, int]:
    """How many plans have each verdict, those that some plan has, in their fixed order."""
    counts = Counter(one.verdict for one in assessments)
    return {verdict: counts[verdict] for verdict in get_choices("verdict") if counts[verdict]}


def describe_verdicts(assessments: Iterable[PlanAssessment]) -> str:
    """The verdicts counted, in words.

    >>> describe_verdicts([PlanAssessment("t", "a", "revise"), PlanAssessment("t", "b", "new"), PlanAssessment("t", "c", "new")])
    '1 revideres, 2 er nye'
    """
    return ", ".join(f"{count} {_counted(verdict, count)}" for verdict, count in count_verdicts(assessments).items())


def _counted(verdict: str, count: int) -> str:
    return "er ny" if verdict == "new" and count == 1 else VERDICT_WORDS[verdict]
