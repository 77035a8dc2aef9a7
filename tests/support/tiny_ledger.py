"""A ledger of two schools, small enough to add up by head."""

from datetime import date
from pathlib import Path

from tests.support.follow_up import OFFICER, make_small_follow_up
from veikart.actions.confirm_ledger import confirm_ledger
from veikart.actions.import_kostra import import_kostra
from veikart.actions.import_ledger import LedgerFile, import_ledger
from veikart.actions.ledger_pending import PendingLedger
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger.kostra import KostraFile, KostraLine
from veikart.calc.ledger.rows import CostCentre, DeviationThreshold, LedgerChoice, LedgerSource, PeriodProfile
from veikart.calc.plan_system import Placement, PlanSystem, PlanSystemName, PlanUnit
from veikart.exchange.ledger import ControlTotals, write_kostra
from veikart.store.models import LedgerImport
from veikart.store.queries import get_follow_up_state

HEAD = "Periode;Dato;Bilag;Konto;Funksjon;Ansvar;Tekst;Beløp\n"
LINES_2025 = HEAD + "202501;15.01.2025;1;101000;202;100;Lønn;1000,00\n202512;15.12.2025;2;101000;202;100;Lønn;3000,00\n"
LINES = HEAD + (
    "202601;15.01.2026;1;101000;202;100;Lønn;1500,00\n"
    "202601;15.01.2026;1;109900;202;100;Avgift;200,50\n"
    "202602;15.02.2026;2;101000;202;200;Lønn;700,00\n"
    "202602;16.02.2026;3;160000;202;200;Betaling;-100,25\n"
    "202602;17.02.2026;4;101000;120;900;Lønn uten enhet;50,00\n"
)
BUDGET = "Konto;Funksjon;Ansvar;Beløp\n101000;202;100;12000\n101000;202;200;6000\n160000;202;200;-1200\n"
COLUMNS = {"account": "Konto", "function": "Funksjon", "cost_centre": "Ansvar", "amount": "Beløp"}
ACCOUNTS_SOURCE = LedgerSource("regnskap", "Regnskapet", "accounts", **COLUMNS, date="Dato", period="Periode", voucher="Bilag", text="Tekst")
BUDGET_SOURCE = LedgerSource("budsjett", "Budsjettet", "budget", **COLUMNS)
UNITS = {
    "lillevik": ("Lillevik kommune", "sector", ""),
    "oppvekst": ("Oppvekst", "sector", "lillevik"),
    "skole": ("Skole", "programme_area", "oppvekst"),
}
CENTRES = {"100": CostCentre("100", "Strand skole", "skole"), "200": CostCentre("200", "Vik skole", "skole")}


def make_ledger_book(**tables) -> FollowUpBook:
    """A book with two cost centres under the schools, and the tables given."""
    made = {
        "ledger_sources": {one.id: one for one in (ACCOUNTS_SOURCE, BUDGET_SOURCE)},
        "cost_centres": CENTRES,
        "deviation_thresholds": {"lillevik": DeviationThreshold("lillevik", 400)},
    }
    return make_small_follow_up(**{**made, **tables})


def make_ledger_plan(more: dict[str, str] | None = None) -> PlanSystem:
    """The organisation: the municipality, a sector and its schools; `more` are units by id, with what each is below."""
    units = {key: PlanUnit(key, name, kind) for key, (name, kind, _parent) in UNITS.items()}
    above = {key: parent for key, (_name, _kind, parent) in UNITS.items()}
    for key, parent in (more or {}).items():
        units[key], above[key] = PlanUnit(key, key.capitalize(), "unit"), parent
    day = date(2020, 1, 1)
    placements = {f"{key}|{day}": Placement(key, day, parent) for key, parent in above.items()}
    return PlanSystem(system={"lillevik": PlanSystemName("lillevik", "Lillevik", "Lillevik kommune")}, units=units, placements=placements)


def look_through(
    folder: Path,
    text: str,
    source: LedgerSource = ACCOUNTS_SOURCE,
    *,
    year: int = 2026,
    replaces: int | None = None,
    control: ControlTotals | None = None,
) -> PendingLedger:
    """A file of these lines, as it would be stored."""
    path = folder / f"{source.id}-{year}.csv"
    path.write_text(text, encoding="utf-8")
    file = LedgerFile(path, path.name, year, replaces=replaces, control=control)
    return import_ledger(file, source, book=get_follow_up_state().book, actor=OFFICER)


def store_ledger(folder: Path, text: str, source: LedgerSource = ACCOUNTS_SOURCE, *, year: int = 2026, replaces: int | None = None) -> LedgerImport:
    """The same, stored."""
    return confirm_ledger(look_through(folder, text, source, year=year, replaces=replaces).token, actor=OFFICER)


def store_small_ledger(folder: Path) -> None:
    """Two years of accounts and the budget of the second."""
    store_ledger(folder, LINES_2025, year=2025)
    store_ledger(folder, LINES)
    store_ledger(folder, BUDGET, BUDGET_SOURCE)


def make_kostra(*lines: tuple[str, str, str, int], year: int = 2026) -> bytes:
    """An account for KOSTRA of these lines: class, function, art and thousand kroner."""
    return write_kostra(KostraFile("0A", year, 4, "990100", tuple(KostraLine(*one) for one in lines)))


def store_kostra(folder: Path, *lines: tuple[str, str, str, int], year: int = 2026) -> LedgerImport:
    """The same, stored."""
    path = folder / "kostra.dat"
    path.write_bytes(make_kostra(*lines, year=year))
    return import_kostra(path, path.name, actor=OFFICER)


WINTER = PeriodProfile("vinter", "Vinter", 6, 6, *[0] * 10)
WINTER_CHOICE = LedgerChoice("skole", "salary", "vinter", "budget")
