"""Targets as people write them, and what they come to."""

from fractions import Fraction

import pytest

from veikart.calc.indicators import COUNTRY, GROUP, LAST_YEAR, Limits, Target, TargetUnreadable, read_target, settle_target

F = Fraction


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("< 2 %", Target("<", F(2), unit="%")),
        ("≥ 67 %", Target(">=", F(67), unit="%")),
        (">= 67%", Target(">=", F(67), unit="%")),
        ("> 1,2 %", Target(">", F(6, 5), unit="%")),
        ("< 15 000", Target("<", F(15000))),
        ("< 15\u202f000", Target("<", F(15000))),
        ("\u2264 \u22120,5", Target("<=", F(-1, 2))),
        ("3–5", Target("range", F(3), F(5))),
        ("3 % – 5 %", Target("range", F(3), F(5), "%")),
        ("mellom 3 og 5 dager", Target("range", F(3), F(5), "dager")),
        ("fra 3 til 5", Target("range", F(3), F(5))),
        ("-3 – -1", Target("range", F(-3), F(-1))),
        ("67", Target("bare", F(67))),
        ("Minst 90 prosent", Target(">=", F(90), unit="prosent")),
        ("maks. 10 dager", Target("<=", F(10), unit="dager")),
        ("under 25", Target("<", F(25))),
        ("ikke over 20", Target("<=", F(20))),
        ("ikke høyere enn året før", Target("<=", reference=LAST_YEAR)),
        ("høyere enn året før.", Target(">", reference=LAST_YEAR)),
        ("som i fjor", Target("=", reference=LAST_YEAR)),
        ("bedre enn landet", Target("better", reference=COUNTRY)),
        ("ikke dårligere enn landsgjennomsnittet", Target("not_worse", reference=COUNTRY)),
        ("lik kostragruppen", Target("=", reference=GROUP)),
        ("lavere enn Asker", Target("<", reference="asker")),
    ],
)
def test_what_people_write_is_read(text, target):
    assert read_target(text) == target


@pytest.mark.parametrize(
    "text", ["", "bra", "<", "5 3", "5–3", "overnatting", "bedre enn 5", "over 1000 og under 2000", "< 2 % eller 5", "10. mai 2020", "< " + "9" * 300]
)
def test_what_says_nothing_is_refused(text):
    with pytest.raises(TargetUnreadable):
        read_target(text)


@pytest.mark.parametrize(
    ("text", "direction", "reference", "met", "missed"),
    [
        ("< 2 %", "", None, F(199, 100), F(2)),
        ("≤ 2 %", "", None, F(2), F(201, 100)),
        ("> 1,2", "", None, F(13, 10), F(6, 5)),
        ("≥ 1,2", "", None, F(6, 5), F(11, 10)),
        ("3–5", "", None, F(5), F(51, 10)),
        ("= 3", "", None, F(3), F(4)),
        ("67", "up", None, F(67), F(66)),
        ("67", "down", None, F(67), F(68)),
        ("ikke høyere enn året før", "down", F(7), F(7), F(8)),
        ("bedre enn landet", "up", F(7), F(8), F(7)),
        ("bedre enn landet", "down", F(7), F(6), F(7)),
        ("ikke dårligere enn landet", "down", F(7), F(7), F(8)),
    ],
)
def test_a_target_is_met_exactly_where_it_says(text, direction, reference, met, missed):
    limits = settle_target(read_target(text), direction, reference)
    assert limits.are_met(met)
    assert not limits.are_met(missed)
    assert limits.distance(met) == 0
    assert limits.distance(missed) >= 0


def test_a_target_without_what_it_refers_to_comes_to_nothing():
    assert settle_target(read_target("bedre enn landet"), "up", None) is None
    assert settle_target(read_target("bedre enn landet"), "", F(5)) is None


def test_the_distance_is_from_the_nearest_limit():
    assert Limits(F(3), F(5)).distance(F(7)) == 2
    assert Limits(F(3), F(5)).distance(F(1)) == 2
