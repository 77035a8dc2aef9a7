"""The front of the climate: whether the measures bring the emissions to the target, line by line, and who decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.climate import LEVELS, ClimateBudget
from veikart.exchange.charts import PathBand, PathLine, Unit, bridge_chart, draw_for_both, path_chart
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.economy.lines import get_sheet_rules
from veikart.web.climate_shown import (
    choose_budget,
    choose_unit,
    figure_cell,
    find_target_year,
    list_budget_choices,
    make_climate_context,
    shows_climate,
    tonnes_words,
)
from veikart.web.economy_links import new_row_url
from veikart.web.economy_shown import EconomyShown
from veikart.web.pages.follow_up.climate_findings import list_findings
from veikart.web.tables import Context, row

PATH = "climate_path"
PATH_LINES = (
    ("account", "result", "points"),
    ("reference", "expense", "dashed"),
    ("net_decided", "investment", "solid"),
    ("net", "revenue", "solid"),
    ("target", "target", "thin"),
)
"""The lines of the picture, with their colour and how they look."""
TABLE_LINES = ("account", "reference", "net_decided", "net", "net_low", "net_high", "target", "gap", "gap_sum")
SHOWN_WHERE = {"account": "known", "target": "has_target", "gap": "is_measured", "gap_sum": "is_measured"}
"""The line that says whether a line has anything in a year; `is_path` for the others."""


@shows_climate
def show_climate(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The path beside the target, the budget line by line, and who decides."""
    budget = choose_budget(request, shown)
    content, findings = _describe(shown, budget) if budget else {}, list_findings(shown)
    context = make_climate_context(
        shown,
        page="climate",
        title=_title(shown, budget),
        window_title=_("Klima"),
        mixed=[one for one in findings if one["is_of_vintages"]],
        findings=[one for one in findings if not one["is_of_vintages"]],
        budget=budget,
        budgets=list_budget_choices(shown, budget, "climate"),
        new_url=new_row_url("climate_budgets") if shown.can_edit else "",
        content=content,
    )
    return render(request, "veikart/follow_up/climate.html.jinja", context)


def _title(shown: EconomyShown, budget: ClimateBudget | None) -> str:
    """Whether the target is reached, with every measure and with the decided ones."""
    if budget is None:
        return _("Ingen klimabudsjett er lagt inn")
    path, year = shown.run.sheets[PATH], find_target_year(shown, budget)
    if not path.value(budget.id, "is_measured", year):
        return _("Klimabudsjettet kan ikke måles mot et mål ennå")
    gap, decided, net = (path.value(budget.id, line, year) for line in ("gap", "gap_decided", "net"))
    words = {"year": year, "net": tonnes_words(net), "gap": tonnes_words(gap), "decided": tonnes_words(decided)}
    if gap > 0:
        return _("Tiltakene når ikke målet: %(net)s tonn i %(year)s, %(gap)s over") % words
    if decided > 0:
        return _("Tiltakene når målet i %(year)s, men det som er vedtatt, er %(decided)s tonn over") % words
    return _("Det som er vedtatt, når målet i %(year)s med %(decided)s tonn å gå på") % words


def _describe(shown: EconomyShown, budget: ClimateBudget) -> Context:
    year = find_target_year(shown, budget)
    return {
        "year": year,
        "sentences": _sentences(shown, budget, year),
        "picture": _picture(shown, budget),
        "note": _picture_note(shown, budget),
        "path": _path_table(shown, budget),
        "bridge": _bridge(shown, budget, year),
        "bridge_note": _("%(unit)s CO₂-ekvivalenter.") % {"unit": _unit(shown, budget).name.capitalize()},
        "lines": _lines_table(shown, budget, year),
        "levels": _levels_table(shown, budget, year),
        "measures_url": reverse("climate-measures"),
    }


