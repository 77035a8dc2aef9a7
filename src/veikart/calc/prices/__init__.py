"""Price and wage growth as indices: kroner of one year as kroner of another."""

from veikart.calc.prices.indices import GROWTHS, get_index_years, make_price_sheet

__all__ = ["GROWTHS", "get_index_years", "make_price_sheet"]
