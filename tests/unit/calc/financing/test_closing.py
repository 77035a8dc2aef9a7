"""The order of the sources, and the rule of a year."""

from veikart.calc.financing import FinancingRule, FinancingSource, get_rule, make_order


def test_the_order_is_stated_and_what_is_not_stated_comes_after() -> None:
    order = make_order({"sales": FinancingSource("sales", 2, "deducted"), "transfer": FinancingSource("transfer", 1)})
    assert order.sources == ("transfer", "sales", "vat_compensation", "grants", "funds")
    assert order.counting("deducted") == ("sales", "grants")
    assert make_order({}).counting("deducted") == ("grants",)


def test_the_rule_is_the_latest_that_has_begun() -> None:
    rules = {str(year): FinancingRule(year, target=year) for year in (2026, 2028)}
    assert [get_rule(rules, year).target for year in (2025, 2026, 2027, 2028, 2040)] == [0, 2026, 2026, 2028, 2028]
