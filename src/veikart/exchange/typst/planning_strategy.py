"""The planning strategy of a council term as one tagged document."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from veikart.calc.plan_system import Plan, PlanAssessment, PlanSystem, Process, Term, spread_person_months
from veikart.exchange.charts import Bar, timeline_chart
from veikart.exchange.charts.workflow import workflow_chart
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Column, Document, Heading, KeyFigure, Row, Table, make_text
from veikart.exchange.typst.cover import draw_band, draw_cover
from veikart.exchange.typst.drawing import WIDE, make_figure
from veikart.exchange.typst.finishing import finish_document
from veikart.exchange.typst.planning_wheel import wheel_blocks
from veikart.exchange.typst.writing import make_colours, set_document
from veikart.rules.law import MARKS, get_rules
from veikart.rules.plan_system import (
    StatutoryDate,
    count_verdicts,
    current_state,
    describe_need,
    describe_process,
    describe_verdicts,
    find_earliest_exit,
    get_choices,
    get_plan_types,
    get_tables,
    get_workflows,
    statutory_dates,
)
from veikart.rules.words import format_count, format_day

RULE = "pbl-10-1"
_QUESTION_WIDTHS = {"important": 17, "feasible": 23, "purpose": 15, "enough": 18}
"""Millimetres for the answers to each question."""


@dataclass(frozen=True)
class _Strategy:
    """The strategy as it is printed: the plan system, the term, its assessments in order, and the day it is told of."""

    system: PlanSystem
    term: Term
    today: datetime.date
    assessed: tuple[PlanAssessment, ...]

    def name(self, one: PlanAssessment) -> str:
        return self.system.plans[one.plan].name

    @property
    def processes(self) -> list[Process]:
        return [one for one in self.system.processes.values() if one.term == self.term.id]

    @property
    def dates(self) -> tuple[StatutoryDate, ...]:
        return statutory_dates(self.system, self.term, self.today, with_yearly=False)


def write_planning_strategy(system: PlanSystem, term: Term, *, published_on: datetime.date, today: datetime.date, is_draft: bool) -> bytes:
    """The planning strategy of a term as one tagged PDF (PDF/UA-1), A4, in Norwegian bokmål.

    `published_on` stands on the title page and as the document's date; days left are counted from `today`, and `is_draft` says that nothing is
    published yet. The same plan and days give the same bytes. Raises typst.TypstError where the templates cannot set the document.
    """
    document = build_planning_strategy(system, term, published_on=published_on, today=today, is_draft=is_draft)
    title = f"{document.municipality}: {document.title} {document.subtitle}"
    return finish_document(set_document(document), title=title, author=document.municipality, day=published_on)


def build_planning_strategy(system: PlanSystem, term: Term, *, published_on: datetime.date, today: datetime.date, is_draft: bool) -> Document:
    """Everything that stands in the document, before it is set."""
    order = {key: place for place, key in enumerate(system.plans)}
    assessed = [one for one in system.assessments.values() if one.term == term.id and one.plan in order]
    strategy = _Strategy(system, term, today, tuple(sorted(assessed, key=lambda one: order[one.plan])))
    named = next(iter(system.system.values()), None)
    levels = Counter(_level(plan) for plan in system.plans.values())
    sizes = [levels[level] for level in get_choices("plan_level")]
    day = format_day(published_on)
    return Document(
        municipality=named.municipality if named else "Kommunen",
        title="Planstrategi",
        subtitle=term.name,
        source=f"Laget av plansystemet{f' «{named.name}»' if named and named.name else ''}. Hver plan, vurdering og frist kan åpnes på nettstedet.",
        published=f"Utkast, {day}" if is_draft else day,
        day=(published_on.year, published_on.month, published_on.day),
        colours=make_colours(),
        cover=draw_cover(sizes),
        band=draw_band(sizes),
        blocks=(
            *_summary(strategy),
            *wheel_blocks(system, term, today),
            *_register(strategy),
            *_assessments(strategy),
            *_effort(strategy),
            *_process(strategy),
            *_sources(strategy),
        ),
    )


def _day(one: datetime.date | None) -> str:
    return f"{one:%d.%m.%Y}" if one else ""


def _words(heading: str, width_mm: float = 0) -> Column:
    return Column(heading, is_number=False, width_mm=width_mm)


def _row(*texts: str, style: str = "plain") -> Row:
    return Row(tuple(map(Cell, texts)), style)


def _count(number: int, one: str, many: str) -> str:
    return f"{format_count(number)} {one if number == 1 else many}"


def _summary(strategy: _Strategy) -> list[Block]:
    """The strategy on one page: how many plans have which verdict, and what the law asks."""
    assessed, counts = strategy.assessed, count_verdicts(strategy.assessed)
    months = sum(one.person_months or 0 for one in assessed)
    adopted = next((one for one in strategy.dates if one.rule == RULE), None)
    told = (
        f"{_count(len(assessed), 'plan er vurdert', 'planer er vurdert')}: {describe_verdicts(assessed)}." if assessed else "Ingen planer er vurdert."
    )
    deadline = f"Fristen for denne perioden er {format_day(adopted.date)}." if adopted else ""
    done = f"Planstrategien ble vedtatt {format_day(adopted.done)}." if adopted and adopted.done else ""
    return [
        Chapter(
            "Planbehovet i perioden",
            told,
            (
                KeyFigure("Planer vurdert", format_count(len(assessed))),
                KeyFigure("Lages eller revideres", format_count(counts.get("revise", 0) + counts.get("new", 0))),
                KeyFigure("Oppheves", format_count(counts.get("repeal", 0))),
                KeyFigure("Månedsverk", format_count(months), "", "i planarbeidet"),
            ),
        ),
        make_text([get_rules()[RULE].text, f"{deadline} {done}".strip()]),
        *([Heading("Der en plan neppe er svaret"), make_text(_doubts(strategy))] if _doubts(strategy) else []),
    ]


def _doubts(strategy: _Strategy) -> list[str]:
    words = get_choices("verdict")
    found = []
    for one in strategy.assessed:
        told = describe_need(one)
        if told:
            outcome = "Planen oppheves." if one.verdict == "repeal" else f"Likevel er vurderingen: {words[one.verdict].lower()}."
            found.append(f"{strategy.name(one)}: {told[0].lower()}{told[1:]} {outcome}")
    return found


def _level(plan: Plan) -> str:
    return plan.level or get_plan_types()[plan.type].level


def _register(strategy: _Strategy) -> list[Block]:
    """The plan system: every plan that holds or is on its way, by level."""
    plans = [one for one in strategy.system.plans.values() if one.status != "repealed"]
    rows: list[Row] = []
    for level, name in get_choices("plan_level").items():
        members = [one for one in plans if _level(one) == level]
        rows += [_row(name, style="group")] if members else []
        rows += [_plan_row(strategy, one) for one in members]
    table = Table(
        title="Plansystemet",
        columns=(_words("Plan"), _words("Slag og horisont", 38), _words("Eier", 34), _words("Vedtatt", 19), _words("Revideres innen", 20)),
        rows=tuple(rows),
    )
    told = f"Plansystemet har {_count(len(plans), 'plan', 'planer')} som gjelder eller er på vei. De virker ovenfra og ned."
    return [Chapter("Plansystemet", told), *([table] if rows else [])]


def _plan_row(strategy: _Strategy, plan: Plan) -> Row:
    kind, owner = get_plan_types()[plan.type], strategy.system.units.get(plan.owner)
    words = f"{kind.name}, {kind.horizon}" if kind.horizon else kind.name
    return _row(plan.name, words, owner.name if owner else "", _day(plan.adopted), _day(plan.revision_due or plan.valid_to))


def _assessments(strategy: _Strategy) -> list[Block]:
    """Every plan with its verdict, the answers to the questions, and why."""
    fields, answers = get_tables()["assessments"].fields, get_choices("answer")
    rows: list[Row] = []
    for verdict, word in get_choices("verdict").items():
        members = [one for one in strategy.assessed if one.verdict == verdict]
        rows += [_row(f"{word} ({len(members)})", style="group")] if members else []
        rows += [_row(strategy.name(one), *(answers.get(getattr(one, name), "") for name in _QUESTION_WIDTHS), one.note) for one in members]
    table = Table(
        title="Vurdering av planene",
        columns=(_words("Plan", 46), *(_words(fields[name].label, width) for name, width in _QUESTION_WIDTHS.items()), _words(fields["note"].label)),
        rows=tuple(rows),
    )
    known = {one.plan for one in strategy.assessed}
    missing = [plan.name for key, plan in strategy.system.plans.items() if key not in known and plan.status != "repealed"]
    return [
        Chapter("Vurdering av planene", "Er svaret alltid en plan? Fire spørsmål er stilt til hver av dem."),
        *([table] if rows else [make_text(["Ingen planer er vurdert ennå."])]),
        *([Heading("Planer som ikke er vurdert"), make_text(["; ".join(missing) + "."])] if missing else []),
    ]


def _effort(strategy: _Strategy) -> list[Block]:
    """When each plan is worked on, by whom, and the person-months of each year."""
    planned = [one for one in strategy.assessed if one.person_months or one.starts or one.finishes]
    if not planned:
        return []
    words = get_choices("verdict")
    bars = [
        Bar(strategy.name(one), one.starts, one.finishes, group=words[one.verdict])
        for one in sorted(planned, key=lambda each: (list(words).index(each.verdict), each.starts or datetime.date.max))
        if one.starts and one.finishes
    ]
    title = "Når planene lages og revideres"
    picture = [make_figure(timeline_chart(bars=bars, today=strategy.today, chart_id="timeline", title=title, width=WIDE), title)] if bars else []
    whole = sum(one.person_months or 0 for one in planned)
    told = f"Planarbeidet i perioden tar {_count(whole, 'månedsverk', 'månedsverk')}." if whole else "Dette er tidsplanen for planarbeidet."
    return [Chapter("Ressurser og tidsplan", told), *picture, _effort_table(strategy, planned)]


def _effort_table(strategy: _Strategy, planned: Sequence[PlanAssessment]) -> Table:
    spread = {one.plan: spread_person_months(one.person_months or 0, one.starts, one.finishes) for one in planned}
    totals: dict[int | None, int] = defaultdict(int)
    for year, months in chain.from_iterable(each.items() for each in spread.values()):
        totals[year] += months
    years: list[int | None] = [*sorted(year for year in totals if year is not None), *([None] if totals.get(None) else [])]

    def cells(months: Mapping[int | None, int]) -> Iterable[str]:
        return [
            *(format_count(months[year]) if months.get(year) else "" for year in years),
            format_count(sum(months.values())) if any(months.values()) else "",
        ]

    rows = [_row(strategy.name(one), one.resources, _day(one.starts), _day(one.finishes), *cells(spread[one.plan])) for one in planned]
    return Table(
        title="Ressurser og tidsplan",
        columns=(
            _words("Plan"),
            _words("Hvem", 32),
            _words("Begynner", 17.5),
            _words("Ferdig", 17.5),
            *(Column(str(year) if year else "Uten dato", width_mm=9.5 if year else 14) for year in years),
            Column("I alt", width_mm=9.5),
        ),
        rows=(*rows, _row("Alle planene", "", "", "", *cells(totals), style="sum")),
        unit="Månedsverk, fordelt jevnt over dagene planen er i arbeid, i hele månedsverk",
    )


def _process(strategy: _Strategy) -> list[Block]:
    """The steps each process has taken, how it goes on, and the days the law sets."""
    blocks: list[Block] = [Chapter("Saksgang og frister", "Ingenting sendes til vedtak før det har vært offentlig så lenge loven sier.")]
    for process in strategy.processes:
        blocks += [Heading(describe_process(strategy.system, process)), *_steps(strategy, process)]
    rows = [_date_row(one) for one in strategy.dates]
    columns = (_words("Frist"), _words("Dag", 34), _words("Hjemmel", 46), _words("Hvordan det står til", 38))
    table = Table(title="Frister i loven for perioden", columns=columns, rows=tuple(rows))
    return [*blocks, Heading("Frister"), *([table] if rows else [make_text(["Ingen frister i perioden."])])]


def _steps(strategy: _Strategy, process: Process) -> list[Block]:
    workflow = get_workflows()[process.workflow]
    names = {key: state.name for key, state in workflow.states.items()}
    rows = []
    for step in strategy.system.steps_by_process.get(process.id, ()):
        leaves = find_earliest_exit(workflow, step) if step.state in names else None
        law = get_rules()[step.rule].citation if step.rule in get_rules() else ""
        rows.append(_row(names.get(step.state, step.state), _day(step.entered), step.by, _day(leaves), law))
    columns = (_words("Steg"), _words("Begynte", 22), _words("Av", 36), _words("Kunne tidligst gå videre", 26), _words("Hjemmel", 46))
    title = f"Slik går saken: {workflow.name.lower()}"
    svg = workflow_chart(workflow=workflow, current=current_state(strategy.system, process), chart_id=process.id, title=title, width=560)
    table = Table(title=f"Stegene i saken: {workflow.name.lower()}", columns=columns, rows=tuple(rows))
    return [*([table] if rows else []), make_figure(svg, title)]


def _date_row(one: StatutoryDate) -> Row:
    rule = get_rules().get(one.rule)
    if one.done:
        left = f"Gjort {format_day(one.done)}"
    elif one.days_left >= 0:
        left = f"{_count(one.days_left, 'dag', 'dager')} igjen"
    else:
        left = f"{_count(-one.days_left, 'dag', 'dager')} siden"
    return _row(one.name, format_day(one.date), rule.citation if rule else "", left)


def _sources(strategy: _Strategy) -> list[Block]:
    """The rules the document leans on, and where the plans are told of."""
    rules = get_rules()
    steps = [one for process in strategy.processes for one in strategy.system.steps_by_process.get(process.id, ())]
    used = dict.fromkeys([RULE, *(one.rule for one in strategy.dates), *(one.rule for one in steps)])
    law = [_row(rules[key].name, rules[key].citation, rules[key].text, MARKS[rules[key].mark]) for key in used if key in rules]
    told = [(strategy.system.plans[one.plan].name, strategy.system.plans[one.plan].note) for one in strategy.assessed]
    plans = [_row(name, note) for name, note in told if note]
    return [
        Chapter("Kilder"),
        Table(
            title="Reglene planstrategien følger",
            columns=(_words("Regel", 38), _words("Hjemmel", 36), _words("Hva den sier"), _words("Hvor sikkert", 34)),
            rows=tuple(law),
        ),
        *([Table(title="Hvor planene er omtalt", columns=(_words("Plan", 56), _words("Kilde")), rows=tuple(plans))] if plans else []),
    ]
