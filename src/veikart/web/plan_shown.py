"""What every page of the plan shows: the plan system that this reader may see, the budget beside it, and the frame around the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.access import Actor, can, check_right
from veikart.actions.clock import today
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.goals import GoalMoney, Portion, add_up_goals, divide_measures
from veikart.calc.plan_system import Element, PlanSystem
from veikart.rules.plan_system import get_choices
from veikart.rules.programme import Programme, ServingMeasure, get_serving_measures
from veikart.store.models import Person
from veikart.store.queries import get_current_publication, get_follow_up_state, get_plan_state, get_published_follow_up, get_published_plan
from veikart.web.frame import Crumbs, Part, make_part_frame
from veikart.web.keeping import remember
from veikart.web.shown import VISITOR, check_names, get_assessment

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class PlanShown:
    """The plan system a reader sees. `revision` is the number of the last change in it, `is_draft` whether it is the one being worked on;
    `programme` is the current budget, None where none is published."""

    actor: Actor
    system: PlanSystem
    revision: int
    is_draft: bool
    published_at: datetime | None
    programme: Programme | None
    budget_hash: str
    today: date

    @property
    def can_edit(self) -> bool:
        return self.is_draft and can(self.actor, "change_plan")

    @property
    def municipality(self) -> str:
        named = next(iter(self.system.system.values()), None)
        return named.municipality if named else "Veikart"

    def element(self, key: str) -> Element | None:
        return self.system.elements.get(key)

    def level_word(self, kind: str, *, plural: bool = False) -> str:
        """The municipality's own word for a kind of element."""
        level = self.system.levels.get(kind)
        if level:
            return level.plural if plural else level.singular
        return get_choices("element_kind")[kind]

    @cached_property
    def follow_up(self) -> FollowUpBook:
        """The follow-up of the plan that this reader may see."""
        return get_seen_follow_up(self.actor)

    @cached_property
    def measures(self) -> Mapping[str, ServingMeasure]:
        """Every measure of the current budget with its amounts in the plan years; empty without a budget."""
        programme = self.programme
        found: Mapping[str, ServingMeasure] = remember(("measures", self.budget_hash), lambda: get_serving_measures(programme)) if programme else {}
        return found

    @property
    def years(self) -> tuple[int, ...]:
        """The plan years of the budget; empty without one."""
        return self.programme.dataset.plan_years if self.programme else ()

    @cached_property
    def portions(self) -> list[Portion]:
        """The budget's measures divided between the elements they serve; worked out once for a budget and links that stay as they are."""
        amounts = {key: one.nok_by_year for key, one in self.measures.items()}
        linked = frozenset(filter(self.system.is_in_use, self.system.links_by_element))
        found: list[Portion] = remember(
            ("portions", str(self.is_draft), self.budget_hash), lambda: divide_measures(self.system, amounts), of=(self.system.measures, linked)
        )
        return found

    def money(self, *kinds: str) -> tuple[dict[str, GoalMoney], list[Portion]]:
        """The money of every element of these kinds, and the portions that reach none; the same until links or elements come or go."""
        if kinds not in self._money:
            wanted = frozenset(one.id for one in self.system.of_kind(*kinds))
            key, of = ("money", str(self.is_draft), self.budget_hash, *kinds), (self.portions, self.system.chain, wanted)
            self._money[kinds] = remember(key, lambda: add_up_goals(self.system, self.portions, kinds), of=of)
        return self._money[kinds]

    @cached_property
    def _money(self) -> dict[tuple[str, ...], tuple[dict[str, GoalMoney], list[Portion]]]:
        """What has been asked for on this page."""
        return {}

    def keep(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for this plan as it is and the key."""
        return keep_for(self.system, self.is_draft, key, make)


def keep_for(system: PlanSystem, is_draft: bool, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
    """What `make` gives, made once for the key and the plan system as it is. Of the one being worked on only the newest is kept."""
    return remember((*key, str(is_draft)), make, of=(system,))


def get_actor(request: HttpRequest) -> Actor:
    """Who is asking: the person signed in, or a visitor."""
    user = request.user
    return Actor(user.name, user.role, user.email) if isinstance(user, Person) and user.is_active else VISITOR


@dataclass(frozen=True)
class SeenPlan:
    """The plan system a reader may see: the one being worked on, or the published one."""

    actor: Actor
    system: PlanSystem
    revision: int
    is_draft: bool
    published_at: datetime | None


def get_seen_plan(request: HttpRequest) -> SeenPlan | None:
    """The plan system this reader may see: the one being worked on for those with the right, the published one for others, None without."""
    actor = get_actor(request)
    if can(actor, "read_plan_draft"):
        state = get_plan_state()
        return SeenPlan(actor, state.book, state.number, True, None)
    check_right(actor, "read_publication")
    published = get_published_plan()
    if published is None:
        return None
    return SeenPlan(actor, published.book, published.revision, False, published.published_at)


def get_seen_follow_up(actor: Actor) -> FollowUpBook:
    """The follow-up that this reader may see, to be shown beside something else; an empty one where there is none."""
    if can(actor, "read_follow_up"):
        return get_follow_up_state().book
    published = get_published_follow_up()
    return published.book if published else FollowUpBook()


def get_plan_shown(request: HttpRequest) -> PlanShown | None:
    """The plan a reader may see with the current budget beside it, None where there is no plan to see."""
    seen = get_seen_plan(request)
    if seen is None:
        return None
    publication = get_current_publication()
    programme = get_assessment(publication).programme if publication else None
    return PlanShown(
        seen.actor,
        seen.system,
        seen.revision,
        seen.is_draft,
        seen.published_at,
        programme,
        publication.content_hash if publication else "",
        today(),
    )


def shows_plan(view: View) -> View:
    """Give the view what its reader may see; where nothing is published, say so kindly."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = get_plan_shown(request)
        if shown is None:
            context = make_part_frame(PLAN, VISITOR, title=_("Her kommer planen"), municipality="Veikart")
            return render(request, "veikart/plan/nothing.html.jinja", context, status=503)
        return view(request, shown, *args, **kwargs)

    return wrapped


def needs_right(act: str) -> Callable[[View], View]:
    """Let only those through who may do the act; others are asked to sign in, or told no."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = get_actor(request)
            if actor == VISITOR:
                return redirect_to_sign_in(request)
            check_right(actor, act)
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def redirect_to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path(), login_url=reverse("sign-in"))


def _names() -> dict[str, str]:
    return {
        "plan": _("Plan"),
        "goals": _("Mål"),
        "plans": _("Planer"),
        "strategy": _("Planstrategi"),
        "wheels": _("Årshjul"),
        "roadmap": _("Veikart"),
        "land-use": _("Arealstrategi"),
        "conflicts": _("Målkonflikter"),
        "organisation": _("Organisasjon"),
        "plan-findings": _("Funn"),
    }


def _footer() -> dict[str, str]:
    return {"plan-workbook": _("Planen som regneark"), "plan-data": _("Planen som åpne data")}


PLAN = Part("plan", lambda: _("Plan og mål"), _names, _footer)


def make_plan_context(shown: PlanShown, *, page: str, title: str, crumbs: Crumbs = (), **content: Any) -> dict[str, Any]:
    """The context of a page of the plan. `crumbs` are (name, address) from the page below the front of the plan."""
    context = make_part_frame(PLAN, shown.actor, title=title, municipality=shown.municipality, page=page, crumbs=crumbs, can_edit=shown.can_edit)
    if shown.is_draft:
        status = _("Arbeidsutgave, endring %(number)s") % {"number": shown.revision}
    else:
        status = _("Publisert %(day)s") % {"day": f"{shown.published_at:%d.%m.%Y}"}
    context["document"]["status"] = status
    context |= {"shown": shown, "is_draft": shown.is_draft, "has_programme": shown.programme is not None}
    return {**context, **check_names(context, content)}
