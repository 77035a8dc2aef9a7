"""How a file of ledger lines is written: what a person confirms once for each source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from veikart.rules.findings import Finding, Place, format_text, make_finding

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "latin-1")
SEPARATORS = {";": ";", ",": ",", "|": "|", "tab": "\t"}
DECIMALS = (",", ".")
THOUSANDS = {"": "", "space": " ", ".": ".", ",": ",", "'": "'"}
DATE_FORMATS = {
    "dd.mm.yyyy": "%d.%m.%Y",
    "yyyy-mm-dd": "%Y-%m-%d",
    "dd/mm/yyyy": "%d/%m/%Y",
    "dd-mm-yyyy": "%d-%m-%Y",
    "yyyymmdd": "%Y%m%d",
    "ddmmyyyy": "%d%m%Y",
    "dd.mm.yy": "%d.%m.%y",
    "yyyy/mm/dd": "%Y/%m/%d",
}
PERIOD_FORMATS = ("yyyymm", "mm", "mmyyyy")
"""Signs between year and month are overlooked: 2019-01 is yyyymm, 01.2019 is mmyyyy."""
ACCOUNT_RULES = ("class_and_art", "art")
SIGNS = ("expense_positive", "expense_negative")
ROLES = (
    "date", "period", "voucher", "line", "account", "account_class", "function", "cost_centre", "project", "text", "amount", "debit", "credit",
    "side",
)  # fmt: skip
ROLE_WORDS = {
    "date": "dato",
    "period": "periode",
    "voucher": "bilagsnummer",
    "line": "linjenummer",
    "account": "konto",
    "account_class": "kontoklasse",
    "function": "funksjon",
    "cost_centre": "ansvar",
    "project": "prosjekt",
    "text": "tekst",
    "amount": "beløp",
    "debit": "debet",
    "credit": "kredit",
    "side": "debet eller kredit",
}
SIDE_WORDS = {"d": 1, "debet": 1, "debit": 1, "k": -1, "kredit": -1, "c": -1, "credit": -1}
"""What stands in a column that says which side an amount is on, in small letters."""


@dataclass(frozen=True, slots=True)
class LedgerLayout:
    """How a source writes its files. Each role is the heading of a column, or its number from 1 where there are no headings; empty is none.

    `thousands` is what parts thousands in amounts; `minus_after` is for «100,00-». `account_rule` says how a local account becomes an account of
    the account plan: its first four characters (class and art), or its first three with the class of the column `account_class`, else 1.
    `double_entry` says that every voucher sums to zero.
    """

    encoding: str = "utf-8"
    separator: str = ";"
    decimal: str = ","
    thousands: str = ""
    minus_after: bool = False
    date_format: str = "dd.mm.yyyy"
    period_format: str = "yyyymm"
    has_header: bool = True
    skip_lines: int = 0
    date: str = ""
    period: str = ""
    voucher: str = ""
    line: str = ""
    account: str = ""
    account_class: str = ""
    function: str = ""
    cost_centre: str = ""
    project: str = ""
    text: str = ""
    amount: str = ""
    debit: str = ""
    credit: str = ""
    side: str = ""
    account_rule: str = "class_and_art"
    sign: str = "expense_positive"
    double_entry: bool = False

    def get_roles(self) -> dict[str, str]:
        """The heading of each role that has a column."""
        return {role: heading for role in ROLES if (heading := getattr(self, role))}


_CHOICES = {
    "encoding": ("tegnkoding", ENCODINGS),
    "separator": ("skilletegn", tuple(SEPARATORS)),
    "decimal": ("desimaltegn", DECIMALS),
    "thousands": ("tusenskille", tuple(THOUSANDS)),
    "date_format": ("datoformat", tuple(DATE_FORMATS)),
    "period_format": ("periodeformat", PERIOD_FORMATS),
    "account_rule": ("kontoregel", ACCOUNT_RULES),
    "sign": ("fortegn", SIGNS),
}


def check_layout(layout: LedgerLayout, kind: str) -> list[Finding]:
    """What is missing or impossible in a layout for `kind` (accounts or budget)."""
    return [*_check_choices(layout), *_check_roles(layout, kind)]


def _check_choices(layout: LedgerLayout) -> Iterator[Finding]:
    for name, (word, choices) in _CHOICES.items():
        value = getattr(layout, name)
        if value not in choices:
            listed = ", ".join(f"«{one}»" for one in choices if one)
            yield make_finding("value-choice", Place(column=word), name=word, found=format_text(value), expected=listed)
    if layout.thousands == layout.decimal:
        yield make_finding("ledger-signs-same", Place(column="tusenskille"), found=layout.decimal)


def _check_roles(layout: LedgerLayout, kind: str) -> Iterator[Finding]:
    def needed(words: str) -> Finding:
        return make_finding("ledger-column-needed", Place(), expected=words)

    if not layout.account:
        yield needed("konto")
    if not layout.amount and not (layout.debit and layout.credit):
        yield needed("beløp, eller debet og kredit")
    if kind == "accounts" and not layout.voucher:
        yield needed("bilagsnummer")
    if kind == "accounts" and not (layout.date or layout.period):
        yield needed("dato eller periode")
    seen: dict[str, str] = {}
    for role, heading in layout.get_roles().items():
        if heading in seen:
            words = f"{ROLE_WORDS[seen[heading]]} og {ROLE_WORDS[role]}"
            yield make_finding("ledger-column-twice", Place(column=format_text(heading)), found=format_text(heading), expected=words)
        seen[heading] = role


def find_columns(layout: LedgerLayout, headings: Sequence[str]) -> tuple[dict[str, int], list[Finding]]:
    """The place of each role's column (0 first) among the headings of the file, and findings for those that are not there."""
    found: dict[str, int] = {}
    findings = []
    known = {one.strip().casefold(): at for at, one in reversed(list(enumerate(headings)))}
    for role, heading in layout.get_roles().items():
        at = known.get(heading.strip().casefold()) if layout.has_header else _number(heading, len(headings))
        if at is None:
            listed = ", ".join(format_text(one, longest=30) for one in headings[:40])
            finding = make_finding("ledger-column-missing", Place(), name=ROLE_WORDS[role], found=format_text(heading), expected=listed)
            findings.append(finding)
        else:
            found[role] = at
    return found, findings


def _number(text: str, most: int) -> int | None:
    return int(text) - 1 if text.isascii() and text.isdigit() and 0 < int(text) <= most else None
