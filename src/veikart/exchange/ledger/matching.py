"""Lines that stand twice, in the file or in what is stored: the same lines are left out, so that nothing is counted twice; others are told of."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from veikart.exchange.ledger.checking import Checking
from veikart.exchange.ledger.database import quote_path
from veikart.exchange.ledger.folding import CONTENT
from veikart.exchange.ledger.lines import MOST_NUMBERS, LedgerFiles
from veikart.exchange.ledger.telling import MOST_OF_A_KIND


def mark_repeated(checking: Checking) -> None:
    """Puts the place of lines that stand twice in the file into the table `identical`, and tells of lines with the same number and other content."""
    if not checking.count("SELECT max(last) FROM vouchers"):
        _tell_doubled(checking)
    else:
        find_suspects(checking.database)
        if checking.count("SELECT count(*) FROM suspect"):
            _look_for_repeated(checking)


def find_suspects(database: duckdb.DuckDBPyConnection) -> None:
    """The table `suspect`: vouchers that may have a line number twice.

    A voucher whose line numbers follow each other has each number once where the numbers come to what they should; the rest are looked into.
    """
    database.execute("CREATE TEMP TABLE suspect AS SELECT voucher FROM vouchers WHERE lines <> last - first + 1")
    (highest,) = database.execute("SELECT coalesce(max(last), 0) FROM vouchers").fetchone() or (0,)
    if highest <= MOST_NUMBERS:
        database.execute(
            f"CREATE TEMP TABLE sums AS SELECT range AS number, sum(hash(range)) OVER (ORDER BY range) AS total FROM range({highest + 1})"
        )
        database.execute(
            "INSERT INTO suspect SELECT voucher FROM vouchers v JOIN sums high ON high.number = v.last "
            "LEFT JOIN sums low ON low.number = v.first - 1 WHERE lines = last - first + 1 AND v.numbers <> high.total - coalesce(low.total, 0)"
        )
    else:
        database.execute("INSERT INTO suspect SELECT voucher FROM vouchers WHERE lines = last - first + 1 AND lines > 1")


def _look_for_repeated(checking: Checking) -> None:
    checking.database.execute(
        f"CREATE TEMP TABLE repeated AS SELECT voucher, line, list(file_row_number ORDER BY file_row_number) AS places, "
        f"count(DISTINCT hash({CONTENT})) AS contents FROM {checking.lines} SEMI JOIN suspect USING (voucher) WHERE month >= 0 "
        "GROUP BY voucher, line HAVING count(*) > 1"
    )
    checking.database.execute("INSERT INTO identical SELECT unnest(places[2:]) FROM repeated WHERE contents = 1")
    rows = checking.database.execute(
        f"SELECT voucher, line, places[2], count(*) OVER () FROM repeated WHERE contents > 1 ORDER BY 3 LIMIT {MOST_OF_A_KIND}"
    ).fetchall()
    for voucher, line, number, _ in rows:
        row = checking.get_row(number)
        checking.telling.report("ledger-line-differs", row=row, column=checking.get_heading("line"), name=voucher, found=str(line))
    checking.telling.count_more("ledger-line-differs", rows[0][3] - len(rows) if rows else 0)


def _tell_doubled(checking: Checking) -> None:
    """Without line numbers: vouchers in which every line stands an even number of times."""
    rows = checking.database.execute(
        f"SELECT voucher, number, count(*) OVER () FROM (SELECT voucher, min(file_row_number) AS number FROM {checking.lines} "
        f"WHERE month >= 0 AND voucher <> '' GROUP BY voucher HAVING bit_xor(hash({CONTENT})) = 0) ORDER BY number LIMIT {MOST_OF_A_KIND}"
    ).fetchall()
    for voucher, number, _ in rows:
        row = checking.get_row(number)
        checking.telling.report("ledger-voucher-doubled", row=row, column=checking.get_heading("voucher"), name=voucher)
    checking.telling.count_more("ledger-voucher-doubled", rows[0][2] - len(rows) if rows else 0)


def mark_stored(checking: Checking, known: Sequence[LedgerFiles]) -> None:
    """Puts the place of lines that are stored before into the table `identical`, and tells of vouchers that are stored with other lines.

    A voucher whose lines are all the same as those stored is identical. Of the others, a line that has the same number as a stored one is either
    the same, or a finding; a line with a new number is new. Vouchers without line numbers are either the same or a finding.
    """
    if not has_common(checking.database, known):
        return
    stored = "read_parquet([" + ", ".join(quote_path(one.lines) for one in known) + "])"
    for name, source in (("read_prints", checking.lines), ("known_prints", stored)):
        checking.database.execute(
            f"CREATE TEMP TABLE {name} AS SELECT voucher, count(*) AS lines, sum(hash(line, {CONTENT})) AS print "
            f"FROM {source} SEMI JOIN common USING (voucher) WHERE month >= 0 GROUP BY voucher"
        )
    checking.database.execute(
        "CREATE TEMP TABLE same AS SELECT voucher FROM read_prints r JOIN known_prints k USING (voucher) "
        "WHERE r.lines = k.lines AND r.print = k.print"
    )
    checking.database.execute(f"INSERT INTO identical SELECT file_row_number FROM {checking.lines} SEMI JOIN same USING (voucher)")
    checking.database.execute("CREATE TEMP TABLE others AS SELECT voucher FROM read_prints ANTI JOIN same USING (voucher)")
    if checking.count("SELECT count(*) FROM others"):
        _compare_others(checking, stored)


def has_common(database: duckdb.DuckDBPyConnection, known: Sequence[LedgerFiles]) -> bool:
    """Whether there are vouchers that are stored before: the table `common`."""
    if not known:
        return False
    listed = ", ".join(quote_path(one.vouchers) for one in known)
    database.execute(f"CREATE TEMP TABLE common AS SELECT DISTINCT voucher FROM read_parquet([{listed}]) SEMI JOIN vouchers USING (voucher)")
    return bool(database.execute("SELECT 1 FROM common LIMIT 1").fetchone())


def _compare_others(checking: Checking, stored: str) -> None:
    database = checking.database
    database.execute(
        f"CREATE TEMP TABLE other_lines AS SELECT voucher, line, file_row_number AS place, hash({CONTENT}) AS print "
        f"FROM {checking.lines} SEMI JOIN others USING (voucher) WHERE month >= 0"
    )
    database.execute(
        f"CREATE TEMP TABLE known_lines AS SELECT DISTINCT voucher, line, hash({CONTENT}) AS print FROM {stored} SEMI JOIN others USING (voucher)"
    )
    database.execute("INSERT INTO identical SELECT place FROM other_lines SEMI JOIN known_lines USING (voucher, line, print) WHERE line > 0")
    database.execute(
        "CREATE TEMP TABLE differing AS SELECT voucher, line, place FROM other_lines ANTI JOIN known_lines USING (voucher, line, print) "
        "SEMI JOIN known_lines USING (voucher, line) WHERE line > 0 UNION ALL SELECT voucher, 0, place FROM other_lines WHERE line = 0"
    )
    rows = database.execute(
        f"SELECT voucher, min(line), min(place), count(*) OVER () FROM differing GROUP BY voucher ORDER BY 3 LIMIT {MOST_OF_A_KIND}"
    ).fetchall()
    for voucher, line, number, _ in rows:
        words = {"name": voucher, "found": f"linje {line}" if line else "linjene"}
        checking.telling.report("ledger-voucher-differs", row=checking.get_row(number), column=checking.get_heading("voucher"), **words)
    checking.telling.count_more("ledger-voucher-differs", rows[0][3] - len(rows) if rows else 0)
