"""What the pages of the long view show: the economy a reader sees, the programme it begins from, and the frame around the page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from veikart.web.economy_shown import EconomyShown, make_economy_context
from veikart.web.frame import Crumbs, Part


def _names() -> dict[str, str]:
    return {
        "foresight": _("Oversikt"),
        "foresight-runs": _("Kjøringer"),
    }


def _footer() -> dict[str, str]:
    return {"economy-workbook": _("Økonomien som regneark"), "economy-data": _("Økonomien som åpne data"), "rules": _("Reglene")}


FORESIGHT = Part("foresight", lambda: _("Framsyn"), _names, _footer)


def make_foresight_context(shown: EconomyShown, *, page: str, title: str, crumbs: Crumbs = (), **content: Any) -> dict[str, Any]:
    """The context of a page of the long view. `crumbs` are (name, address) from the page below its front."""
    return make_economy_context(shown, page=page, title=title, crumbs=crumbs, part=FORESIGHT, **content)
