"""What is stored, looked into: sums by any columns, lines, and whole vouchers."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from veikart.exchange.ledger.database import list_sql, open_database, quote_path
from veikart.exchange.ledger.folding import LINE_COLUMNS
from veikart.exchange.ledger.lines import LedgerFiles, LedgerLine

SUM_COLUMNS = ("source", "kind", "year", "month", "account", "kostra", "function", "cost_centre", "project")
"""What sums can be by, and what they can be of."""
LINE_ONLY = (*SUM_COLUMNS, "voucher")
"""What lines can be chosen by."""
ORDERS = {"date": "date, voucher, line", "amount": "abs(amount_ore) DESC, date, voucher, line", "voucher": "voucher, line"}
_QUERY_MB = 400
_WHOLE = {"year", "month"}

Only = Mapping[str, Collection[str | int]]
"""Values that a column may have, by column; a column that is not there may have any."""


Values = NDArray[np.str_] | NDArray[np.int64]


@dataclass(frozen=True)
class LedgerSums:
    """Sums of ledger lines, one for each combination of the columns that there is. `amount_ore` is whole øre, expenses positive, int64; `lines` how
    many lines there are in each. `values` are the values of each column, once and in order, and `places` which of them each sum has, int64."""

    values: Mapping[str, Values]
    places: Mapping[str, NDArray[np.int64]]
    amount_ore: NDArray[np.int64]
    lines: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.amount_ore)

    @cached_property
    def keys(self) -> Mapping[str, Values]:
        """The value of each column in each sum."""
        return {column: values[self.places[column]] for column, values in self.values.items()}


def sum_ledger(rollups: Sequence[Path], *, by: Sequence[str], only: Only | None = None) -> LedgerSums:
    """The sums of stored roll-ups by some of SUM_COLUMNS, in the order of the columns. Raises KeyError for another column."""
    _check_columns([*by, *(only or {})], SUM_COLUMNS)
    if not rollups:
        return _empty(by)
    where, given = _where(only or {})
    source = f"FROM {_files(rollups)} {where}"
    with _open(rollups) as database:
        values = {column: _name_values(database, column, source, given) for column in by}
        places = "".join(f"{_place(column)} AS {column}_place, " for column in by)
        query = f"SELECT {places}sum(amount_ore)::BIGINT AS amount_ore, sum(lines)::BIGINT AS lines {source}"
        query += " GROUP BY ALL ORDER BY ALL" if by else " HAVING count(*) > 0"
        found = {name: _whole(column) for name, column in database.execute(query, given).fetchnumpy().items()}
    of_column = {one: found[f"{one}_place"] for one in by}
    of_column |= {one: np.searchsorted(values[one], of_column[one]) for one in by if one in _WHOLE}
    return LedgerSums(values, of_column, found["amount_ore"], found["lines"])


def _name_values(database: duckdb.DuckDBPyConnection, column: str, source: str, given: Sequence[object]) -> Values:
    """The values of a column in order. Texts become a type of their own, so that sums are made by small numbers and not by texts."""
    found = [value for (value,) in database.execute(f"SELECT DISTINCT {column} {source} ORDER BY 1", given).fetchall()]
    if column in _WHOLE:
        return np.array(found, dtype=np.int64)
    database.execute(f"CREATE TYPE {column}_values AS ENUM {list_sql(found or [''])}")
    return np.array(found, dtype=np.str_)


def _place(column: str) -> str:
    return f"{column}::BIGINT" if column in _WHOLE else f"enum_code({column}::{column}_values)::BIGINT"


def _empty(by: Sequence[str]) -> LedgerSums:
    none = np.zeros(0, dtype=np.int64)
    return LedgerSums({column: none if column in _WHOLE else np.zeros(0, dtype="<U1") for column in by}, dict.fromkeys(by, none), none, none)


def _whole(values: NDArray[np.generic]) -> NDArray[np.int64]:
    return np.asarray(np.ma.getdata(values), dtype=np.int64)


def list_lines(
    files: Sequence[LedgerFiles], *, only: Only | None = None, containing: str = "", order: str = "date", limit: int = 100, offset: int = 0
) -> tuple[LedgerLine, ...]:
    """Stored lines that have those values (of SUM_COLUMNS or voucher) and, where `containing` is given, that text, in one of ORDERS."""
    if not files:
        return ()
    where, values = _where_lines(only or {}, containing)
    query = f"SELECT {_line_columns()} FROM {_lines(files)} {where} ORDER BY {ORDERS[order]} LIMIT {int(limit)} OFFSET {int(offset)}"
    return tuple(LedgerLine(*row) for row in _run(_paths(files), query, values))


def count_lines(files: Sequence[LedgerFiles], *, only: Only | None = None, containing: str = "") -> tuple[int, int]:
    """How many lines `list_lines` would give without a limit, and their sum in øre."""
    if not files:
        return 0, 0
    where, values = _where_lines(only or {}, containing)
    query = f"SELECT count(*), coalesce(sum(amount_ore), 0)::BIGINT FROM {_lines(files)} {where}"
    count, ore = _run(_paths(files), query, values)[0]
    return count, ore


def get_voucher(files: Sequence[LedgerFiles], *, source: str, year: int, voucher: str) -> tuple[LedgerLine, ...]:
    """Every line of a voucher in its order; nothing where there is no such voucher."""
    return list_lines(files, only={"source": [source], "year": [year], "voucher": [voucher]}, order="voucher", limit=100_000)


@contextmanager
def _open(paths: Sequence[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder), sees=paths, memory_mb=_QUERY_MB) as database:
        yield database


def _run(paths: Sequence[Path], query: str, given: Sequence[object]) -> list[tuple[Any, ...]]:
    with _open(paths) as database:
        return database.execute(query, list(given)).fetchall()


def _paths(files: Sequence[LedgerFiles]) -> list[Path]:
    return [path for one in files for path in (one.lines, one.rollup)]


def _files(paths: Sequence[Path]) -> str:
    return "read_parquet([" + ", ".join(quote_path(one) for one in paths) + "])"


def _lines(files: Sequence[LedgerFiles]) -> str:
    codes = f"(SELECT source, kind, year, account, any_value(kostra) AS kostra FROM {_files([one.rollup for one in files])} GROUP BY ALL)"
    return f"(SELECT {LINE_COLUMNS}, kostra FROM {_files([one.lines for one in files])} JOIN {codes} USING (source, kind, year, account))"


def _line_columns() -> str:
    return ", ".join(LedgerLine.__slots__)


def _check_columns(columns: Sequence[str], known: Sequence[str]) -> None:
    for column in columns:
        if column not in known:
            raise KeyError(column)


def _where(only: Only) -> tuple[str, list[object]]:
    tests, values = [], []
    for column, some in only.items():
        tests.append(f"{column} IN ({', '.join('?' * len(some))})" if some else "false")
        values.extend(some)
    return (f"WHERE {' AND '.join(tests)}" if tests else ""), values


def _where_lines(only: Only, containing: str) -> tuple[str, list[object]]:
    _check_columns(list(only), LINE_ONLY)
    where, values = _where(only)
    if not containing:
        return where, values
    test = "contains(lower(text), lower(?))"
    return (f"{where} AND {test}" if where else f"WHERE {test}"), [*values, containing]
