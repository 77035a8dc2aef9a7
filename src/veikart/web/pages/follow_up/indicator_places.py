"""The units and areas that an indicator has values of: the way to each, and all of them beside each other."""

from __future__ import annotations

from django.utils.translation import gettext as _

from veikart.calc.indicators import IndicatorPlace
from veikart.rules.indicators import Indicators, IndicatorShown
from veikart.rules.words.sentences import join_words
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.links import with_query
from veikart.web.pages.follow_up.indicator_rows import indicator_url, make_row
from veikart.web.tables import Context

MOST_PARTS = 60
"""Units and areas beside each other."""


def list_places(indicators: Indicators, one: IndicatorShown) -> list[Context]:
    """The units and areas that have a series of their own, and the municipality itself, where there is more than one."""
    own = [at for at in indicators.places.values() if at.kind in {"own", "unit", "area"} and indicators.series.series(one.indicator.id, at.id)]
    url = indicator_url(one.indicator.id)
    current = one.place.id if one.place else ""
    return [{"name": at.name, "url": with_query(url, sted=at.id), "current": at.id == current} for at in own] if len(own) > 1 else []


def list_parts(shown: FollowUpShown, indicators: Indicators, one: IndicatorShown) -> Context | None:
    """Every unit and area with a series of its own beside each other, each in its own last year; None where none has."""
    words = {"unit": _("enhet"), "area": _("område")}
    found = [at for at in indicators.places.values() if at.kind in words and indicators.series.series(one.indicator.id, at.id)][:MOST_PARTS]
    rows = [_part(shown, part, at) for at in found if (part := indicators.one(one.indicator.id, None, place=at.id))]
    kinds = join_words(list(dict.fromkeys(words[at.kind] for at in found)))
    return {"heading": _("Etter %(kinds)s") % {"kinds": kinds}, "rows": rows} if rows else None


def _part(shown: FollowUpShown, part: IndicatorShown, at: IndicatorPlace) -> Context:
    return {**make_row(shown, part), "name": at.name, "url": with_query(indicator_url(part.indicator.id), sted=at.id), "place": "", "owner": ""}
