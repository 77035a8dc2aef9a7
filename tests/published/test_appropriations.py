"""The appropriation statements of the regulation: Stavanger's § 5-5, and the identities of §§ 5-4 and 5-5 in Bærum's four years.

Sandnes' § 5-4 of 2021 and 2022 stands in `tests/unit/rules/statements/test_forms.py`. That of 2023 and 2024 was not at hand.
"""

import pytest

from tests.support.example import get_example
from tests.support.tiny import fill_form
from veikart.rules.statements import get_forms

ACCOUNTS = {
    1: "0230", 2: "0430", 3: "0529", 4: "0520", 7: "0729", 8: "0810", 9: "0660", 10: "0929", 12: "0920", 13: "0910",
    15: "0522", 16: "0912", 17: "0512", 18: "0922", 20: "0970", 21: "0950", 22: "0540",
}  # fmt: skip
"""An account that belongs on each line of § 5-5."""
STAVANGER = {
    2020: {
        1: 1_003_720, 2: 4_307, 3: 26_309, 4: 75_330, 7: -99_643, 8: -157_174, 9: -55_020, 10: -220, 12: -63_525, 13: -521_932,
        15: 424_160, 16: -424_160, 17: 180_396, 18: -180_396, 20: -252_298, 21: -2_708, 22: 42_852,
    },
    2022: {1: 1_820_500, 3: 25_300, 4: 100_230, 7: -265_215, 8: -104_800, 9: -25_600, 12: -57_663, 13: -922_168},
    2023: {1: 1_817_500, 3: 27_800, 4: 185_000, 7: -268_080, 8: -117_500, 9: -20_000, 12: -62_153, 13: -1_274_765},
    2024: {1: 1_788_850, 3: 30_600, 4: 211_700, 7: -261_652, 8: -263_500, 9: -9_000, 12: -68_764, 13: -1_181_530},
    2025: {1: 1_139_000, 3: 33_660, 4: 165_000, 7: -164_175, 8: -208_800, 9: -208_500, 12: -75_043, 13: -523_381},
}  # fmt: skip
"""Thousand kroner, by number of line. Accounts of 2020 and adopted budget 2022–2025: Stavanger kommune, handlings- og økonomiplan 2022–2025,
2.3.1. The lines 21, 22 and 24 of 2020: årsrapport 2020, table 3.5."""
PRINTED_SUMS = {
    2020: {6: 1_109_666, 14: -897_513, 19: 0, 24: -212_153, 25: 0},
    2022: {6: 1_946_030, 14: -1_375_446},
    2023: {6: 2_030_300, 14: -1_742_498},
    2024: {6: 2_031_150, 14: -1_784_446},
    2025: {6: 1_337_660, 14: -1_179_899},
}


def _numbered(form: str) -> dict[int, str]:
    return {int(line.number): line.id for line in get_forms()[form].lines if line.number}


@pytest.mark.parametrize("year", STAVANGER)
def test_stavanger_investments_add_up_within_two_thousand_kroner(year: int) -> None:
    """§ 5-5 first paragraph: each sum worked out from the lines is within 2 of the print, which is rounded line by line."""
    lines = fill_form("5-5", [("finans", ACCOUNTS[number], nok) for number, nok in STAVANGER[year].items()], year=year)
    ids = _numbered("5-5")
    assert {number: lines[ids[number]] for number in STAVANGER[year]} == STAVANGER[year]
    for number, printed in PRINTED_SUMS[year].items():
        assert abs(lines[ids[number]] - printed) <= 2, number
    if year != 2020:
        assert {number: lines[ids[number]] for number in PRINTED_SUMS[year]} == PRINTED_SUMS[year]


SUMS = {
    "5-4": {5: (1, 2, 3, 4), 15: (10, 11, 12, 13, 14), 17: (5, 6, 15), 22: (18, 19, 20, 21), 23: (17, 22)},
    "5-5": {6: (1, 2, 3, 4, 5), 14: (7, 8, 9, 10, 11, 12, 13), 19: (15, 16, 17, 18), 24: (20, 21, 22, 23), 25: (6, 14, 19, 24)},
}
"""Each sum and the lines it is made of. Depreciation goes in on line 7 and out on line 16 of § 5-4, and Bærum does not print it."""


def _cells(form: str, year: int) -> dict[int, int]:
    programme = get_example().programme
    column = next(one for one in programme.columns if one.year == year)
    cells = {number: programme.cell(form, row, column) for number, row in _numbered(form).items()}
    return {number: cell.nok for number, cell in cells.items() if cell is not None}


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
@pytest.mark.parametrize("form", SUMS)
def test_the_sums_of_baerum_hold_to_the_krone(form: str, year: int) -> None:
    cells = _cells(form, year)
    for total, parts in SUMS[form].items():
        assert cells[total] == sum(cells.get(one, 0) for one in parts), total
    assert cells[max(SUMS[form])] == 0
    assert sum(nok != 0 for nok in cells.values()) > 12


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
def test_what_operations_transfer_is_what_investments_receive(year: int) -> None:
    """Account 570 of operations is account 970 of investments with the other sign, as the state's own control asks."""
    assert _cells("5-4", year)[18] == -_cells("5-5", year)[20] > 0
