"""How odds were made: the scenario, the draws and where they begin, how far each lever is drawn, and the figure without draws."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.foresight_shown import has_foresight


@shows_economy
@has_foresight
def show_odds(request: HttpRequest, shown: EconomyShown, kind: str, subject: str, year: int) -> HttpResponse:
    """The odds of one subject in one year."""
    raise Http404
