"""A layout proposed from the first lines of a file. It is a proposal: a person sees it with the lines, and confirms or changes it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from veikart.exchange.ledger.content import is_utf16
from veikart.exchange.ledger.layout import DATE_FORMATS, SEPARATORS, LedgerLayout
from veikart.exchange.ledger.opening import check_encoding, look_at_start, read_rows
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.ledger import get_ledger_column, get_ledger_system

SHOWN = 20
_AMOUNT = re.compile(r"[+-]?\d+([ \u00a0\u202f.,']\d{3})*([.,]\d{1,2})?-?")
_MOST_BEFORE = 20
"""Lines that may stand before the headings."""


@dataclass(frozen=True)
class LayoutGuess:
    """A proposed layout, the headings and first rows it is made of, the system they look like (visma, unit4, xledger or empty), and what a person
    must decide."""

    layout: LedgerLayout
    headings: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    system: str
    findings: tuple[Finding, ...]


def guess_layout(path: Path) -> LayoutGuess:
    """The layout of a file by its first lines: letters, separator, headings, dates, and signs in amounts."""
    start, wrong = look_at_start(path)
    if not wrong and is_utf16(start):
        wrong = check_encoding(start, "utf-8", format_text(path.name))
    if wrong:
        return LayoutGuess(LedgerLayout(), (), (), "", tuple(wrong))
    encoding = guess_encoding(start)
    text = start.decode("utf-8" if encoding.startswith("utf") else encoding, errors="replace").removeprefix("\ufeff")
    layout = LedgerLayout(encoding=encoding)
    layout = replace(layout, separator=_guess_separator(text))
    skipped = _find_headings(text, layout)
    layout = replace(layout, skip_lines=max(skipped, 0), has_header=skipped >= 0)
    headings, rows = read_rows(text, layout)
    layout = replace(layout, **_guess_columns(headings))
    layout = _guess_values(layout, headings, rows)
    return LayoutGuess(layout, headings, rows[:SHOWN], get_ledger_system(headings), tuple(_tell_missing(layout, path)))


def guess_encoding(start: bytes) -> str:
    """UTF-8 where the bytes are that, else Windows-1252, which is Latin-1 with more signs; Latin-1 where a byte is no sign in it."""
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    for encoding in ("utf-8", "cp1252"):
        try:
            start.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def _guess_separator(text: str) -> str:
    lines = [line for line in text.splitlines()[: _MOST_BEFORE * 2] if line.strip()]

    def evenness(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        commonest = max(set(counts), key=counts.count, default=0)
        return (counts.count(commonest) if commonest else 0, commonest)

    return max(SEPARATORS, key=lambda name: evenness(SEPARATORS[name]))


def _find_headings(text: str, layout: LedgerLayout) -> int:
    """How many lines stand before the headings; −1 where there are none."""
    lines = text.splitlines()[:_MOST_BEFORE]
    known = [sum(bool(get_ledger_column(one.strip('" '))) for one in line.split(SEPARATORS[layout.separator])) for line in lines]
    best = max(range(len(lines)), key=lambda at: (known[at], -at))
    if known[best] >= 2:
        return best
    first = lines[0].split(SEPARATORS[layout.separator])
    return -1 if any(_AMOUNT.fullmatch(one.strip('" ')) for one in first) else 0


def _guess_columns(headings: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for heading in headings:
        role = get_ledger_column(heading)
        if role and role not in found:
            found[role] = heading
    if "amount" in found:
        found = {role: heading for role, heading in found.items() if role not in {"debit", "credit"}}
    return found


def _guess_values(layout: LedgerLayout, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> LedgerLayout:
    def values(role: str) -> list[str]:
        heading = getattr(layout, role)
        at = headings.index(heading) if heading in headings else -1
        return [row[at].strip() for row in rows if 0 <= at < len(row) and row[at].strip()]

    amounts = [one for role in ("amount", "debit", "credit") for one in values(role)]
    decimal, thousands = guess_amount_signs(amounts)
    guessed = {
        "decimal": decimal,
        "thousands": thousands,
        "minus_after": any(one.endswith("-") for one in amounts),
        "date_format": guess_date_format(values("date")),
        "period_format": guess_period_format(values("period")),
        "account_rule": "art" if layout.account_class or any(one.startswith("0") for one in values("account")) else "class_and_art",
    }
    return replace(layout, **guessed)


def guess_amount_signs(amounts: Iterable[str]) -> tuple[str, str]:
    """The sign before decimals and the one that parts thousands.

    >>> guess_amount_signs(["1.234,50", "12,00"]), guess_amount_signs(["1234.50"]), guess_amount_signs(["1 000"])
    ((',', '.'), ('.', ''), (',', 'space'))
    """
    decimal, thousands = "", ""
    for one in amounts:
        signs = re.findall(r"[^\d+-]", one)
        if re.search(r"[.,]\d{1,2}-?$", one) or (len(signs) == 1 and re.search(r"[.,]\d{4,}-?$", one)):
            decimal = signs.pop()
        for sign in signs:
            thousands = "space" if sign in " \u00a0\u202f" else sign if sign in ".,'" else thousands
    if not decimal:
        decimal = "." if thousands == "," else ","
    return decimal, "" if thousands == decimal else thousands


def guess_date_format(dates: Sequence[str]) -> str:
    """The first of the formats that most dates are written in; the usual one where none is.

    >>> guess_date_format(["2019-01-31"]), guess_date_format(["31.01.2019"])
    ('yyyy-mm-dd', 'dd.mm.yyyy')
    """
    fits = {name: sum(_is_date(one, pattern) for one in dates) for name, pattern in DATE_FORMATS.items()}
    return max(fits, key=lambda name: fits[name])


def _is_date(text: str, pattern: str) -> bool:
    try:
        return datetime.strptime(text, pattern).year > 1900  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return False


def guess_period_format(periods: Sequence[str]) -> str:
    """How periods are written.

    >>> guess_period_format(["201901"]), guess_period_format(["01.2019"]), guess_period_format(["7"])
    ('yyyymm', 'mmyyyy', 'mm')
    """
    digits = [re.sub(r"\D", "", one) for one in periods]
    fits = {
        "yyyymm": sum(len(one) == 6 and one[:2] in {"19", "20"} and int(one[4:]) <= 13 for one in digits),
        "mm": sum(len(one) in {1, 2} for one in digits),
        "mmyyyy": sum(len(one) in {5, 6} and one[-4:-2] in {"19", "20"} and int(one[:-4]) <= 13 for one in digits),
    }
    return max(fits, key=lambda name: fits[name])


def _tell_missing(layout: LedgerLayout, path: Path) -> Iterable[Finding]:
    place = Place(file=format_text(path.name))
    if not layout.account:
        yield make_finding("ledger-column-needed", place, expected="konto")
    if not layout.amount and not (layout.debit and layout.credit):
        yield make_finding("ledger-column-needed", place, expected="beløp, eller debet og kredit")
