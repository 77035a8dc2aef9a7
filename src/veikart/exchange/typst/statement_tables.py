"""Statements as tables: years side by side, sums set apart, and a note for every cell that cannot be read as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from veikart.calc.statements import Cell as StatementCell
from veikart.calc.statements import Row as StatementRow
from veikart.calc.statements.filled import ELSEWHERE, JOINED, MISSING
from veikart.exchange.typst.blocks import Cell, Column, Row, Table
from veikart.exchange.typst.sourcing import join_words, price_words, source_words, tables_behind
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words import format_mill

MARKS = {JOINED: "*", ELSEWHERE: "°"}
"""The same marks as on the pages."""

NOTHING = "–"
SIGN_WORDS = {"expense": "utgift er positiv, inntekt negativ", "mixed": "hver linje med sitt eget fortegn"}
NUMBER_WIDTH_MM = 16.5


def statement_table(programme: Programme, form_id: str, columns: Sequence[StatementColumn], *, title: str = "") -> Table:
    """A form in the given columns, in millions of kroner with the form's sign.

    A cell the source cannot answer is «–»; a cell that holds more or less than its line has a mark. Notes below say which and why.
    """
    form = programme.forms[form_id]
    rows = programme.rows(form_id, tuple(columns))
    tables = tables_behind(programme, form_id, columns)
    return Table(
        title=title or form.name,
        columns=money_columns(programme, columns),
        rows=tuple(_row(programme, form_id, row, columns, has_more=_has_more(rows, at)) for at, row in enumerate(rows)),
        unit=f"Mill. kr, {price_words(programme.dataset, tables)}; {SIGN_WORDS[form.positive]}.",
        source=source_words(programme.dataset, tables),
        notes=tuple(_notes(programme, form_id, rows, columns)),
    )


def money_columns(programme: Programme, columns: Iterable[StatementColumn], *, first: str = "") -> tuple[Column, ...]:
    """A column of names and one for every column of the statement; the budget year is set out."""
    budget_year = programme.dataset.plan_years[0]
    years = tuple(
        Column(one.heading.rpartition(" ")[0] + "\n" + one.heading.rpartition(" ")[2], width_mm=NUMBER_WIDTH_MM, is_set_out=one.year == budget_year)
        for one in columns
    )
    return (Column(first, is_number=False), *years)


def _two_lines(heading: str) -> str:
    """«Regnskap 2018» with the year on a line of its own."""
    kind, _, year = heading.rpartition(" ")
    return f"{kind}\n{year}"


def year_columns(programme: Programme, years: Iterable[int], *, first: str = "", width_mm: float = NUMBER_WIDTH_MM) -> tuple[Column, ...]:
    """A column of names and one for every year; the budget year is set out."""
    budget_year = programme.dataset.plan_years[0]
    return (Column(first, is_number=False), *(Column(str(year), width_mm=width_mm, is_set_out=year == budget_year) for year in years))


def money_row(label: str, amounts: Iterable[int], *, style: str = "plain", level: int = 0) -> Row:
    """A row of amounts (whole kroner, with their sign) in millions."""
    return Row((Cell(label), *(Cell(format_mill(nok)) for nok in amounts)), style, level)


def _has_more(rows: Sequence[StatementRow], at: int) -> bool:
    """Whether the row is a unit with its parts below it in the table."""
    return at + 1 < len(rows) and rows[at + 1].level > rows[at].level > 0


def _row(programme: Programme, form_id: str, row: StatementRow, columns: Sequence[StatementColumn], *, has_more: bool) -> Row:
    cells = [programme.cell(form_id, row.id, column) for column in columns]
    style = {"heading": "group", "sum": "sum"}.get(row.kind, "strong" if (has_more if row.unit else row.is_strong) else "plain")
    return Row((Cell(row.label), *(_cell(cell) for cell in cells)), style, max(row.level - 1, 0), row.number)


def _cell(cell: StatementCell | None) -> Cell:
    if cell is None:
        return Cell("")
    if cell.state == MISSING:
        return Cell(NOTHING)
    return Cell(format_mill(cell.nok), MARKS.get(cell.state, ""))


def _notes(programme: Programme, form_id: str, rows: Sequence[StatementRow], columns: Sequence[StatementColumn]) -> Iterable[tuple[str, str]]:
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
