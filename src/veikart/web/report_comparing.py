"""One report against an earlier one: what moved, as a table and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from veikart.calc.reports import UnitInputs, find_changes
from veikart.rules.reports.words import describe_change, describe_growth, man_years, percent
from veikart.rules.words import format_mill, format_signed_mill
from veikart.rules.words.sentences import capitalise
from veikart.web.tables import Context, row

NOTHING = "–"


def comparison_table(
    units: Sequence[str], now: Mapping[str, UnitInputs], before: Mapping[str, UnitInputs], heads: tuple[str, str], *, is_over: bool
) -> Context:
    """Accounts so far, deviation, man-years and sick leave of every unit that both have, side by side. `heads` name the earlier and the later, and
    `is_over` is whether the later is of a whole year."""
    used = _("Regnskap") if is_over else _("Regnskap hittil")
    groups = (used, _("Avvik i året"), _("Årsverk"), _("Sykefravær"))
    columns = [{"text": head, "note": name} for name in groups for head in heads]
    columns.insert(2, {"text": _("Endring"), "note": used, "current": True})
    rows = [_row(before[unit], now[unit]) for unit in units if unit in now and unit in before]
    words = _("Avvik er revidert budsjett minus prognosen, eller minus regnskapet for året: positivt er mindreforbruk.")
    return {"id": "sammenlikning", "caption": _("Enhet for enhet"), "unit": _("Mill. kr"), "unit_line": words, "columns": columns, "rows": rows}


def _row(before: UnitInputs, now: UnitInputs) -> Context:
    used = [one.money.actual_to_date if one.money else None for one in (before, now)]
    off = [one.money.deviation if one.money else None for one in (before, now)]
    first, last = used
    moved = format_signed_mill(last - first) if first is not None and last is not None else NOTHING
    texts = [*map(_mill, used), moved, *map(_mill, off)]
    texts += [NOTHING if one.man_years is None else man_years(one.man_years) for one in (before, now)]
    texts += [NOTHING if one.absence is None else percent(one.absence) for one in (before, now)]
    return row(now.name, [{"text": text} for text in texts])


def _mill(nok: int | None) -> str:
    return NOTHING if nok is None else format_mill(nok)


def comparison_words(
    units: Sequence[str], now: Mapping[str, UnitInputs], before: Mapping[str, UnitInputs], *, than: str, is_over: bool
) -> list[Context]:
    """What changed in each unit since `than` (the name of a period), in sentences; units where nothing did are left out. `is_over` is whether the
    later of them is of a whole year."""
    found = []
    for unit in units:
        if unit in now and unit in before:
            money = (now[unit].money, before[unit].money)
            growth = describe_growth(*money, is_over=is_over) if money[0] and money[1] else ""
            told = [f"{capitalise(growth)}."] if growth else []
            told += [describe_change(one, than=than, is_over=is_over) for one in find_changes(before[unit], now[unit])]
            if told:
                found.append({"name": now[unit].name, "sentences": told})
    return found
