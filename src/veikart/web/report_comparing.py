"""One report against an earlier one: what moved, as a table and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from veikart.calc.reports import UnitInputs, find_changes
from veikart.rules.reports.words import describe_change, man_years, percent
from veikart.rules.words import format_mill, format_signed_mill
from veikart.web.tables import Context, row

NOTHING = "–"


def comparison_table(units: Sequence[str], now: Mapping[str, UnitInputs], before: Mapping[str, UnitInputs], heads: tuple[str, str]) -> Context:
    """Forecast, deviation, man-years and sick leave of every unit that both have, side by side. `heads` name the earlier and the later."""
    columns = [
        {"text": heads[0], "note": _("Avvik")},
        {"text": heads[1], "note": _("Avvik")},
        {"text": _("Flyttet"), "current": True},
        {"text": heads[0], "note": _("Årsverk")},
        {"text": heads[1], "note": _("Årsverk")},
        {"text": heads[0], "note": _("Sykefravær")},
        {"text": heads[1], "note": _("Sykefravær")},
    ]
    rows = [_row(before[unit], now[unit]) for unit in units if unit in now and unit in before]
    words = _("Avvik er revidert budsjett minus prognosen, eller minus regnskapet for året: positivt er mindreforbruk.")
    return {"id": "sammenlikning", "caption": _("Enhet for enhet"), "unit": _("Mill. kr"), "unit_line": words, "columns": columns, "rows": rows}


def _row(before: UnitInputs, now: UnitInputs) -> Context:
    first, last = (one.money.deviation if one.money else None for one in (before, now))
    moved = format_signed_mill(last - first) if first is not None and last is not None else NOTHING
    texts = [*(NOTHING if one is None else format_mill(one) for one in (first, last)), moved]
    texts += [NOTHING if one.man_years is None else man_years(one.man_years) for one in (before, now)]
    texts += [NOTHING if one.absence is None else percent(one.absence) for one in (before, now)]
    return row(now.name, [{"text": text} for text in texts])


def comparison_words(units: Sequence[str], now: Mapping[str, UnitInputs], before: Mapping[str, UnitInputs]) -> list[Context]:
    """What changed in each unit, in sentences; units where nothing did are left out."""
    found = []
    for unit in units:
        if unit in now and unit in before:
            told = [describe_change(one) for one in find_changes(before[unit], now[unit])]
            if told:
                found.append({"name": now[unit].name, "sentences": told})
    return found
