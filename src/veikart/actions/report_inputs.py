"""What reports are filled in with, gathered from the books, the ledger and the reports that are published. Pages and acts ask the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from veikart.actions.economy_reports import make_report, read_sums
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.plan_system import PlanSystem
from veikart.calc.reports import InvestmentSeen, Period, ReportDocument, TaskSeen, UnitInputs
from veikart.calc.worksheets import Run
from veikart.rules.accounts import get_account_plan
from veikart.rules.assessment import assess
from veikart.rules.deviations import EconomyReport, get_axis_columns
from veikart.rules.duties import get_unit_parents
from veikart.rules.economy.engines.climate import run_climate
from veikart.rules.programme import Programme
from veikart.rules.reports import PeriodReports, YearlyAccounts, make_yearly_accounts
from veikart.rules.reports.gathering import ReportSources, gather_inputs, see_climate, see_investments
from veikart.rules.reports.year_amounts import FORM_COLUMNS, make_year_amounts
from veikart.rules.reports.year_forms import YearForms
from veikart.store.models import LedgerImport
from veikart.store.queries import get_current_publication, get_dataset, get_economy_state, get_ledger_imports, get_newest_documents


def get_period_reports(
    book: FollowUpBook, system: PlanSystem, programme: Programme | None, period: Period, today: date, *, with_year_ago: bool = False
) -> PeriodReports:
    """Everything the reports of a period are made of, as it is now. What it is held against is what was published then, where anything was;
    `with_year_ago` also what is known of the same time last year.

    Four queries at most, however many units there are: what was published, the ledger of the two periods, and the economy for the climate; one more
    with the year before.
    """
    names = {key: one.name for key, one in system.units.items()}
    imports = get_ledger_imports(years=[period.year - 1, period.year])
    economy = _get_economy(book, system, programme, period, imports)
    sources = ReportSources(book, system, today, names, get_unit_parents(system, today), programme, economy, _get_climate(period.year))
    periods = book.table("periods")
    before, year_ago = periods.get(find_compared(period)), periods.get(period.last_year) if with_year_ago else None
    published = get_newest_documents(one.id for one in (before, year_ago) if one)
    return PeriodReports(
        book,
        period,
        names,
        sources.parents,
        today,
        inputs=gather_inputs(sources, period),
        before=_get_earlier(sources, period, before, published),
        year_ago=_get_earlier(sources, period, year_ago, published),
        accounts=_get_accounts(book, system, programme, imports, period.year) if period.is_annual else None,
        investments=_get_investments(book, system, imports, period),
    )


def find_compared(period: Period) -> str:
    """The period that a report says what has changed since: last year's for the year's own report, else the one before."""
    return period.last_year if period.is_annual else period.previous


def _get_economy(
    book: FollowUpBook, system: PlanSystem, programme: Programme | None, period: Period, imports: Sequence[LedgerImport]
) -> EconomyReport:
    return make_report(book, system, programme, imports, year=period.year, month=period.last_month)


def _get_accounts(
    book: FollowUpBook, system: PlanSystem, programme: Programme | None, imports: Sequence[LedgerImport], year: int
) -> YearlyAccounts | None:
    """The year's accounts by statutory form; None where no accounts of the year are read in."""
    if not any((one.kind, one.year) == ("accounts", year) for one in imports):
        return None
    amounts = make_year_amounts(book, system, programme, get_account_plan(), read_sums(imports, year, FORM_COLUMNS), year)
    return make_yearly_accounts(YearForms(amounts), programme)


def _get_investments(book: FollowUpBook, system: PlanSystem, imports: Sequence[LedgerImport], period: Period) -> tuple[InvestmentSeen, ...]:
    """The projects of the whole at the end of the period; none where no investments are read in."""
    if not (imports and book.setting):
        return ()
    return see_investments(book, system, read_sums(imports, period.year, get_axis_columns("project")), period)


def _get_climate(year: int) -> Mapping[str, tuple[TaskSeen, ...]]:
    """The climate measures by unit, from the economy as it is now; nothing where it does not say which years it has."""
    economy = get_economy_state().book
    if not economy.years:
        return {}
    run = Run()
    run_climate(economy, run)
    return see_climate(economy, run, year)


def _get_earlier(sources: ReportSources, period: Period, earlier: Period | None, published: Mapping[str, ReportDocument]) -> Mapping[str, UnitInputs]:
    """What a period earlier than `period` was filled in with: as it was published, else what can still be known of it."""
    if earlier is None:
        return {}
    document = published.get(earlier.id)
    if document is not None:
        return {one.unit: one for one in document.units}
    if (earlier.year, earlier.last_month) == (period.year - 1, period.last_month):
        return gather_inputs(replace(sources, climate={}, is_year_ago=True), earlier, is_now=False)
    imports = get_ledger_imports(years=[earlier.year - 1, earlier.year])
    economy = _get_economy(sources.book, sources.system, sources.programme, earlier, imports)
    return gather_inputs(replace(sources, economy=economy, climate={}), earlier, is_now=False)


def get_current_programme() -> Programme | None:
    """The budget that is published now, worked out anew; None where there is none. Pages have it at hand and hand it on instead."""
    publication = get_current_publication()
    return assess(get_dataset(publication)).programme if publication else None
