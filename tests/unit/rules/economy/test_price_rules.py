"""Growth that is missing or out of reach is told of, and the sheet is what its lines say."""

from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking.prices import check_prices
from veikart.rules.economy.engines.prices import run_prices
from veikart.rules.economy.lines import get_sheet_rules


def _book(growth: dict[tuple[str, int], int], *, first: int = 2026, last: int = 2028, price_year: int = 2026) -> EconomyBook:
    setting = Setting("s", "Eksempel", "Eksempel", first, last, price_year)
    rows = {f"{series}|{year}": Assumption(series, year, value) for (series, year), value in growth.items()}
    return EconomyBook({"settings": {"s": setting}, "assumptions": rows})


FULL = {(series, year): 25_000 for series in ("price_growth", "wage_growth", "deflator") for year in (2027, 2028)}


def _codes(book: EconomyBook) -> list[str]:
    return [one.code for one in check_prices(book)]


def test_growth_for_every_year_after_the_first_is_enough() -> None:
    assert _codes(_book(FULL)) == []
    assert _codes(EconomyBook()) == []


def test_a_year_without_growth_is_told_of() -> None:
    rest = {key: value for key, value in FULL.items() if key != ("wage_growth", 2028)}
    (finding,) = check_prices(_book(rest))
    assert finding.code == "assumption-missing"
    assert finding.sentence == "Lønnsvekst er ikke lagt inn for 2028. Da regnes det med 0 %."


def test_the_years_that_are_missing_are_told_of_together() -> None:
    assert next(one.sentence for one in check_prices(_book({}))) == "Prisvekst er ikke lagt inn for 2027–2028. Da regnes det med 0 %."
    assert len(list(check_prices(_book({})))) == 3


def test_the_years_on_the_way_to_the_price_year_need_growth_too() -> None:
    assert [one.place.year for one in check_prices(_book(FULL, price_year=2025)) if "Prisvekst" in one.sentence] == [2026]


def test_growth_out_of_reach_stops() -> None:
    (finding,) = check_prices(_book(FULL | {("deflator", 2027): 2_900_000}))
    assert (finding.code, finding.grade) == ("growth-range", "stop")
    assert "290,00" in finding.sentence


def test_an_index_out_of_reach_stops() -> None:
    wild = {(series, year): 250_000 for series in ("price_growth", "wage_growth", "deflator") for year in range(2027, 2040)}
    findings = list(check_prices(_book(wild, last=2039)))
    assert {one.code for one in findings} == {"index-range"}
    assert {one.place.year for one in findings} == {2036}


def test_the_sheet_has_the_declared_lines_and_its_formulas_hold() -> None:
    run = Run()
    run_prices(_book(FULL, price_year=2025), run)
    sheet, rule = run.sheets["prices"], get_sheet_rules()["prices"]
    assert set(sheet.lines) == set(rule.lines)
    for line in rule.lines.values():
        if line.formula:
            assert (line.formula.evaluate(sheet.lines) == sheet.lines[line.id]).all()


def test_an_untouched_sheet_is_not_made_again() -> None:
    book, first = _book(FULL), Run()
    run_prices(book, first)
    again = Run(first)
    run_prices(book.with_rows({"loans": {}}), again)
    assert again.sheets["prices"] is first.sheets["prices"]
