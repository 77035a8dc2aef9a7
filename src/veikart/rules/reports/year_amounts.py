"""A year's amounts as the statutory forms want them: the ledger of the year and of the one before, and the budget as adopted and as revised.

The ledger counts in øre, and so do all amounts here: the forms only add them up, and they are rounded once, when they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.layers import Selection
from veikart.calc.layers.budget import Amount, Budget, Layer, Measure, Unit, Version
from veikart.calc.plan_system import PlanSystem
from veikart.calc.reports.rows import DECEMBER
from veikart.calc.statements import AccountPlan
from veikart.rules.deviations import BY, Nodes
from veikart.rules.deviations.folding import LedgerTotals
from veikart.rules.deviations.frames import OPERATIONS, ORE, REVISION
from veikart.rules.deviations.groups import OUTSIDE_FRAMES, find_account_group
from veikart.rules.deviations.organisation import list_nodes
from veikart.rules.deviations.report import CENTRE_MARK
from veikart.rules.programme import Programme, StatementColumn

ACCOUNTS, LAST, ADOPTED, REVISED = "accounts", "last", "adopted", "revised"
"""The versions: the ledger of the year and of the year before, the budget as it was adopted, and as it is after revisions."""
FORM_COLUMNS = (*BY, "function")
"""What the sums must be asked for by."""
CENTRAL = "central"
CENTRAL_FUNCTIONS = ("800", "899")
"""KOSTRA's functions of taxes, grants and finance: what stands there is the municipality's own, whatever cost centre it is on."""


@dataclass(frozen=True)
class YearAmounts:
    """The amounts of a year by version, as a budget in øre. `has_budget` tells whether anybody knows the budget, `has_last` whether there are
    accounts of the year before, `has_balance` whether anything is booked on accounts of the balance. `unknown` are groups of accounts that the
    budget leaves out and whose sum is zero."""

    year: int
    budget: Budget
    plan: AccountPlan
    has_budget: bool
    has_last: bool
    has_balance: bool
    unknown: tuple[tuple[str, ...], ...] = ()


def make_year_amounts(
    book: FollowUpBook, system: PlanSystem, programme: Programme | None, plan: AccountPlan, sums: LedgerTotals, year: int
) -> YearAmounts:
    """The ledger's sums (by FORM_COLUMNS) and the programme's budget of the year.

    The adopted budget is that of the programme. In its operations the budget lines of the ledger stand for the areas that have any: they come to
    the same frame, and know what it is of. Revisions are those of the programme.
    """
    nodes = list_nodes(book, system, year=year, month=DECEMBER, used=sums.values["cost_centre"].tolist())
    units, unit_of = _place_units(nodes, programme)
    rows = list(_read_sums(sums, unit_of, next(one.id for one in units if one.kind == CENTRAL)))
    accounts = [_amount(ACCOUNTS, one) for one in rows if (one.kind, one.year) == ("accounts", year)]
    last = [_amount(LAST, one, year) for one in rows if (one.kind, one.year) == ("accounts", year - 1)]
    lines = [_amount(ADOPTED, one) for one in rows if (one.kind, one.year) == ("budget", year)]
    adopted = _join_budgets(programme, year, lines)
    revised = list(_take_revisions(programme, year)) if programme else []
    known = frozenset(plan.codes)
    amounts = tuple(one for one in (*accounts, *last, *adopted, *revised) if one.account in known)
    names = (ACCOUNTS, LAST, ADOPTED, REVISED)
    return YearAmounts(
        year,
        Budget(
            units,
            tuple(Layer(one, one, one) for one in names),
            tuple(Version(one, one, (ADOPTED, REVISED) if one == REVISED else (one,)) for one in names),
            tuple(Measure(one, one, one, one) for one in names),
            amounts,
        ),
        plan,
        has_budget=bool(adopted or revised),
        has_last=bool(last),
        has_balance=any(one.account.startswith("2") for one in rows if one.kind == "accounts"),
        unknown=programme.dataset.unknown_accounts if programme else (),
    )


@dataclass(frozen=True, slots=True)
class _Sum:
    kind: str
    year: int
    unit: str
    account: str
    ore: int


def _amount(measure: str, one: _Sum, year: int = 0) -> Amount:
    return Amount(measure, one.unit, one.account, year or one.year, one.ore)


def _place_units(nodes: Nodes, programme: Programme | None) -> tuple[tuple[Unit, ...], Mapping[str, str]]:
    """The units that forms are filled in for, one of them central, and which of them each cost centre belongs to."""
    if programme is not None:
        units = programme.budget.units
    else:
        shown = [at for at, key in enumerate(nodes.ids) if not key.startswith(CENTRE_MARK)]
        units = tuple(Unit(nodes.ids[at], nodes.names[at], nodes.kinds[at], nodes.parents[at]) for at in shown)
    if all(one.kind != CENTRAL for one in units):
        top = units[0].id if units else ""
        units = (*units, Unit(CENTRAL, "Sentrale poster", CENTRAL, top))
    known, top = {one.id for one in units}, units[0].id
    centres = (key for key in nodes.ids if key.startswith(CENTRE_MARK))
    return units, {key.removeprefix(CENTRE_MARK): next((above for above in nodes.walk_up(key) if above in known), top) for key in centres}


def _read_sums(sums: LedgerTotals, unit_of: Mapping[str, str], central: str) -> Iterator[_Sum]:
    """The sums by kind, year, unit and account."""
    names = ("kind", "year", "cost_centre", "kostra", "function")
    columns = (sums.values[name][sums.places[name]].tolist() for name in names)
    found: dict[tuple[str, int, str, str], int] = {}
    first, last = CENTRAL_FUNCTIONS
    for kind, year, centre, kostra, function, ore in zip(*columns, sums.amount_ore.tolist(), strict=True):
        unit = central if first <= function <= last else unit_of.get(centre, central)
        key = (kind, int(year), unit, kostra)
        found[key] = found.get(key, 0) + ore
    return (_Sum(*key, ore) for key, ore in found.items())


def _find_budget(programme: Programme | None, year: int) -> StatementColumn | None:
    """The programme's column with the budget of the year."""
    return next((one for one in programme.columns if one.year == year and one.kind != "accounts"), None) if programme else None


