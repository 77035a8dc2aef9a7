"""The gap between what the investments cost and what pays for them, closed source by source; loans take the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.financing.rows import (
    CLASSES,
    DEDUCTED,
    DEFAULT_COUNTS,
    LENDING,
    LOANS_REST,
    NON_SELF_FINANCING,
    OWN_CAPITAL,
    REACH_TARGET,
    SOURCES,
    TRANSFER,
    FinancingRule,
    FinancingSource,
)
from veikart.calc.values import ratio_of, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

INVESTMENT_LINES = ("gross", "vat_compensation", "grants", "sales")
"""What is asked of the investments, by class and year."""
_OWN_SERIES = ("share_purchases", "planned_transfer", "untied_use", "tied_use")
_OWN_LINES = ("share_purchases", "planned_transfer", "planned_funds", "has_ceiling", "loan_ceiling", "reaches_target", "target", "minimum")
_ADDED = (
    *("gross", "share_purchases", "lending_out", "need"),
    *(f"{source}_used" for source in SOURCES),
    *("unused", "left_for_loan", "loan", "gap", "own_capital", "deducted_used", "own_capital_base"),
)


@dataclass(frozen=True)
class Order:
    """The sources in order, and what each counts as."""

    sources: tuple[str, ...]
    counts_as: Mapping[str, str]

    def counting(self, counts_as: str) -> tuple[str, ...]:
        """The sources that count so."""
        return tuple(one for one in self.sources if self.counts_as[one] == counts_as)


def make_order(stated: Mapping[str, FinancingSource]) -> Order:
    """The order as stated, then the sources that are not, in the order of SOURCES. Two in the same place stand by name.

    >>> make_order({"funds": FinancingSource("funds", 1)}).sources
    ('funds', 'vat_compensation', 'grants', 'sales', 'transfer')
    """
    rows = sorted((one for one in stated.values() if one.source in SOURCES), key=lambda one: (one.position, one.source))
    sources = (*(one.source for one in rows), *(one for one in SOURCES if one not in {row.source for row in rows}))
    counts = {one: DEFAULT_COUNTS.get(one, OWN_CAPITAL) for one in SOURCES} | {one.source: one.counts_as for one in rows}
    return Order(sources, counts)


def get_rule(rules: Mapping[str, FinancingRule], year: int) -> FinancingRule:
    """The rule that holds in a year: the latest that has begun. Without one, loans take the rest and there is no target.

    >>> get_rule({"2020": FinancingRule(2020, target=500_000)}, 2022).target
    500000
    """
    begun = [one for one in rules.values() if one.year <= year]
    return max(begun, key=lambda one: one.year) if begun else FinancingRule(year, LOANS_REST)


def make_own_sources(years: Sequence[int], series: Mapping[str, Mapping[int, int]], rules: Mapping[str, FinancingRule], name: str) -> Sheet:
    """What the municipality itself has for its investments, and the goals, as the sheet `own_sources`; one subject.

    `series` is by name and year, whole kroner: `share_purchases` (to be paid, and loans may not), `planned_transfer`, `untied_use` and
    `tied_use` of investment funds, and `loan_ceiling` (no ceiling in a year without one). Shares are in parts per million.
    """
    held = [get_rule(rules, year) for year in years]
    lines = {line: [series.get(line, {}).get(year, 0) for year in years] for line in _OWN_SERIES}
    ceiling = series.get("loan_ceiling", {})
    lines |= {
        "planned_funds": [untied + tied for untied, tied in zip(lines["untied_use"], lines["tied_use"], strict=True)],
        "has_ceiling": [int(year in ceiling) for year in years],
        "loan_ceiling": [ceiling.get(year, 0) for year in years],
        "reaches_target": [int(one.mode == REACH_TARGET) for one in held],
        "target": [one.target for one in held],
        "minimum": [one.minimum for one in held],
    }
    return make_sheet("own_sources", (NON_SELF_FINANCING,), years, {line: [values] for line, values in lines.items()}, names=(name,))


def make_new_lending(years: Sequence[int], lent: Mapping[int, int], name: str) -> Sheet:
    """What is lent on to others by year (`lent`, whole kroner), as the sheet `new_lending`; one subject."""
    return make_sheet("new_lending", (LENDING,), years, {"lending_out": [[lent.get(year, 0) for year in years]]}, names=(name,))


def make_financing_sheet(investments: Mapping[str, Lines], own: Sheet, lending: Sheet, order: Order, names: Sequence[str]) -> Sheet:
    """The financing of each of CLASSES by year, as the sheet `financing`. Whole kroner, all positive; shares in parts per million.

    `investments` are INVESTMENT_LINES, shape (classes, years), in the order of CLASSES; `own` is the sheet of own sources, `lending` that of
    new lending. Each source pays as much as it has of what those before it have left; loans pay the rest, but never shares in companies, and
    not above a ceiling. What nobody pays is `gap`. Where the target is to be reached, the transfer from operations is what the other own
    capital lacks of it.
    """
    years = own.years
    lines = {line: investments[line].astype(np.int64) for line in INVESTMENT_LINES}
    of_own, of_lending = (np.array([[int(one == it)] for one in CLASSES]) for it in (NON_SELF_FINANCING, LENDING))
    for line in _OWN_LINES:
        lines[line] = of_own * own.lines[line]
    lines["lending_out"] = of_lending * lending.lines["lending_out"]
    lines["need"] = lines["gross"] + lines["share_purchases"] + lines["lending_out"]
    lines["funds"] = lines["planned_funds"]
    lines |= _places(lines["need"].shape, order)
    lines |= _transfer(lines, order)
    lines |= _use(lines, order)
    lines |= _borrow(lines)
    lines |= _own_capital(lines, order)
    return make_sheet("financing", CLASSES, years, lines, names=names)


def _places(shape: tuple[int, ...], order: Order) -> dict[str, Lines]:
    """Each source's place in the order, 1 first, and whether it is own capital (1) or makes the investments smaller (0)."""
    places = {f"place_{source}": np.full(shape, at, dtype=np.int64) for at, source in enumerate(order.sources, start=1)}
    own = {f"owns_{source}": np.full(shape, int(order.counts_as[source] == OWN_CAPITAL), dtype=np.int64) for source in SOURCES}
    return {**places, **own}


