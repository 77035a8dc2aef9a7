"""The block grant put together, stated grants that move with the tax, and the tax per inhabitant."""

import numpy as np

from veikart.calc.grants import (
    make_basis_sheet,
    make_block_grant_sheet,
    make_equalisation_sheet,
    make_need_sheets,
    make_parts_sheet,
    make_tax_level_sheet,
)
from veikart.calc.grants.rows import GrantPart, GrantYear

YEARS = (2026, 2027)
RATES = {"symmetric_share": [600_000] * 2, "extra_share": [350_000] * 2, "extra_limit": [900_000] * 2}
OWN, COUNTRY = np.array([150_000, 160_000]), np.array([200_000, 200_000])


def _sheets(given: GrantYear | None, *, counts=None, months=None, amounts=None):
    basis = make_basis_sheet(dict.fromkeys(YEARS, given) if given else {}, RATES, YEARS)
    equalisation = make_equalisation_sheet(basis, OWN, COUNTRY, months or {})
    weights = {year: {"school": {"age_0": 1_000_000}} for year in YEARS} if counts else {}
    _, sectors = make_need_sheets(YEARS, weights, {year: {"school": 1_000_000} for year in weights}, counts or {})
    parts = make_parts_sheet({"a": GrantPart("a", "Skjønn", "discretionary")}, amounts or {}, YEARS)
    stated = {2026: given} if given and given.stated_grant_nok else {}
    return basis, equalisation, make_block_grant_sheet(basis, sectors, equalisation, parts, own_tax=OWN, stated=stated)


GIVEN = GrantYear(2026, 10, 20, 5_000, 30_000)


def test_the_parts_are_added_up():
    counts = {(year, "age_0"): (6, 10, 10, 20) for year in YEARS}
    _, _, sheet = _sheets(GIVEN, counts=counts, amounts={("a", 2026): 77})
    shown = {line: sheet.value("alle", line, 2026) for line in ("base", "need_index", "need", "need_equalisation", "income_equalisation", "other")}
    assert shown == {
        "base": 50_000,
        "need_index": 1_200_000_000,
        "need": 300_000,
        "need_equalisation": 60_000,
        "income_equalisation": -30_000,
        "other": 77,
    }
    assert sheet.value("alle", "grant", 2026) == sheet.value("alle", "calculated", 2026) == 80_077


def test_without_criteria_there_is_no_need_equalisation():
    _, _, sheet = _sheets(GIVEN)
    assert sheet.row("alle", "need_equalisation") == (0, 0)


def test_a_stated_grant_moves_with_the_tax_the_other_way():
    _, _, sheet = _sheets(GrantYear(2026, 10, 20, 5_000, None, None, 1_000_000, 140_000))
    assert sheet.row("alle", "moved") == (-6_000, 0)
    assert sheet.value("alle", "grant", 2026) == 994_000
    assert sheet.value("alle", "grant", 2027) == sheet.value("alle", "calculated", 2027)


def test_a_grant_stated_without_a_tax_is_as_it_is():
    _, _, sheet = _sheets(GrantYear(2026, 10, 20, stated_grant_nok=1_000_000))
    assert sheet.value("alle", "grant", 2026) == 1_000_000


def test_the_months_of_the_equalisation_are_the_year():
    uneven = {month: (30_000 * (month % 3) + 53_333, 83_333) for month in range(1, 13)}
    _, even, _ = _sheets(GIVEN)
    _, months, _ = _sheets(GIVEN, months=dict.fromkeys(YEARS, uneven))
    assert tuple(even.total("settlement")) == tuple(months.total("settlement")) == (-30_000, -36_000)
    assert months.row("2", "settlement") != even.row("2", "settlement")


def test_the_draw_comes_in_step_with_the_tax_of_the_country():
    _, sheet, _ = _sheets(GrantYear(2026, 10, 20, country_extra_nok=1_200))
    assert sheet.value("6", "draw", 2026) == 300
    assert sheet.value("12", "draw", 2026) == 600


def test_the_level_per_inhabitant_before_and_after():
    basis, equalisation, _ = _sheets(GIVEN)
    level = make_tax_level_sheet(basis, equalisation)
    found = {line: level.value("alle", line, 2026) for line in ("own", "mean", "symmetric_level", "after", "share_before", "share_after")}
    assert found == {"own": 15_000, "mean": 10_000, "symmetric_level": -3_000, "after": 12_000, "share_before": 1_500_000, "share_after": 1_200_000}


def test_nothing_entered_is_nothing():
    basis, equalisation, sheet = _sheets(None)
    assert sheet.row("alle", "grant") == (0, 0)
    assert make_tax_level_sheet(basis, equalisation).row("alle", "share_before") == (0, 0)
