"""The SQL that makes ledger lines of the fields of a file.

A line that cannot be a ledger line gets a number below zero as its month: one of FAULTS. So the lines that are wrong are counted by the same pass
that adds the others up, and looked for only where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from veikart.exchange.ledger.database import list_sql, quote_path, quote_text
from veikart.exchange.ledger.layout import DATE_FORMATS, SEPARATORS, SIDE_WORDS, THOUSANDS, LedgerLayout
from veikart.exchange.ledger.opening import OpenedFile

PERIOD, PERIOD_YEAR, DATE_YEAR, AMOUNT_EMPTY, AMOUNT, DECIMALS, ACCOUNT_EMPTY, VOUCHER_EMPTY, BOTH_SIDES, SIDE, DATE_EMPTY = range(-1, -12, -1)
AMOUNT_TYPE = "DECIMAL(15,4)"
"""Up to 99 thousand million kroner in a line, and two decimals more than there are øre: an amount with more than two is told of, not rounded."""
REJECTS = 200_000
"""Lines that are told of by DuckDB at most; a file with more has another layout than the one given."""
SPECIAL, ORDINARY = "\u00a0\u202f\u2009\u2212", "   -"
"""Spaces that keep numbers together and the long minus, and what they are read as."""
_DIGITS = re.compile(r"\s*\d{1,8}\s*", re.ASCII)
_AMOUNT_ROLES = ("amount", "debit", "credit")


@dataclass(frozen=True)
class Selection:
    """A file as SQL: `lines` gives its ledger lines, faulty ones too; `faults` only the faulty ones in the same order, with what stands in them.
    `given` is the columns that are the same in every line."""

    lines: str
    faults: str
    given: str


def select_lines(
    opened: OpenedFile, layout: LedgerLayout, columns: Mapping[str, int], *, source: str, kind: str, year: int, trims: bool | None = None
) -> Selection:
    """The queries for a file. `columns` is the place of each role, `year` the ledger's year; with `trims` codes lose the spaces around them, which
    they do anyway where the first lines have such."""
    types = _get_types(opened, layout, columns)
    maker = _Maker(layout, columns, types, kind, year, trims=_has_padding(opened, columns) if trims is None else trims)
    fields = _read_csv(opened, layout, types)
    given = f"{quote_text(source)} AS source, {quote_text(kind)} AS kind, {year}::SMALLINT AS year"
    return Selection(
        maker.select_lines(given, f"{fields}, store_rejects = true, rejects_limit = {REJECTS})"),
        maker.select_faults(f"{fields}, ignore_errors = true)"),
        given,
    )


def is_plain(layout: LedgerLayout) -> bool:
    """Whether amounts are written so that they can be read as numbers at once."""
    return not layout.thousands and not layout.minus_after


def _get_types(opened: OpenedFile, layout: LedgerLayout, columns: Mapping[str, int]) -> list[str]:
    types = ["VARCHAR"] * opened.width
    if "date" in columns:
        types[columns["date"]] = "DATE"
    if "line" in columns:
        types[columns["line"]] = "BIGINT"
    if "period" in columns and _are_digits(opened, columns["period"]):
        types[columns["period"]] = "INTEGER"
    if is_plain(layout):
        for role in _AMOUNT_ROLES:
            if role in columns:
                types[columns[role]] = AMOUNT_TYPE
    return types


def _are_digits(opened: OpenedFile, at: int) -> bool:
    return all(_DIGITS.fullmatch(row[at]) for row in opened.sample if at < len(row) and row[at].strip())


def _has_padding(opened: OpenedFile, columns: Mapping[str, int]) -> bool:
    places = [at for role, at in columns.items() if role not in {"text", *_AMOUNT_ROLES}]
    return any(row[at] != row[at].strip() for row in opened.sample for at in places if at < len(row))


def _read_csv(opened: OpenedFile, layout: LedgerLayout, types: Sequence[str]) -> str:
    listed = ", ".join(f"'c{at}': '{one}'" for at, one in enumerate(types))
    return (
        f"read_csv({quote_path(opened.path)}, delim = {quote_text(SEPARATORS[layout.separator])}, quote = '\"', escape = '\"', "
        f"header = {str(layout.has_header).lower()}, skip = {layout.skip_lines}, auto_detect = false, columns = {{{listed}}}, "
        f"dateformat = {quote_text(DATE_FORMATS[layout.date_format])}, decimal_separator = {quote_text(layout.decimal)}, "
        "strict_mode = true, compression = 'none'"
    )


@dataclass(frozen=True)
class _Maker:
    """Writes the expression of each field of a ledger line."""

    layout: LedgerLayout
    columns: Mapping[str, int]
    types: Sequence[str]
    kind: str
    year: int
    trims: bool

    def select_lines(self, given: str, fields: str) -> str:
        """The lines; `fields` is where the fields c0, c1, … come from."""
        codes = ", ".join(f"{self._text(role)} AS {role}" for role in ("function", "cost_centre", "project", "text"))
        return (
            f"SELECT {given}, {self._month_or_fault()} AS month, {self._column('date', 'NULL::DATE')} AS date, {self._text('voucher')} AS voucher, "
            f"{self._line()} AS line, {self._account()} AS account, {codes}, amount_ore FROM {self._judged(fields)}"
        )

    def select_faults(self, fields: str) -> str:
        """The fault, date and cells of the faulty lines."""
        return f"SELECT {self._month_or_fault()} AS month, {self._found()} AS found FROM {self._judged(fields)} WHERE fault < 0"

    def _month_or_fault(self) -> str:
        return f"(CASE WHEN fault < 0 THEN fault ELSE {self._month()} END)::TINYINT"

    def _judged(self, fields: str) -> str:
        amount = f"(SELECT *, {self._amount()} AS amount FROM {fields})"
        return f"(SELECT *, (amount * 100)::BIGINT AS amount_ore, {self._faults()} AS fault FROM {amount})"

    def _column(self, role: str, otherwise: str) -> str:
        return f"c{self.columns[role]}" if role in self.columns else otherwise

    def _text(self, role: str) -> str:
        if role not in self.columns:
            return "''"
        value = f"c{self.columns[role]}"
        return f"coalesce({f'trim({value})' if self.trims and role != 'text' else value}, '')"

    def _line(self) -> str:
        return f"coalesce({self._column('line', '0::BIGINT')}, 0)"

    def _account(self) -> str:
        account = self._text("account")
        return f"{self._text('account_class')} || {account}" if "account_class" in self.columns else account

    def _amount(self) -> str:
        sign = -1 if self.layout.sign == "expense_negative" else 1
        if "amount" in self.columns:
            amount = self._number("amount")
            if "side" in self.columns:
                amount = f"{amount} * {self._side()}"
        else:
            amount = f"(coalesce({self._number('debit')}, 0) - coalesce({self._number('credit')}, 0))"
        return f"({amount} * {sign})::{AMOUNT_TYPE}" if sign < 0 or "amount" not in self.columns or "side" in self.columns else amount

    def _number(self, role: str) -> str:
        value = f"c{self.columns[role]}"
        if is_plain(self.layout):
            return value
        plain = f"trim(translate({value}, {quote_text(SPECIAL)}, {quote_text(ORDINARY)}))"
        if self.layout.minus_after:
            plain = f"(CASE WHEN suffix({plain}, '-') THEN '-' || rtrim({plain}, '-') ELSE {plain} END)"
        apart = THOUSANDS[self.layout.thousands]
        form = rf"[+-]? ?(\d+|\d{{1,3}}({re.escape(apart)}\d{{3}})+)({re.escape(self.layout.decimal)}\d*)?"
        bare = f"replace(replace({plain}, {quote_text(apart)}, ''), ' ', '')" if apart else plain
        if self.layout.decimal == ",":
            bare = f"replace({bare}, ',', '.')"
        return f"(CASE WHEN regexp_full_match({plain}, {quote_text(form)}) THEN TRY_CAST({bare} AS {AMOUNT_TYPE}) END)"

    def _side(self) -> str:
        value = f"lower(trim(c{self.columns['side']}))"
        debit, credit = ([word for word, sign in SIDE_WORDS.items() if sign == wanted] for wanted in (1, -1))
        return f"(CASE WHEN {value} IN {list_sql(debit)} THEN 1 WHEN {value} IN {list_sql(credit)} THEN -1 END)"

    def _period(self) -> str:
        at = self.columns["period"]
        return f"c{at}" if self.types[at] == "INTEGER" else f"TRY_CAST(regexp_replace(trim(c{at}), '[^0-9]', '', 'g') AS INTEGER)"

    def _month(self) -> str:
        if "period" in self.columns:
            period = self._period()
            return {"yyyymm": f"{period} % 100", "mm": period, "mmyyyy": f"{period} // 10000"}[self.layout.period_format]
        return f"month({self._column('date', '')})" if "date" in self.columns else "0"

    def _faults(self) -> str:
        cases = [(f"{self._account()} = ''", ACCOUNT_EMPTY)]
        if self.kind == "accounts":
            cases.append((f"{self._text('voucher')} = ''", VOUCHER_EMPTY))
        cases += [*self._time_faults(), *self._amount_faults()]
        cases += [("amount IS NULL", AMOUNT), ("amount * 100 <> (amount * 100)::BIGINT", DECIMALS)]
        whens = " ".join(f"WHEN {test} THEN {fault}" for test, fault in cases)
        return f"(CASE {whens} ELSE 0 END)"

    def _amount_faults(self) -> list[tuple[str, int]]:
        if "amount" in self.columns:
            empty = [
                (
                    f"coalesce(c{self.columns['amount']}::VARCHAR, '') = ''" if not is_plain(self.layout) else f"c{self.columns['amount']} IS NULL",
                    AMOUNT_EMPTY,
                )
            ]
            return [*empty, (f"{self._side()} IS NULL", SIDE)] if "side" in self.columns else empty
        debit, credit = self._number("debit"), self._number("credit")
        found = [(f"{debit} <> 0 AND {credit} <> 0", BOTH_SIDES), (f"{debit} IS NULL AND {credit} IS NULL", AMOUNT_EMPTY)]
        if not is_plain(self.layout):
            one, other = (f"coalesce(c{self.columns[role]}, '') <> '' AND {self._number(role)} IS NULL" for role in ("debit", "credit"))
            found.insert(0, (f"({one}) OR ({other})", AMOUNT))
        return found

    def _time_faults(self) -> list[tuple[str, int]]:
        found = []
        if "period" in self.columns:
            period = self._period()
            found.append((f"{period} IS NULL OR {self._month()} NOT BETWEEN 1 AND 13", PERIOD))
            year = {"yyyymm": f"{period} // 100", "mmyyyy": f"{period} % 10000"}.get(self.layout.period_format)
            if year:
                found.append((f"{year} <> {self.year}", PERIOD_YEAR))
        if "date" in self.columns:
            date = f"c{self.columns['date']}"
            if "period" not in self.columns:
                found.append((f"{date} IS NULL", DATE_EMPTY))
            margin = 1 if "period" in self.columns else 0
            found.append((f"{date} NOT BETWEEN DATE '{self.year - margin}-01-01' AND DATE '{self.year + margin}-12-31'", DATE_YEAR))
        return found

    def _found(self) -> str:
        """What stands in the columns that a fault can be in, as the file has it where it is known."""
        cells = [f"'{role}=' || coalesce(c{at}::VARCHAR, '')" for role, at in self.columns.items() if role in {"period", "side", *_AMOUNT_ROLES}]
        return f"concat_ws('|', {', '.join(cells)})" if cells else "''"
