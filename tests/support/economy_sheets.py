"""A small economy of two loans and their sums, with every way a line can come about."""

from dataclasses import dataclass

from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.worksheets import Run, make_sheet
from veikart.rules.economy.lines.reading import read_sheet_rules

YEARS = (2020, 2021, 2022)
RULES = read_sheet_rules(
    {
        "debt": {
            "name": "Lån",
            "lines": {
                "principal": {"name": "Lånebeløp", "unit": "nok", "input": "loans.principal"},
                "rate": {"name": "Rente", "unit": "ppm", "series": "interest_floating"},
                "opening": {"name": "Restgjeld 1. januar", "unit": "nok", "formula": "before(closing)", "words": "Restgjeld året før"},
                "new": {"name": "Nytt lån", "unit": "nok", "schedule": "draws", "words": "Det som er tatt opp i året"},
                "interest": {"name": "Renter", "unit": "nok", "formula": "share(opening, rate)", "words": "Restgjeld ganger renten"},
                "paid": {"name": "Avdrag", "unit": "nok", "formula": "min(opening, 100)", "words": "100 kroner i året", "rule": "min-avdrag"},
                "closing": {"name": "Restgjeld 31. desember", "unit": "nok", "formula": "opening + new - paid", "words": "Inn og ut"},
            },
        },
        "debt_sum": {
            "name": "Gjeld i alt",
            "lines": {
                "closing": {"name": "Gjeld", "unit": "nok", "total_of": "debt.closing"},
                "interest": {"name": "Renter", "unit": "nok", "total_of": "debt.interest"},
            },
        },
        "result": {
            "name": "Resultat",
            "lines": {"interest": {"name": "Renter", "unit": "nok", "taken": "debt_sum.interest", "taken_subject": "alle"}},
        },
    },
    "loans",
)


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan."""

    id: str
    name: str
    principal: int


@dataclass(frozen=True, slots=True)
class Draw:
    """What is borrowed in a year."""

    loan: str
    year: int
    nok: int


def make_small_book() -> EconomyBook:
    """Two loans, what is drawn on them, and a rate of 2 % that is 3 % in the last year."""
    rates = [Assumption("interest_floating", year, 30_000 if year == 2022 else 20_000, "Eksempel") for year in YEARS]
    draws = [Draw("skole", 2020, 1_000), Draw("bad|stort", 2021, 5_000)]
    return EconomyBook(
        {
            "settings": {"alle": Setting("alle", "Økonomien", "Lillevik", 2020, 2022, 2020)},
            "assumptions": {f"{one.series}|{one.year}": one for one in rates},
            "loans": {"skole": Loan("skole", "Skolen", 1_000), "bad|stort": Loan("bad|stort", "Badet", 5_000)},
            "draws": {f"{one.loan}|{one.year}": one for one in draws},
        }
    )


def make_small_run() -> Run:
    """What the engines would make of it, worked out by head."""
    run = Run()
    loans = make_sheet(
        "debt",
        ("skole", "bad|stort"),
        YEARS,
        {
            "principal": [[1_000] * 3, [5_000] * 3],
            "rate": [[20_000, 20_000, 30_000]] * 2,
            "opening": [[0, 1_000, 900], [0, 0, 5_000]],
            "new": [[1_000, 0, 0], [0, 5_000, 0]],
            "interest": [[0, 20, 27], [0, 0, 150]],
            "paid": [[0, 100, 100], [0, 0, 100]],
            "closing": [[1_000, 900, 800], [0, 5_000, 4_900]],
        },
        names=("Skolen", "Badet"),
        groups=("oppvekst", "kultur"),
        of_table="loans",
    )
    sums = {"closing": [[1_000, 5_900, 5_700], [1_000, 900, 800]], "interest": [[0, 20, 177], [0, 20, 27]]}
    run.add(loans, make_sheet("debt_sum", ("alle", "oppvekst"), YEARS, sums, names=("Alle", "Oppvekst")))
    run.add(make_sheet("result", ("kommunen",), YEARS, {"interest": [[0, 20, 177]]}, names=("Kommunen",)))
    return run
