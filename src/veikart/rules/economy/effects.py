"""What has moved since the book was adopted, as measures of a layer of their own on top of the budget."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.economy import EconomyBook, Posting
from veikart.calc.layers import Amount, Budget, Measure
from veikart.calc.values import PPB, divide_rounded
from veikart.calc.worksheets import Lines, Run, Sheet, subtract_sheets
from veikart.rules.accounts import get_account_plan
from veikart.rules.economy.explaining import EVERYTHING
from veikart.rules.economy.lines import get_sheet_rules
from veikart.rules.findings import Finding, Place, make_finding

ECONOMY_LAYER = "okonomi"
OPERATIONS, INVESTMENT, MEMO = "1", "0", "9"
FULL, FIXED = "full", "fixed"
CLOSING = "salderingen"
CLOSING_STOCKS = ("9BUF", "9DIS", "9LIK")
"""What moves with the buffer fund: the fund itself, the discretionary funds it is one of, and the liquidity reserve that follows them."""
LONGEST_ID = 80
_UNFIT = re.compile(r"[^a-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Effect:
    """What one subject of one sheet does to the budget: a measure, and its amounts by unit, account and year."""

    sheet: str
    subject: str
    measure: Measure
    amounts: tuple[Amount, ...]


def list_effects(book: EconomyBook, now: Run, adopted: Run | None, budget: Budget, years: Sequence[int]) -> tuple[list[Effect], list[Finding]]:
    """The effects of the book on the budget in these years, and a finding for every posting that leads nowhere.

    Formula: the line now less the line in the adopted book (mode `change`; nothing where no book is adopted), or the line as it is (mode
    `full`), times the sign, for every posting. What operations then lack is closed on the buffer fund where the settings say so. Whole kroner,
    expenses positive, in the price level the posting says.
    """
    moved: dict[tuple[str, str, bool], dict[tuple[str, str], Lines]] = defaultdict(dict)
    findings: list[Finding] = []
    for key, posting in book.table("postings").items():
        sheet = now.sheets.get(posting.sheet)
        if sheet is None or posting.line not in sheet.lines:
            findings.append(make_finding("posting-line", _place(key), found=f"{posting.sheet}.{posting.line}"))
            continue
        if posting.account not in get_account_plan().names:
            findings.append(make_finding("posting-account", _place(key), found=posting.account))
            continue
        for subject, line in _moved_lines(posting, sheet, adopted).items():
            unit = posting.unit or _unit_of(sheet, adopted, subject)
            if unit not in budget.unit_by_id:
                findings.append(make_finding("posting-unit", _place(key), found=unit or "ingen enhet", name=_name_of(sheet, adopted, subject)))
                continue
            is_stock = posting.account.startswith(MEMO)
            place, account = moved[posting.sheet, subject, is_stock], (unit, posting.account)
            place[account] = place.get(account, 0) + posting.sign * _in_price(posting, line, now)
    sheet_years = book.years
    effects = [
        Effect(sheet, subject, measure, tuple(_amounts(measure.id, lines, sheet_years, years)))
        for (sheet, subject, is_stock), lines in moved.items()
        for measure in (
            _measure(sheet, subject, _name_of(now.sheets[sheet], adopted, subject), is_stock=is_stock, accounts=[one for _, one in lines]),
        )
    ]
    found = [one for one in effects if one.amounts]
    return [*found, *_close(book, found, budget, years)], findings


def _place(key: str) -> Place:
    return Place(figure=f"postings:{key}")


def _moved_lines(posting: Posting, sheet: Sheet, adopted: Run | None) -> Mapping[str, Lines]:
    if posting.mode == FULL:
        found = subtract_sheets(sheet, None, posting.line)
    elif adopted is None:
        found = {}
    else:
        before = adopted.sheets.get(posting.sheet)
        found = subtract_sheets(sheet, before if before and posting.line in before.lines else None, posting.line)
    return found if not posting.subject else {key: line for key, line in found.items() if key == posting.subject}


def _unit_of(sheet: Sheet, adopted: Run | None, subject: str) -> str:
    for one in (sheet, adopted.sheets.get(sheet.id) if adopted else None):
        if one and one.units and subject in one.place:
            return one.units[one.place[subject]]
    return ""


def _name_of(sheet: Sheet, adopted: Run | None, subject: str) -> str:
    before = adopted.sheets.get(sheet.id) if adopted else None
    if subject in sheet.place:
        return sheet.name(subject)
    return before.name(subject) if before and subject in before.place else subject


def _in_price(posting: Posting, line: Lines, run: Run) -> Lines:
    if posting.price != FIXED or "prices" not in run.sheets:
        return line
    index = run.sheets["prices"].lines["deflator_index"][0]
    found: Lines = np.array([divide_rounded(nok * PPB, level) for nok, level in zip(line.tolist(), index.tolist(), strict=True)], dtype=np.int64)
    return found


def measure_id(sheet: str, subject: str) -> str:
    """The id of the measure that carries a subject's effect.

    >>> measure_id("new_loans", "housing|2021")
    'okonomi.new-loans.housing.2021'
    """
    text = f"{ECONOMY_LAYER}.{sheet.replace('_', '-')}.{subject.lower().replace('_', '-').replace('|', '.')}"
    return _UNFIT.sub("-", text)[:LONGEST_ID].strip(".-")


def _measure(sheet: str, subject: str, name: str, *, is_stock: bool, accounts: Sequence[str]) -> Measure:
    """The measure of a subject; what it moves of stocks is another one, so that flows and stocks are never added up."""
    rule = get_sheet_rules().get(sheet)
    kind = "investment" if all(account.startswith(INVESTMENT) for account in accounts) else "finance"
    called = rule.name if rule else sheet
    words = [called if subject == EVERYTHING else f"{called}: {name}", *(["beholdning"] if is_stock else [])]
    key = measure_id(sheet, f"{subject}.beholdning" if is_stock else subject)
    return Measure(key, ECONOMY_LAYER, kind, ", ".join(words))


def _amounts(measure: str, lines: Mapping[tuple[str, str], Lines], sheet_years: Sequence[int], years: Sequence[int]) -> Iterator[Amount]:
    for (unit, account), line in lines.items():
        for year, nok in zip(sheet_years, line.tolist(), strict=True):
            if nok and year in years:
                yield Amount(measure, unit, account, year, nok)


def _close(book: EconomyBook, effects: Iterable[Effect], budget: Budget, years: Sequence[int]) -> list[Effect]:
    """Use of the buffer fund, or allocation to it, so that what moved in operations adds up to nothing in every year."""
    setting = next(iter(book.table("settings").values()))
    known = get_account_plan().names
    if setting.closing_unit not in budget.unit_by_id or not {setting.closing_use, setting.closing_allocation} <= known.keys():
        return []
    open_nok = dict.fromkeys(years, 0)
    for effect in effects:
        for amount in effect.amounts:
            if amount.account.startswith(OPERATIONS):
                open_nok[amount.year] += amount.nok
    flows, stocks, fund = [], [], 0
    for year in years:
        nok = open_nok[year]
        fund -= nok
        if nok:
            flows.append((setting.closing_use if nok > 0 else setting.closing_allocation, year, -nok))
        if fund:
            stocks += [(account, year, fund) for account in CLOSING_STOCKS]
    names = (("", "Saldering mot bufferfondet", flows), (".beholdning", "Saldering mot bufferfondet, beholdning", stocks))
    return [_closing_effect(setting.closing_unit, f"{ECONOMY_LAYER}.{CLOSING}{end}", name, rows) for end, name, rows in names if rows]


def _closing_effect(unit: str, key: str, name: str, rows: Sequence[tuple[str, int, int]]) -> Effect:
    measure = Measure(key, ECONOMY_LAYER, "finance", name)
    return Effect(CLOSING, "", measure, tuple(Amount(key, unit, account, year, nok) for account, year, nok in rows))
