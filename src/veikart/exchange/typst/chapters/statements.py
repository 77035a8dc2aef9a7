"""The main overviews and the statutory forms."""

from __future__ import annotations

from veikart.calc.statements import MISSING
from veikart.exchange.charts import column_chart
from veikart.exchange.sourcing import price_words, source_words, tables_behind
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Column, Figure, Heading, KeyFigure, Row, Table, make_text
from veikart.exchange.typst.drawing import WIDE, make_figure
from veikart.exchange.typst.statement_tables import statement_table
from veikart.rules.law import MARKS, get_rules
from veikart.rules.programme import Programme
from veikart.rules.words import format_mill, in_mill

OVERVIEWS = ("drift", "investering")


def overview_statement_chapter(programme: Programme) -> list[Block]:
    """The municipality's own overviews of operations and investment."""
    year = programme.dataset.plan_years[0]
    result = _amount(programme, ("drift", "netto-driftsresultat", 1), year)
    standfirst = f"Netto driftsresultat er {in_mill(result)} i {year}." if result is not None else ""
    lines = (
        ("drift", "sum-sentrale-inntekter", 1),
        ("drift", "netto-driftsutgifter", 1),
        ("drift", "netto-driftsresultat", 1),
        ("investering", "finansieringsbehov", 1),
    )
    return [
        Chapter("Hovedoversikt", standfirst, tuple(_key_figures(programme, lines, year))),
        make_text(
            [
                "Hovedoversikten er kommunens egen måte å vise budsjettet på.",
                "Den er bygget av de samme tiltakene som de lovpålagte oversiktene i neste kapittel.",
            ]
        ),
        _result_figure(programme),
        *_forms(programme, OVERVIEWS),
    ]


def statutory_chapter(programme: Programme) -> list[Block]:
    """The forms the law orders, in their order."""
    year = programme.dataset.plan_years[0]
    lines = (("5-4", "sum-generelle", -1), ("5-4", "netto-driftsresultat", -1), ("5-5", "sum-utgifter", 1), ("5-5", "bruk-av-laan", -1))
    forms = tuple(form for form in programme.forms if form not in OVERVIEWS)
    return [
        Chapter(
            "Lovpålagte oversikter",
            "Alle linjer er regnet ut av de samme tiltakene: skjemaene kommunen la frem, og oversiktene i forskriften som avløste dem.",
            tuple(_key_figures(programme, lines, year)),
        ),
        make_text(
            [
                "Summene er regnet ut linje for linje slik skjemaet sier. Der kilden ikke har det en linje krever, står det en strek. "
                "En note under tabellen sier hva som mangler.",
                "Et tall med stjerne rommer også beløp som hører til andre linjer. Et tall med ring er med i en annen linje. "
                "Det skjer når kilden ikke skiller det loven skiller.",
                "I skjemaene er utgift positiv og inntekt negativ. Tallene øverst på siden er vist uten dette fortegnet.",
            ]
        ),
        _form_list(programme, forms),
        *_forms(programme, forms),
    ]


def _result_figure(programme: Programme) -> Figure:
    columns = programme.columns
    values = [_amount(programme, ("drift", "netto-driftsresultat", 1), column.year) for column in columns]
    tables = tables_behind(programme, "drift", columns)
    svg = column_chart(
        values=values,
        labels=[column.year for column in columns],
        chart_id="netto-driftsresultat",
        title="Netto driftsresultat",
        width=WIDE,
        height=210,
        colour="result",
        forecast_from=programme.dataset.plan_years[0],
    )
    prices = price_words(programme.dataset, tables)
    return make_figure(svg, "Netto driftsresultat", unit=f"Mill. kr, {prices}", source=source_words(programme.dataset, tables))


def _form_list(programme: Programme, form_ids: tuple[str, ...]) -> Table:
    """Which forms follow, the rule that orders each, and the years it is in force."""
    rules = get_rules()
    rows = []
    for form in (programme.forms[one] for one in form_ids):
        until = f"{form.valid_from}–{form.valid_to}" if form.valid_to else f"fra {form.valid_from}"
        rows.append(Row((Cell(form.name), Cell(rules[form.rule].citation), Cell(until))))
    return Table(
        title="Oversiktene i dette kapittelet",
        columns=(Column("Oversikt", is_number=False), Column("Regel", is_number=False, width_mm=62), Column("Gjelder budsjettår", width_mm=30)),
        rows=tuple(rows),
    )


def _forms(programme: Programme, form_ids: tuple[str, ...]) -> list[Block]:
    rules = get_rules()
    blocks: list[Block] = []
    for form_id in form_ids:
        if form_id not in programme.forms:
            continue
        form = programme.forms[form_id]
        rule = rules.get(form.rule)
        blocks.append(Heading(form.name, is_new_page=True))
        if rule:
            law = f"Regel: {rule.citation}. " if rule.citation else ""
            blocks.append(make_text([f"{law}{rule.text} ({MARKS[rule.mark]}.)"]))
        blocks.append(statement_table(programme, form_id, programme.columns))
    return blocks


def _key_figures(programme: Programme, lines: tuple[tuple[str, str, int], ...], year: int) -> list[KeyFigure]:
    found: list[KeyFigure] = []
    for line in lines:
        nok = _amount(programme, line, year)
        if nok is not None:
            found.append(KeyFigure(programme.forms[line[0]].line_by_id[line[1]].label, format_mill(nok), "mill. kr", f"i {year}"))
    return found


def _amount(programme: Programme, line: tuple[str, str, int], year: int) -> int | None:
    """A line (form, line, sign) in a year, whole kroner times the sign; None where there is no such line or it cannot be shown."""
    form_id, line_id, sign = line
    column = next(one for one in programme.columns if one.year == year)
    if form_id not in programme.forms or line_id not in programme.forms[form_id].line_by_id:
        return None
    cell = programme.cell(form_id, line_id, column)
    return sign * cell.nok if cell and cell.state != MISSING else None
