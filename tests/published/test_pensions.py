"""Pension costs of Bærum's action programme 2020–2023, chapter 4.4.4: what follows from the printed figures, and what does not.

Printed (mill. kroner): premium 791 (+34, 4,5 %), premium deviation 271 (+11, 4,2 %), amortisation 248 (+30, 13,6 %), cost +53 (7,4 %);
accumulated deviation 1,1 thousand million at the end of 2018 and 1,0 in 2023; the effect turns negative in 2021. Not printed: the deviation of
any year but 2019 and 2020, and premiums and net costs after 2020. So amortisation, and everything after 2020, cannot be worked out.
"""

import csv
from fractions import Fraction

import numpy as np
import pytest

from tests.support.example import get_example
from tests.support.tree import ROOT
from veikart.calc.economy import EconomyBook, Setting
from veikart.calc.pensions import PensionScheme, PensionYear, PremiumDeviation, amortise
from veikart.calc.values import Interval
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy import get_sheet_rules
from veikart.rules.economy.checking.pensions import check_pensions
from veikart.rules.economy.engines.pensions import get_amortisation_years, run_pensions

MILL = 1_000_000
PREMIUM, DEVIATION, AMORTISATION = 791, 271, 248
MORE = {"premium": 34, "deviation": 11, "amortisation": 30, "charged": 53}
SCHEME = PensionScheme("samlet", "BKP, KLP og SPK")


def _book(*deviations: PremiumDeviation) -> EconomyBook:
    """2019 and 2020 as printed: the net cost is the premium less the deviation."""
    years = {2019: (PREMIUM - MORE["premium"], DEVIATION - MORE["deviation"]), 2020: (PREMIUM, DEVIATION)}
    rows = [PensionYear("samlet", year, premium * MILL, (premium - deviation) * MILL) for year, (premium, deviation) in years.items()]
    return EconomyBook(
        {
            "settings": {"s": Setting("s", "Bærum", "Bærum", 2019, 2020, 2020)},
            "pension_schemes": {"samlet": SCHEME},
            "pension_years": {f"samlet|{one.year}": one for one in rows},
            "premium_deviations": {f"samlet|{one.year}": one for one in deviations},
        }
    )


def _sheet(book: EconomyBook) -> Sheet:
    run = Run()
    run_pensions(book, run)
    return run.sheets["pensions"]


def _printed(row: str) -> Fraction:
    """The printed figure in kroner or as a share."""
    return next(one.value for one in get_example().programme.dataset.table_by_id["tekst-4.4.4"].figures if one.row == row)


def test_the_printed_figures_are_those_transcribed() -> None:
    rows = {"premie": PREMIUM, "premieavvik": DEVIATION, "amortisering": AMORTISATION}
    rows |= {"premie-okning": 34, "premieavvik-okning": 11, "amortisering-okning": 30, "kostnad-okning": 53}
    assert {row: _printed(row) for row in rows} == {row: nok * MILL for row, nok in rows.items()}


def test_premium_and_deviation_grow_as_printed() -> None:
    sheet = _sheet(_book())
    for line, row in (("premium", "premie"), ("deviation", "premieavvik")):
        before, now = sheet.row("alle", line)
        assert now == _printed(row)
        assert now - before == _printed(f"{row}-okning")
        assert round(Fraction(now - before, before) * 100, 1) == _printed(f"{row}-okning-prosent") * 100


def _declared(line: str, **printed: Fraction) -> int:
    """A line of the sheet worked out by the formula that is declared for it, from printed figures."""
    formula = get_sheet_rules()["pensions"].lines[line].formula
    assert formula is not None
    return int(formula.evaluate({name: np.array([[int(value)]]) for name, value in printed.items()})[0, 0])


def _year(year: int) -> dict[str, Fraction]:
    """Premium, deviation and amortisation of 2020 as printed, or of 2019: less what they grow by."""
    rows = {"premium": "premie", "deviation": "premieavvik", "amortisation": "amortisering"}
    return {line: _printed(row) - (_printed(f"{row}-okning") if year == 2019 else 0) for line, row in rows.items()}


def test_the_cost_follows_from_the_three_parts() -> None:
    """Cost = premium − deviation + amortisation, as the sheet has it: 757 − 260 + 218 = 715, and 791 − 271 + 248 = 768. 53 more, 7,4 %."""
    before, now = (_declared("charged", **_year(year)) for year in (2019, 2020))
    assert (before, now) == (715 * MILL, 768 * MILL)
    assert now - before == _printed("kostnad-okning")
    assert round(Fraction(now - before, before) * 100, 1) == _printed("kostnad-okning-prosent") * 100


