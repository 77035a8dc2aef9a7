"""The rows that the financing is worked out from: the order of the sources, and the goal for own capital."""

from __future__ import annotations

from dataclasses import dataclass

CLASSES = ("non_self_financing", "water_sewage_waste", "housing", "lending")
"""What investments are for. The municipality pays the first itself, users pay for the others."""
NON_SELF_FINANCING, LENDING = CLASSES[0], CLASSES[-1]
SOURCES = ("vat_compensation", "grants", "sales", "transfer", "funds")
"""What pays for investments before loans do, in the order that holds where none is stated."""
TRANSFER = "transfer"
OWN_CAPITAL, DEDUCTED = COUNTS = ("own_capital", "deducted")
"""Whether a source is own capital, or makes the investments to be paid for smaller."""
LOANS_REST, REACH_TARGET = MODES = ("loans_rest", "reach_target")
"""Loans pay what the sources do not, or the transfer from operations is what it takes to reach the target for own capital."""
DEFAULT_COUNTS = {"grants": DEDUCTED}
"""What a source counts as where nothing is stated; own capital for the others."""


@dataclass(frozen=True, slots=True)
class FinancingSource:
    """A source's place in the order (lowest first), and what it counts as (one of COUNTS)."""

    source: str
    position: int
    counts_as: str = OWN_CAPITAL
    note: str = ""


@dataclass(frozen=True, slots=True)
class FinancingRule:
    """How the gap is closed from `year` on, and the share of non-self-financing investments that is to be own capital (parts per million)."""

    year: int
    mode: str = LOANS_REST
    target: int = 0
    minimum: int = 0
    source: str = ""
    note: str = ""
