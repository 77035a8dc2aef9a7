"""The tax from a base year on: growth in fixed and current kroner, people, new rules, and years that are stated."""

from veikart.calc.grants import get_real_growth, make_tax_sheet
from veikart.calc.grants.rows import TaxBase, TaxYear

YEARS = (2020, 2021, 2022)


def _sheet(base_year, *rows, deflator=None):
    bases = {"own": TaxBase("own", base_year, 1_000_000)}
    return make_tax_sheet(bases, {(one.area, one.year): one for one in rows}, YEARS, deflator or {})


def test_tax_grows_from_the_base_year():
    sheet = _sheet(2020, TaxYear("own", 2021, real_growth=20_000), TaxYear("own", 2022, real_growth=50_000))
    assert sheet.row("own", "tax") == (1_000_000, 1_020_000, 1_071_000)


def test_years_before_the_first_are_brought_forward():
    sheet = _sheet(2018, *(TaxYear("own", year, real_growth=100_000) for year in range(2019, 2023)))
    assert sheet.row("own", "brought_forward") == (1_100_000, 0, 0)
    assert sheet.row("own", "opening") == (1_100_000, 1_210_000, 1_331_000)
    assert sheet.row("own", "tax") == (1_210_000, 1_331_000, 1_464_100)


def test_growth_per_inhabitant_and_of_people_are_multiplied():
    sheet = _sheet(2020, TaxYear("own", 2021, real_growth=100_000, population_growth=100_000))
    assert sheet.value("own", "growth", 2021) == 210_000
    assert sheet.value("own", "tax", 2021) == 1_210_000


def test_nominal_growth_is_without_the_deflator_in_fixed_kroner():
    sheet = _sheet(2020, TaxYear("own", 2021, nominal_growth=45_000), deflator={2021: 29_000})
    assert sheet.value("own", "real_growth", 2021) == 15_549
    assert get_real_growth(TaxYear("own", 2021, nominal_growth=45_000, real_growth=1), 29_000) == 1
    assert get_real_growth(TaxYear("own", 2021), 29_000) == get_real_growth(None, 0) == 0


def test_a_stated_year_is_as_stated_and_the_next_grows_from_it():
    sheet = _sheet(2020, TaxYear("own", 2021, stated_nok=5, real_growth=1_000_000), TaxYear("own", 2022, real_growth=1_000_000))
    assert sheet.row("own", "tax") == (1_000_000, 5, 10)


def test_new_rules_stay_in_the_base():
    sheet = _sheet(2020, TaxYear("own", 2021, rule_change_nok=-484), TaxYear("own", 2022, real_growth=0))
    assert sheet.row("own", "tax") == (1_000_000, 999_516, 999_516)


def test_a_base_year_later_than_the_first_begins_there_and_rows_before_it_are_not_used():
    sheet = _sheet(2021, TaxYear("own", 2020, stated_nok=9))
    assert sheet.row("own", "tax") == (0, 1_000_000, 1_000_000)


def test_an_area_that_is_not_entered_has_no_tax_and_stated_years_need_no_base():
    assert _sheet(2020).row("country", "tax") == (0, 0, 0)
    sheet = make_tax_sheet({}, {("own", 2021): TaxYear("own", 2021, stated_nok=7)}, YEARS, {})
    assert sheet.row("own", "tax") == (0, 7, 7)
