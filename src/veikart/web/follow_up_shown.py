"""What every page of the follow-up shows: the book that this reader may see, the plan it follows up, and the frame around the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.actions.access import Actor, can, check_right
from veikart.actions.clock import today
from veikart.calc.follow_up import FollowUpBook, Post
from veikart.calc.plan_system import PlanSystem
from veikart.rules.books import FOLLOW_UP as FOLLOW_UP_BOOK
from veikart.rules.duties import get_posts_of, get_unit_parents, walk_units_above
from veikart.rules.programme import Programme
from veikart.rules.reports.public import hide_unpublished
from veikart.rules.revisions import remove_open_revisions
from veikart.store.queries import get_current_publication, get_follow_up_state, get_plan_state, get_published_follow_up
from veikart.web.frame import Crumbs, Part, make_part_frame
from veikart.web.keeping import remember
from veikart.web.plan_shown import get_actor, get_seen_plan
from veikart.web.shown import VISITOR, check_names, get_assessment

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class FollowUpShown:
    """The follow-up a reader sees. `book` is the one being worked on where `is_draft`, else the published one without people in it; `revision`
    is the number of the last change in it. `system` is the plan beside it: the one being worked on, or the published one."""

    actor: Actor
    book: FollowUpBook
    revision: int
    is_draft: bool
    published_at: datetime | None
    system: PlanSystem
    today: date
    whole: FollowUpBook | None = None
    """The book with its private tables, for the pages that ask who may see them; None for visitors."""

    @property
    def can_edit(self) -> bool:
        return self.is_draft and can(self.actor, "change_follow_up")

    def can(self, act: str) -> bool:
        """Whether the reader's role gives the right."""
        return can(self.actor, act)

    @property
    def municipality(self) -> str:
        return self.book.setting.municipality if self.book.setting else "Veikart"

    @property
    def my_posts(self) -> tuple[Post, ...]:
        """The posts the reader sits in or stands in for; none for a visitor."""
        return get_posts_of(self.book, self.actor.email)

    @cached_property
    def unit_names(self) -> Mapping[str, str]:
        """The units of the plan's organisation by id, in the order they are listed."""
        return {key: one.name for key, one in self.system.units.items()}

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The unit that each unit stands below today; empty for the topmost."""
        return get_unit_parents(self.system, self.today)

    def units_above(self, unit: str) -> Iterator[str]:
        """The unit itself, and those it stands below, nearest first."""
        return walk_units_above(self.parents, unit)

    @cached_property
    def programme(self) -> Programme | None:
        """The current budget; None where none is published."""
        publication = get_current_publication()
        return get_assessment(publication).programme if publication else None

    def keep(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for this book, the plan beside it, and the key."""
        return remember(("follow-up", *key, str(self.is_draft)), make, of=(self.book, self.system))


def hide_people(book: FollowUpBook) -> FollowUpBook:
    """The book without anything that tells who sits in a post."""
    posts = {key: replace(one, email="", deputy_email="") for key, one in book.table("posts").items()}
    return book.with_rows({"posts": posts}) if posts else book


def get_follow_up_shown(request: HttpRequest) -> FollowUpShown | None:
    """The book being worked on for those with the right, the published one for others; None where there is none to see."""
    actor, seen = get_actor(request), get_seen_plan(request)
    system = seen.system if seen else PlanSystem()
    if can(actor, "read_follow_up"):
        state = get_follow_up_state()
        book = remember(("follow-up-open",), lambda: FOLLOW_UP_BOOK.hide_private(state.book), of=(state.book,))
        return FollowUpShown(actor, book, state.number, True, None, system, today(), state.book)
    check_right(actor, "read_publication")
    published = get_published_follow_up()
    if published is None:
        return None
    book = remember(("follow-up-public", published.sha256), lambda: hide_people(hide_unpublished(remove_open_revisions(published.book))))
    return FollowUpShown(actor, book, published.revision, False, published.published_at, system, today())


def get_shown_to(actor: Actor) -> FollowUpShown | None:
    """The book being worked on as the actor sees it, where no request says who asks; None for someone without the right."""
    if not can(actor, "read_follow_up"):
        return None
    state = get_follow_up_state()
    return FollowUpShown(actor, state.book, state.number, True, None, get_plan_state().book, today())


def shows_follow_up(view: View) -> View:
    """Give the view what its reader may see; where nothing is there, say what will stand here and the step that fills it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = get_follow_up_shown(request)
        if shown is None:
            context = make_part_frame(FOLLOW_UP, VISITOR, title=_("Her kommer oppfølgingen"), municipality="Veikart")
            return render(request, "veikart/follow_up/nothing.html.jinja", context, status=503)
        return view(request, shown, *args, **kwargs)

    return wrapped


def _names() -> dict[str, str]:
    return {
        "follow-up": _("Oversikt"),
        "my-page": _("Min side"),
        "reports": _("Rapporter"),
        "ledger-report": _("Regnskap"),
        "indicators": _("Indikatorer"),
        "climate": _("Klima"),
        "tasks": _("Oppgaver"),
        "decisions": _("Vedtak"),
        "revisions": _("Budsjettrevisjoner"),
        "agreements": _("Lederavtaler"),
        "vital-signs": _("Livstegn"),
        "follow-up-findings": _("Funn"),
    }


def _footer() -> dict[str, str]:
    return {
        "follow-up-tables": _("Tabellene i oppfølgingen"),
        "follow-up-workbook": _("Oppfølgingen som regneark"),
        "follow-up-data": _("Oppfølgingen som åpne data"),
    }


SIGNED_IN = dict.fromkeys(("my-page", "ledger-report", "agreements"), "read_follow_up")
"""The pages in the menu that are only for those who are signed in."""
FOLLOW_UP = Part("follow-up", lambda: _("Oppfølging"), _names, _footer, SIGNED_IN)


def make_follow_up_context(shown: FollowUpShown, *, page: str, title: str, crumbs: Crumbs = (), **content: Any) -> dict[str, Any]:
    """The context of a page of the follow-up: the frame around it, and its own content. `crumbs` are (name, address) from the page below the
    front. Raises ValueError where the content takes a name of the frame."""
    context = make_part_frame(FOLLOW_UP, shown.actor, title=title, municipality=shown.municipality, page=page, crumbs=crumbs, can_edit=shown.can_edit)
    if shown.is_draft:
        status = _("Arbeidsutgave, endring %(number)s") % {"number": shown.revision}
    else:
        status = _("Publisert %(day)s") % {"day": f"{shown.published_at:%d.%m.%Y}"}
    context["document"]["status"] = status
    context |= {"shown": shown, "is_draft": shown.is_draft}
    return {**context, **check_names(context, content)}
