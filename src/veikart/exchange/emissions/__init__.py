"""Emissions of municipalities, from the Environment Agency's files."""

from veikart.exchange.emissions.book_rows import EmissionRows, check_vintage, make_emission_rows, make_source_id
from veikart.exchange.emissions.large_workbooks import LARGEST_WORKBOOK
from veikart.exchange.emissions.reading import EmissionFile, read_emissions

__all__ = ["LARGEST_WORKBOOK", "EmissionFile", "EmissionRows", "check_vintage", "make_emission_rows", "make_source_id", "read_emissions"]
