"""What the form for a row of the economy offers that the tables themselves do not say: the budget's units, and what can be posted."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from veikart.rules.economy import get_sheet_rules
from veikart.rules.tables import TableField
from veikart.web.economy_shown import EconomyShown
from veikart.web.rows.form import RowForm
from veikart.web.working import get_working

UNIT_FIELDS = frozenset({"unit", "closing_unit"})
"""Fields with the id of a unit of the budget."""


def get_row_choices(shown: EconomyShown, form: RowForm, rule: TableField) -> Mapping[str, str] | None:
    """The units of the budget, or the sheets and lines that can be posted, by id; None for a field that is none of these."""
    if form.rule.id == "postings" and rule.name == "sheet":
        return {one.id: one.name for one in get_sheet_rules().values()}
    if form.rule.id == "postings" and rule.name == "line":
        chosen = get_sheet_rules().get(str(form.values.get("sheet") or ""))
        return {one.id: one.name for one in chosen.lines.values()} if chosen else {}
    if rule.name in UNIT_FIELDS and rule.kind == "id":
        working = get_working(shown)
        return {one.id: one.name for one in working.dataset.budget.units} if working else {}
    return None


def get_row_hint(form: RowForm, rule: TableField) -> str:
    """How a field that needs it is filled in."""
    if form.rule.id == "postings" and rule.name == "line" and not form.values.get("sheet"):
        return _("Velg arket først og lagre. Da vises linjene i det.")
    return ""
