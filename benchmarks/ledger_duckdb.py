"""The same report with DuckDB written by hand for this file, in a program of its own. Run by benchmarks/ledger.py.

`report` does the same work: checks dates, periods, accounts, repeated lines and the sums of vouchers, adds up and reports; the columns it takes are
kept in memory meanwhile. `lines` stores every line first, and works on from there. `bare` goes from the file to the report at once: nothing is
checked but what cannot be read.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import duckdb

MONTH, YEAR = 8, 2019
TYPES = (
    "{'voucher': 'VARCHAR', 'line': 'INTEGER', 'date': 'DATE', 'period': 'INTEGER', 'account': 'VARCHAR', 'cost_centre': 'VARCHAR', "
    "'function': 'VARCHAR', 'project': 'VARCHAR', 'text': 'VARCHAR', 'amount': 'DECIMAL(15,2)'}"
)
COLUMNS = "voucher, line, date, period, account, cost_centre, function, coalesce(project, '') AS project, (amount * 100)::BIGINT AS amount"
REPORT = f"""
COPY (
    WITH RECURSIVE above AS (
        SELECT unit, unit AS total FROM parents UNION ALL SELECT a.unit, p.parent FROM above a JOIN parents p ON p.unit = a.total WHERE p.parent <> ''
    ),
    groups AS (SELECT range::VARCHAR AS account_group FROM range(10)),
    months AS (
        SELECT total AS unit, account[2] AS account_group, coalesce(sum(budget) FILTER (month <= {MONTH}), 0)::BIGINT AS budget,
            coalesce(sum(actual) FILTER (month <= {MONTH}), 0)::BIGINT AS actual
        FROM (
            SELECT cost_centre, account, month, 0 AS budget, amount AS actual FROM rolled
            UNION ALL SELECT cost_centre, account, period % 100, amount, 0 FROM budget
        ) JOIN places USING (cost_centre) JOIN above USING (unit) GROUP BY ALL
    )
    SELECT p.unit, g.account_group, coalesce(budget, 0) AS budget, coalesce(actual, 0) AS actual, budget - actual AS deviation,
        CASE WHEN coalesce(budget, 0) = 0 THEN 0 ELSE (CASE WHEN budget < actual THEN -1 ELSE 1 END)
            * ((2 * 1000000 * abs(budget - actual)::HUGEINT + abs(budget)) // (2 * abs(budget))) END::BIGINT AS share,
        (CASE WHEN actual < 0 THEN -1 ELSE 1 END) * ((2 * abs(actual) * 12 + {MONTH}) // (2 * {MONTH})) AS forecast
    FROM (SELECT unit FROM parents) p CROSS JOIN groups g LEFT JOIN months USING (unit, account_group)
    ORDER BY unit, account_group
) TO '$target/report.csv' (HEADER)
"""


def main() -> None:
    """Reads, checks, adds up and reports; prints the seconds of each part."""
    folder, target, way = sys.argv[1:4]
    began, parts = time.perf_counter(), {}
    Path(target).mkdir(parents=True)
    database = duckdb.connect(config={"threads": 2, "memory_limit": "1GB", "temp_directory": f"{target}/tmp"})
    lines = (
        f"read_csv('{folder}/lines.csv', delim = ';', header = true, auto_detect = false, columns = {TYPES}, dateformat = '%d.%m.%Y', "
        "decimal_separator = ',', quote = '\"', escape = '\"')"
    )
    if way != "bare":
        lines = _store(database, lines, target) if way == "lines" else _keep(database, lines)
        parts["read"] = time.perf_counter() - began
        _check(database, lines, folder)
    parts["checked"] = time.perf_counter() - began
    _roll_up(database, lines, folder, target, way)
    parts["rolled"] = time.perf_counter() - began
    database.execute(REPORT.replace("$target", target))
    parts["report"] = time.perf_counter() - began
    print(json.dumps(parts))


def _store(database: duckdb.DuckDBPyConnection, lines: str, target: str) -> str:
    database.execute(f"COPY (SELECT {COLUMNS}, text FROM {lines}) TO '{target}/lines.parquet' (FORMAT parquet)")
    return f"'{target}/lines.parquet'"


def _keep(database: duckdb.DuckDBPyConnection, lines: str) -> str:
    database.execute(f"CREATE TABLE kept AS SELECT {COLUMNS} FROM {lines}")
    return "kept"


def _check(database: duckdb.DuckDBPyConnection, lines: str, folder: str) -> None:
    wrong = {
        "datoer": f"SELECT count(*) FROM {lines} WHERE year(date) <> {YEAR} OR period // 100 <> {YEAR} OR period % 100 NOT BETWEEN 1 AND 13",
        "beløp": f"SELECT count(*) FROM {lines} WHERE amount IS NULL OR account IS NULL OR voucher IS NULL",
        "kontoer": f"SELECT count(*) FROM {lines} ANTI JOIN (FROM read_csv('{folder}/codes.csv', all_varchar = true)) c ON account[:4] = c.code",
        "linjer": f"SELECT count(*) FROM (SELECT voucher, line FROM {lines} GROUP BY ALL HAVING count(*) > 1)",
        "bilag": f"SELECT count(*) FROM (SELECT voucher FROM {lines} GROUP BY ALL HAVING sum(amount) <> 0)",
    }
    for name, query in wrong.items():
        count = database.execute(query).fetchone()[0]  # type: ignore[index]
        if count:
            sys.exit(f"{name}: {count}")


def _roll_up(database: duckdb.DuckDBPyConnection, lines: str, folder: str, target: str, way: str) -> None:
    amount = "sum(amount)::BIGINT" if way != "bare" else "(sum(amount) * 100)::BIGINT"
    by = "period % 100 AS month, account, cost_centre" + (", function, project" if way != "bare" else "")
    database.execute(f"CREATE TABLE rolled AS SELECT {by}, {amount} AS amount, count(*) AS lines FROM {lines} GROUP BY ALL")
    if way != "bare":
        database.execute(f"COPY rolled TO '{target}/rollup.parquet' (FORMAT parquet)")
    types = "{'account': 'VARCHAR', 'cost_centre': 'VARCHAR', 'period': 'INTEGER', 'amount': 'DECIMAL(15,2)'}"
    budget = f"read_csv('{folder}/budget.csv', delim = ';', header = true, auto_detect = false, columns = {types})"
    database.execute(f"CREATE TABLE budget AS SELECT account, cost_centre, period, (amount * 100)::BIGINT AS amount FROM {budget}")
    for name in ("places", "parents"):
        database.execute(f"CREATE TABLE {name} AS FROM read_csv('{folder}/{name}.csv', all_varchar = true)")
    database.execute("UPDATE parents SET parent = '' WHERE parent IS NULL")


if __name__ == "__main__":
    main()
