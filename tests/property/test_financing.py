"""The gap is closed to the krone: what pays is what is needed, in any order, and the target is reached where it is to be."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_financing import plain_financing
from veikart.calc.financing import (
    CLASSES,
    COUNTS,
    INVESTMENT_LINES,
    LOANS_REST,
    REACH_TARGET,
    SOURCES,
    FinancingRule,
    FinancingSource,
    make_financing_sheet,
    make_financing_total,
    make_new_lending,
    make_order,
    make_own_sources,
)

YEARS = (2026, 2027, 2028)
MONEY = st.integers(0, 10**9)
ORDERS = st.permutations(SOURCES).flatmap(
    lambda order: st.lists(st.sampled_from(COUNTS), min_size=len(order), max_size=len(order)).map(
        lambda counts: {one: FinancingSource(one, at, count) for at, (one, count) in enumerate(zip(order, counts, strict=True))}
    )
)
TABLES = st.lists(st.lists(MONEY, min_size=len(CLASSES) * len(YEARS), max_size=len(CLASSES) * len(YEARS)), min_size=4, max_size=4).map(
    lambda found: {line: np.array(one).reshape(len(CLASSES), len(YEARS)) for line, one in zip(INVESTMENT_LINES, found, strict=True)}
)
SERIES = st.fixed_dictionaries(
    {one: st.dictionaries(st.sampled_from(YEARS), MONEY) for one in ("share_purchases", "planned_transfer", "untied_use", "tied_use", "loan_ceiling")}
)


def _sheet(investments, series, stated, rules):
    own = make_own_sources(YEARS, series, rules, "Kommunens egne investeringer")
    return make_financing_sheet(investments, own, make_new_lending(YEARS, {}, "Utlån"), make_order(stated), CLASSES)


@settings(max_examples=50)
@given(TABLES, SERIES, ORDERS, st.sampled_from([LOANS_REST, REACH_TARGET]), st.integers(0, 10**6))
def test_fast_is_slow_to_the_krone(investments, series, stated, mode, target) -> None:
    sheet = _sheet(investments, series, stated, {"2026": FinancingRule(2026, mode, target)})
    order = make_order(stated)
    for at, one in enumerate(CLASSES):
        own = at == 0
        for year_at, year in enumerate(YEARS):
            have = {line: int(investments[line][at, year_at]) for line in INVESTMENT_LINES}
            shares, transfer, untied, tied = (
                series[line].get(year, 0) if own else 0 for line in ("share_purchases", "planned_transfer", "untied_use", "tied_use")
            )
            have |= {"share_purchases": shares, "transfer": transfer, "funds": untied + tied}
            expected = plain_financing(
                have,
                order.sources,
                order.counts_as,
                ceiling=series["loan_ceiling"].get(year) if own else None,
                target=target if own else 0,
                reach=own and mode == REACH_TARGET,
            )
            assert {line: sheet.value(one, line, year) for line in expected} == expected


@settings(max_examples=50)
@given(TABLES, SERIES, ORDERS)
def test_what_pays_is_what_is_needed(investments, series, stated) -> None:
    lines = _sheet(investments, series, stated, {}).lines
    paid = sum(lines[f"{one}_used"] for one in SOURCES) + lines["loan"] + lines["gap"]
    assert (paid == lines["need"]).all()
    assert all((lines[line] >= 0).all() for line in ("loan", "gap", "unused", *(f"{one}_used" for one in SOURCES)))


@settings(max_examples=40)
@given(TABLES, SERIES, st.integers(0, 10**6))
def test_target_is_reached_to_the_krone(investments, series, target) -> None:
    series = {**series, "loan_ceiling": {}}
    sheet = _sheet(investments, series, {}, {"2026": FinancingRule(2026, REACH_TARGET, target, target)})
    assert not sheet.lines["missing_to_target"].any()
    for at, year in enumerate(YEARS):
        other = sum(int(investments[line][0, at]) for line in ("vat_compensation", "sales"))
        other += series["untied_use"].get(year, 0) + series["tied_use"].get(year, 0)
        base = sheet.value(CLASSES[0], "own_capital_base", year)
        if other <= base * target // 10**6:
            assert abs(sheet.value(CLASSES[0], "own_capital", year) - base * target / 10**6) <= 0.5


@settings(max_examples=30)
@given(TABLES, SERIES, ORDERS, ORDERS)
def test_order_of_the_sources_moves_no_loan_where_all_of_them_are_needed(investments, series, one_order, other_order) -> None:
    """The order says who is spared; where everything is used there is nobody to spare."""
    counts = {one.source: one.counts_as for one in one_order.values()}
    same = {key: FinancingSource(row.source, row.position, counts[row.source]) for key, row in other_order.items()}
    costly = {**investments, "gross": investments["gross"] + 10**10}
    first, second = (_sheet(costly, series, stated, {}) for stated in (one_order, same))
    assert not first.lines["unused"].any()
    for line in ("loan", "gap", "own_capital"):
        assert (first.lines[line] == second.lines[line]).all()


@settings(max_examples=30)
@given(TABLES, SERIES)
def test_classes_add_up(investments, series) -> None:
    sheet = _sheet(investments, series, {}, {})
    total = make_financing_total(sheet, "alle", "Alle")
    assert (total.lines["loan"][0] == sheet.lines["loan"].sum(axis=0)).all()
    assert (total.lines["need"][0] == sheet.lines["need"].sum(axis=0)).all()
