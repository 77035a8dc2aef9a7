"""Marks on the cells of a statement that cannot be read as they stand, and a note for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from veikart.calc.statements import ELSEWHERE, JOINED, MISSING, Row
from veikart.exchange.sourcing.tables import join_words
from veikart.rules.programme import Programme, StatementColumn

MARKS = {JOINED: "*", ELSEWHERE: "°"}
"""The same marks as on the pages."""

NOTHING = "–"


def statement_notes(programme: Programme, form_id: str, rows: Sequence[Row], columns: Sequence[StatementColumn]) -> Iterable[tuple[str, str]]:
    """A note for each mark in the table, naming the accounts and years; then what the law's lines say of themselves."""
    found: dict[str, dict[str, list[StatementColumn]]] = {MISSING: {}, JOINED: {}, ELSEWHERE: {}}
    for row in rows:
        for column in columns:
            cell = programme.cell(form_id, row.id, column)
            for account in cell.accounts if cell and cell.state in found else ():
                found[cell.state].setdefault(account, []).append(column)
    pools = {account.code for account in programme.plan.accounts if account.candidates}
    together = [account_words(programme, one) for one in found[MISSING] if one in pools]
    without = [account_words(programme, one) for one in found[MISSING] if one not in pools]
    if together:
        yield NOTHING, f"Kan ikke vises, fordi kilden bare har beløpene samlet: {join_words(together)}."
    if without:
        yield NOTHING, f"Kan ikke vises, fordi kilden ikke har {join_words(without)}."
    for state, mark, words in (
        (JOINED, MARKS[JOINED], "Rommer også beløp som hører til andre linjer, fordi kilden ikke skiller dem"),
        (ELSEWHERE, MARKS[ELSEWHERE], "Beløpet inngår i en annen linje, fordi kilden ikke skiller dem"),
    ):
        if found[state]:
            names = join_words([account_words(programme, account) for account in found[state]])
            yield mark, f"{words}: {names}{_years(found[state].values(), columns)}."
    for row in rows:
        if row.note:
            yield "", f"{row.label}: {row.note.rstrip('.')}."


def _years(by_account: Iterable[list[StatementColumn]], columns: Sequence[StatementColumn]) -> str:
    """The years it concerns, where they are not all."""
    years = sorted({column.year for found in by_account for column in found})
    return "" if len(years) == len(columns) else f" (gjelder {join_words([str(year) for year in years])})"


def account_words(programme: Programme, code: str) -> str:
    """An account with its name, as in «art 590 avskrivninger»; one without a type by its name alone."""
    name = programme.plan.names.get(code, code)
    words = f"{name[:1].lower()}{name[1:]}"
    return f"art {code[1:]} {words}" if code[1:].isdigit() else f"«{words}»"
