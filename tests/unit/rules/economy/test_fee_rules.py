"""The fees bound to the book: what the rows must hold, what is told of, and what the law says of each kind of area."""

import pytest

from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.fees import FeeArea, FeeAsset, FeeItem, FeeOpening, FeePrice, FeeYear, ProjectShare
from veikart.calc.investments import Project
from veikart.calc.worksheets import Run, make_sheet
from veikart.rules.economy.checking.fees import check_fees, find_fees
from veikart.rules.economy.engines.fees import get_swap_rates, run_fees, try_fee_path
from veikart.rules.economy.fee_kinds import get_fee_kinds
from veikart.rules.economy.rates import get_rate_entry
from veikart.rules.economy.tables import get_economy_tables

MILL = 1_000_000
YEARS = range(2026, 2030)
ROWS = {
    "settings": [Setting("s", "Eksempel", "Eksempel", 2026, 2029, 2026)],
    "assumptions": [Assumption("swap_5_year", year, 30_000) for year in YEARS],
    "fee_areas": [FeeArea("vann", "Vann", "water", bill_count=1), FeeArea("byggesak", "Byggesak", "building")],
    "fee_years": [
        FeeYear("vann", 2025, "plan", fee=2_000),
        *(FeeYear("vann", year, "plan", direct=20 * MILL, subscribers=10_000) for year in YEARS),
        *(FeeYear("byggesak", year, "plan", direct=10 * MILL, fee_income=10 * MILL) for year in YEARS),
    ],
}


def _book(**changed: list) -> EconomyBook:
    rules = get_economy_tables()
    return EconomyBook({table: {rules[table].key_of(row): row for row in rows} for table, rows in {**ROWS, **changed}.items()})


def _run(book: EconomyBook, earlier: Run | None = None) -> Run:
    run = Run(earlier)
    run_fees(book, run)
    return run


def _codes(book: EconomyBook) -> list[str]:
    return [one.code for one in check_fees(book)]


def _found(book: EconomyBook) -> dict[str, str]:
    return {one.code: one.sentence for one in find_fees(book, _run(book))}


def test_a_whole_book_has_nothing_wrong() -> None:
    assert _codes(_book()) == []
    assert _found(_book()) == {}


def _years(**values) -> list[FeeYear]:
    return [FeeYear("vann", 2025, "plan", fee=2_000), *(FeeYear("vann", year, "plan", direct=20 * MILL, **values) for year in YEARS)]


VANN, BYGGESAK = ROWS["fee_areas"]
CASES = {
    "fee-year-missing": {"fee_areas": [VANN], "fee_years": ROWS["fee_years"][:-5]},
    "fee-subscribers-missing": {"fee_areas": [VANN], "fee_years": _years()},
    "fee-start-missing": {"fee_areas": [VANN], "fee_years": _years(subscribers=10)[1:]},
    "fee-cover-share": {"fee_areas": [FeeArea("vann", "Renovasjon", "waste", cover_share=900_000)], "fee_years": _years(subscribers=10)},
    "fee-rate-range": {"assumptions": [Assumption("swap_5_year", year, 400_000 if year == 2026 else 30_000) for year in YEARS]},
    "assumption-missing": {"assumptions": ROWS["assumptions"][:-1]},
    "fee-lifetime": {"fee_assets": [FeeAsset("a", "vann", "Ledning", 1, 2020, 0)]},
    "fee-grant": {"fee_assets": [FeeAsset("a", "vann", "Ledning", 1, 2020, 10, 2)]},
    "fee-project-share": {
        "projects": [Project("p", "Ledning", "va", "idea", "water_sewage_waste")],
        "fee_projects": [ProjectShare("p", "vann", 700_000), ProjectShare("p", "byggesak", 400_000)],
    },
    "fee-opening-late": {"fee_openings": [FeeOpening("vann", 2026, 1)]},
    "fee-opening-mixed": {"fee_openings": [FeeOpening("vann", 2024, 5), FeeOpening("vann", 2025, -3)]},
    "fee-deficit-carried": {"fee_openings": [FeeOpening("byggesak", 2025, -16 * MILL)]},
    "fee-price-missing": {"fee_items": [FeeItem("p", "vann", "Kubikkmeter")]},
    "fee-item-area": {"fee_items": [FeeItem("p", "", "Kubikkmeter", share=1)]},
}


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_with_the_rows_is_told_of(code: str) -> None:
    book = _book(**CASES[code])
    assert _codes(book) == [code]
    _run(book)  # and none of it stops the engine


def test_a_rate_that_is_not_the_published_one_is_noted() -> None:
    rows = [FeeYear("vann", year, "plan", direct=MILL, subscribers=10, fee=100) for year in (2018, 2019, 2020)]
    rates = [Assumption("swap_5_year", 2019, 18_000), Assumption("swap_5_year", 2020, 18_000)]
    book = _book(settings=[Setting("s", "S", "S", 2019, 2020, 2019)], assumptions=rates, fee_areas=[VANN], fee_years=rows)
    [finding] = check_fees(book)
    assert finding.code == "fee-rate-differs"
    assert finding.place.year == 2020
    assert "2,300" in finding.sentence and "1,390" in finding.sentence


