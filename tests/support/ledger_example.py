"""The example's ledger, made from the programme's frames: the same files every time.

`python -m tests.support.ledger_example` writes them to examples/baerum-regnskap. Nothing of it is printed in the source: the lines, the cost
centres and what went otherwise are made, and only the frames that the budget comes to are Bærum's.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from csv import writer
from dataclasses import dataclass
from datetime import date

from tests.support.example import get_example
from tests.support.ledger_plan import (
    AREAS,
    BUILDING,
    COMPENSATION,
    COMPENSATION_FUNCTION,
    EVEN_MONTHS,
    OTHERWISE,
    PAY_MONTHS,
    PROJECTS,
    QUARTER_MONTHS,
    SALARY,
    SNOW_MONTHS,
    TEXTS,
    UNIT_OF,
    WINTER_MONTHS,
)
from tests.support.tree import ROOT
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger.rows import CostCentre, DeviationThreshold, LedgerChoice, LedgerProject, LedgerSource, OwnForecast, PeriodProfile
from veikart.exchange.books import write_book_folder
from veikart.rules.books import FOLLOW_UP
from veikart.rules.deviations.frames import get_frames

FOLDER = ROOT / "examples" / "baerum-regnskap"
BOOK = ROOT / "examples" / "baerum-oppfolging"
NOTE = "Eksempel, ikke trykt i kilden"
YEAR = 2020
MILLION = 1_000_000
BEFORE = 0.97
"""What an area used the year before where its frame says nothing: a share of this year's."""
THIRDS = {"t1": range(1, 5), "t2": range(5, 9), "t3": range(9, 13)}
BALANCED = "101000"
"""The account that takes what is left when amounts are made whole kroner."""


@dataclass(frozen=True)
class Part:
    """What a cost centre has on an account in a year, in whole kroner: expenses positive."""

    area: str
    centre: str
    function: str
    account: str
    nok: int
    project: str = ""


