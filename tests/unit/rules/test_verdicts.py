"""The verdict on the targets is said in one way, whoever says it."""

from fractions import Fraction

import pytest

from tests.support.example import get_example
from veikart.calc.documents import Target
from veikart.calc.ratios import TargetVerdict
from veikart.calc.values.intervals import Interval
from veikart.rules.words.verdicts import targets_sentence, verdict_label, verdict_words

YEARS = (2020, 2021, 2022, 2023)


def verdict(*, aim: bool = False, minimum: bool = False, below_aim: bool | None = None, below: tuple[int, ...] = ()) -> TargetVerdict:
    target = Target("result_ratio", Fraction(4, 100) if aim else None, Fraction(3, 100) if minimum else None, "each_year", "", "")
    return TargetVerdict(target, Interval.exact(Fraction(39, 1000)) if below_aim is not None else None, below_aim, below)


REACHED, MISSED = verdict(aim=True, below_aim=False), verdict(aim=True, minimum=True, below_aim=True)
KEPT, BROKEN = verdict(minimum=True), verdict(minimum=True, below=(2022,))
UNKNOWN = verdict(aim=True)


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ([], "Kommunestyret har ikke vedtatt måltall"),
        ([KEPT, KEPT], "Alle 2 minstekrav holdes"),
        ([KEPT, BROKEN], "1 av 2 minstekrav holdes"),
        ([BROKEN], "0 av 1 minstekrav holdes"),
        ([REACHED, REACHED], "Alle 2 måltall nås i gjennomsnitt for 2020–2023"),
        ([KEPT, MISSED, REACHED], "Alle 2 minstekrav holdes, og 1 av 2 måltall nås i gjennomsnitt for 2020–2023"),
        ([UNKNOWN], "1 måltall kan ikke regnes ut"),
    ],
)
def test_minimums_and_aims_are_counted_apart(verdicts, sentence):
    assert targets_sentence(verdicts, YEARS) == sentence


@pytest.mark.parametrize(
    ("one", "label"),
    [
        (None, "Uten måltall"),
        (KEPT, "Holder minimum"),
        (BROKEN, "Under minimum"),
        (REACHED, "Når måltallet"),
        (MISSED, "Over minimum, under måltallet"),
        (verdict(aim=True, below_aim=True), "Under måltallet"),
        (UNKNOWN, "Kan ikke regnes ut"),
    ],
)
def test_the_verdict_on_one_ratio(one, label):
    assert verdict_label(one) == label


def test_the_example_has_one_aim_that_its_average_does_not_reach():
    programme = get_example().programme
    verdicts = {series.ratio.id: (series, one) for series, one in programme.verdicts()}
    sentence = targets_sentence([one for _, one in verdicts.values()], programme.dataset.plan_years)
    assert sentence == "Alle 4 minstekrav holdes, og 1 av 2 måltall nås i gjennomsnitt for 2020–2023"
    told = verdict_words(*verdicts["result_ratio"], programme.dataset.plan_years)
    assert told[0] == "Under måltallet: gjennomsnittet for 2020–2023 er 3,9\u00a0%, måltallet er 4,0\u00a0%."
    assert told[1].startswith("Minimum på")
