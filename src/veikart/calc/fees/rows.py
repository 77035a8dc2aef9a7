"""The rows of the fee tables: the areas, their costs each year, their assets, what their funds hold from before, and the price list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeeArea:
    """A service paid by fees, with a calculation of its own.

    `kind` decides which law holds. `cover_share` is the part of the basis the council lets the fees cover, parts per million. The fee goes in a
    path of `path_years` years and the shape `path_shape` («even», «level» or «arch»), until the fund holds `fund_aim` whole kroner. `bill_count`
    is how many standard fees a household pays in a year, `bundle` what the area is shown together with. `exception` says why a deficit may be
    covered later than in the fifth year; without it what is left is lost.
    """

    id: str
    name: str
    kind: str
    unit: str = ""
    bundle: str = ""
    standard: str = ""
    bill_count: int = 0
    cover_share: int = 1_000_000
    path_years: int = 3
    path_shape: str = "even"
    fund_aim: int = 0
    exception: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeeYear:
    """What an area costs and brings in during a year: before (`stage` «plan») or after it («accounts»). Whole current kroner, all positive.

    `overhead` is joint cost of which the area carries `overhead_share` (parts per million). `subscribers` are standard subscribers, `fee` what
    each pays without value added tax; empty where the path decides. `other_fees` is fee income beside it. `fee_income` is all of it where it is
    known as one figure. `capital` is the depreciation and interest that the pre-calculation was made with, for comparison only.
    """

    area: str
    year: int
    stage: str
    direct: int = 0
    overhead: int = 0
    overhead_share: int = 1_000_000
    other_income: int = 0
    subscribers: int = 0
    fee: int | None = None
    other_fees: int = 0
    fee_income: int | None = None
    capital: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeeAsset:
    """An asset of an area: `cost` and the `grant` to deduct in whole kroner, the year it is taken into use, and its lifetime in years."""

    id: str
    area: str
    name: str
    cost: int
    in_use: int
    lifetime: int
    grant: int = 0
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProjectShare:
    """The part of an investment project that an area carries, parts per million, when grants to the project are taken off."""

    project: str
    area: str
    share: int = 1_000_000
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeeOpening:
    """What is left on 1 January of the first year of what arose in `year`: whole kroner, positive a surplus, negative a deficit."""

    area: str
    year: int
    nok: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeeItem:
    """A line of the price list, to be paid until `last_year` (None: still).

    Without a price of its own it is `share` of the area's fee (parts per million), divided by `volume` units.
    """

    id: str
    area: str
    name: str
    unit: str = ""
    share: int | None = None
    volume: int = 1
    last_year: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeePrice:
    """The price of an item in a year without value added tax: whole kroner, and øre beside them."""

    item: str
    year: int
    kroner: int
    ore: int = 0
    source: str = ""
    note: str = ""