def test_a_year_without_a_rate_has_that_of_the_year_before() -> None:
    assert get_swap_rates(_book(assumptions=ROWS["assumptions"][:2])) == (30_000,) * 4
    assert get_swap_rates(_book(assumptions=[])) == (0,) * 4


def _fixed(fee: int, cost: int = 20 * MILL) -> list[FeeYear]:
    return [FeeYear("vann", year, "plan", direct=cost, subscribers=10_000, fee=fee) for year in range(2025, 2030)]


def test_a_surplus_that_is_kept_too_long_is_found() -> None:
    found = _found(_book(fee_areas=[VANN], fee_years=_fixed(2_000), fee_openings=[FeeOpening("vann", 2021, 5 * MILL)]))
    assert "5,0 mill. kr igjen ved utgangen av 2029" in found["fee-fund-overdue"]
    assert "fee-fund-due" not in found


def test_a_surplus_in_its_last_year_but_one_is_noted() -> None:
    found = _found(_book(fee_areas=[VANN], fee_openings=[FeeOpening("vann", 2022, 5 * MILL)], fee_years=ROWS["fee_years"][:5]))
    assert "innen utgangen av 2027" in found["fee-fund-due"]
    assert "fee-fund-overdue" not in found


def test_a_deficit_that_may_not_be_carried_is_found() -> None:
    rows = [FeeYear("byggesak", year, "plan", direct=10 * MILL, fee_income=8 * MILL) for year in YEARS]
    found = _found(_book(fee_areas=[BYGGESAK], fee_years=rows))
    assert "taper 2,0 mill. kr" in found["fee-deficit-lost"]
    assert "kan ikke føres videre" in found["fee-deficit-lost"]


def test_a_deficit_in_its_sixth_year_is_found() -> None:
    found = _found(_book(fee_areas=[VANN], fee_years=_fixed(2_000), fee_openings=[FeeOpening("vann", 2022, -5 * MILL)]))
    assert "ikke dekket i det femte året" in found["fee-deficit-lost"]


def test_a_fee_above_self_cost_is_found() -> None:
    found = _found(_book(fee_areas=[VANN], fee_years=_fixed(2_200)))
    assert "fra 2026 til 2029" in found["fee-above-cost"]


def test_a_book_without_fees_has_sheets_without_subjects() -> None:
    run = _run(EconomyBook({"settings": {"s": ROWS["settings"][0]}}))
    assert run.sheets["fee_areas"].subjects == ()
    assert run.sheets["calculated_capital"].row("alle", "total") == (0, 0, 0, 0)
    assert list(check_fees(EconomyBook())) == list(find_fees(EconomyBook(), Run())) == []


def test_another_project_leaves_the_fees_as_they_were() -> None:
    book = _book(projects=[Project(one, one, "va", "idea", "water_sewage_waste") for one in ("a", "b")], fee_projects=[ProjectShare("a", "vann")])

    def with_projects(first: int, second: int, earlier: Run | None = None) -> Run:
        lines = {name: [[first] * 4, [second] * 4] for name in ("asset_opening", "depreciable", "asset_closing")}
        run = Run(earlier)
        run.add(make_sheet("projects", ["a", "b"], tuple(YEARS), lines, names=["a", "b"]))
        run_fees(book, run)
        return run

    before = with_projects(1_000, 1_000)
    assert with_projects(1_000, 2_000, before).sheets["fee_areas"] is before.sheets["fee_areas"]
    assert with_projects(2_000, 1_000, before).sheets["fee_areas"] is not before.sheets["fee_areas"]


def test_deficits_are_carried_by_the_law_of_each_kind() -> None:
    kinds = get_fee_kinds()
    assert [one for one, kind in kinds.items() if not kind.carries(2020)] == ["building", "planning", "surveying", "sectioning"]
    assert all(kind.carries(2019) for kind in kinds.values())
    assert [one for one, kind in kinds.items() if kind.full_cost] == ["waste"]


@pytest.mark.parametrize(
    ("year", "ppm"), [(2016, 16_900), (2017, 19_800), (2018, 23_700), (2019, 23_000), (2020, 13_900), (2021, 19_560), (2022, 33_600), (2023, 42_960)]
)
def test_the_published_rates_have_a_source(year: int, ppm: int) -> None:
    entry = get_rate_entry("calculated_interest", year)
    assert entry.value == ppm
    assert "Kommunalbanken" in entry.source


def test_prices_are_listed() -> None:
    book = _book(fee_items=[FeeItem("p", "vann", "Vann", share=1_000_000)], fee_prices=[FeePrice("p", 2024, 1_900)])
    sheet = _run(book).sheets["fee_items"]
    assert sheet.years[0] == 2024
    assert sheet.row("p", "price")[:3] == (190_000, 200_000, 200_000)


def test_another_path_is_tried_without_being_kept() -> None:
    book = _book(fee_openings=[FeeOpening("vann", 2025, 4 * MILL)])
    run = _run(book)
    tried = try_fee_path(book, run, "vann", years=1, shape="level")
    assert tried.sheets["fee_paths"].row("vann", "fee")[0] < run.sheets["fee_paths"].row("vann", "fee")[0]
    assert tried.sheets["fee_assets"] is run.sheets["fee_assets"]
    assert book.table("fee_areas")["vann"].path_years == 3
