"""The fees hold what they promise for any book, and the fast engine gives the kroner of the plain one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_fees import PlainArea, PlainYear
from veikart.calc.fees import FeeArea, FeeAsset, FeeOpening, FeeTerms, FeeYear, get_vintage_years, make_asset_sheet, make_project_sheet, run_fee_areas
from veikart.calc.worksheets import Sheet
from veikart.rules.economy.lines import get_sheet_rules

FIRST, LASTS = 2020, 5
SHAPES = ("even", "level", "arch")
AMOUNTS = st.integers(0, 90_000_000)


@dataclass(frozen=True)
class Book:
    """A small book of fees."""

    years: tuple[int, ...]
    areas: tuple[FeeArea, ...]
    rows: tuple[FeeYear, ...]
    assets: tuple[FeeAsset, ...]
    openings: tuple[FeeOpening, ...]
    swap: tuple[int, ...]
    carries: tuple[bool, ...]

    def sheets(self) -> dict[str, Sheet]:
        swap = np.array(self.swap, dtype=np.int64)
        carries = np.repeat(np.array(self.carries, dtype=np.bool_)[:, None], len(self.years), axis=1)
        terms = FeeTerms(swap, np.full(len(swap), 5_000), carries, dict.fromkeys(get_vintage_years(self.openings, self.years), LASTS))
        assets, projects = make_asset_sheet(self.assets, {}, self.years), make_project_sheet((), None, self.years)
        found = run_fee_areas(self.areas, self.rows, self.openings, years=self.years, assets=assets, projects=projects, terms=terms)
        return {one.id: one for one in (assets, *found)}

    def plain(self) -> dict[str, dict[int, PlainYear]]:
        return {area.id: self._plain_area(at, area).find() for at, area in enumerate(self.areas)}

    def _plain_area(self, at: int, area: FeeArea) -> PlainArea:
        rows = {one.year: one for one in sorted((one for one in self.rows if one.area == area.id), key=lambda one: one.stage, reverse=True)}
        return PlainArea(
            area,
            rows,
            [one for one in self.assets if one.area == area.id],
            [one for one in self.openings if one.area == area.id],
            self.years,
            {year: swap + 5_000 for year, swap in zip(self.years, self.swap, strict=True)},
            dict.fromkeys(self.years, self.carries[at]),
            LASTS,
        )


@st.composite
def _rows(draw: st.DrawFn, area: str, years: Sequence[int]) -> list[FeeYear]:
    subscribers = draw(st.sampled_from([0, 3, 800, 40_000]))
    stated = draw(st.integers(0, len(years)))
    found = [FeeYear(area, FIRST - 1, "plan", fee=draw(st.none() | st.integers(0, 5_000)))]
    for at, year in enumerate(years):
        stage = draw(st.sampled_from(["plan", "plan", "accounts"]))
        fee = draw(st.integers(0, 5_000)) if at < stated else None
        income = draw(AMOUNTS) if at < stated and draw(st.integers(0, 3)) == 0 else None
        found.append(
            FeeYear(
                area, year, stage, direct=draw(AMOUNTS), overhead=draw(AMOUNTS), overhead_share=draw(st.integers(0, 300_000)),
                other_income=draw(st.integers(0, 9_000_000)), subscribers=subscribers + at * draw(st.integers(0, 3)), fee=fee,
                other_fees=draw(st.integers(0, 2_000_000)), fee_income=income,
            )
        )  # fmt: skip
    return found


@st.composite
def books(draw: st.DrawFn) -> Book:
    years = tuple(range(FIRST, FIRST + draw(st.integers(1, 7))))
    names = [f"area-{number}" for number in range(draw(st.integers(1, 3)))]
    areas = tuple(
        FeeArea(
            name, name, "water", cover_share=draw(st.sampled_from([1_000_000, 850_000])), path_years=draw(st.integers(1, 6)),
            path_shape=draw(st.sampled_from(SHAPES)), fund_aim=draw(st.sampled_from([0, 0, 400_000])),
            exception=draw(st.sampled_from(["", "Investering for nye boliger"])),
        )
        for name in names
    )  # fmt: skip
    rows = tuple(row for name in names for row in draw(_rows(name, years)))
    assets = tuple(
        FeeAsset(
            f"asset-{at}",
            draw(st.sampled_from(names)),
            "Ledning",
            draw(AMOUNTS),
            draw(st.integers(1990, 2028)),
            draw(st.integers(0, 40)),
            draw(AMOUNTS),
        )
        for at in range(draw(st.integers(0, 4)))
    )
    openings = tuple(
        FeeOpening(name, year, draw(st.integers(-20_000_000, 20_000_000)))
        for name in names
        for year in draw(st.sets(st.integers(2012, 2021), max_size=4))
    )
    swap = tuple(draw(st.integers(0, 60_000)) for _ in years)
    return Book(years, areas, rows, assets, openings, swap, tuple(draw(st.booleans()) for _ in names))


def _vintage(sheet: Sheet, area: str, arisen: int, line: str, year: int) -> int:
    subject = f"{area}|{arisen}"
    return sheet.value(subject, line, year) if subject in sheet.place else 0


@settings(max_examples=30, deadline=None)
@given(books())
def test_the_fast_engine_gives_the_kroner_of_the_plain_one(book: Book) -> None:
    sheets, plain = book.sheets(), book.plain()
    areas, vintages = sheets["fee_areas"], sheets["fee_vintages"]
    for area, years in plain.items():
        for year, one in years.items():
            got = {
                line: areas.value(area, line, year)
                for line in ("fee", "fee_income", "basis", "fee_basis", "depreciation", "interest", "result", "fund_interest", "fund_overdue")
            }
            assert got == {
                "fee": one.fee, "fee_income": one.income, "basis": one.basis, "fee_basis": one.fee_basis, "depreciation": one.depreciation,
                "interest": one.capital_interest, "result": one.result, "fund_interest": one.interest, "fund_overdue": one.overdue(year, LASTS),
            }, (area, year)  # fmt: skip
            for arisen in range(2012, book.years[-1] + 1):
                place = (vintages, area, arisen)
                assert _vintage(*place, "closing", year) == one.closing.get(arisen, 0)
                assert _vintage(*place, "used", year) == one.used.get(arisen, 0)
                assert _vintage(*place, "lost", year) == one.lost.get(arisen, 0)
                assert _vintage(*place, "arisen", year) == (one.arisen if arisen == year else 0)


@settings(max_examples=20, deadline=None)
@given(books())
def test_what_comes_in_goes_out_or_stays_and_the_oldest_goes_first(book: Book) -> None:
    sheets = book.sheets()
    areas, vintages = sheets["fee_areas"], sheets["fee_vintages"]
    for area in areas.subjects:
        moved = areas.lines["result"] + areas.lines["fund_interest"] - areas.lines["fund_lost"]
        assert (areas.lines["fund_opening"] + moved == areas.lines["fund_closing"]).all()
        own = [at for at, group in enumerate(vintages.groups) if group == area]
        for line in ("closing", "opening"):
            signs = np.sign(vintages.lines[line][own])
            assert not ((signs > 0).any(axis=0) & (signs < 0).any(axis=0)).any()  # a fund is a surplus or a deficit
        for older, newer in pairwise(own):
            left_over = vintages.lines["opening"][older] - vintages.lines["used"][older] - vintages.lines["lost"][older]
            assert not ((vintages.lines["used"][newer] != 0) & (left_over != 0)).any()
    crossing = np.sign(vintages.lines["opening"]) * np.sign(vintages.lines["closing"])
    assert (crossing >= 0).all()  # no vintage goes below nothing
    late = vintages.lines["years_left"] <= 0
    assert (vintages.lines["overdue"][late] == np.maximum(vintages.lines["closing"][late], 0)).all()
    kept = {area.id for area in book.areas if area.exception}
    for at, group in enumerate(vintages.groups):
        if group not in kept:
            assert not (late[at] & (vintages.lines["closing"][at] < 0)).any()


@settings(max_examples=15, deadline=None)
@given(books())
def test_every_formula_gives_the_figure_of_the_engine(book: Book) -> None:
    sheets, rules = book.sheets(), get_sheet_rules()
    for sheet in sheets.values():
        declared = rules[sheet.id].lines
        assert set(declared) == set(sheet.lines)
        for line in declared.values():
            if line.formula and sheet.subjects:
                assert (line.formula.evaluate(sheet.lines) == sheet.lines[line.id]).all(), f"{sheet.id}.{line.id}"
            if line.origin == "total_of" and sheet.id != "fee_bills":
                other, _, source = line.source.partition(".")
                for subject in sheet.subjects if other in sheets else ():
                    total = sheets[other].total(source, None if subject == "alle" else subject)
                    assert (total == sheet.lines[line.id][sheet.place[subject]]).all(), f"{sheet.id}.{line.id}"


@settings(max_examples=15, deadline=None)
@given(books(), st.randoms())
def test_the_order_of_the_rows_does_not_matter(book: Book, chance) -> None:
    def mixed(rows: Sequence) -> tuple:
        return tuple(chance.sample(list(rows), len(rows)))

    other = Book(book.years, book.areas, mixed(book.rows), mixed(book.assets), mixed(book.openings), book.swap, book.carries)
    assert _as_words(book.sheets()) == _as_words(other.sheets())


def _as_words(sheets: Mapping[str, Sheet]) -> dict[str, dict[str, dict[str, tuple[int, ...]]]]:
    return {key: {one: {line: sheet.row(one, line) for line in sheet.lines} for one in sheet.subjects} for key, sheet in sheets.items()}


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(SHAPES), st.integers(2, 6), st.integers(-15_000_000, 15_000_000), st.integers(1_000, 3_000), st.integers(0, 50_000),
    st.lists(st.integers(60_000_000, 80_000_000), min_size=9, max_size=9),
)  # fmt: skip
def test_the_path_ends_at_the_aim_and_is_smooth(shape: str, length: int, fund: int, fee: int, swap: int, costs: list[int]) -> None:
    years, subscribers = tuple(range(FIRST, FIRST + 9)), 40_000
    area = FeeArea("vann", "Vann", "water", path_years=length, path_shape=shape)
    rows = tuple(FeeYear("vann", year, "plan", direct=cost, subscribers=subscribers) for year, cost in zip(years, costs, strict=True))
    before = FeeYear("vann", FIRST - 1, "plan", fee=fee)
    book = Book(years, (area,), (before, *rows), (), (FeeOpening("vann", FIRST - 1, fund),), (swap,) * 9, (True,))
    sheets = book.sheets()
    paths, areas = sheets["fee_paths"], sheets["fee_areas"]
    if (paths.row("vann", "landing_fee")[length - 1] == 0) or 0 in paths.row("vann", "fee"):
        return  # a fee that would be below nothing
    # Only rounding is left at the end: a krone from each subscriber, half a year's interest on it, and a few kroner of rounded interest.
    assert abs(areas.value("vann", "fund_closing", FIRST + length - 1)) <= subscribers * (1 + (swap + 5_000) / 2_000_000) + 5
    assert not any(areas.row("vann", "fund_overdue"))
    if paths.row("vann", "phase")[:length] != (1,) * (length - 1) + (2,):
        return  # broken in parts, so that no vintage grows too old
    steps = [now - then for then, now in pairwise([fee, *paths.row("vann", "fee")[:length]])]
    if shape == "even":
        assert max(steps) - min(steps) <= length + 1
    if shape == "level":
        assert max(abs(one) for one in steps[1:]) <= length + 1
    if shape == "arch":
        bends = [later - earlier for earlier, later in pairwise(steps)]
        assert max(bends) - min(bends) <= 4 * length


@settings(max_examples=15, deadline=None)
@given(books())
def test_a_path_never_keeps_a_surplus_past_its_fifth_year_when_it_can_be_given_back(book: Book) -> None:
    sheets = book.sheets()
    paths, areas = sheets["fee_paths"], sheets["fee_areas"]
    for at, area in enumerate(book.areas):
        for place, year in enumerate(book.years):
            overdue, phase = areas.value(area.id, "fund_overdue", year), paths.value(area.id, "phase", year)
            begun = (paths.lines["phase"][at] > 0).argmax() <= place
            free = paths.value(area.id, "fee", year) > 0 and area.fund_aim == 0 and areas.value(area.id, "subscribers", year) > 0
            if phase and begun and free:
                assert overdue <= 2  # the rounding of the interest