def get_investments(year: int | None = None) -> list[Part]:
    """What each project uses in a year and the value added tax that comes back, a fifth of it; the budget of YEAR where no year is given."""
    found = []
    for project, _name, centre, function, budget, used, before in PROJECTS:
        nok = round({None: budget, YEAR: budget * used, YEAR - 1: before}[year] * MILLION)
        found += [
            Part("", centre, function, BUILDING, nok, project),
            Part("", centre, COMPENSATION_FUNCTION, COMPENSATION, -nok // 5, project),
        ]
    return found


def get_parts() -> list[Part]:
    """The budget of 2020 by cost centre and account: each area comes to its frame, to the krone."""
    frames = get_frames(get_example().programme, YEAR)
    found: list[Part] = []
    for area, centres in AREAS.items():
        wanted = [(code, function, account, size) for code, _name, function, uses in centres for account, size in _divide_pay(uses).items()]
        scale = frames[area] / (sum(size for *_rest, size in wanted) * MILLION)
        parts = [Part(area, code, function, account, round(size * scale * 1000) * 1000) for code, function, account, size in wanted]
        left = frames[area] - sum(one.nok for one in parts)
        at = next((at for at, one in enumerate(parts) if one.account == BALANCED), 0)
        one = parts[at]
        parts[at] = Part(one.area, one.centre, one.function, one.account, one.nok + left)
        found += parts
    return found


def _divide_pay(uses: Mapping[str, float]) -> dict[str, float]:
    pay = {account: share * uses["pay"] for account, share in SALARY.items()} if "pay" in uses else {}
    return {**pay, **{account: size for account, size in uses.items() if account != "pay"}}


def make_files() -> dict[str, bytes]:
    """Every file of the folder by its name."""
    parts, frames_before = get_parts(), get_frames(get_example().programme, YEAR - 1)
    frames = get_frames(get_example().programme, YEAR)
    growth = {area: frames_before[area] / frames[area] if 0 < frames_before.get(area, 0) < 1.4 * frames[area] else BEFORE for area in AREAS}
    before = [Part(one.area, one.centre, one.function, one.account, round(one.nok * growth[one.area])) for one in parts]
    before += get_investments(YEAR - 1)
    last_year = list(_make_lines(before, YEAR - 1, {}))
    changed = {(centre, account, month): factor for centre, account, months, factor, _why in OTHERWISE for month in months}
    this_year = list(_make_lines([*parts, *get_investments(YEAR)], YEAR, changed))
    files = {f"budsjett-{YEAR}.csv": _write_budget([*parts, *get_investments()]), f"regnskap-{YEAR - 1}.csv": _write_lines(last_year)}
    for name, months in THIRDS.items():
        files[f"regnskap-{YEAR}-{name}.csv"] = _write_lines([one for one in this_year if one[0] in months])
    return files


def _months_of(account: str, centre: str) -> tuple[int, ...]:
    if account in SALARY:
        return PAY_MONTHS
    if centre == "3510":
        return SNOW_MONTHS
    return {
        "118000": WINTER_MONTHS,
        "137000": QUARTER_MONTHS if centre == "1210" else EVEN_MONTHS,
        "147000": EVEN_MONTHS,
        "164000": QUARTER_MONTHS,
    }.get(account, EVEN_MONTHS)


def _spread(text: str) -> float:
    """A number from −1 to 1 that is always the same for the text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) / 2**31 - 1


Line = tuple[int, str, str, str, str, str, str, int]
"""Month, voucher, account, function, cost centre, project, text, and øre."""


def _make_lines(parts: list[Part], year: int, changed: Mapping[tuple[str, str, int], float]) -> Iterator[Line]:
    """The lines of a year, month by month; each cost centre has a voucher of pay and one of the rest every month."""
    why = {(centre, account): words for centre, account, _months, _factor, words in OTHERWISE}
    for month in range(1, 13):
        for one in parts:
            weights = _months_of(one.account, one.centre)
            if not weights[month - 1]:
                continue
            key = (one.centre, one.account, month)
            spread = 0.006 if one.account in SALARY else 0.4 if one.project else 0.04
            share = (
                weights[month - 1]
                / sum(weights)
                * (1 + spread * _spread(f"{year}|{month}|{one.centre}|{one.project or one.account}"))
                * changed.get(key, 1.0)
            )
            text = f"{TEXTS[one.account]} {month:02}.{year}" + (f": {why[one.centre, one.account].lower()}" if key in changed else "")
            series = "L" if one.account in SALARY else "I" if one.project else "F"
            voucher = f"{series}{year % 100}{month:02}{one.project or one.centre}"
            yield month, voucher, one.account, one.function, one.centre, one.project, text, round(one.nok * share * 100)


def _write_lines(lines: list[Line]) -> bytes:
    year = 2000 + int(lines[0][1][1:3])
    rows: list[list[object]] = [["Periode", "Bilagsdato", "Bilag", "Linje", "Konto", "Funksjon", "Ansvar", "Prosjekt", "Tekst", "Beløp"]]
    numbers: dict[str, int] = {}
    for month, voucher, account, function, centre, project, text, ore in lines:
        numbers[voucher] = numbers.get(voucher, 0) + 1
        day = 12 if voucher.startswith("L") else 20
        rows.append(
            [f"{year}{month:02}", f"{day:02}.{month:02}.{year}", voucher, numbers[voucher], account, function, centre, project, text, _write_ore(ore)]
        )
    return _write(rows)


def _write_budget(parts: list[Part]) -> bytes:
    rows: list[list[object]] = [["Konto", "Funksjon", "Ansvar", "Prosjekt", "Tekst", "Beløp"]]
    rows += [[one.account, one.function, one.centre, one.project, TEXTS[one.account], _write_ore(one.nok * 100)] for one in parts]
    return _write(rows)


def _write_ore(ore: int) -> str:
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02}"


def _write(rows: list[list[object]]) -> bytes:
    stream = io.StringIO()
    writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode()


def make_tables() -> FollowUpBook:
    """The rows that go with the files: sources, cost centres, profiles, choices, thresholds and an own forecast."""
    columns = {"account": "Konto", "function": "Funksjon", "cost_centre": "Ansvar", "project": "Prosjekt", "text": "Tekst", "amount": "Beløp"}
    more = {"date": "Bilagsdato", "period": "Periode", "voucher": "Bilag", "line": "Linje"}
    rows = [
        LedgerSource("regnskap", "Regnskapet", "accounts", **columns, **more, note=NOTE),
        LedgerSource("budsjett", "Budsjettet", "budget", **columns, note=NOTE),
        *(CostCentre(code, name, UNIT_OF.get(code, area), NOTE) for area, entries in AREAS.items() for code, name, _function, _uses in entries),
        *(LedgerProject(code, name, NOTE) for code, name, *_rest in PROJECTS),
        PeriodProfile("lonn", "Lønn", *PAY_MONTHS, NOTE),
        PeriodProfile("vinter", "Strøm og oppvarming", *WINTER_MONTHS, NOTE),
        PeriodProfile("kvartal", "Hvert kvartal", *QUARTER_MONTHS, NOTE),
        PeriodProfile("sno", "Snø", *SNOW_MONTHS, NOTE),
        LedgerChoice("baerum", "all", "", "last_year_profile", NOTE),
        LedgerChoice("baerum", "salary", "lonn", "last_year_profile", NOTE),
        LedgerChoice("renovasjon-og-avfall", "sales", "kvartal", "", NOTE),
        LedgerChoice("vann-og-avlop", "sales", "kvartal", "", NOTE),
        LedgerChoice("barnevern", "purchases", "", "linear", NOTE),
        LedgerChoice("samferdsel", "goods", "sno", "budget", NOTE),
        LedgerChoice("barnehager", "purchases", "kvartal", "", NOTE),
        DeviationThreshold("baerum", 5_000_000, 20_000, "yes", NOTE),
        OwnForecast("kultur-og-fritid", "sales", YEAR, 8, -34 * MILLION, "kultursjef", "Kulturhuset holder stengt ut året.", date(YEAR, 9, 10)),
    ]
    tables: dict[str, dict[str, object]] = {}
    for table, rule in FOLLOW_UP.tables.items():
        found = {rule.key_of(one): one for one in rows if type(one) is rule.row}
        tables |= {table: found} if found else {}
    return FollowUpBook(tables)


def main() -> None:
    """Write the files and the tables."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in make_files().items():
        (FOLDER / name).write_bytes(content)
    for name, content in write_book_folder(FOLLOW_UP, make_tables()).items():
        (BOOK / name).write_bytes(content)


if __name__ == "__main__":
    main()
