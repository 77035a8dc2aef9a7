"""A slow, plain engine for fees: whole Python numbers, one area, one year and one vintage at a time, straight from the definitions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from veikart.calc.fees import FeeArea, FeeAsset, FeeOpening, FeeYear


def nearest(number: Fraction | int) -> int:
    """The nearest whole number, halves away from zero."""
    size = abs(Fraction(number))
    return floor(size + Fraction(1, 2)) * (1 if number >= 0 else -1)


def part(nok: int, ppm: int) -> int:
    return nearest(Fraction(nok * ppm, 1_000_000))


def book_value(asset: FeeAsset, year: int) -> int:
    """What the asset is worth on 31 December."""
    life, age = max(asset.lifetime, 1), year - asset.in_use
    if age < 0 or age >= life:
        return 0
    return nearest(Fraction(max(asset.cost - asset.grant, 0) * (life - age), life))


@dataclass
class PlainYear:
    """What an area's year came to."""

    opening: dict[int, int] = field(default_factory=dict)
    arisen: int = 0
    used: dict[int, int] = field(default_factory=dict)
    lost: dict[int, int] = field(default_factory=dict)
    closing: dict[int, int] = field(default_factory=dict)
    fee: int = 0
    income: int = 0
    basis: int = 0
    fee_basis: int = 0
    interest: int = 0
    result: int = 0
    depreciation: int = 0
    capital_interest: int = 0

    def overdue(self, year: int, lasts: int) -> int:
        return sum(left for arisen, left in self.closing.items() if left > 0 and arisen + lasts <= year)