def _sentences(shown: EconomyShown, budget: ClimateBudget, year: int) -> list[str]:
    """What the target is, what the budget comes to, and where the account is now."""
    path = shown.run.sheets[PATH]
    change, share = path.value(budget.id, "change", year), path.value(budget.id, "target_share", year)
    words = {"change": tonnes_words(change), "year": year, "start": budget.start_year, "share": short_figure_words(share, "ppm", decimals=0)}
    way = _("mindre") if change < 0 else _("mer")
    found = [_("Vekst og tiltak gir %(change)s tonn %(way)s i %(year)s enn i %(start)s.") % {**words, "way": way}]
    if path.value(budget.id, "has_target", year):
        base = {"base": tonnes_words(path.value(budget.id, "base", year)), "first": budget.base_year}
        target = tonnes_words(path.value(budget.id, "target", year))
        found.insert(
            0, _("Målet er %(share)s mindre enn de %(base)s tonnene i %(first)s, altså %(target)s tonn.") % {**words, **base, "target": target}
        )
    last = max((one for one in path.years if path.value(budget.id, "known", one)), default=0)
    if last and path.value(budget.id, "has_target", last):
        seen, aimed = path.value(budget.id, "account", last), path.value(budget.id, "target", last)
        where = _("under") if seen <= aimed else _("over")
        told = {"year": last, "seen": tonnes_words(seen), "off": tonnes_words(seen - aimed), "where": where}
        found.append(_("Regnskapet for %(year)s er %(seen)s tonn, %(off)s %(where)s målbanen for det året.") % told)
    return found


def _values(shown: EconomyShown, budget: ClimateBudget, line: str, years: list[int]) -> list[int | None]:
    """The line in each year; None where it has nothing to say."""
    path, where = shown.run.sheets[PATH], SHOWN_WHERE.get(line, "is_path")
    return [path.value(budget.id, line, one) if path.value(budget.id, where, one) else None for one in years]


def _years(shown: EconomyShown, budget: ClimateBudget) -> list[int]:
    """From the first year of the account or the path to the last target."""
    path, last = shown.run.sheets[PATH], find_target_year(shown, budget)
    return [one for one in path.years if min(budget.base_year, budget.start_year) <= one <= last]


def _picture(shown: EconomyShown, budget: ClimateBudget) -> Markup:
    years = _years(shown, budget)
    names = {
        "account": _("Regnskapet"),
        "reference": _("Uten tiltak"),
        "net_decided": _("Vedtatte tiltak"),
        "net": _("Alle tiltak"),
        "target": _("Målbanen"),
    }
    is_all_decided = _values(shown, budget, "net", years) == _values(shown, budget, "net_decided", years)
    lines = [
        PathLine(names[line], _values(shown, budget, line, years), colour, look)
        for line, colour, look in PATH_LINES
        if not (line == "net_decided" and is_all_decided)
    ]
    values = [value for one in lines for value in one.values]
    if not any(value is not None for value in values):
        return Markup("")
    band = PathBand(_values(shown, budget, "net_low", years), _values(shown, budget, "net_high", years), "revenue")
    words = {"title": _("Utslippene mot målet"), "unit": _unit(shown, budget), "height": 360}
    with_band = band if _has_band(shown, budget) else None
    return Markup(draw_for_both(path_chart, chart_id="bane", lines=lines, years=years, band=with_band, **words))


def _picture_note(shown: EconomyShown, budget: ClimateBudget) -> str:
    """What the picture counts in, and what is drawn."""
    found = _("%(unit)s CO₂-ekvivalenter. Punktene er regnskapet.") % {"unit": _unit(shown, budget).name.capitalize()}
    if not _has_band(shown, budget):
        return found
    return found + " " + _("Det lyse feltet er alle tiltakene når de virker mer eller mindre enn ventet.")


def _unit(shown: EconomyShown, budget: ClimateBudget) -> Unit:
    """Tonnes or thousands, the same in every picture of a budget."""
    return choose_unit([value for line in ("account", "reference") for value in _values(shown, budget, line, _years(shown, budget))])


def _has_band(shown: EconomyShown, budget: ClimateBudget) -> bool:
    years = _years(shown, budget)
    return _values(shown, budget, "net_low", years) != _values(shown, budget, "net_high", years)


def _path_table(shown: EconomyShown, budget: ClimateBudget) -> Context:
    years, rules = _years(shown, budget), shown.run.sheets[PATH]
    names = _line_names(PATH)
    rows = []
    for line in TABLE_LINES:
        values = _values(shown, budget, line, years)
        cells = [None if value is None else figure_cell(shown, PATH, budget.id, line, year) for year, value in zip(years, values, strict=True)]
        rows.append(row(names[line], cells, kind="sum" if line == "gap" else ""))
    columns = [{"text": str(one)} for one in years]
    return {
        "id": "banen",
        "caption": _("Banen mot målet"),
        "unit": _("Tonn CO₂-ekvivalenter"),
        "columns": columns,
        "rows": rows if rules.subjects else [],
    }


def _line_names(sheet: str) -> dict[str, str]:
    from_rules = get_sheet_rules()[sheet].lines
    return {key: one.name for key, one in from_rules.items()}


