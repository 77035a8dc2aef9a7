"""What every page of the economy shows: the book that this reader may see, what the engines make of it, and the frame around the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.actions.access import Actor, can, check_right
from veikart.actions.clock import today
from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.worksheets import Run
from veikart.rules.economy import run_engines
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.economy.result_findings import find_in_results
from veikart.rules.findings import GRADES, Finding
from veikart.rules.foresight import is_foresight, run_foresight
from veikart.store.queries import get_economy_baseline, get_economy_state
from veikart.web.economy_reach import describe_reach
from veikart.web.frame import Crumbs, Part, make_part_frame
from veikart.web.keeping import remember, renew
from veikart.web.plan_figures import get_plan_figures
from veikart.web.plan_shown import get_actor
from veikart.web.shown import VISITOR, check_names

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class EconomyShown:
    """The economy a reader sees. `book` is the one being worked on where `is_draft`, else the adopted one; `revision` is the number of the last
    change in it; `baseline` is the adopted book, None where none is adopted, and `adopted_at` when that was."""

    actor: Actor
    book: EconomyBook
    revision: int
    is_draft: bool
    baseline: EconomyBook | None
    adopted_at: datetime | None
    today: date

    @property
    def can_edit(self) -> bool:
        return self.is_draft and can(self.actor, "change_economy")

    @property
    def municipality(self) -> str:
        setting = next(iter(self.book.table("settings").values()), None)
        return setting.municipality if setting else "Veikart"

    @property
    def fixed_words(self) -> str:
        """What a table in kroner of the price year says above it; empty without settings."""
        setting = next(iter(self.book.table("settings").values()), None)
        return _("Faste %(year)s-kroner.") % {"year": setting.price_year} if setting else ""

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are worked out; none in an empty book."""
        return self.book.years

    @cached_property
    def run(self) -> Run:
        """The engines' sheets for the book. What a change has not moved is taken from the run before it."""
        return _get_run(self.book, is_draft=self.is_draft)

    @cached_property
    def plan_figures(self) -> PlanFigures:
        """The figures of the programme that the long view begins from; none where no programme is published."""
        return get_plan_figures(self.book)

    @cached_property
    def long_run(self) -> Run:
        """The sheets of the economy and of everything that looks twenty years ahead."""

        def make(earlier: Run | None) -> Run:
            return run_foresight(self.book, self.run, self.plan_figures, earlier)

        found: Run = renew(("foresight-run", str(self.is_draft)), make, of=(self.book, self.plan_figures.hash))
        return found

    def run_with(self, sheet: str) -> Run:
        """The run that has a sheet: the economy's own, or the long one. Raises KeyError for a sheet that is not declared."""
        return self.long_run if is_foresight(sheet) else self.run

    @cached_property
    def baseline_run(self) -> Run | None:
        """The sheets of the adopted book, None where none is adopted."""
        if not self.is_draft:
            return self.run
        return None if self.baseline is None else _get_run(self.baseline, is_draft=False)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong or missing in the book, and what its results break; the gravest first."""
        found: list[Finding] = self.keep(("findings",), lambda: _find(self))
        return found

    def keep(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for this book, its baseline and the key."""
        return remember(("economy", *key, str(self.is_draft)), make, of=(self.book, self.baseline))


def _find(shown: EconomyShown) -> list[Finding]:
    return sort_findings([*check_economy_book(shown.book), *find_in_results(shown.book, shown.run)])


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, and those of one kind together."""
    return sorted(findings, key=lambda one: (GRADES.index(one.grade), one.code))


def _get_run(book: EconomyBook, *, is_draft: bool) -> Run:
    found: Run = renew(("economy-run", str(is_draft)), lambda earlier: run_engines(book, earlier), of=(book,))
    return found


def get_economy_shown(request: HttpRequest) -> EconomyShown | None:
    """The book being worked on for those with the right, the adopted one for others; None where none is adopted."""
    actor = get_actor(request)
    adopted = get_economy_baseline()
    baseline, adopted_at = (adopted.book, adopted.published_at) if adopted else (None, None)
    if can(actor, "read_economy_draft"):
        state = get_economy_state()
        return EconomyShown(actor, state.book, state.number, True, baseline, adopted_at, today())
    check_right(actor, "read_publication")
    if adopted is None:
        return None
    return EconomyShown(actor, adopted.book, adopted.revision, False, adopted.book, adopted_at, today())


def shows_economy(view: View) -> View:
    """Give the view what its reader may see; where nothing is there, say what will stand here and the step that fills it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = get_economy_shown(request)
        if shown is None:
            context = make_part_frame(ECONOMY, VISITOR, title=_("Her kommer økonomien"), municipality="Veikart")
            return render(request, "veikart/economy/nothing.html.jinja", context, status=503)
        if not shown.years and request.method in {"GET", "HEAD"}:
            return render(request, "veikart/economy/start.html.jinja", make_economy_context(shown, page="economy", title=_("Økonomien er tom")))
        return view(request, shown, *args, **kwargs)

    return wrapped


def _names() -> dict[str, str]:
    return {
        "economy": _("Oversikt"),
        "economy-investments": _("Investeringer"),
        "economy-financing": _("Finansiering"),
        "economy-loans": _("Gjeld"),
        "economy-funds": _("Fond"),
        "economy-fees": _("Gebyr"),
        "economy-pensions": _("Pensjon"),
        "economy-grants": _("Inntekter"),
        "economy-demography": _("Demografi"),
        "economy-supervision": _("Varsel"),
        "economy-effects": _("Virkning"),
        "economy-assumptions": _("Forutsetninger"),
        "economy-findings": _("Funn"),
        "economy-sheets": _("Ark"),
    }


def _footer() -> dict[str, str]:
    return {"economy-workbook": _("Økonomien som regneark"), "economy-data": _("Økonomien som åpne data"), "rules": _("Reglene")}


ECONOMY = Part("economy", lambda: _("Økonomi"), _names, _footer)


def make_economy_context(shown: EconomyShown, *, page: str, title: str, crumbs: Crumbs = (), part: Part = ECONOMY, **content: Any) -> dict[str, Any]:
    """The context of a page of the economy, or of another part that shows it: the frame around it, and its own content. `crumbs` are (name,
    address) from the page below the front. Raises ValueError where the content takes a name of the frame."""
    context = make_part_frame(part, shown.actor, title=title, municipality=shown.municipality, page=page, crumbs=crumbs, can_edit=shown.can_edit)
    if shown.is_draft:
        status = _("Arbeidsutgave, endring %(number)s") % {"number": shown.revision}
    else:
        status = _("Vedtatt grunnlag %(day)s") % {"day": f"{shown.adopted_at:%d.%m.%Y}"}
    context["document"]["status"] = status
    context |= {"shown": shown, "is_draft": shown.is_draft, "reach": describe_reach(shown.book, page)}
    return {**context, **check_names(context, content)}
