"""The funds added up: by kind, and as the sums that the ratios are made of."""

from __future__ import annotations

import numpy as np

from veikart.calc.funds.funds import DISCRETIONARY_KINDS, FUND_KINDS
from veikart.calc.values import scale
from veikart.calc.worksheets import Lines, Sheet, make_sheet

EVERYTHING = "alle"
GROUP_LINES = ("opening", "interest", "allocation", "planned_use", "use", "use_missing", "change", "closing")
_CHANGES = {"discretionary": "discretionary_kind_change"}
_FIXED = ("buffer_fund", "discretionary_funds", "total_funds")


def make_fund_group_sheet(funds: Sheet, names: dict[str, str]) -> Sheet:
    """The sheet `fund_groups`: the lines of GROUP_LINES added up over the funds of each kind of FUND_KINDS, and over all («alle»)."""
    lines = {line: np.array([*(funds.total(line, kind) for kind in FUND_KINDS), funds.total(line)]) for line in GROUP_LINES}
    subjects = (*FUND_KINDS, EVERYTHING)
    return make_sheet("fund_groups", subjects, funds.years, lines, names=[names.get(one, one) for one in subjects])


def make_fund_total_sheet(groups: Sheet, managed: Sheet, deflator_fixed: Lines) -> Sheet:
    """The sheet `fund_totals`: what all funds hold on 31 December, one subject, whole kroner, current and (lines ending `_fixed`) fixed.

    The managed fund is kept apart: `discretionary_funds` is without its buffer capital, `total_funds` is with all of it.
    """
    closing = dict(zip(groups.subjects, groups.lines["closing"], strict=True))
    change = dict(zip(groups.subjects, groups.lines["change"], strict=True))
    lines: dict[str, Lines] = {f"{kind}_closing": closing[kind] for kind in FUND_KINDS}
    lines["buffer_fund"] = closing["buffer"]
    lines["discretionary_funds"] = _sum_of(closing)
    lines["managed_fund"] = managed.total("closing")
    lines["total_funds"] = closing[EVERYTHING] + lines["managed_fund"]
    lines |= {_CHANGES.get(kind, f"{kind}_change"): change[kind] for kind in (*DISCRETIONARY_KINDS, "untied_investment")}
    lines["discretionary_change"] = _sum_of(change)
    lines["deflator_fixed"] = deflator_fixed
    lines |= {f"{line}_fixed": scale(lines[line], deflator_fixed) for line in _FIXED}
    return make_sheet("fund_totals", (EVERYTHING,), groups.years, {line: values[None] for line, values in lines.items()}, names=("Alle fond",))


def _sum_of(by_kind: dict[str, Lines]) -> Lines:
    total: Lines = sum((by_kind[kind] for kind in DISCRETIONARY_KINDS), start=np.zeros_like(by_kind[EVERYTHING]))
    return total
