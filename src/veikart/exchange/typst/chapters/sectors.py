"""A chapter for each sector: its frames, and from the old frame to the new in each programme area."""

from __future__ import annotations

from dataclasses import replace

from veikart.calc.layers import Unit
from veikart.exchange.charts import column_chart
from veikart.exchange.sourcing import price_words, source_words, tables_behind
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Figure, Heading, KeyFigure, Row, Table, make_text
from veikart.exchange.typst.drawing import WIDE, make_figure
from veikart.exchange.typst.measure_tables import bridge_figure, changes, frame_table, measure_table, unit_tables
from veikart.exchange.typst.phrases import compared, share_words, signed
from veikart.exchange.typst.statement_tables import money_columns, money_row
from veikart.rules.programme import FRAME_FORM, FrameMeasure, Programme, frame_bridge
from veikart.rules.words import format_mill, format_signed_mill, in_mill

NOT_SHARED = "Ikke fordelt på programområder"


def sector_chapter(programme: Programme, sector: Unit) -> list[Block]:
    """A sector: four years of frames, then each programme area under it."""
    year, last = programme.dataset.plan_years[0], programme.dataset.plan_years[-1]
    *_, frame = frame_bridge(programme, sector.id)
    areas = [unit for unit in programme.dataset.budget.children.get(sector.id, ()) if _has_frame(programme, unit)]
    nok, base = frame.nok_by_year, frame_bridge(programme, sector.id)[0].nok_by_year
    standfirst = f"Rammen er {in_mill(nok[year])} i {year} og {in_mill(nok[last])} i {last}."
    return [
        Chapter(sector.name, standfirst, tuple(_key_figures(programme, sector))),
        make_text(_sector_sentences(programme, sector, areas, base[year])),
        _frame_figure(programme, sector),
        _frame_table(programme, sector, areas),
        *_own_measures(programme, sector),
        *(block for area in areas for block in area_section(programme, area)),
    ]


def post_chapter(programme: Programme) -> list[Block]:
    """The shared lines that belong to no sector, and the measures on those that have any."""
    budget, years = programme.dataset.budget, programme.dataset.plan_years
    posts = [
        unit
        for unit in budget.units
        if unit.kind not in {"municipality", "sector", "programme_area"} and budget.unit_by_id[unit.parent].kind == "municipality"
        if any(frame_bridge(programme, unit.id)[-1].nok_by_year[year] for year in years)
    ]
    if not posts:
        return []
    totals = {year: sum(frame_bridge(programme, unit.id)[-1].nok_by_year[year] for unit in posts) for year in years}
    rows = [money_row(unit.name, [frame_bridge(programme, unit.id)[-1].nok_by_year[year] for year in years]) for unit in posts]
    tables = tuple(dict.fromkeys(table for unit in posts for table in unit_tables(programme, unit.id)))
    columns = [column for column in programme.columns if column.year in years]
    return [
        Chapter(
            "Felles og sentrale poster",
            f"Postene som ikke hører til en sektor, er netto {in_mill(totals[years[0]])} i {years[0]}.",
            tuple(
                KeyFigure(unit.name, format_mill(frame_bridge(programme, unit.id)[-1].nok_by_year[years[0]]), "mill. kr")
                for unit in sorted(posts, key=lambda one: -abs(frame_bridge(programme, one.id)[-1].nok_by_year[years[0]]))[:4]
            ),
        ),
        make_text(
            [
                "Tallene er netto driftsutgifter. Et negativt tall er en inntekt.",
                "Skatt, rammetilskudd, finans og fond er ikke med her; de står i oversiktene.",
            ]
        ),
        Table(
            title="Felles og sentrale poster",
            columns=money_columns(programme, columns, first="Post"),
            rows=(*rows, money_row("Sum", [totals[year] for year in years], style="sum")),
            unit=f"Mill. kr, {price_words(programme.dataset, tables)}; utgift er positiv, inntekt negativ.",
            source=source_words(programme.dataset, tables),
        ),
        *(block for unit in posts if len(changes(programme, unit.id)) > 1 for block in area_section(programme, unit)),
    ]


