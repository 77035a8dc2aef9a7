"""The four-year wheel on a page of a document, with its list."""

from __future__ import annotations

import datetime

from veikart.calc.plan_system import PlanSystem, Term
from veikart.calc.wheels import FOUR_YEAR, Occurrence, number_occurrences, occurrences_in_term, turn_of_term
from veikart.exchange.charts.wheel import wheel_chart
from veikart.exchange.typst.blocks import Block, Cell, Column, Heading, Row, Table
from veikart.exchange.typst.drawing import make_figure
from veikart.rules.law import get_rules
from veikart.rules.plan_system import as_occurrences, get_choices, statutory_dates
from veikart.rules.words import format_span

WIDTH = 370


def wheel_blocks(system: PlanSystem, term: Term, today: datetime.date) -> list[Block]:
    """The wheel of a council term as a figure, and every phase, deadline, meeting and report in it as a table with the same numbers; nothing where
    nothing happens."""
    own = occurrences_in_term(system.events.values(), term)
    shown = (*own, *as_occurrences(statutory_dates(system, term, today, with_yearly=False), FOUR_YEAR, own))
    if not shown:
        return []
    heading = f"{term.constituted.year}–{term.ends.year}"
    title = f"Fireårshjulet {heading}"
    picture = {"chart_id": "wheel", "title": title, "width": WIDTH, "has_numbers": True}
    svg = wheel_chart(turn=turn_of_term(term), occurrences=shown, heading=heading, today=today, **picture)
    numbers = number_occurrences(shown)
    columns = (
        Column("Nr.", is_number=False, width_mm=7),
        Column("Når", is_number=False, width_mm=38),
        Column("Slag", is_number=False, width_mm=16),
        Column("Hva", is_number=False),
        Column("Hjemmel", is_number=False, width_mm=47),
    )
    rows = tuple(_row(one, number) for one, number in numbers.items())
    return [
        Heading("Perioden på ett hjul"),
        make_figure(svg, title),
        Table(title="Perioden dag for dag", columns=columns, rows=rows),
    ]


def _row(one: Occurrence, number: int) -> Row:
    rule = get_rules().get(one.rule)
    texts = (str(number), format_span(one.starts, one.ends, with_year=True), get_choices("event_kind")[one.kind], one.name)
    return Row(tuple(map(Cell, (*texts, rule.citation if rule else ""))))