def _sum(lines: Mapping[str, Lines], names: Sequence[str]) -> Lines:
    return sum((lines[one] for one in names), np.zeros_like(lines["need"]))


def _transfer(lines: Mapping[str, Lines], order: Order) -> dict[str, Lines]:
    """What operations transfer: as planned, or what it takes to reach the target when the other sources are used in full."""
    deducted = np.minimum(lines["need"], _sum(lines, [one for one in order.counting(DEDUCTED) if one != TRANSFER]))
    other = _sum(lines, [one for one in order.counting(OWN_CAPITAL) if one != TRANSFER])
    reaching = np.maximum(0, share_of(lines["need"] - deducted, lines["target"]) - other)
    return {
        "deducted": deducted,
        "other_own_capital": other,
        "transfer": np.where(lines["reaches_target"] == 1, reaching, lines["planned_transfer"]),
    }


def _use(lines: Mapping[str, Lines], order: Order) -> dict[str, Lines]:
    found: dict[str, Lines] = {}
    left = lines["need"]
    for source in order.sources:
        found[f"left_for_{source}"] = left
        found[f"{source}_used"] = np.maximum(0, np.minimum(lines[source], left))
        left = left - found[f"{source}_used"]
    found["left_for_loan"] = left
    found["unused"] = _sum({**lines, **found}, SOURCES) - _sum({**lines, **found}, [f"{one}_used" for one in SOURCES])
    return found


def _borrow(lines: Mapping[str, Lines]) -> dict[str, Lines]:
    may = np.maximum(0, lines["gross"] + lines["lending_out"] - lines["vat_compensation_used"] - lines["grants_used"])
    wanted = np.maximum(0, np.minimum(lines["left_for_loan"], may))
    loan = np.where(lines["has_ceiling"] == 1, np.minimum(wanted, lines["loan_ceiling"]), wanted)
    return {"may_borrow": may, "wanted_loan": wanted, "loan": loan, "gap": np.maximum(0, lines["left_for_loan"] - loan)}


def _own_capital(lines: Mapping[str, Lines], order: Order) -> dict[str, Lines]:
    own = _sum(lines, [f"{one}_used" for one in order.counting(OWN_CAPITAL)])
    deducted = _sum(lines, [f"{one}_used" for one in order.counting(DEDUCTED)])
    base = lines["need"] - deducted
    share = np.where(base > 0, ratio_of(own, base), 0)
    return {
        "own_capital": own,
        "deducted_used": deducted,
        "own_capital_base": base,
        "own_capital_share": share,
        "missing_to_target": np.maximum(0, share_of(base, lines["target"]) - own),
        "missing_to_minimum": np.maximum(0, share_of(base, lines["minimum"]) - own),
    }


def make_financing_total(financing: Sheet, everything: str, name: str) -> Sheet:
    """The lines of the financing added up over the classes, as the sheet `financing_total`; one subject. Whole kroner, all positive."""
    return make_sheet("financing_total", (everything,), financing.years, financing.totals(_ADDED, ()), names=(name,))