def area_section(programme: Programme, unit: Unit) -> list[Block]:
    """One programme area or post: the bridge as a picture and a table, and every measure behind it."""
    year = programme.dataset.plan_years[0]
    steps = frame_bridge(programme, unit.id)
    measures = changes(programme, unit.id)
    base, frame = steps[0].nok_by_year[year], steps[-1].nok_by_year[year]
    if not any(one.is_shown_in(*programme.dataset.plan_years) for one in measures):
        return [Heading(unit.name), make_text([f"Rammen er {in_mill(frame)} i {year}. Det er ingen endringer i planperioden."])]
    return [
        Heading(unit.name),
        make_text(_area_sentences(programme, unit, base, frame)),
        *([bridge_figure(programme, unit, steps, year)] if any(step.is_shown_in(year) for step in steps[1:-1]) else []),
        frame_table(programme, unit, steps, measures),
    ]


def _key_figures(programme: Programme, sector: Unit) -> list[KeyFigure]:
    year = programme.dataset.plan_years[0]
    *steps, frame = frame_bridge(programme, sector.id)
    whole = programme.cell(FRAME_FORM, "sektorer", next(one for one in programme.columns if one.year == year))
    new = sum(one.nok_by_year[year] for one in changes(programme, sector.id) if one.layer.kind == "proposal")
    investment = _investment(programme, sector, year)
    shares = share_words(frame.nok_by_year[year], whole.nok) if whole else "–"
    return [
        KeyFigure(f"Ramme {year}", format_mill(frame.nok_by_year[year]), "mill. kr", f"{shares} av sektorenes rammer"),
        KeyFigure("Endring", format_signed_mill(frame.nok_by_year[year] - steps[0].nok_by_year[year]), "mill. kr", "fra utgangspunktet"),
        KeyFigure("Nye forslag", format_signed_mill(new), "mill. kr", f"netto i {year}"),
        KeyFigure("Investeringer", format_mill(investment), "mill. kr", f"brutto i {year}"),
    ]


def _investment(programme: Programme, unit: Unit, year: int) -> int:
    column = next(one for one in programme.columns if one.year == year)
    try:
        cell = programme.cell("5-5-2", f"{unit.id}.brutto", column)
    except KeyError:
        return 0
    return cell.nok if cell else 0


def _sector_sentences(programme: Programme, sector: Unit, areas: list[Unit], base: int) -> list[str]:
    year, last = programme.dataset.plan_years[0], programme.dataset.plan_years[-1]
    frames = {unit.id: frame_bridge(programme, unit.id)[-1].nok_by_year for unit in areas}
    own = frame_bridge(programme, sector.id)[-1].nok_by_year
    told = [f"Den nye rammen i {year} er {compared(own[year] - base)} utgangspunktet på {in_mill(base)}."]
    if len(areas) > 1:
        largest = max(areas, key=lambda unit: frames[unit.id][year])
        nok = frames[largest.id][year]
        told.append(f"{largest.name} er det største programområdet med {in_mill(nok)}, {share_words(nok, own[year])} av sektoren.")
        moved = max(areas, key=lambda unit: abs(frames[unit.id][last] - frames[unit.id][year]))
        change = frames[moved.id][last] - frames[moved.id][year]
        if change:
            told.append(f"Fra {year} til {last} endrer rammen til {moved.name} seg mest: {signed(change)}.")
    empty = [unit.name for unit in programme.dataset.budget.children.get(sector.id, ()) if unit not in areas]
    told += [f"Programområdet {name} har ingen egen ramme i tallene." for name in empty]
    return told


