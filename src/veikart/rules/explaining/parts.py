"""Part of a line opened: what one layer, one unit or one step of the bridge adds to it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from veikart.calc.statements import MISSING
from veikart.rules.explaining.addresses import Address, UnknownFigure
from veikart.rules.explaining.contexts import year_and_version
from veikart.rules.explaining.contributions import layer_parts
from veikart.rules.explaining.explanation import Contribution, Explanation, InputFigure
from veikart.rules.explaining.lines import LineCell, line_contributions, line_price, read_line
from veikart.rules.explaining.spreading import group_of, line_groups
from veikart.rules.programme import STEP_LABELS, Programme, step_key
from veikart.rules.words import in_mill

SUM = "Summen av tiltakene under. De er en del"
NOTHING = "Ingen tiltak er en slik del"
Takes = Callable[[Contribution], bool]


def explain_part(programme: Programme, address: Address) -> Explanation:
    """The part of a line that a filter takes: `layer=…`, `unit=…` (all under it too), `step=…` of the bridge or `after=40` (all but
    the 40 largest of its groups). Raises UnknownFigure.
    """
    form_id, row_id, wanted = address.parts
    line = read_line(programme, address, form_id, row_id)
    name, takes = _filter(programme, wanted, line, address.version)
    found = line_contributions(programme, line)
    taken = tuple(one for one in found if takes(one))
    if line.cell.state == MISSING:
        raise UnknownFigure(f"Linjen «{line.row.label}» er ikke oppgitt i {line.column.year}.")
    nok = sum(one.nok for one in taken)
    whole = f"line:{form_id}:{row_id}{year_and_version(programme, line.column.year, line.column.version)}"
    return Explanation(
        address=address.text,
        title=f"{line.row.label}: {name}, {line.column.heading}",
        value=Fraction(nok),
        text=in_mill(nok),
        unit="nok",
        words=f"{SUM if taken else NOTHING} av linjen «{line.row.label}» i {line.form.name}.",
        price=line_price(programme, form_id),
        rule=line.form.rule,
        inputs=(InputFigure(f"Hele linjen: {line.row.label}", in_mill(line.cell.nok), whole),),
        layers=layer_parts(programme, taken),
        contributions=taken,
    )


def _filter(programme: Programme, wanted: str, line: LineCell, version: str) -> tuple[str, Takes]:
    """What a filter is called, and which measures it takes. Raises UnknownFigure."""
    key, _, value = wanted.partition("=")
    budget = programme.budget
    if key == "layer" and value in budget.layer_by_id:
        return budget.layer_by_id[value].name, lambda one: one.layer == value
    if key == "unit" and value in budget.unit_by_id:
        inside = frozenset(budget.unit_and_below(value))
        return budget.unit_by_id[value].name, lambda one: one.unit in inside
    if key == "step" and value in STEP_LABELS:
        return STEP_LABELS[value], lambda one: _step(programme, one) == value
    if key == "after" and value.isdecimal() and len(value) < 7:
        rest = {(one.unit, one.name) for one in line_groups(programme, line.form, line.row, programme.columns_for(version))[int(value) :]}
        return f"{len(rest)} mindre deler", lambda one: group_of(programme, line.row, unit=one.unit, measure=one.measure) in rest
    raise UnknownFigure(f"«{wanted[:60]}» er ikke en del av en linje. Skriv for eksempel layer=…, unit=… eller step=….")


def _step(programme: Programme, one: Contribution) -> str:
    return step_key(programme.budget.layer_by_id[one.layer].kind, programme.budget.measure_by_id[one.measure].kind)
