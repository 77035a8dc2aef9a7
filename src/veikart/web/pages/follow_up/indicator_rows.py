"""Indicators as rows and cards: the value, what it was held against, which way it goes, and the target."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.rules.indicators import EVER, Indicators, IndicatorShown, read_indicators
from veikart.rules.indicators.words import format_change, format_value, moment_words, state_words
from veikart.web.answers import read_number
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.pages.follow_up.indicator_pictures import draw_small, draw_spark
from veikart.web.tables import Context

MOVED_GRADES = {"right": "ok", "wrong": "warning", "still": "note", "unknown": "note"}
VERDICT_GRADES = {"met": "ok", "missed": "warning", "no_value": "note", "unreadable": "note"}
EARLIEST, LATEST = 1900, 2200
MOST_PICTURES = 24
"""Small multiples on one page; the table beneath has all of them."""


def get_indicators(shown: FollowUpShown) -> Indicators:
    """The indicators with their values, made once for the books as they are."""
    found: Indicators = shown.keep(("indicators",), lambda: read_indicators(shown.system, shown.book))
    return found


def choose_year(text: str) -> int | None:
    """The year asked for; None, which is each indicator's own last year, where none is, or where it is no year."""
    year = read_number(text)
    return year if year is not None and EARLIEST <= year <= LATEST else None


def year_options(indicators: Indicators, chosen: int | None) -> list[Context]:
    """What can be chosen: the last value of each, or a year with values or targets, newest first."""
    years = {one.year for rows in indicators.series.values.values() for one in rows}
    years |= {one.year for one in indicators.system.indicator_targets.values()}
    every = [{"value": str(one), "name": str(one), "chosen": one == chosen} for one in sorted(years, reverse=True)]
    return [{"value": "", "name": _("Siste tall"), "chosen": chosen is None}, *every]


def indicator_url(indicator_id: str) -> str:
    return reverse("indicator", args=[indicator_id])


def moved_tag(one: IndicatorShown) -> Context:
    """Which way it goes, by shape and word."""
    return {"grade": MOVED_GRADES[one.moved], "word": one.moved_text, "key": one.moved}


def verdict_tag(one: IndicatorShown) -> Context | None:
    """How the value stands against the target of the year, or against the next one; None where there is none."""
    if one.judged.target:
        return {"grade": VERDICT_GRADES[one.verdict], "word": one.verdict_text, "key": one.verdict}
    if one.coming and one.coming_reached is not None:
        words = {"year": one.latest_year}
        word = _("Nådd alt i %(year)s") % words if one.coming_reached else _("Ikke nådd i %(year)s") % words
        return {"grade": "ok" if one.coming_reached else "note", "word": word, "key": "reached" if one.coming_reached else "ahead"}
    return None


def short_verdict(one: IndicatorShown) -> Context | None:
    """The verdict as it stands under a heading that asks whether the target is met."""
    verdict = verdict_tag(one)
    if verdict is None:
        return None
    words = {"met": _("Ja"), "missed": _("Nei"), "reached": _("Alt i %(year)s") % {"year": one.latest_year}}
    words["ahead"] = _("Ikke i %(year)s") % {"year": one.latest_year}
    return {**verdict, "word": words.get(verdict["key"], verdict["word"])}


def target_words(one: IndicatorShown) -> Context:
    """The target of the year, else the next one, with its year."""
    target = one.judged.target or one.coming
    return {"text": target.target, "year": str(target.year)} if target else {"text": "", "year": ""}


def make_row(shown: FollowUpShown, one: IndicatorShown, under: str = "") -> Context:
    """A row of the list; of more lists on one page `under` says which."""
    newest, change = one.newest_point, one.change
    return {
        "id": one.indicator.id,
        "name": one.indicator.name,
        "url": indicator_url(one.indicator.id),
        "unit": one.indicator.unit,
        "owner": shown.unit_names.get(one.indicator.owner, ""),
        "place": one.place.name if one.place and one.place.kind == "unit" else "",
        "spark": draw_spark(one, under),
        "value": format_value(newest.value, one.indicator, with_unit=False) if newest and newest.value is not None else "",
        "moment": moment_words(newest.year, newest.period) if newest else "",
        "state": state_words(one.state) if not newest else _("ikke sammenliknbart") if newest.state else "",
        "change": format_change(change.change.value, one.indicator, with_unit=False) if change.change else "",
        "since": str(change.since or "") if change.change else "",
        "is_mean": len(change.points) > 1,
        "moved": moved_tag(one),
        "target": target_words(one),
        "verdict": short_verdict(one),
    }


def make_card(one: IndicatorShown) -> Context:
    """A small multiple: the name, the answer in a sentence, the picture and the verdicts."""
    return {
        "name": one.indicator.name,
        "url": indicator_url(one.indicator.id),
        "sentence": answer_words(one),
        "svg": draw_small(one),
        "tags": list_tags(one),
    }


def list_tags(one: IndicatorShown) -> list[Context]:
    """What is said of an indicator outside of tables: which way it goes, where that is known or nothing else is, and its target."""
    verdict = verdict_tag(one)
    if one.moved != "unknown":
        return [moved_tag(one), *([verdict] if verdict else [])]
    return [verdict or {"grade": "note", "word": _("Retningen kan ikke sies"), "key": "unknown"}]


def answer_words(one: IndicatorShown) -> str:
    """What it is and what it should be, in a sentence or two."""
    newest, target = one.newest_point, target_words(one)
    if newest is None or newest.value is None:
        said = _("Ingen tall til og med %(year)s.") % {"year": one.year} if one.year < EVER else _("Ingen tall ennå.")
    else:
        words = {"value": format_value(newest.value, one.indicator), "moment": moment_words(newest.year, newest.period)}
        said = _("%(value)s i %(moment)s.") % words
    return f"{said} {_('Målet for %(year)s er %(text)s.') % target}" if target["text"] else said


def title_words(found: Sequence[IndicatorShown]) -> str:
    """How many go the right way, of those it can be said of."""
    told = [one for one in found if one.moved != "unknown"]
    right = sum(one.moved == "right" for one in told)
    words = {"right": right, "all": len(told)}
    return ngettext("%(right)s av %(all)s indikator går riktig vei", "%(right)s av %(all)s indikatorer går riktig vei", len(told)) % words


def lead_words(found: Sequence[IndicatorShown]) -> str:
    """What became of the rest, and of those with a target this year."""
    unknown = sum(one.moved == "unknown" for one in found)
    judged = [one for one in found if one.verdict in {"met", "missed"}]
    said = []
    if judged:
        met = sum(one.verdict == "met" for one in judged)
        years = {one.year for one in judged}
        words = {"met": met, "all": len(judged), "year": max(years)}
        same = _("%(met)s av %(all)s mål for %(year)s er nådd.") % words
        said.append(same if len(years) == 1 else _("%(met)s av %(all)s mål for året er nådd.") % words)
    ahead = [one.coming_reached for one in found if not one.judged.target and one.coming_reached is not None]
    if ahead:
        said.append(
            ngettext("%(met)s av %(all)s mål for et senere år er alt nådd.", "%(met)s av %(all)s mål for senere år er alt nådd.", len(ahead))
            % {"met": sum(ahead), "all": len(ahead)}
        )
    if unknown:
        words = ngettext("For %(count)s kan det ikke sies om det går riktig vei.", "For %(count)s kan det ikke sies om det går riktig vei.", unknown)
        said.append(words % {"count": unknown})
    return " ".join(said)