def _area_sentences(programme: Programme, unit: Unit, base: int, frame: int) -> list[str]:
    year = programme.dataset.plan_years[0]
    told = [f"Rammen er {in_mill(frame)} i {year}, {compared(frame - base)} utgangspunktet."]
    between = [step for step in frame_bridge(programme, unit.id)[1:-1] if step.is_shown_in(year)]
    for words, sign in (("øker", 1), ("reduserer", -1)):
        chosen = [one for one in between if sign * one.nok_by_year[year] > 0]
        if chosen:
            largest = max(chosen, key=lambda one: abs(one.nok_by_year[year]))
            told.append(f"{largest.label} {words} rammen mest, med {in_mill(abs(largest.nok_by_year[year]))}.")
    new = [one for one in changes(programme, unit.id) if one.layer.kind == "proposal" and one.nok_by_year[year]]
    if new:
        one = max(new, key=lambda one: abs(one.nok_by_year[year]))
        told.append(f"Det største nye tiltaket er «{one.measure.name}» med {signed(one.nok_by_year[year])}.")
    return [" ".join(told)]


def _frame_figure(programme: Programme, sector: Unit) -> Figure:
    columns = programme.columns
    values = [_frame(programme, sector, column) for column in columns]
    caption = f"{sector.name}: netto driftsramme"
    svg = column_chart(
        values=values,
        labels=[column.year for column in columns],
        chart_id=f"ramme-{sector.id}",
        title=caption,
        width=WIDE,
        height=190,
        colour="frame",
        forecast_from=programme.dataset.plan_years[0],
    )
    tables = tables_behind(programme, FRAME_FORM, columns)
    unit = f"Mill. kr, {price_words(programme.dataset, tables)}"
    return make_figure(svg, caption, unit=unit, source=source_words(programme.dataset, tables))


def _frame_table(programme: Programme, sector: Unit, areas: list[Unit]) -> Table:
    columns = programme.columns
    tables = tables_behind(programme, FRAME_FORM, columns)
    rows = [money_row(unit.name, [_frame(programme, unit, column) or 0 for column in columns]) for unit in areas]
    rest = [(_frame(programme, sector, column) or 0) - sum(_frame(programme, unit, column) or 0 for unit in areas) for column in columns]
    own = [one for one in _own(programme, sector) if one.step == "reconciliation"]
    if any(rest):
        rows.append(money_row(NOT_SHARED, rest))
    return Table(
        title=f"{sector.name}: netto driftsrammer",
        columns=money_columns(programme, columns, first="Programområde"),
        rows=(*rows, Row((Cell("Sum"), *(Cell(format_mill(_frame(programme, sector, column) or 0)) for column in columns)), "sum")),
        unit=f"Mill. kr, {price_words(programme.dataset, tables)}; utgift er positiv, inntekt negativ.",
        source=source_words(programme.dataset, tables),
        notes=tuple(
            ("", f"{NOT_SHARED}, fra {programme.dataset.plan_years[0]}: {one.measure.note.rstrip('.')}.")
            for one in own
            if one.measure.note and any(rest)
        ),
    )


def _own(programme: Programme, sector: Unit) -> list[FrameMeasure]:
    """What stands on the sector itself and on none of its areas."""
    return [one for one in changes(programme, sector.id) if one.unit.id == sector.id]


def _own_measures(programme: Programme, sector: Unit) -> list[Block]:
    """The sector's own measures as a table, where they are more than rounding, which a note under the frames tells of."""
    own = _own(programme, sector)
    if not any(one.step != "reconciliation" and one.is_shown_in(*programme.dataset.plan_years) for one in own):
        return []
    return [replace(measure_table(programme, sector, own), title=f"{sector.name}: tiltak som ikke er fordelt")]


def _frame(programme: Programme, unit: Unit, column: object) -> int | None:
    cell = programme.cell(FRAME_FORM, f"{unit.id}.netto", column)
    return cell.nok if cell else None


def _has_frame(programme: Programme, unit: Unit) -> bool:
    """Whether the area has an amount in any plan year, or measures that cancel out."""
    return bool(changes(programme, unit.id)) or any(frame_bridge(programme, unit.id)[-1].nok_by_year[year] for year in programme.dataset.plan_years)
