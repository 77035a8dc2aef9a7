"""The example of the economy's book, read and worked out once for all tests; and a school on the example's units, to add up by head."""

from functools import cache

from tests.support.tree import ROOT
from veikart.calc.economy import EconomyBook, Posting, Setting
from veikart.calc.investments import Project, ProjectYear
from veikart.calc.outlook import PlanFigures
from veikart.calc.worksheets import Run
from veikart.exchange.books import read_book_folder
from veikart.rules.books import ECONOMY
from veikart.rules.economy import run_engines
from veikart.rules.foresight import run_foresight

EXAMPLE = ROOT / "examples" / "baerum-okonomi"


@cache
def get_example_book() -> EconomyBook:
    """Bærum's economy as it stands in the example."""
    book, findings = read_book_folder(ECONOMY, EXAMPLE)
    assert book is not None, findings
    return book


@cache
def get_example_run() -> Run:
    """The sheets of the example."""
    return run_engines(get_example_book())


@cache
def get_example_long_run() -> Run:
    """The sheets of the example with those that look twenty years ahead, without a programme to begin from."""
    return run_foresight(get_example_book(), get_example_run(), PlanFigures())


def make_school(*, spent: int = 100_000_000) -> EconomyBook:
    """One school of `spent` kroner in 2021, taken in use the same year; what it costs is posted on the example's accounts."""
    tables = {
        "settings": [Setting("liten", "Liten", "Liten kommune", 2020, 2029, 2020, "fellesavsetninger", "1940", "1540")],
        "projects": [Project("skole", "Skolen", "grunnskoleopplaering", "execution", "non_self_financing", start_year=2021, completion_year=2021)],
        "project_years": [ProjectYear("skole", 2021, spent)],
        "postings": [
            Posting("projects", "gross", "0BRU"),
            Posting("financing_total", "loan", "0910", "alle", "investering-felles", -1),
            Posting("debt", "interest", "1500", "alle", "finans"),
            Posting("debt", "instalment", "1510", "alle", "finans"),
            Posting("debt", "closing", "9LAN", "alle", "finans"),
        ],
    }
    rules = ECONOMY.tables
    return EconomyBook({table: {rules[table].key_of(one): one for one in rows} for table, rows in tables.items()})
