"""The rows that loans are worked out from: who owes, what is owed, what it costs, and when it is paid back."""

from __future__ import annotations

from dataclasses import dataclass

PURPOSES = ("non_self_financing", "water_sewage_waste", "housing", "church", "lending")
"""What a loan is for. The municipality pays the first and the church's itself, users pay for the two in between, `lending` is lent on."""
LENDING, CHURCH = "lending", "church"
ANNUITY, SERIAL, BULLET, PLANNED = KINDS = ("annuity", "serial", "bullet", "planned")
"""How a loan is paid back: an equal sum of interest and instalment, equal instalments, all at the end, or as planned year by year."""
OWN, OTHERS, ON_LENDING = BASES = ("own", "others", "on_lending")
"""What the law lets the loan be for: own investments, others' investments, lending on."""
TREASURY = "treasury"
"""The kind of the entity that is the municipality itself."""
OUTSIDE = "outside"
"""The choice that keeps loans for churches outside the least instalment."""


@dataclass(frozen=True, slots=True)
class Entity:
    """The municipality itself or an undertaking of it: each has loans and a least instalment of its own."""

    id: str
    name: str
    kind: str = TREASURY
    church_loans: str = "inside"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan. `principal` is in whole kroner: what is owed at the end of `year`, or what is taken up in it where the year is worked out.

    `rate` is the agreed rate (parts per million, None where it floats) and holds to the end of `fixed_until` (None: always); after that the rate
    is the market's plus `margin`. The first and the last instalment are paid at the end of those years.
    """

    id: str
    name: str
    entity: str
    purpose: str
    basis: str
    kind: str
    principal: int
    year: int
    first_instalment: int
    last_instalment: int
    rate: int | None = None
    fixed_until: int | None = None
    margin: int = 0
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoanInstalment:
    """What is to be paid on a loan in a year, whole kroner; for loans that are paid as planned."""

    loan: str
    year: int
    nok: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoanTerm:
    """What new loans for a purpose are taken up on: how many instalments, how many years before the first, and the rate, as in Loan.

    A rate without `fixed_years` holds for the whole loan; with it, to the end of that many years after the year the loan is taken up.
    """

    purpose: str
    entity: str
    kind: str
    instalments: int
    first_after: int = 1
    rate: int | None = None
    fixed_years: int | None = None
    margin: int = 0
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BookValue:
    """What an entity's least instalment is worked out from in a year, whole kroner.

    `depreciable_assets` is the book value on 1 January of what is depreciated (land is not), of the assets there are before the first year;
    None where it follows from the year before. `depreciation` is of those assets. `charged` is what is charged to operations, None where it is
    what is paid.
    """

    entity: str
    year: int
    depreciable_assets: int | None = None
    depreciation: int = 0
    charged: int | None = None
    source: str = ""
    note: str = ""
