"""The path of a fee on the page of its area: as it is, and the one that is tried beside it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.fees import EVEN, FeeArea
from veikart.calc.worksheets import Run, Sheet
from veikart.exchange.charts import Series, draw_for_both, line_chart
from veikart.exchange.charts.scale import NOK
from veikart.rules.books import ECONOMY
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.engines.fees import try_fee_path
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.words import format_mill, format_nok
from veikart.store.queries import get_row_versions
from veikart.web.answers import read_number
from veikart.web.economy_links import calculation_start, edit_row_url
from veikart.web.economy_shown import EconomyShown
from veikart.web.pages.economy.fees import area_sentence, change_words
from veikart.web.rows.plain_form import write_values
from veikart.web.tables import Context, row

MOST_YEARS = 15


def show_path(request: HttpRequest, shown: EconomyShown, area: FeeArea) -> Context:
    """The path as it is, and the one that is asked for beside it, with what saves it for those who may."""
    shapes = get_economy_choices("fee_path")
    asked = read_number(request.GET.get("ar", ""))
    years = asked if asked and asked <= MOST_YEARS else area.path_years
    shape = request.GET.get("bane", "")
    shape = shape if shape in shapes else area.path_shape or EVEN
    is_other = (years, shape) != (area.path_years, area.path_shape)
    tried = try_fee_path(shown.book, shown.run, area.id, years=years, shape=shape) if is_other else None
    here = reverse("economy-fee-area", args=[area.id])
    return {
        "shape_options": [{"value": key, "name": name, "chosen": key == shape} for key, name in shapes.items()],
        "path_years": years,
        "most_years": MOST_YEARS,
        "path_picture": _path_picture(shown.run, tried, area),
        "path_table": _path_table(shown.run, tried, area),
        "path_sentence": area_sentence((tried or shown.run).sheets["fee_paths"], (tried or shown.run).sheets["fee_areas"], area.id),
        "is_other": is_other,
        "here": here,
        "save": _save_form(shown, area, years, shape, here) if is_other and shown.can_edit else None,
    }


def _path_picture(run: Run, tried: Run | None, area: FeeArea) -> Markup:
    paths = run.sheets["fee_paths"]
    series = [Series(_("Gebyr"), _known(paths.row(area.id, "fee")), "revenue")]
    if tried:
        series.append(Series(_("Prøvd"), _known(tried.sheets["fee_paths"].row(area.id, "fee")), "debt"))
    series.append(Series(_("Kostnad"), _known(paths.row(area.id, "cost_fee")), "expense"))
    drawn = [one for one in series if any(one.values)]
    if not drawn:
        return Markup("")
    words = {"title": _("%(name)s, gebyr og kostnad per standardabonnent") % {"name": area.name}, "unit": NOK, "height": 260}
    return Markup(draw_for_both(line_chart, chart_id="path", series=drawn, years=list(paths.years), **words))


def _known(values: tuple[int, ...]) -> list[int | None]:
    return [one or None for one in values]


def _path_table(run: Run, tried: Run | None, area: FeeArea) -> Context:
    """Fee, change and fund of the path as it is, and of the one that is tried."""
    paths = run.sheets["fee_paths"]
    rows = _path_rows(run, area, "" if tried is None else _("Slik det er: "), opens=True)
    if tried is not None:
        rows += _path_rows(tried, area, _("Prøvd: "), opens=False)
    return {
        "caption": _("Gebyret og fondet år for år"),
        "unit": _("Kroner der ikke annet står"),
        "columns": [{"text": str(year)} for year in paths.years],
        "rows": rows,
    }


def _path_rows(run: Run, area: FeeArea, before: str, *, opens: bool) -> list[Context]:
    paths, areas = run.sheets["fee_paths"], run.sheets["fee_areas"]

    def cells(sheet: Sheet, line: str, words: dict[int, str]) -> list[Context | None]:
        start = calculation_start(sheet.id, area.id, line)
        return [{"text": text, "url": f"{start}{year}/" if opens else ""} for year, text in words.items()]

    def label(name: str) -> str:
        return f"{before}{name[:1].lower()}{name[1:]}" if before else name

    years = paths.years
    fees = {year: format_nok(paths.value(area.id, "fee", year)) for year in years}
    growth = {year: change_words(paths.value(area.id, "growth", year)) for year in years}
    fund = {year: format_mill(areas.value(area.id, "fund_closing", year)) for year in years}
    return [
        row(label(_("Gebyr per standardabonnent")), cells(paths, "fee", fees)),
        row(label(_("Endring fra året før")), cells(paths, "growth", growth)),
        row(label(_("Fond 31. desember")), cells(areas, "fund_closing", fund), note=_("mill. kr")),
    ]


def _save_form(shown: EconomyShown, area: FeeArea, years: int, shape: str, here: str) -> Context:
    """The form that writes the path that is tried: every field of the area's row as it stands, but for the two that are chosen."""
    cells = write_values(get_economy_tables()["fee_areas"], area)
    fields = {name: "" if value is None else str(value) for name, value in cells.items()} | {"path_years": str(years), "path_shape": shape}
    version = get_row_versions(ECONOMY, [("fee_areas", area.id)]).get(("fee_areas", area.id))
    return {"url": edit_row_url("fee_areas", area.id), "fields": fields | {"version": "" if version is None else str(version), "next": here}}