@dataclass
class PlainArea:
    """An area with what it needs: its rows by year, its assets, its openings, the rates, and the years it may carry a deficit."""

    area: FeeArea
    rows: Mapping[int, FeeYear]
    assets: Sequence[FeeAsset]
    openings: Sequence[FeeOpening]
    years: Sequence[int]
    rates: Mapping[int, int]
    carries: Mapping[int, bool]
    lasts: int

    def costs(self, year: int) -> tuple[int, int, int, int]:
        """Self-cost, fee basis, depreciation and interest."""
        row = self.row(year)
        before = sum(book_value(one, year - 1) for one in self.assets)
        after = sum(book_value(one, year) for one in self.assets)
        added = sum(max(one.cost - one.grant, 0) for one in self.assets if one.in_use == year)
        interest = part(nearest(Fraction(before + after, 2)), self.rates[year])
        depreciation = before + added - after
        basis = row.direct + part(row.overhead, row.overhead_share) + depreciation + interest - row.other_income
        return basis, part(basis, self.area.cover_share), depreciation, interest

    def row(self, year: int) -> FeeYear:
        return self.rows.get(year, FeeYear(self.area.id, year, "plan", overhead_share=0))

    def decided(self, year: int) -> bool:
        return self.row(year).fee is not None or self.row(year).fee_income is not None

    def first_fund(self) -> dict[int, int]:
        """The openings, the oldest settled against the later ones."""
        fund: dict[int, int] = {}
        for one in sorted(self.openings, key=lambda one: one.year):
            if one.year < self.years[0]:
                _, arisen = settle(fund, one.nok)
                fund[one.year] = arisen
        return fund

    def landing(self, fund: int, aim: int, year: int) -> int:
        """The fee that brings the fund to the aim in the year."""
        row, rate = self.row(year), Fraction(self.rates[year], 1_000_000)
        if not row.subscribers:
            return 0
        needed = (aim - fund * (1 + rate)) / (1 + rate / 2) + self.costs(year)[1] - row.other_fees
        return max((floor if fund > aim else ceil)(needed / row.subscribers), 0)

    def run(self, fees: Mapping[int, int], aims: Mapping[int, int]) -> dict[int, PlainYear]:
        """Every year: the stated fee, the fee of the path, or the one that lands on the aim."""
        fund, done = self.first_fund(), {}
        for year in self.years:
            done[year] = self.one_year(dict(fund), year, fees.get(year), aims[year])
            fund = done[year].closing
        return done

    def one_year(self, fund: dict[int, int], year: int, path_fee: int | None, aim: int) -> PlainYear:
        row, out, carries = self.row(year), PlainYear(opening=dict(fund)), self.carries[year]
        out.basis, out.fee_basis, out.depreciation, out.capital_interest = self.costs(year)
        if not carries:
            out.lost = {arisen: left for arisen, left in fund.items() if left < 0}
            fund = {arisen: left for arisen, left in fund.items() if left >= 0}
        standing = sum(fund.values())
        if row.fee is not None:
            out.fee = row.fee
        elif row.fee_income is None:
            out.fee = self.landing(standing, aim, year) if path_fee is None else path_fee
        out.income = out.fee * row.subscribers + row.other_fees if row.fee_income is None else row.fee_income
        out.result = out.income - out.fee_basis
        after = standing + out.result if carries else max(standing + out.result, 0)
        out.interest = part(nearest(Fraction(standing + after, 2)), self.rates[year])
        out.used, out.arisen = settle(fund, out.result + out.interest)
        fund[year] = fund.get(year, 0) + out.arisen
        for arisen, left in list(fund.items()):
            too_old = arisen + self.lasts <= year and not self.area.exception.strip()
            if left < 0 and (not carries or too_old):
                out.lost[arisen] = out.lost.get(arisen, 0) + left
                fund[arisen] = 0
        out.closing = fund
        return out

    def start_fee(self, before: int) -> int:
        """The last stated fee before this place, or what covers the cost."""
        stated = [self.row(year).fee for year in self.years[:before] if self.row(year).fee is not None]
        earlier = self.rows.get(self.years[0] - 1)
        if stated:
            return stated[-1] or 0
        if earlier is not None and earlier.fee is not None:
            return earlier.fee
        return self.cost_fee(self.years[min(before, len(self.years) - 1)])

    def cost_fee(self, year: int) -> int:
        row = self.row(year)
        return max(nearest(Fraction(self.costs(year)[1] - row.other_fees, row.subscribers)), 0) if row.subscribers else 0

    def find(self) -> dict[int, PlainYear]:
        """The years with the path: part after part, each broken where it would break the rule."""
        begins = max((at for at, year in enumerate(self.years) if self.decided(year)), default=-1) + 1
        last = min(begins + self.area.path_years, len(self.years)) - 1
        fees: dict[int, int] = {}
        aims = dict.fromkeys(self.years, self.area.fund_aim)
        if begins >= len(self.years):
            return self.run(fees, aims)
        start, ends, aim = self.start_fee(begins), last, self.area.fund_aim
        for _ in range(4 * len(self.years)):
            fees = {year: fee for year, fee in fees.items() if year < self.years[begins]}
            aims |= dict.fromkeys(self.years[begins:], self.area.fund_aim) | {self.years[ends]: aim}
            fees |= self.part_fees(begins, ends, start, aim, fees, aims)
            done = self.run(fees, aims)
            wrong = self.first_breach(done, begins, ends)
            if wrong is not None:
                year = self.years[wrong]
                left = sum(done[year].closing.values()) - done[year].overdue(year, self.lasts)
                if wrong == ends and done[year].overdue(year, self.lasts) > 2:
                    first = self.years[begins]
                    opening = {old: nok for old, nok in done[first].opening.items() if nok > 0 or self.carries[first]}
                    left = sum(nok for old, nok in opening.items() if nok < 0 or old + self.lasts > year)
                if (wrong, left) != (ends, aim):
                    ends, aim = wrong, left
                    continue
            if ends >= last:
                break
            start, begins, ends, aim = done[self.years[ends]].fee, ends + 1, last, self.area.fund_aim
        return done

    def first_breach(self, done: Mapping[int, PlainYear], begins: int, ends: int) -> int | None:
        for at in range(begins, ends + 1):
            year = self.years[at]
            one = done[year]
            uncarried = 0 if self.carries[year] else sum(min(left, 0) for left in one.opening.values())
            lost = uncarried - sum(one.lost.values())
            if one.overdue(year, self.lasts) > 2 or lost > (2 * self.row(year).subscribers if at == ends else 0):
                return at
        return None

    def part_fees(self, begins: int, ends: int, start: int, aim: int, fees: Mapping[int, int], aims: Mapping[int, int]) -> dict[int, int]:
        """The fees of a part but its last year, which is a landing."""
        length = ends - begins + 1
        target = self.cost_fee(self.years[min(ends + 1, len(self.years) - 1)])
        first = self.run(fees, aims)[self.years[begins]].opening.items()
        fund = sum(left for _, left in first if left > 0 or self.carries[self.years[begins]])

        def fee(number: int, step: int) -> int:
            if self.area.path_shape == "arch":
                straight = start + nearest(Fraction((target - start) * number, length + 1))
                return max(straight + nearest(Fraction(number * (length + 1 - number) * step, 100)), 0)
            return max(start + nearest(Fraction((1 if self.area.path_shape == "level" else number) * step, 100)), 0)

        def end(step: int) -> int:
            left = fund
            for number, year in enumerate(self.years[begins : ends + 1], start=1):
                row = self.row(year)
                result = fee(number, step) * row.subscribers + row.other_fees - self.costs(year)[1]
                left = left + result + part(nearest(Fraction(2 * left + result, 2)), self.rates[year])
            return left

        if not any(self.row(year).subscribers for year in self.years[begins : ends + 1]):
            step = 0
        else:
            low, high = -(10**13), 10**13
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if end(middle) >= aim else (middle + 1, high)
            step = high
        return {year: fee(number, step) for number, year in enumerate(self.years[begins:ends], start=1)}


def settle(fund: dict[int, int], change: int) -> tuple[dict[int, int], int]:
    """Let the change cover the oldest vintages of the opposite sign; what they lost, and what is over. `fund` is changed."""
    used: dict[int, int] = {}
    for year in sorted(fund):
        left = fund[year]
        if left * change < 0:
            taken = min(abs(left), abs(change)) * (1 if left > 0 else -1)
            used[year], fund[year], change = taken, left - taken, change + taken
    return used, change
