"""The needs as pages show them: each service and area with its fan, when its places are too few, and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.outlook.need_rows import NeedService
from veikart.calc.outlook.needs import MARK, NeedOdds
from veikart.calc.worksheets import Sheet
from veikart.rules.words import format_count
from veikart.rules.words.sentences import join_words, list_years
from veikart.web.economy_shown import EconomyShown
from veikart.web.foresight_fans import Fan, say_odds

LIKELY, NEARLY_SURE = 0.5, 0.9
"""Odds that a year is named for."""


def list_short_years(sheet: Sheet, subject: str, since: int) -> list[int]:
    """The years, from `since` on, in which the sheet of needs has too few places."""
    return [year for year, free in zip(sheet.years, sheet.row(subject, "free"), strict=True) if free < 0 and year >= since]


def has_places(sheet: Sheet, subject: str) -> bool:
    """Whether any places are entered: where none are, how many are missing tells nothing."""
    return any(sheet.row(subject, "capacity"))


def make_need_fan(odds: NeedOdds, subject: str, service: NeedService, *, chart_id: str) -> Fan:
    """The places needed over all draws against the places there are."""
    return Fan(
        chart_id,
        _("Behov"),
        "persons",
        odds.years,
        odds.quantiles[subject],
        odds.central[subject],
        steps=(_("%(places)s som finnes") % {"places": service.place_name.capitalize()}, odds.capacity[subject]),
        colour="demography",
    )


def say_when(sheet: Sheet, subject: str, service: NeedService, since: int) -> str:
    """When there are too few places without any draw, as the end of a sentence that begins with the service."""
    short = list_short_years(sheet, subject, since)
    words = {"places": service.place_name, "years": list_years(short), "last": sheet.years[-1], "first": short[0] if short else 0}
    if not has_places(sheet, subject):
        return _("ingen %(places)s er lagt inn") % words
    if not short:
        return _("nok %(places)s til %(last)s") % words
    if short[-1] == sheet.years[-1] and len(short) == short[-1] - short[0] + 1:
        return _("for få %(places)s fra %(first)s") % words
    return _("for få %(places)s i %(years)s") % words


def say_when_anywhere(sheets: Mapping[str, Sheet], service: NeedService, areas: Mapping[str, str], since: int) -> str:
    """The same for the whole municipality, and the areas that end with too few places where the whole has enough. `areas` are names by id."""
    told = say_when(sheets["service_needs"], service.id, service, since)
    sheet = sheets["area_needs"]
    keys = [f"{service.id}{MARK}{area}" for area in areas]
    lacking = [areas[one.partition(MARK)[2]] for one in keys if one in sheet.place and list_short_years(sheet, one, sheet.years[-1])]
    if not lacking or list_short_years(sheets["service_needs"], service.id, since):
        return told
    return _("%(told)s i alt, men for få i %(areas)s") % {"told": told, "areas": join_words(lacking)}


def say_odds_of_short(odds: NeedOdds, subject: str) -> str:
    """The years from which it is likelier than not, and nearly sure, that places are missing; empty where no places are entered."""
    if not odds.capacity[subject].any():
        return ""
    short, last = odds.short[subject], odds.years[-1]
    half, sure = (_first_lasting(odds.years, short, share) for share in (LIKELY, NEARLY_SURE))
    if half is None:
        return _("Sannsynligheten for at det mangler plasser i %(last)s, er %(odds)s.") % {"last": last, "odds": say_odds(float(short[-1]))}
    words = {"half": half, "sure": sure, "last": last, "odds": say_odds(float(short[-1]))}
    if sure is None:
        return _("Fra %(half)s er det mer sannsynlig enn ikke at det mangler plasser. I %(last)s er sannsynligheten %(odds)s.") % words
    if sure == half:
        return _("Fra %(half)s er sannsynligheten for at det mangler plasser, minst 90 prosent.") % words
    return _("Fra %(half)s er det mer sannsynlig enn ikke at det mangler plasser, og fra %(sure)s er sannsynligheten minst 90 prosent.") % words


def _first_lasting(years: Sequence[int], shares: np.ndarray, least: float) -> int | None:
    """The first year from which the share is at least so large to the end; None where it is not at the end."""
    below = [year for year, share in zip(years, shares.tolist(), strict=True) if share < least]
    if not below:
        return years[0]
    return None if below[-1] == years[-1] else below[-1] + 1


def say_free(sheet: Sheet, subject: str, year: int) -> str:
    """How many places are free or missing in a year."""
    free = sheet.value(subject, "free", year)
    words = {"count": format_count(abs(free)), "year": year}
    return _("%(count)s mangler i %(year)s") % words if free < 0 else _("%(count)s ledige i %(year)s") % words


def area_names(shown: EconomyShown) -> dict[str, str]:
    """What the areas are called, by id."""
    return {key: one.name for key, one in shown.book.table("population_areas").items()}


def need_url(subject: str) -> str:
    """The page of a service, or of a service in an area."""
    service, _mark, area = subject.partition(MARK)
    return f"{reverse('foresight-need', args=[service])}{f'#{area}' if area else ''}"
