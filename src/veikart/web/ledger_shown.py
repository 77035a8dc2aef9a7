"""What the pages of the ledger show: the year and month that are asked for, the economy of every unit then, and who may see its vouchers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.economy_reports import make_report, read_sums
from veikart.exchange.ledger import LedgerFiles, LedgerSums
from veikart.rules.deviations import CENTRE_MARK, EconomyReport
from veikart.rules.deviations.organisation import NO_UNIT
from veikart.rules.duties import answers_for_unit
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.words import format_nok
from veikart.store.models import LedgerImport
from veikart.store.queries import get_import_folder, get_ledger_imports
from veikart.web.answers import read_number
from veikart.web.follow_up_shown import FollowUpShown, get_follow_up_shown, make_follow_up_context
from veikart.web.keeping import remember
from veikart.web.plan_shown import needs_right
from veikart.web.tables import Context

View = Callable[..., HttpResponse]
DECEMBER = 12


@dataclass(frozen=True)
class LedgerShown:
    """The ledger of a year to the end of a month, as its reader sees it."""

    shown: FollowUpShown
    imports: tuple[LedgerImport, ...]
    year: int
    month: int

    @cached_property
    def used(self) -> tuple[LedgerImport, ...]:
        """The imports that the figures are from: those of the year and of the one before."""
        return tuple(one for one in self.imports if one.year in {self.year - 1, self.year})

    @cached_property
    def report(self) -> EconomyReport:
        """The economy of every unit, worked out once until the book, the plan, the budget or the ledger changes."""
        shown, folders = self.shown, frozenset(one.folder for one in self.used)
        return remember(
            ("economy-report", str(self.year), str(self.month)),
            lambda: make_report(shown.book, shown.system, shown.programme, self.used, year=self.year, month=self.month),
            of=(shown.book, shown.system, shown.programme, folders),
        )

    @cached_property
    def lost(self) -> Context | None:
        """What stands on cost centres that no unit answers for: how many they are, the accounts and the budget to date, and the way to them."""
        nodes = self.report.nodes
        count = sum(parent == NO_UNIT for parent in nodes.parents)
        if not count:
            return None
        total = self.report.total_of(NO_UNIT)
        amounts = {"accounts": format_nok(total.accounts_to_date_nok), "budget": format_nok(total.budget_to_date_nok)}
        return {"count": count, **amounts, "url": self.link("ledger-unit", NO_UNIT)}

    def sum_by(self, by: tuple[str, ...]) -> LedgerSums:
        """What the lines of the year and of the one before come to."""
        return read_sums(self.used, self.year, by)

    @cached_property
    def files(self) -> tuple[LedgerFiles, ...]:
        """The files with the vouchers of the year's accounts."""
        return tuple(LedgerFiles.of(get_import_folder(one)) for one in self.used if one.kind == "accounts" and one.year == self.year)

    @property
    def years(self) -> list[int]:
        """The years that there are accounts or budgets of, the newest first."""
        return sorted({one.year for one in self.imports}, reverse=True)

    def can_see_vouchers(self, node: str) -> bool:
        """Whether the reader may see the vouchers of a unit or cost centre: they may hold personal data."""
        nodes = self.report.nodes
        unit = nodes.parents[nodes.index[node]] if node.startswith(CENTRE_MARK) and node in nodes.index else node
        return self.shown.can("read_vouchers") or answers_for_unit(self.shown.book, self.shown.parents, self.shown.actor.email, unit)

    def can_forecast(self, unit: str) -> bool:
        """Whether the reader may say what the unit's year will come to."""
        shown = self.shown
        if not shown.is_draft or unit.startswith(CENTRE_MARK) or not shown.can("set_forecast") or unit not in shown.unit_names:
            return False
        return shown.can("change_follow_up") or answers_for_unit(shown.book, shown.parents, shown.actor.email, unit)

    def link(self, name: str, *args: object, **query: object) -> str:
        """An address of these pages, for the year and month that are shown."""
        wanted = {"aar": self.year, "til": self.month, **{key: value for key, value in query.items() if value not in ("", None)}}
        return f"{reverse(name, args=[str(one) for one in args])}?{urlencode(wanted, doseq=True)}"

    @property
    def is_over(self) -> bool:
        """Whether it is the whole year that is shown: there is nothing left to forecast."""
        return self.month == DECEMBER

    @property
    def until(self) -> str:
        """«august 2020»."""
        return f"{month_names()[self.month - 1].lower()} {self.year}"

    def choices(self) -> Context:
        """The years and months that can be chosen."""
        with_accounts = {month for one in self.imports if one.year == self.year and one.kind == "accounts" for month, *_rest in one.months}
        return {
            "years": [{"value": one, "name": str(one), "chosen": one == self.year} for one in self.years],
            "months": [
                {"value": at, "name": name if at in with_accounts else _("%(month)s (ikke bokført)") % {"month": name}, "chosen": at == self.month}
                for at, name in enumerate(month_names(), start=1)
            ],
        }


def month_names() -> list[str]:
    """The months of the year by name, January first."""
    words = get_follow_up_choices("indicator_period")
    return [words[f"m{at:02}"] for at in range(1, DECEMBER + 1)]


def shows_ledger(view: View) -> View:
    """Give the view the ledger its reader may see. Who is not signed in is sent to sign in; where nothing is read in, the page says so."""

    @needs_right("read_follow_up")
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = get_follow_up_shown(request)
        if shown is None:
            raise Http404
        return show_with_ledger(request, shown, view, *args, **kwargs)

    return wrapped


def show_with_ledger(request: HttpRequest, shown: FollowUpShown, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    """The view with the ledger; where nothing is read in, what will stand here."""
    ledger = make_ledger_shown(request, shown)
    if ledger is not None:
        return view(request, ledger, *args, **kwargs)
    title, can_import = _("Her kommer regnskapet"), shown.can("import_ledger")
    context = make_follow_up_context(shown, page="ledger-report", title=title, can_import=can_import)
    return render(request, "veikart/follow_up/ledger_empty.html.jinja", context)


def make_ledger_shown(request: HttpRequest, shown: FollowUpShown) -> LedgerShown | None:
    """The ledger of the year and month in the address, else of the newest month with accounts; None where nothing is read in. One query."""
    imports = tuple(get_ledger_imports())
    if not imports:
        return None
    years = sorted({one.year for one in imports if one.kind == "accounts"} or {one.year for one in imports})
    year = read_number(request.GET.get("aar", "")) or years[-1]
    if year not in {one.year for one in imports}:
        raise Http404
    month = read_number(request.GET.get("til", "")) or _last_month(imports, year)
    if not 1 <= month <= DECEMBER:
        raise Http404
    return LedgerShown(shown, imports, year, month)


def _last_month(imports: Sequence[LedgerImport], year: int) -> int:
    months = [month for one in imports if one.year == year and one.kind == "accounts" for month, *_rest in one.months]
    return min(max(months, default=DECEMBER), DECEMBER)


def make_ledger_context(ledger: LedgerShown, *, title: str, crumbs: Sequence[tuple[str, str]] = (), **content: Any) -> Context:
    """The frame of a page of the ledger."""
    above = [(_("Regnskap"), ledger.link("ledger-report") if crumbs else "")]
    return make_follow_up_context(
        ledger.shown, page="ledger-report", title=title, crumbs=[*above, *crumbs], ledger=ledger, choices=ledger.choices(), **content
    )
