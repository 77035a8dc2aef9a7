"""A programme where one measure is another."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.support.tiny import make_programme
from veikart.calc.documents import Input, Target
from veikart.calc.layers import Amount, Measure
from veikart.rules.explaining import explain_figure
from veikart.rules.linter import lint_programme
from veikart.rules.programme import Programme, change_measure

YEARS = (2020, 2021, 2022, 2023)
KNOWN = tuple(Input(name, name, "1") for name in ("depreciation", "loan_debt_opening", "depreciable_assets_opening"))
REVENUE = Input("operating_revenue", "Driftsinntekter", "0 - {line 1A skatt}")
TARGET = Target("result_ratio", None, Fraction(1, 10), "each_year", "", "")


@pytest.fixture
def programme() -> Programme:
    return make_programme([("finans", "1870", -1000), ("skole", "1010", 1000)], inputs=(*KNOWN, REVENUE), targets=(TARGET,))


def _amounts(measure: str, unit: str, account: str, nok: int) -> list[Amount]:
    return [Amount(measure, unit, account, year, nok) for year in YEARS]


def test_a_new_saving_lifts_the_result_and_is_found(programme: Programme) -> None:
    saving = Measure("spar", "lag", "restructuring", "Omstilling")
    changed = change_measure(programme, saving, _amounts("spar", "felles", "1NET", -200))
    assert changed.series("result_ratio").values[2020].value == Fraction(1, 5)
    assert programme.series("result_ratio").values[2020].value == 0
    codes = [finding.code for finding in lint_programme(changed)]
    assert codes.count("unspecified-saving") == 4
    assert codes.count("balance") == 12
    assert "target-minimum" not in codes
    assert [finding.code for finding in lint_programme(programme)] == ["target-minimum"] * 4


def test_the_change_can_be_explained(programme: Programme) -> None:
    changed = change_measure(programme, Measure("ny", "lag", "need", "Nytt tiltak"), _amounts("ny", "skole", "1230", 70))
    found = explain_figure(changed, "frame:skole@2021")
    assert found.value == 1070
    assert [(one.name, one.nok) for one in found.contributions] == [("Tiltak 1", 1000), ("Nytt tiltak", 70)]
    assert explain_figure(changed, "measure:ny@2021").value == 70


def test_changes_upon_changes(programme: Programme) -> None:
    measure = programme.budget.measures[1]
    once = change_measure(programme, measure, _amounts(measure.id, "skole", "1010", 400))
    twice = change_measure(once, measure, _amounts(measure.id, "kultur", "1010", 1000))
    assert [explain_figure(one, "frame:skole@2020").value for one in (programme, once, twice)] == [1000, 400, 0]
    assert explain_figure(twice, "frame:kultur@2020").value == 1000
    assert [finding.code for finding in lint_programme(twice)] == ["target-minimum"] * 4


def test_what_is_not_touched_is_kept(programme: Programme) -> None:
    before = programme.series("result_ratio")
    changed = change_measure(programme, Measure("ny", "lag", "need", "Nytt"), _amounts("ny", "skole", "0230", 5))
    assert changed.series("result_ratio") is before
    assert changed.document_check is programme.document_check


def test_a_change_that_does_not_fit_is_refused(programme: Programme) -> None:
    measure = programme.budget.measures[0]
    with pytest.raises(KeyError):
        change_measure(programme, replace(measure, layer="ukjent"), [])
    with pytest.raises(ValueError, match="1999"):
        change_measure(programme, measure, [Amount(measure.id, "skole", "1010", 1999, 1)])
