"""What a leader answers for as pages show it, in the agreement and in the unit's plan alike."""

from __future__ import annotations

from django.utils.translation import gettext as _

from veikart.calc.plan_system import Element
from veikart.rules.agreements.answering import Sources
from veikart.rules.plan_system import get_choices
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.keeping import remember
from veikart.web.pages.follow_up.indicator_rows import get_indicators
from veikart.web.plan_links import element_url
from veikart.web.tables import Context
from veikart.web.task_views import get_tasks


def get_sources(shown: FollowUpShown) -> Sources:
    """Where what leaders answer for is fetched from; made once for the books and the budget as they are."""
    programme = shown.programme
    key, of = ("answered", str(shown.is_draft), shown.today.isoformat()), (shown.book, shown.system, programme)
    found: Sources = remember(key, lambda: Sources(shown.system, shown.book, programme, get_indicators(shown), get_tasks(shown)), of=of)
    return found


def element_view(shown: FollowUpShown, element: Element) -> Context:
    """An element of the plan with the municipality's own word for its kind."""
    level = shown.system.levels.get(element.kind)
    kind = level.singular if level else get_choices("element_kind")[element.kind]
    return {"kind": kind, "number": element.number, "name": element.name, "url": element_url(element.id)}


def default_year(shown: FollowUpShown) -> int:
    """The budget year of the current programme; this year where there is none."""
    return shown.programme.dataset.plan_years[0] if shown.programme else shown.today.year


def year_choices(shown: FollowUpShown, chosen: int) -> list[int]:
    """The years an agreement or a plan may be shown for: those of the budget, this one, and the chosen one."""
    years = shown.programme.dataset.plan_years if shown.programme else ()
    return sorted({*years, shown.today.year, chosen})


def no_goals_words() -> str:
    return _("Enheten eier ingen mål, og ingenting den gjør er knyttet til noe mål i planen ennå.")
