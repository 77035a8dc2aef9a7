"""The need of an inhabitant by age: one on average in the country, least for those who work, most for the oldest."""

import tomllib

import pytest

from veikart.rules.economy.income_systems import get_income_system
from veikart.rules.foresight import need_by_age
from veikart.rules.foresight.need_by_age import LATEST, get_group_ages, get_need_by_age


def test_average_of_the_country_is_one() -> None:
    persons = tomllib.loads(need_by_age._FILE.read_text(encoding="utf-8"))["persons"]
    needs = get_need_by_age()
    total = sum(count * needs[get_group_ages(group)[0]] for group, count in persons.items())
    assert total / sum(persons.values()) == pytest.approx(1.0)


def test_the_oldest_need_most_and_those_who_work_least() -> None:
    needs = get_need_by_age()
    assert needs.argmax() >= 90
    assert needs[40] == pytest.approx(needs.min(), rel=0.01)
    assert needs[10] > needs[40]
    assert len(set(needs.tolist())) <= 10


def test_one_group_by_hand() -> None:
    """Ages 6–12: school .2299 × .6227, care .3532 × .0245, and so on, over 452,816 of 5,328,188; and what no age weighs."""
    system = get_income_system(LATEST)
    assert system is not None
    weight = sum(system.sectors[one] * weights.get("age_6_12", 0) for one, weights in system.weights.items()) / 1e12
    rest = (
        1
        - sum(
            system.sectors[one] * value
            for one, weights in system.weights.items()
            for key, value in weights.items()
            if need_by_age._GROUP.fullmatch(key)
        )
        / 1e12
    )
    assert get_need_by_age()[8] == pytest.approx(weight * 5_328_188 / 452_816 + rest)


def test_what_is_no_group_of_ages_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="immigrants"):
        get_group_ages("immigrants_6_15")
