"""What an element of the plan is measured by: the last value, the target, and whether it is met."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from veikart.rules.indicators import Indicators, IndicatorShown, read_indicators
from veikart.rules.plan_system import get_choices
from veikart.web.keeping import remember
from veikart.web.pages.follow_up.indicator_rows import answer_words, indicator_url, list_tags
from veikart.web.plan_shown import PlanShown
from veikart.web.tables import Context


def get_plan_indicators(shown: PlanShown) -> Indicators:
    """The indicators of the plan with the values the reader may see, made once for the books as they are."""
    system, book = shown.system, shown.follow_up
    found: Indicators = remember(("plan-indicators", str(shown.is_draft)), lambda: read_indicators(system, book), of=(system, book))
    return found


def list_indicators(shown: PlanShown, keys: Mapping[str, str], element_id: str) -> list[Context]:
    """The indicators of `keys` (with the element each measures), in order; that element is named where it is another than the one shown."""
    indicators = get_plan_indicators(shown)
    found = indicators.some(keys, None)
    return [_indicator(shown, one, keys[one.indicator.id], element_id) for one in found]


def _indicator(shown: PlanShown, one: IndicatorShown, at: str, element_id: str) -> Context:
    direction = get_choices("direction").get(one.indicator.direction, "")
    has_value = one.newest_point is not None
    return {
        "name": one.indicator.name,
        "url": indicator_url(one.indicator.id),
        "answer": answer_words(one) if has_value or one.coming or one.judged.target else _("Ingen tall ennå."),
        "direction": direction,
        "tags": list_tags(one) if has_value else [],
        "under": shown.system.elements[at].name if at != element_id else "",
    }
