"""The rows of budget revisions. Texts are empty and dates None where nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

REVISION = "revision"
"""The kind of layer that holds an adopted revision."""
ONCE, LASTING = "once", "lasting"
"""How long a proposal holds: that year only, or that year and the later years of the plan."""


@dataclass(frozen=True, slots=True)
class BudgetRevision:
    """A change of the budget within the year, such as «Økonomimelding I». `year` is the budget year it begins in, `period` the report it follows.

    `status` is how far it has come in the council: open, put_forward or decided. Whether it is in the budget is no status: it is when the budget
    has its layer.
    """

    id: str
    name: str
    year: int
    period: str = ""
    case: str = ""
    status: str = "open"
    put_forward: date | None = None
    decided: date | None = None
    decided_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BudgetProposal:
    """One amount that someone wants moved: on a unit and an account of the budget, from `year` on.

    `amount_nok` is whole kroner with the sign of the budget: more expense is positive, more revenue negative. `deviation` is what it comes from
    in a report, `post` who proposes it, `revision` is empty until it is gathered into one. `fund` says whose balance follows a use of funds.
    """

    id: str
    name: str
    unit: str
    account: str
    year: int
    amount_nok: int
    duration: str = ONCE
    kind: str = "need"
    function: str = ""
    fund: str = ""
    period: str = ""
    deviation: str = ""
    reason: str = ""
    post: str = ""
    revision: str = ""
    status: str = "proposed"
    answer: str = ""
    source: str = ""
