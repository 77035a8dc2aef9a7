"""The deviation report put together: ledger, programme and choices, added up through the organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger import METHODS, LedgerMonths, Threshold, UnitTree, find_large, make_deviations, spread_year, sum_to_month
from veikart.calc.ledger.rows import DeviationThreshold
from veikart.calc.plan_system import PlanSystem
from veikart.calc.values.shares import divide_rounded
from veikart.rules.deviations.choosing import select_profiles, select_thresholds
from veikart.rules.deviations.folding import Folded, LedgerTotals, fold_sums
from veikart.rules.deviations.forecasting import Forecasts, apply_own, make_forecasts, select_methods
from veikart.rules.deviations.frames import check_frames, fill_frames, get_frames, list_revisions
from veikart.rules.deviations.organisation import CENTRE, NO_UNIT, list_nodes
from veikart.rules.deviations.report import MIXED, Amounts, EconomyReport, Nodes, Ore, Passing, with_total
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.programme import Programme
from veikart.rules.words import format_nok

MIXED_WORDS = "Flere metoder"
JANUARY, CLOSING = 1, 13


def make_economy_report(
    book: FollowUpBook, system: PlanSystem, programme: Programme | None, sums: LedgerTotals, *, year: int, month: int
) -> EconomyReport:
    """Every unit and cost centre at the end of a month. `sums` are of the year and the one before, by BY.

    The budget is the budget lines of the year, or the programme's frame where a programme area has none, with the revisions that stand in the
    programme. Amounts are added up in øre and rounded once, when they are shown.
    """
    nodes = list_nodes(book, system, year=year, month=month, used=sums.values["cost_centre"].tolist())
    folded = fold_sums(sums, nodes, year, book.table("ledger_accounts"))
    tree = UnitTree.of(nodes.ids, dict(zip(nodes.ids, nodes.parents, strict=True)))
    frames = get_frames(programme, year)
    amounts, given, texts = _make_amounts(book, nodes, tree, folded, (frames, list_revisions(programme, nodes, year)), (year, month))
    months = folded.accounts.any(axis=(0, 1))
    return EconomyReport(
        year=year,
        month=month,
        nodes=nodes,
        amounts=amounts,
        passing=_find_large(select_thresholds(book, nodes), amounts),
        method_names=METHODS,
        method_words={**get_follow_up_choices("forecast_method"), MIXED: MIXED_WORDS},
        own_texts=texts,
        months_with_accounts=tuple(at for at in range(JANUARY, CLOSING) if months[at]),
        findings=(*check_frames(frames, nodes, given), *_find_lost(nodes, amounts)),
    )


def _make_amounts(
    book: FollowUpBook, nodes: Nodes, tree: UnitTree, folded: Folded, decided: tuple[Mapping[str, int], Ore], at: tuple[int, int]
) -> tuple[Amounts, Ore, Mapping[tuple[str, str], str]]:
    """The amounts, what the lines alone give of budget, and the texts of own forecasts. `decided` are frames and revisions, `at` year and month."""
    (frames, revisions), (year, month) = decided, at
    given = tree.add_up(folded.budget.sum(axis=2))
    filled = fill_frames(frames, nodes, given)
    adopted = folded.budget.sum(axis=2) + filled
    months = _spread(folded.budget[:, :, 0] + filled + revisions, select_profiles(book, nodes)) + folded.budget[:, :, JANUARY:CLOSING]
    accounts, last = folded.accounts[:, :, JANUARY:], folded.last_year[:, :, JANUARY:]
    picked = select_methods(book, nodes, last)
    inputs = LedgerMonths(actual=_flat(accounts), last_year=_flat(last), budget=_flat(months), month=month)
    is_used = accounts.any(axis=2) | last.any(axis=2)
    counts = (picked[:, :, None] == np.arange(len(METHODS))) & is_used[:, :, None]
    made = Forecasts(tree.add_up(make_forecasts(inputs, picked)), tree.add_up(counts.astype(np.int64)), {})
    made = apply_own(book, nodes, made, year=year, month=month)
    budget_months, account_months, last_months = (tree.add_up(one) for one in (months, accounts, last))
    shape = budget_months.shape[:2]
    amounts = Amounts(
        adopted=tree.add_up(adopted),
        revised=tree.add_up(adopted + revisions),
        budget_months=budget_months,
        months=account_months,
        last_months=last_months,
        forecast=made.ore,
        budget_to_date=sum_to_month(_flat(budget_months), month).reshape(shape),
        to_date=sum_to_month(_flat(account_months), month).reshape(shape),
        last_to_date=sum_to_month(_flat(last_months), month).reshape(shape),
        methods=made.methods,
    )
    return amounts, given, made.own_texts


def _flat(amounts: Ore) -> Ore:
    """Nodes and groups as one axis."""
    return amounts.reshape(-1, amounts.shape[-1])


def _spread(amounts: Ore, profiles: Ore) -> Ore:
    """Amounts (nodes, groups) over twelve months by the profile of each."""
    return spread_year(amounts.reshape(-1), _flat(profiles)).reshape(*amounts.shape, 12)


def _find_large(thresholds: list[DeviationThreshold | None], amounts: Amounts) -> Passing:
    shape = (len(thresholds), amounts.revised.shape[1] + 1)
    found = Passing(np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool))
    pairs = ((found.to_date, amounts.budget_to_date, amounts.to_date), (found.year, amounts.revised, amounts.forecast))
    for one in dict.fromkeys(one for one in thresholds if one is not None):
        rows = np.array([other == one for other in thresholds])
        limit = Threshold(None if one.amount is None else one.amount * 100, one.share, both=one.both == "yes")
        for passing, budget, actual in pairs:
            deviations = make_deviations(with_total(budget[rows]).reshape(-1), with_total(actual[rows]).reshape(-1))
            passing[rows] = find_large(deviations, limit).reshape(-1, shape[1])
    return found


def _find_lost(nodes: Nodes, amounts: Amounts) -> Iterator[Finding]:
    """Cost centres with figures that no unit answers for."""
    for at, (kind, parent) in enumerate(zip(nodes.kinds, nodes.parents, strict=True)):
        if kind == CENTRE and parent == NO_UNIT:
            found = format_nok(divide_rounded(int(amounts.months[at].sum()), 100))
            yield make_finding("ledger-centre-without-unit", Place(figure="cost_centres:"), name=nodes.names[at], found=found)
