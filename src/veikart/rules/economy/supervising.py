"""How near a budget is to each of the grounds for state supervision, from its statements and the rows of the economy's book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from veikart.calc.documents.resolving import Context
from veikart.calc.economy import EconomyBook
from veikart.calc.statements import EXACT, JOINED
from veikart.calc.supervision import (
    FAR,
    MET,
    NEAR,
    BudgetFigures,
    Ground,
    Limits,
    judge_accumulated,
    judge_balance,
    judge_boundary,
    judge_deadline,
    judge_recovery,
    make_deficit_sheet,
    worst_of,
)
from veikart.calc.values import PPM, Interval
from veikart.rules.economy.engines.supervision import get_dated
from veikart.rules.economy.supervision_words import Input, describe_ground, get_remedy, list_inputs
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.law import get_rules
from veikart.rules.programme import Programme, StatementColumn

FORM, BY_KIND_FORM = "5-4", "5-6"
BUDGET, ACCOUNTS, BOUNDARY = "budget", "accounts", "boundary"
NEAR_SHARE, WIDE_SHARE, NEAR_DAYS = PPM // 200, PPM // 20, 60
"""What we call near: under half a percent of the revenue is set aside, or at most sixty days are left. Far: five percent is set aside. These are
our own, not the law's."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a ground stands: the year that says most, what it means in a sentence, what to do, what it is worked out from, and every year.

    `savings` are the years where the plan saves without saying where, with whole positive kroner: they bear on letter b.
    """

    ground: Ground
    rule: str
    sentence: str
    remedy: str
    inputs: tuple[Input, ...]
    years: tuple[Ground, ...]
    savings: Mapping[int, int] = field(default_factory=dict)

    @property
    def letter(self) -> str:
        """The letter of the law, a to g."""
        return self.ground.letter

    @property
    def state(self) -> str:
        """One of STATES."""
        return self.ground.state


def get_limits(year: int) -> Limits:
    """What counts as near and as met in a year."""
    return Limits(get_dated("recovery_years", year), get_dated("accumulated_deficit_share", year), NEAR_SHARE, WIDE_SHARE, NEAR_DAYS)


def get_supervision(programme: Programme, book: EconomyBook, today: date, version: str = "") -> tuple[Standing, ...]:
    """The seven grounds in the order of the law, for the plan years of `version` (the dataset's own where it is empty).

    Kroner are whole and in the price level of the statements. A balance that rounding of the inputs can explain counts as one. Raises KeyError
    for an unknown version.
    """
    columns = [one for one in programme.columns_for(version) if one.year in programme.dataset.plan_years]
    figures = [get_budget_figures(programme, one) for one in columns]
    limits, first = get_limits(columns[0].year), columns[0].year
    years = tuple(one.year for one in columns)
    deficits = make_deficit_sheet(book.table("deficits"), tuple(book.table("recoveries").values()), years, limits.recovery_years)
    savings = {one.year: nok for one in columns if (nok := _unspecified(programme, one))}
    decisions = book.table("decisions")
    accounts_year = min(today.year, first) - 1
    found = {
        "a": [judge_balance("a", figures[0], limits)],
        "b": [_with_saving(judge_balance("b", one, limits), one.year in savings) for one in figures],
        "c": list(judge_recovery(deficits, years, limits)),
        "d": list(judge_accumulated(deficits, figures, limits)),
        "e": [judge_deadline("e", first, _last_day("koml-14-3", first - 1), decisions.get(f"{BUDGET}|{first}"), today, limits)],
        "f": [
            judge_deadline(
                "f", accounts_year, _last_day("koml-14-6-vedtatt", accounts_year + 1), decisions.get(f"{ACCOUNTS}|{accounts_year}"), today, limits
            )
        ],
        "g": [judge_boundary(decisions, BOUNDARY, today)],
    }
    return tuple(_standing(book, grounds, {one.year: one for one in figures}, limits, savings) for grounds in found.values())


def get_budget_figures(programme: Programme, column: StatementColumn) -> BudgetFigures:
    """What the statements say of a column's year. Form 5-4 has income negative; here a good result is positive."""
    lines = ("netto-driftsresultat", "overforing-investering", "disposisjonsfond", "fremfort")
    result, transfer, fund, carried = (programme.figures(FORM, one, column.version).get(column.year, (0, 0, "")) for one in lines)
    is_known = all(state in {EXACT, JOINED} for _, _, state in (result, carried))
    open_nok = carried[0] if abs(carried[0]) > carried[1] else 0
    return BudgetFigures(
        column.year, -result[0], transfer[0] + fund[0], max(open_nok, 0), _revenue(programme, column), column.kind == "accounts", is_known
    )


def _revenue(programme: Programme, column: StatementColumn) -> int | None:
    """Operating revenue as the dataset says it, or else the sum of form 5-6."""
    said = programme.known_input("operating_revenue", Context(str(column.year), column.year, column.version))
    if isinstance(said, Interval):
        return round(said.value)
    nok, _, state = programme.figures(BY_KIND_FORM, "sum-driftsinntekter", column.version).get(column.year, (0, 0, ""))
    return -nok if state in {EXACT, JOINED} and nok < 0 else None


def _unspecified(programme: Programme, column: StatementColumn) -> int:
    return -sum(min(years.get(column.year, 0), 0) for years in programme.savings(column.version).values())


def _with_saving(ground: Ground, has_saving: bool) -> Ground:
    """A plan that is balanced by a saving nobody answers for may count as one with a deficit: that is never far."""
    return replace(ground, state=NEAR, reach=max(ground.reach, PPM * 9 // 10)) if has_saving and ground.state == FAR else ground


def _last_day(rule: str, year: int) -> date:
    return date.fromisoformat(f"{year}-{get_rules()[rule].month_day}")


def _standing(
    book: EconomyBook, grounds: Sequence[Ground], figures: Mapping[int, BudgetFigures], limits: Limits, savings: Mapping[int, int]
) -> Standing:
    worst = worst_of(grounds)
    assert worst is not None, "every ground is judged in some year"
    decision = book.table("decisions").get({"e": f"{BUDGET}|{worst.year}", "f": f"{ACCOUNTS}|{worst.year}"}.get(worst.letter, ""))
    sentence = describe_ground(worst, figures.get(worst.year), limits, decision, savings)
    inputs = list_inputs(worst, figures.get(worst.year), limits)
    return Standing(worst, f"koml-28-1-{worst.letter}", sentence, get_remedy(worst), inputs, tuple(grounds), savings if worst.letter == "b" else {})


def find_supervision(programme: Programme, book: EconomyBook, today: date, version: str = "") -> Iterator[Finding]:
    """A finding for every ground that is met, and for every one that is near."""
    for one in get_supervision(programme, book, today, version):
        place = Place(figure=one.inputs[0].figure if one.inputs else "", year=one.ground.year)
        if one.state == MET:
            yield make_finding("supervision-met", place, first=one.letter, found=one.sentence.removesuffix("."))
        elif one.state == NEAR:
            yield make_finding("supervision-near", place, first=one.letter, found=one.sentence.removesuffix("."))
