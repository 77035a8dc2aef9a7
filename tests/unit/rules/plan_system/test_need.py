"""Is the answer always a plan?"""

import pytest

from veikart.calc.plan_system import PlanAssessment
from veikart.rules.plan_system import (
    count_verdicts,
    describe_need,
    describe_verdicts,
    find_answers_against,
    get_choices,
    get_tables,
    is_plan_the_answer,
)
from veikart.rules.plan_system.need import AGAINST, VERDICT_WORDS


def assess(verdict: str = "continue", **answers: str) -> PlanAssessment:
    return PlanAssessment("p", "plan", verdict, **answers)


def test_two_answers_against_it_and_a_plan_is_hardly_the_answer() -> None:
    assert is_plan_the_answer(assess(important="no"))
    assert not is_plan_the_answer(assess(important="no", feasible="no"))
    told = "En plan er neppe svaret: viktig og riktig tema? Nei. Kan den gjennomføres? Nei."
    assert describe_need(assess(important="no", feasible="no")) == told


def test_plans_enough_speaks_against_one_more() -> None:
    assert find_answers_against(assess(enough="yes")) == ("enough",)
    assert find_answers_against(assess(enough="no", important="yes")) == ()


@pytest.mark.parametrize("answer", ["", "partly", "yes"])
def test_what_is_not_answered_or_partly_so_speaks_for_nothing(answer: str) -> None:
    assert describe_need(assess(important=answer, feasible=answer, purpose=answer)) == ""


def test_verdicts_are_counted_in_their_order() -> None:
    many = [assess("new"), assess("revise"), assess("revise"), assess("repeal")]
    assert count_verdicts(many) == {"revise": 2, "repeal": 1, "new": 1}
    assert describe_verdicts(many) == "2 revideres, 1 oppheves, 1 er ny"
    assert describe_verdicts([]) == ""


def test_every_question_is_a_field_and_every_verdict_has_words() -> None:
    assert set(AGAINST) <= set(get_tables()["assessments"].fields)
    assert set(VERDICT_WORDS) == set(get_choices("verdict"))