def _join_budgets(programme: Programme | None, year: int, lines: list[Amount]) -> list[Amount]:
    """The adopted budget of the programme and of the ledger's lines; the lines alone where the programme has none."""
    column = _find_budget(programme, year)
    if programme is None or column is None:
        return lines
    decided = list(_take_programme(programme, column, frozenset(one.unit for one in lines if one.account.startswith(OPERATIONS))))
    classes = {one.account[0] for one in decided} - {OPERATIONS}
    return [*decided, *(one for one in lines if one.account[0] not in classes)]


def _take_programme(programme: Programme, column: StatementColumn, given: frozenset[str]) -> Iterator[Amount]:
    """The amounts of the adopted budget; of the units of `given` only what stands outside their frames and what is investment."""
    revisions = {one.id for one in programme.budget.layers if one.kind == REVISION}
    layers = frozenset(programme.budget.version_by_id[column.version].layers) - revisions
    for one in programme.table.amounts(Selection(layers=layers, year=column.year)):
        if not (one.unit in given and one.account.startswith(OPERATIONS) and find_account_group(one.account) not in OUTSIDE_FRAMES):
            yield Amount(ADOPTED, one.unit, one.account, one.year, one.nok * ORE, one.half_width_nok * ORE)


def _take_revisions(programme: Programme, year: int) -> Iterable[Amount]:
    layers = frozenset(one.id for one in programme.budget.layers if one.kind == REVISION)
    found = programme.table.amounts(Selection(layers=layers, year=year)) if layers else ()
    return (Amount(REVISED, one.unit, one.account, one.year, one.nok * ORE, one.half_width_nok * ORE) for one in found)
