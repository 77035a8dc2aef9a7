"""Bærum's action programme against itself: what is reproduced, and every place where it is not, each with its cause."""

from fractions import Fraction

from tests.support.example import get_example

OTHER_POPULATION = "the document has divided by another population than the one it prints"
ELEVEN_THREE = "11.3 prints another figure for budget 2019 than 11.1"
MAINTENANCE = "the 26 per cent are from 2017 to 2018 in 8.2, which has no figure for 2019"
EXPECTED = {
    "11.4:kultur-og-fritid.ny-ramme@2023": "11.6 prints 240,9, and 11.1 agrees with 11.6",
    "11.1:overfort-investering@2019": "11.2 prints 435,4 in current kroner, which prices make 442,8",
    "11.1:netto-driftsutgifter@2018": "the lines above add up to 1,6 less",
    "11.3-drift:rammetilskudd@2019": ELEVEN_THREE,
    "11.3-drift:brutto-driftsresultat@2019": ELEVEN_THREE,
    "11.3-drift:netto-driftsresultat@2019": ELEVEN_THREE,
    "11.3-finans:netto-finansutgifter@2019": ELEVEN_THREE,
    "11.3-drift:frie-inntekter@2019": ELEVEN_THREE,
    "11.3-resultatgrad:resultatgrad@2019": ELEVEN_THREE,
    "11.3-andel:netto-finansutgifter@2019": ELEVEN_THREE,
    "11.3-bkff:netto-avkastning.prosent@2019": "41 of 2 433 is 1,7 per cent",
    "11.3-bkff:beholdning@2019": "2 547 less 75, 3 and 40 is 2 429",
    "4.6:bkff-bufferkapital@2020": "11.3 prints 50",
    "6.8:sum@2020": "the rows add up to 168",
    "tekst-4.1.6:bruk-investeringsfond@verdi": "4.6 prints 504 million over four years",
    "tekst-4.5.1:bruk-investeringsfond@verdi": "4.6 prints 504 million over four years",
    "tekst-4.4.3:integreringstilskudd-2020@verdi": "11.1 prints 146,2",
    "tekst-4.4.3:integreringstilskudd-2023@verdi": "11.1 prints 106,7",
    "tekst-4.6.2:bkff-realavkastning-prosent@verdi": "42 of 2 482 is 1,7 per cent",
    "tekst-7.3.1:andel-elbiler@verdi": "7.7 has 110 of the 249 cars, 44 per cent; 9.1 has 39,8 per cent",
    "tekst-8.4:nedgang-i-ledighet@verdi": "from 8,5 to 3,7 per cent in two years is 2,4 a year",
    "tekst-8.4:okt-vedlikehold-fra@verdi": MAINTENANCE,
    "tekst-8.4:okt-vedlikehold-til@verdi": MAINTENANCE,
    "tekst-9.4:fra@verdi": "9.1 prints 41,2 per cent",
    **{f"4.10:sum@{year}": OTHER_POPULATION for year in range(2019, 2024)},
    **{f"11.3-gjeld-innbygger:ikke-rentable@{year}": OTHER_POPULATION for year in range(2019, 2024)},
    **{f"11.3-gjeld-innbygger:rentable@{year}": OTHER_POPULATION for year in range(2019, 2024)},
}


def test_every_disagreement_is_known_and_has_a_cause():
    found = {outcome.figure.address for outcome in get_example().programme.document_check.disagreements}
    assert found == set(EXPECTED)


def test_the_figures_per_inhabitant_have_one_cause():
    """The fifteen figures divided by another population are shown together, and first."""
    causes = get_example().programme.document_check.by_cause
    first = next(iter(causes))
    assert {one.figure.address for one in causes[first]} == {address for address, cause in EXPECTED.items() if cause == OTHER_POPULATION}
    assert list(causes)[-1] == ""
    assert sum(map(len, causes.values())) == 41


def test_most_of_the_document_is_reproduced():
    check = get_example().programme.document_check
    assert (len(check.disagreements), len(check.disagreeing)) == (41, 39)
    assert (check.printed, len(check.recomputed), len(check.reproduced)) == (3761, 1825, 1786)
    assert check.recomputed - check.reproduced == set(EXPECTED)
    assert not check.skipped


AVERAGES = {"5.2": 6, "5.5": 6, "6.2": 5, "6.6": 3, "7.2": 1, "7.5": 2, "8.1": 6, "8.2": 5}
"""How many averages of the last three years each table prints, compared with 2014."""


def test_every_printed_average_of_three_years_is_reproduced():
    programme = get_example().programme
    check = programme.document_check
    for table, count in AVERAGES.items():
        printed = {figure.address for figure in programme.dataset.table_by_id[table].figures if figure.column == "snitt"}
        assert len(printed) == count, table
        assert printed <= check.reproduced, table


def test_counts_are_exact():
    """115 and 26 residents and 27 places bought, of which only the places are an average, are not the 166 printed."""
    (outcome,) = (one for one in get_example().programme.document_check.disagreements if one.figure.table == "6.8")
    assert (outcome.expected.low, outcome.expected.high) == (Fraction(335, 2), Fraction(337, 2))


def test_no_disagreement_is_rounding():
    """Each differs by more than half a unit of its own last digit plus what its inputs can hide."""
    for outcome in get_example().programme.document_check.disagreements:
        gap = max(outcome.figure.interval.low - outcome.expected.high, outcome.expected.low - outcome.figure.interval.high)
        assert gap > 0, outcome.figure.address


def test_the_debt_per_inhabitant_points_to_one_population():
    """The fifteen figures per inhabitant are explained by one population a year, 30 to 47 larger than the printed one."""
    dataset = get_example().programme.dataset
    for year in ("2019", "2020", "2021", "2022", "2023"):
        debt, each = dataset.figure("4.9", "sum", year).interval, dataset.figure("4.10", "sum", year).interval
        printed = dataset.figure("4.13", "totalt", year).value
        implied = debt / each
        assert Fraction(25) < implied.low - printed < implied.high - printed < Fraction(50)


WORKED_OUT = {"result_ratio": "resultatgrad"}
READ_FROM_4_3 = {"buffer_fund": "bufferfondet", "equity_financing": "egenkapitalfinansiering", "liquidity_reserve": "likviditetsreserve"}
"""Ratios whose figure of a year is the print of 4.3, so that only their average says anything here. `test_funds.py` works out two of them."""


def test_the_result_ratio_of_table_4_3_year_by_year() -> None:
    programme = get_example().programme
    for year in programme.dataset.plan_years:
        printed = programme.dataset.figure("4.3", "resultatgrad", str(year))
        assert abs(programme.series("result_ratio").values[year].value - printed.value) <= printed.half_width, year


def test_the_averages_of_table_4_3() -> None:
    programme = get_example().programme
    dataset = programme.dataset
    for ratio, row in (WORKED_OUT | READ_FROM_4_3).items():
        average = dataset.figure("4.3", row, "snitt")
        assert abs(programme.series(ratio).average(dataset.plan_years).value - average.value) <= average.half_width, ratio
    assert {ratio: dataset.input_by_id[ratio].formula for ratio in READ_FROM_4_3} == {ratio: f"[4.3:{row}]" for ratio, row in READ_FROM_4_3.items()}
