"""Addresses of pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _


def figure_url(address: str) -> str:
    """The page that says where a figure comes from."""
    return reverse("figure", args=["-"])[:-2] + quote(address, safe=":@~.-") + "/"


def unit_url(unit_id: str) -> str:
    return reverse("unit", args=[unit_id])


def measure_url(measure_id: str) -> str:
    return reverse("measure", args=[measure_id])


def statement_url(form_id: str, **query: str) -> str:
    return with_query(reverse("statement", args=[form_id]), **query)


def table_url(table_id: str) -> str:
    return reverse("table", args=[table_id])


def rule_url(rule_id: str) -> str:
    return f"{reverse('rules')}#{rule_id}"


def with_query(path: str, **query: str) -> str:
    """The path with the parts of the query that are not empty."""
    wanted = {key: value for key, value in query.items() if value}
    return f"{path}?{urlencode(wanted)}" if wanted else path


def area_links(current: str) -> list[dict[str, Any]]:
    """The parts of the site: the plan, the programme, the economy behind it, the years ahead, and what became of it."""
    return [
        {"name": _("Plan og mål"), "url": reverse("plan"), "current": current == "plan"},
        {"name": _("Handlingsprogram"), "url": reverse("overview"), "current": current == "programme"},
        {"name": _("Økonomi"), "url": reverse("economy"), "current": current == "economy"},
        {"name": _("Framsyn"), "url": reverse("foresight"), "current": current == "foresight"},
        {"name": _("Oppfølging"), "url": reverse("follow-up"), "current": current == "follow-up"},
    ]