def test_the_growth_of_amortisation_is_within_the_rounding_of_the_print() -> None:
    """30 / 218 is 13,8 %, the print says 13,6 %: both amounts are rounded to whole millions, and 13,6 lies between 29,5 / 218,5 and 30,5 / 217,5."""
    more, now = Interval.rounded(30, half_width=Fraction(1, 2)), Interval.rounded(AMORTISATION, half_width=Fraction(1, 2))
    printed = _printed("amortisering-okning-prosent")
    assert round(Fraction(30, 218) * 100, 1) == Fraction(138, 10)
    assert more.low / (now.high - more.low) < printed < more.high / (now.low - more.high)


def test_the_amortisation_itself_needs_the_vintages_that_are_not_printed() -> None:
    """Without the deviations of 2004–2018 the engine has only that of 2019 to charge in 2020: 260 / 7 = 37,1. The finding names what is missing."""
    assert _sheet(_book()).row("alle", "amortisation") == (0, round(Fraction(260 * MILL, 7)))
    (finding,) = check_pensions(_book())
    assert finding.code == "pension-vintage-missing"
    assert finding.found == "2004–2018"


def test_what_the_growth_of_amortisation_says_of_a_vintage_that_ends() -> None:
    """Amortisation grows by a seventh of 2019's deviation less what ended in 2019: the last of 15 parts of 2004's. 37,1 − 30 = 7,1, so 2004's was
    about 107 million. This is an inference with a wide margin, and no input of the example."""
    ended = Fraction(260, 7) - 30
    low, high = (260 - Fraction(1, 2)) / 7 - Fraction(61, 2), (260 + Fraction(1, 2)) / 7 - Fraction(59, 2)
    assert get_amortisation_years(SCHEME, 2004) == 15
    assert 2004 + 15 == 2019
    assert round(ended * 15) == 107
    assert (round(low * 15), round(high * 15)) == (99, 116)


def test_the_accumulated_deviation_of_2018_leads_to_2020_within_its_rounding() -> None:
    """1,1 thousand million ± 50 million, + 260 − 218 + 271 − 248 = 1,165. From there to 1,0 in 2023 takes − 165 over three years: the premiums
    and net costs of 2021–2023 are not printed, so neither that nor the negative effect of 2021 can be worked out."""
    accumulated = Fraction(1100 * MILL)
    for year in (2019, 2020):
        parts = {line: _year(year)[line] for line in ("deviation", "amortisation")}
        assert _declared("effect", **parts) > 0
        accumulated = Fraction(_declared("accumulated", opening=accumulated, **parts))
    assert accumulated == 1165 * MILL
    with (ROOT / "examples" / "baerum-okonomi" / "pension_balances.csv").open(encoding="utf-8") as file:
        balances = {int(one["year"]): (int(one["nok"]), int(one["rounded_to"])) for one in csv.DictReader(file)}
    assert balances == {2018: (1100 * MILL, 100 * MILL), 2023: (1000 * MILL, 1000 * MILL)}


@pytest.mark.parametrize(("deviation_of_2005", "turns"), [(200, True), (300, False)])
def test_whether_2021_turns_depends_on_a_vintage_that_is_not_printed(deviation_of_2005: int, turns: bool) -> None:
    """With a deviation in 2021 like that of 2020, amortisation is 248 + 271 / 7 less a fifteenth of 2005's, which ends in 2020: over 271 only
    where 2005's was under 236."""
    ended = amortise(np.array([deviation_of_2005 * MILL]), np.array([2005]), np.array([15]), (2020, 2021))["amortised"][0].tolist()
    amortisation = AMORTISATION * MILL + round(Fraction(DEVIATION * MILL, 7)) - ended[0] + ended[1]
    assert (amortisation > DEVIATION * MILL) is turns


def test_the_vintages_of_the_example_are_marked_and_are_no_print() -> None:
    """Round numbers, the same for every year that is not printed. What they give is not the printed amortisation of 248."""
    rows = list(csv.DictReader((ROOT / "examples" / "baerum-okonomi" / "premium_deviations.csv").open(encoding="utf-8")))
    assert {row["source"] for row in rows} == {"Eksempel, ikke trykt i kilden"}
    assert {row["nok"] for row in rows} == {str(150 * MILL)}
    assert [int(row["year"]) for row in rows] == list(range(2005, 2019))
    charged = sum(Fraction(150, get_amortisation_years(SCHEME, year)) for year in range(2005, 2019)) + Fraction(DEVIATION - 11, 7)
    assert round(charged, 1) == Fraction(2493, 10)