def _entries(shown: EconomyShown, budget: ClimateBudget) -> list[tuple[int, str, str, str]]:
    """What makes the change, in the order of its numbers: the number, the sheet, the key and the name; parts of others are left out."""
    growth = [(one.number, "climate_growth", key, one.name) for key, one in shown.book.table("climate_growth").items() if one.budget == budget.id]
    measures = [
        (one.number, "climate_measures", key, one.name)
        for key, one in shown.book.table("climate_measures").items()
        if one.budget == budget.id and not one.part_of
    ]
    return sorted([*growth, *measures])


def _bridge(shown: EconomyShown, budget: ClimateBudget, year: int) -> Markup:
    """From the emissions the path begins from, line by line, to where it ends."""
    path = shown.run.sheets[PATH]
    if not path.value(budget.id, "is_path", year):
        return Markup("")
    changes = [(name, _change(shown, sheet, key, year), "change") for _number, sheet, key, name in _entries(shown, budget)]
    start, net = path.value(budget.id, "start", year), path.value(budget.id, "net", year)
    steps = [
        (str(budget.start_year), start, "total"),
        *(one for one in changes if one[1]),
        (_("%(year)s, alle tiltak") % {"year": year}, net, "total"),
    ]
    if path.value(budget.id, "has_target", year):
        steps.append((_("Målet"), path.value(budget.id, "target", year), "total"))
    words = {"title": _("Fra utslippet i %(start)s til %(year)s") % {"start": budget.start_year, "year": year}}
    return Markup(draw_for_both(bridge_chart, chart_id="linjer", steps=steps, unit=_unit(shown, budget), **words))


def _change(shown: EconomyShown, sheet: str, key: str, year: int) -> int:
    """What a line does with the emissions, more is positive."""
    value = shown.run.sheets[sheet].value(key, "added", year)
    return value if sheet == "climate_growth" else -value


def _lines_table(shown: EconomyShown, budget: ClimateBudget, year: int) -> Context:
    """The climate budget line by line, with its sum."""
    sources, rows = shown.book.table("emission_sources"), []
    for number, sheet, key, name in _entries(shown, budget):
        one = shown.book.table(sheet)[key]
        is_measure = sheet == "climate_measures"
        known = not is_measure or shown.run.sheets[sheet].value(key, "full", year) or shown.run.sheets[sheet].value(key, "is_told", year)
        cell = figure_cell(shown, sheet, key, "added", year, sign=-1 if is_measure else 1) if known else None
        texts = [{"text": sources[one.emission_source].name}, {"text": one.goal if is_measure else _("Vekst uten tiltak")}]
        url = reverse("climate-measure", args=[key]) if is_measure else ""
        rows.append(row(f"{number}. {name}", [cell], url=url, texts=texts, note="" if known else _("Virkningen er ikke lagt inn")))
    rows.append(row(_("Netto endring"), [figure_cell(shown, PATH, budget.id, "change", year)], kind="total", texts=[]))
    words = {"year": year, "start": budget.start_year}
    return {
        "id": "linjene",
        "caption": _("Klimabudsjettet linje for linje"),
        "unit": _("Linje"),
        "unit_line": _("Endring i tonn CO₂-ekvivalenter fra %(start)s til %(year)s. Med minus blir utslippene mindre.") % words,
        "text_columns": [_("Utslippskilde"), _("Mål")],
        "columns": [{"text": _("Tonn i %(year)s") % words}],
        "rows": rows,
        "notes": [one for one in (budget.source, budget.note) if one],
    }


def _levels_table(shown: EconomyShown, budget: ClimateBudget, year: int) -> Context:
    """What the measures of each who decides do."""
    path, names = shown.run.sheets[PATH], get_economy_choices("climate_level")
    total = path.value(budget.id, "reduction", year)
    rows = []
    for level in LEVELS:
        value = path.value(budget.id, level, year)
        share = {"text": short_figure_words(value * 1_000_000 // total, "ppm", decimals=0)} if total else None
        rows.append(row(names[level], [figure_cell(shown, PATH, budget.id, level, year), share]))
    rows.append(row(_("I alt"), [figure_cell(shown, PATH, budget.id, "reduction", year), None], kind="sum"))
    rows.append(row(_("Av dette vedtatt"), [figure_cell(shown, PATH, budget.id, "decided", year), None]))
    return {
        "id": "hvem",
        "caption": _("Virkningen etter hvem som bestemmer"),
        "unit": _("Hvem som bestemmer"),
        "columns": [{"text": _("Tonn mindre i %(year)s") % {"year": year}}, {"text": _("Andel")}],
        "rows": rows,
    }
