"""The form of an import of indicators: how the file is read, as it was guessed, kept from before, or chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.indicators import PER_ONE, IndicatorValue
from veikart.calc.plan_system import Indicator
from veikart.exchange.indicators import IndicatorTable, TableMapping, guess_mapping, read_source
from veikart.exchange.jsonstat import Dimension
from veikart.rules.indicators.incoming import NEW, REVISED, ValueChange
from veikart.rules.indicators.words import format_millionths, moment_words, state_words
from veikart.rules.schema import ID
from veikart.rules.tables import read_decimal
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.tables import Context

MOST_CODES = 40
"""Categories of a dimension that are asked about; the others are read as they were guessed, or not."""
MOST_ROWS = 60
"""Rows of the preview."""
DIVISORS = (1, 10, 100, 1000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Told:
    """What the form says besides how the file is read: the kind of file, the day it was published, its source, and whether to keep how it is read."""

    reads: str = ""
    published: str = ""
    source: str = ""
    keep: bool = False
    key: str = ""

    @classmethod
    def of(cls, given: QueryDict, *, name: str = "") -> Told:
        """As it was sent."""
        texts = {one: given.get(one, "").strip() for one in ("reads", "published", "source", "key")}
        return cls(keep="keep" in given, **{**texts, "source": texts["source"] or name})

    def errors(self) -> dict[str, str]:
        """What is wrong with it, by field."""
        wrong = {}
        if self.day is None:
            wrong["published"] = _("Skriv dagen tallene ble publisert, som 2026-03-15.")
        if self.keep and not ID.fullmatch(self.key):
            wrong["key"] = _("Skriv små bokstaver, tall, punktum og bindestrek.")
        return wrong

    @property
    def day(self) -> date | None:
        """The day the numbers were published; None where it is no day."""
        try:
            found = date.fromisoformat(self.published)
        except ValueError:
            return None
        return found if 1900 <= found.year <= 2200 else None


def get_kept_mapping(book: FollowUpBook, key: str) -> TableMapping | None:
    """How a kind of file was read the last time; None where that is not kept."""
    source = book.table("indicator_sources").get(key)
    return read_source(source, book.table("indicator_codes").values()) if source else None


def read_mapping(given: QueryDict, table: IndicatorTable, shown: FollowUpShown, kept: TableMapping | None) -> TableMapping:
    """How the file is read: what the form says, else what is kept, else what can be guessed."""
    places, indicators = shown.book.table("indicator_places"), shown.system.indicators
    if "dimension-place" not in given:
        return guess_mapping(table, indicators, places, kept)
    ids = {one.id for one in table.dimensions}
    dimensions = {role: found if (found := given.get(f"dimension-{role}", "")) in ids else "" for role in ("place", "year", "indicator")}
    divisor = read_decimal(given.get("divisor", "")) or 0
    mapping = TableMapping(
        **dimensions,
        only_place=given.get("only-place", ""),
        only_indicator=given.get("only-indicator", ""),
        divisor=divisor // PER_ONE if divisor // PER_ONE in DIVISORS else 1,
        places=_meanings(given, table, dimensions["place"], kept.places if kept else {}),
        indicators=_meanings(given, table, dimensions["indicator"], kept.indicators if kept else {}),
        chosen={one.id: found for at, one in enumerate(table.dimensions) if (found := given.get(f"only-{at}", ""))},
    )
    guessed = guess_mapping(table, indicators, places, mapping)
    return replace(guessed, **dimensions, only_place=mapping.only_place, only_indicator=mapping.only_indicator)


def _meanings(given: QueryDict, table: IndicatorTable, key: str, kept: Mapping[str, str]) -> dict[str, str]:
    """What the codes of a dimension mean, by the form; what it does not ask about is as it is kept."""
    found = dict(kept)
    at, dimension = _at(table, key)
    if dimension:
        for place, one in enumerate(dimension.categories[:MOST_CODES]):
            if f"code-{at}-{place}" in given:
                found[one.code] = given[f"code-{at}-{place}"]
    return found


def _at(table: IndicatorTable, key: str) -> tuple[int, Dimension | None]:
    return next(((at, one) for at, one in enumerate(table.dimensions) if key and one.id == key), (-1, None))


def mapping_form(table: IndicatorTable, mapping: TableMapping, shown: FollowUpShown) -> Context:
    """The fields that say how the file is read."""
    places = {key: one.name for key, one in shown.book.table("indicator_places").items()}
    indicators = {key: f"{one.name} ({key})" for key, one in shown.system.indicators.items()}
    dimensions = {one.id: one.label if one.label == one.id else f"{one.label} ({one.id})" for one in table.dimensions}
    roles = {"place": (_("Sted"), mapping.place), "year": (_("År"), mapping.year), "indicator": (_("Indikator"), mapping.indicator)}
    fields = [_select(f"dimension-{role}", label, dimensions, value, nothing=_("Ingen")) for role, (label, value) in roles.items()]
    if not mapping.place:
        fields.append(_select("only-place", _("Alle tallene er for"), places, mapping.only_place, nothing=_("Velg")))
    if not mapping.indicator:
        fields.append(_select("only-indicator", _("Alle tallene er"), indicators, mapping.only_indicator, nothing=_("Velg")))
    fields.append(_select("divisor", _("Tallene deles på"), {str(one): str(one) for one in DIVISORS}, str(mapping.divisor)))
    others = {one.id for one in mapping.others(table)}
    for at, one in enumerate(table.dimensions):
        if one.id in others:
            words = {each.code: each.label for each in one.categories}
            fields.append(
                _select(f"only-{at}", _("Bare denne av %(name)s") % {"name": one.label}, words, mapping.chosen.get(one.id, ""), nothing=_("Velg"))
            )
    codes = [*_codes(table, mapping.indicator, mapping.indicators, indicators), *_codes(table, mapping.place, mapping.places, places)]
    return {"fields": fields, "codes": codes}


def _select(name: str, label: str, words: Mapping[str, str], chosen: str, *, nothing: str = "") -> Context:
    options = [{"value": key, "name": word, "chosen": key == chosen} for key, word in words.items()]
    return {"name": name, "label": label, "options": [*([{"value": "", "name": nothing, "chosen": not chosen}] if nothing else []), *options]}


def _codes(table: IndicatorTable, key: str, meanings: Mapping[str, str], words: Mapping[str, str]) -> list[Context]:
    at, dimension = _at(table, key)
    if dimension is None:
        return []
    asked = []
    for place, one in enumerate(dimension.categories[:MOST_CODES]):
        label = one.label if one.label == one.code else f"{one.label} ({one.code})"
        asked.append(_select(f"code-{at}-{place}", label, words, meanings.get(one.code, ""), nothing=_("Leses ikke")))
    return [{"name": dimension.label, "fields": asked, "left": len(dimension.categories) - len(asked)}]


def preview_table(shown: FollowUpShown, changes: Sequence[ValueChange]) -> Context | None:
    """The values by indicator and place down and years across; those that would be stored are marked."""
    rows: dict[tuple[str, str], dict[tuple[int, str], ValueChange]] = {}
    for one in changes:
        rows.setdefault((one.value.indicator, one.value.place), {})[one.value.year, one.value.period] = one
    moments = sorted({at for by_moment in rows.values() for at in by_moment})
    if not moments:
        return None
    return {
        "caption": _("Tallene i filen"),
        "unit": _("Indikator"),
        "text_columns": [_("Sted")],
        "columns": [{"text": moment_words(year, period)} for year, period in moments],
        "rows": [_preview_row(shown, key, by_moment, moments) for key, by_moment in list(rows.items())[:MOST_ROWS]],
        "notes": [_("Bare de første %(count)s radene vises.") % {"count": MOST_ROWS}] if len(rows) > MOST_ROWS else [],
    }


def _preview_row(
    shown: FollowUpShown, key: tuple[str, str], by_moment: Mapping[tuple[int, str], ValueChange], moments: Sequence[tuple[int, str]]
) -> Context:
    indicator, place = shown.system.indicators[key[0]], shown.book.table("indicator_places")[key[1]]
    return {
        "label": indicator.name,
        "note": indicator.unit,
        "texts": [{"text": place.name}],
        "cells": [_preview_cell(indicator, by_moment[at]) if at in by_moment else None for at in moments],
    }


def _preview_cell(indicator: Indicator, change: ValueChange) -> Context:
    cell: Context = {"text": value_words(change.value, indicator)}
    if change.kind == NEW:
        cell["finding"] = {"grade": "ok", "sentence": _("Nytt")}
    elif change.kind == REVISED and change.before:
        cell["finding"] = {"grade": "warning", "sentence": _("Rettet, før %(value)s") % {"value": value_words(change.before, indicator)}}
    return cell


def value_words(row: IndicatorValue, indicator: Indicator) -> str:
    """A value as it is shown, or why there is none."""
    return state_words(row.state) if row.value is None else format_millionths(row.value, indicator)


def revised_rows(shown: FollowUpShown, changes: Sequence[ValueChange]) -> list[Context]:
    """Every value that is another than it was."""
    found = []
    for one in changes:
        if one.kind == REVISED and one.before:
            indicator = shown.system.indicators[one.value.indicator]
            place = shown.book.table("indicator_places")[one.value.place]
            found.append(
                {
                    "name": indicator.name,
                    "place": place.name,
                    "moment": moment_words(one.value.year, one.value.period),
                    "before": value_words(one.before, indicator),
                    "published": f"{one.before.vintage:%d.%m.%Y}",
                    "after": value_words(one.value, indicator),
                }
            )
    return found
