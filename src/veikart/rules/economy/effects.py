"""What has moved since the book was adopted, as measures of a layer of their own on top of the budget."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from veikart.calc.economy import EconomyBook, Posting
from veikart.calc.layers import Amount, Budget, Measure
from veikart.calc.values import PPB, divide_rounded
from veikart.calc.worksheets import Lines, Run, Sheet, make_sheet, subtract_sheets
from veikart.rules.accounts import get_account_plan
from veikart.rules.economy.explaining import EVERYTHING
from veikart.rules.economy.lines import get_sheet_rules
from veikart.rules.findings import Finding, Place, make_finding

ECONOMY_LAYER = "okonomi"
OPERATIONS, INVESTMENT, MEMO = "1", "0", "9"
FULL, CHANGE, FIXED = "full", "change", "fixed"
ENGINE = "engine"
"""The kind of layer that holds what engines have worked out."""
CLOSING = "salderingen"
CLOSING_STOCKS = ("9BUF", "9DIS", "9LIK")
"""What moves with the buffer fund: the fund itself, the discretionary funds it is one of, and the liquidity reserve that follows them."""
STOCKS = "beholdning"
LONGEST_ID = 60
"""Room is left for the name of the layer when the effects are taken in for good."""
_FIT = re.compile(r"[a-z0-9_-]+(\|[a-z0-9_-]+)*", re.IGNORECASE)
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
        for subject, line in _moved_lines(posting, now, adopted).items():
            unit = posting.unit or _unit_of(sheet, adopted, subject)
            if unit not in budget.unit_by_id:
                findings.append(make_finding("posting-unit", _place(key), found=unit or "ingen enhet", name=_name_of(sheet, adopted, subject)))
                continue
            is_stock = posting.account.startswith(MEMO)
            place, account = moved[posting.sheet, subject, is_stock], (unit, posting.account)
            place[account] = place.get(account, 0) + posting.sign * line
    effects = [
        Effect(sheet, subject, measure, tuple(_amounts(measure.id, lines, now.sheets[sheet].years, years)))
        for (sheet, subject, is_stock), lines in moved.items()
        for measure in (
            _measure(sheet, subject, _name_of(now.sheets[sheet], adopted, subject), is_stock=is_stock, accounts=[one for _, one in lines]),
        )
    ]
    found = [one for one in effects if one.amounts]
    return [*found, *_close(book, found, budget, years)], findings


def settle_postings(book: EconomyBook, baseline: EconomyBook | None, budget: Budget) -> EconomyBook:
    """The book with every posting of a whole amount that the budget already holds carrying only what has changed since.

    That is the postings that were in the baseline too, where a layer of the budget holds what was taken in from it. A budget without such a
    layer, as one read from files, holds none of them.
    """
    if baseline is None or not any(one.kind == ENGINE for one in budget.layers):
        return book
    before = baseline.table("postings")
    held = {
        key: replace(one, mode=CHANGE)
        for key, one in book.table("postings").items()
        if one.mode == FULL and key in before and before[key].mode == FULL
    }
    return book.with_rows({"postings": held}) if held else book


def _place(key: str) -> Place:
    return Place(figure=f"postings:{key}")


def _moved_lines(posting: Posting, now: Run, adopted: Run | None) -> Mapping[str, Lines]:
    """By subject, what the posting carries of its line, shape (years,) of the sheet, in the price level the posting says."""
    sheet, line = now.sheets[posting.sheet], posting.line
    before = adopted.sheets.get(posting.sheet) if adopted and posting.mode != FULL else None
    if before is not None and line not in before.lines:
        before = None
    if posting.mode != FULL and adopted is None:
        found: Mapping[str, Lines] = {}
    elif posting.price != FIXED:
        found = subtract_sheets(sheet, before, line)
    elif before is None or _get_deflator(now) == _get_deflator(adopted):
        found = {key: _fix(moved, sheet, now) for key, moved in subtract_sheets(sheet, before, line).items()}
    else:
        found = subtract_sheets(_fix_line(sheet, line, now), _fix_line(before, line, adopted), line)
    return found if not posting.subject else {key: moved for key, moved in found.items() if key == posting.subject}


def _get_deflator(run: Run | None) -> dict[int, int]:
    """The index that makes current kroner fixed, parts per thousand million by year; none where there are no prices."""
    prices = run.sheets.get("prices") if run else None
    return dict(zip(prices.years, prices.lines["deflator_index"][0].tolist(), strict=True)) if prices else {}


def _fix(line: Lines, sheet: Sheet, run: Run) -> Lines:
    """Current kroner made fixed, shape (years,) of the sheet; nothing in a year that has no index, as they are where there are no prices."""
    index = _get_deflator(run)
    if not index:
        return line
    fixed = (divide_rounded(nok * PPB, index[year]) if year in index else 0 for nok, year in zip(line.tolist(), sheet.years, strict=True))
    found: Lines = np.array([*fixed], dtype=np.int64)
    return found


def _fix_line(sheet: Sheet, line: str, run: Run | None) -> Sheet:
    """The sheet with only this line, in fixed kroner."""
    if run is None:
        return sheet
    rows = [_fix(row, sheet, run) for row in sheet.lines[line]]
    return make_sheet(sheet.id, sheet.subjects, sheet.years, {line: rows})


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


def measure_id(sheet: str, subject: str) -> str:
    """The id of the measure that carries a subject's effect. Where the subject does not fit in an id as it is, a mark tells it from others.

    >>> measure_id("new_loans", "housing|2021")
    'okonomi.new-loans.housing.2021'
    """
    text = _UNFIT.sub("-", f"{ECONOMY_LAYER}.{sheet.replace('_', '-')}.{subject.lower().replace('_', '-').replace('|', '.')}").strip(".-")
    if len(text) <= LONGEST_ID and _FIT.fullmatch(subject):
        return text
    mark = hashlib.sha256(subject.encode()).hexdigest()[:10]
    return f"{text[: LONGEST_ID - len(mark) - 1].rstrip('.-')}-{mark}"


def _measure(sheet: str, subject: str, name: str, *, is_stock: bool, accounts: Sequence[str]) -> Measure:
    """The measure of a subject; what it moves of stocks is another one, so that flows and stocks are never added up."""
    rule = get_sheet_rules().get(sheet)
    kind = "investment" if all(account.startswith(INVESTMENT) for account in accounts) else "finance"
    called = rule.name if rule else sheet
    words = [called if subject == EVERYTHING else f"{called}: {name}", *([STOCKS] if is_stock else [])]
    key = f"{measure_id(sheet, subject)}.{STOCKS}" if is_stock else measure_id(sheet, subject)
    return Measure(key, ECONOMY_LAYER, kind, ", ".join(words))


def _amounts(measure: str, lines: Mapping[tuple[str, str], Lines], sheet_years: Sequence[int], years: Sequence[int]) -> Iterator[Amount]:
    for (unit, account), line in lines.items():
        for year, nok in zip(sheet_years, line.tolist(), strict=True):
            if nok and year in years:
                yield Amount(measure, unit, account, year, nok)


def _close(book: EconomyBook, effects: Iterable[Effect], budget: Budget, years: Sequence[int]) -> list[Effect]:
    """Use of the buffer fund, or allocation to it, so that what moved in operations adds up to nothing in every year."""
    setting = next(iter(book.table("settings").values()), None)
    known = get_account_plan().names
    if setting is None or setting.closing_unit not in budget.unit_by_id or not {setting.closing_use, setting.closing_allocation} <= known.keys():
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
    names = (("", "Saldering mot bufferfondet", flows), (f".{STOCKS}", "Saldering mot bufferfondet, beholdning", stocks))
    return [_closing_effect(setting.closing_unit, f"{ECONOMY_LAYER}.{CLOSING}{end}", name, rows) for end, name, rows in names if rows]


def _closing_effect(unit: str, key: str, name: str, rows: Sequence[tuple[str, int, int]]) -> Effect:
    measure = Measure(key, ECONOMY_LAYER, "finance", name)
    return Effect(CLOSING, "", measure, tuple(Amount(key, unit, account, year, nok) for account, year, nok in rows))
