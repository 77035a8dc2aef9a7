"""Lines that were read and cannot be ledger lines of the year, as findings with line and column."""

from __future__ import annotations

from datetime import date

from veikart.exchange.ledger import selecting
from veikart.exchange.ledger.checking import Checking
from veikart.exchange.ledger.rejecting import describe_amount
from veikart.exchange.ledger.selecting import is_plain
from veikart.exchange.ledger.telling import MOST_OF_A_KIND, count_lines, format_ore

FAULTS = {
    selecting.PERIOD: ("ledger-period", "period"),
    selecting.PERIOD_YEAR: ("ledger-period-year", "period"),
    selecting.DATE_YEAR: ("ledger-date-year", "date"),
    selecting.DATE_EMPTY: ("ledger-date-empty", "date"),
    selecting.AMOUNT_EMPTY: ("ledger-amount-empty", "amount"),
    selecting.AMOUNT: ("ledger-amount", "amount"),
    selecting.DECIMALS: ("ledger-amount-decimals", "amount"),
    selecting.ACCOUNT_EMPTY: ("ledger-account-empty", "account"),
    selecting.VOUCHER_EMPTY: ("ledger-voucher-empty", "voucher"),
    selecting.BOTH_SIDES: ("ledger-both-sides", "debit"),
    selecting.SIDE: ("ledger-side", "side"),
}


def tell_faults(checking: Checking) -> int:
    """A finding for each line with a fault, the first of each kind with what stands in it; how many lines there are."""
    total = checking.count("SELECT sum(lines)::BIGINT FROM folded WHERE month < 0")
    if not total:
        return 0
    rows = checking.database.execute(
        "SELECT month, file_row_number, date, row_number() OVER (ORDER BY file_row_number) AS number, count(*) OVER (PARTITION BY month), "
        f"row_number() OVER (PARTITION BY month ORDER BY file_row_number) AS of_kind FROM {checking.lines} WHERE month < 0 "
        f"QUALIFY of_kind <= {MOST_OF_A_KIND} ORDER BY file_row_number"
    ).fetchall()
    cells = _read_cells(checking, [number for _, _, _, number, _, _ in rows])
    for fault, place, day, number, count, of_kind in rows:
        _tell(checking, fault, place, day, cells[number])
        if of_kind == min(count, MOST_OF_A_KIND):
            checking.telling.count_more(FAULTS[fault][0], count - of_kind)
    return total


def _read_cells(checking: Checking, numbers: list[int]) -> dict[int, dict[str, str]]:
    """What stands in some of the faulty lines, by their number among them (1 first). The file is read once more: only faulty ones take it."""
    listed = ", ".join(map(str, numbers))
    query = f"SELECT number, found FROM (SELECT row_number() OVER () AS number, found FROM ({checking.faults})) WHERE number IN ({listed})"
    rows = checking.database.execute(query).fetchall()
    return {number: dict(one.split("=", 1) for one in found.split("|") if "=" in one) for number, found in rows}


def _tell(checking: Checking, fault: int, number: int, day: date | None, cells: dict[str, str]) -> None:
    code, role = FAULTS[fault]
    layout = checking.layout
    if role == "amount" and not layout.amount:
        role = next((one for one in ("debit", "credit") if cells.get(one)), "debit")
    is_money = role in {"amount", "debit", "credit"}
    found = cells.get(role, "")
    if is_money and is_plain(layout):
        found = found.rstrip("0").replace(".", layout.decimal)
    words = {
        "found": day.strftime("%d.%m.%Y") if role == "date" and day else found,
        "expected": layout.period_format if role == "period" else describe_amount(layout) if is_money else "",
        "year": str(checking.year),
    }
    checking.telling.report(code, row=checking.get_row(number), column=checking.get_heading(role), **words)


def tell_unknown_accounts(checking: Checking) -> int:
    """A finding for each account that is not in the year's plan, at its first line; how many lines they have."""
    rows = checking.database.execute(
        "SELECT account, sum(lines)::BIGINT, sum(amount_ore)::BIGINT FROM folded ANTI JOIN accounts USING (account) WHERE month >= 0 "
        "GROUP BY account ORDER BY account"
    ).fetchall()
    first = checking.find_first_rows("account", [account for account, _, _ in rows[:MOST_OF_A_KIND]])
    for account, lines, ore in rows[:MOST_OF_A_KIND]:
        words = {"found": account, "year": str(checking.year), "each": count_lines(lines), "difference": format_ore(ore)}
        checking.telling.report("ledger-account-unknown", row=first.get(account, 0), column=checking.get_heading("account"), **words)
    checking.telling.count_more("ledger-account-unknown", len(rows) - MOST_OF_A_KIND)
    return sum(lines for _, lines, _ in rows)


def tell_unbalanced(checking: Checking) -> None:
    """A finding for each voucher that does not sum to zero, the largest first."""
    rows = checking.database.execute(
        "SELECT voucher, amount_ore, count(*) OVER () FROM vouchers WHERE amount_ore <> 0 "
        f"ORDER BY abs(amount_ore) DESC, voucher LIMIT {MOST_OF_A_KIND}"
    ).fetchall()
    first = checking.find_first_rows("voucher", [voucher for voucher, _, _ in rows])
    for voucher, ore, _ in rows:
        checking.telling.report(
            "ledger-unbalanced", row=first.get(voucher, 0), column=checking.get_heading("voucher"), name=voucher, found=format_ore(ore)
        )
    checking.telling.count_more("ledger-unbalanced", rows[0][2] - len(rows) if rows else 0)
