"""The nation's rates, from tables of the United Nations and of Statistics Norway."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from veikart.calc.population.inputs import AGES, SEXES, Numbers
from veikart.calc.population.national import DEATH_AGES, FERTILE_AGES, SIZE_LIMITS, NationalRates
from veikart.exchange.dataset.files import Folder, open_folder
from veikart.exchange.dataset.rows import CsvRow, read_csv
from veikart.rules.findings import Finding, Place

DEATH_RATES, FERTILITY_SHARES = "norway-death-rates-5-year-ages.csv", "norway-fertility-shares-5-year-ages.csv"
VITAL_RATES, NET_MIGRATION, BY_SIZE = "norway-vital-rates.csv", "norway-net-migration-projection.csv", "norway-population-by-size.csv"
AGE_COLUMNS = tuple(f"age_{age}" for age in range(AGES))
THOUSAND = 1_000
_DEATH_GROUPS = ("0", *(f"{age}" for age in DEATH_AGES[1:-1]), "100+")
_MOTHERS = tuple(f"{age}-{age + 4}" for age in FERTILE_AGES)


@dataclass(frozen=True, slots=True)
class _Table:
    """A file with rows by year and one thing more: `row_keys` are all that each year must have, `values` the columns with numbers."""

    name: str
    columns: tuple[str, ...]
    year: str
    row_key: Callable[[CsvRow], str]
    row_keys: tuple[str, ...]
    values: tuple[str, ...]


_TABLES = (
    _Table(DEATH_RATES, ("country_code", "year", "period", "age", "mxM", "mxF", "mxB"), "year", lambda row: row.fields["age"], _DEATH_GROUPS,
           ("mxF", "mxM")),
    _Table(FERTILITY_SHARES, ("country_code", "year", "period", "age", "pasfr"), "year", lambda row: row.fields["age"], _MOTHERS, ("pasfr",)),
    _Table(VITAL_RATES, ("year", "e0M", "e0F", "tfr", "births", "deaths"), "year", lambda _: "", ("",), ("e0F", "e0M", "tfr")),
    _Table(NET_MIGRATION, ("year", "age", "migM", "migF"), "year", lambda row: row.fields["age"], tuple(map(str, range(101))), ("migF", "migM")),
    _Table(BY_SIZE, ("size_class", "year", "sex", *AGE_COLUMNS), "year", lambda row: f"{row.fields['size_class']} {row.fields['sex']}",
           tuple(f"{size} {sex}" for size in range(len(SIZE_LIMITS) + 1) for sex in SEXES), AGE_COLUMNS),
)  # fmt: skip


def read_national(path: Path) -> tuple[NationalRates | None, list[Finding]]:
    """The nation's rates from the folder's five tables, or None and every finding.

    Death rates are per person and year and must lie between 0 and 2; shares of mothers are per cent; net migration is thousands in the file and
    persons here, its last age 100 and older. A year that has some of its rows only, is a finding, and so is one that has a row twice.
    """
    folder, findings = open_folder(path)
    if folder is None:
        return None, findings
    deaths, mothers, vital, moved, sizes = (_read_table(folder, table) for table in _TABLES)
    if folder.count:
        return None, folder.findings
    return NationalRates(
        {year: one.T for year, one in deaths.items()},
        {year: one[0, :2] for year, one in vital.items()},
        {year: one[:, 0] for year, one in mothers.items()},
        {year: float(one[0, 2]) for year, one in vital.items()},
        {year: one.reshape(len(SIZE_LIMITS) + 1, len(SEXES), AGES) for year, one in sizes.items()},
        {year: np.pad(one.T * THOUSAND, ((0, 0), (0, AGES - len(one)))) for year, one in moved.items()},
    ), []


def _read_table(folder: Folder, table: _Table) -> dict[int, Numbers]:
    """The numbers by year, shape (row keys, values)."""
    found: dict[int, dict[str, list[float]]] = {}
    last = 1
    for row in read_csv(folder, table.name, columns=table.columns).rows:
        year, key, last = row.fields[table.year], table.row_key(row), row.line
        place = Place(file=table.name, row=row.line, column=table.year)
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            folder.report("value-kind", place, name="year", expected="et årstall", found=f"«{year}»")
        elif key not in table.row_keys or key in found.get(int(year), {}):
            folder.report("id-twice" if key in table.row_keys else "value-choice", place, name="year", found=f"{year} {key}".strip(),
                          expected=", ".join(table.row_keys))  # fmt: skip
        else:
            found.setdefault(int(year), {})[key] = [_read_number(folder, table.name, row, column) for column in table.values]
    for year, rows in found.items():
        missing = [key for key in table.row_keys if key not in rows]
        if missing:
            folder.report("key-missing", Place(file=table.name, row=last), expected=f"{year} {missing[0]}".strip())
    return {year: np.array([rows[key] for key in table.row_keys if key in rows]) for year, rows in found.items()}


def _read_number(folder: Folder, name: str, row: CsvRow, column: str) -> float:
    text = row.fields[column]
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    low = -np.inf if name == NET_MIGRATION else 0
    if low <= number <= (2 if name == DEATH_RATES else 1e9):
        return number
    place = Place(file=name, row=row.line, column=column)
    folder.report("value-kind", place, name=column, expected="et tall", found=f"«{text}»" if text else "tom")
    return 0.0
