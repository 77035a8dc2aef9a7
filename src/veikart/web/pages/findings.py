"""What the rules find, and the document checked against itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.documents import UNITS, PrintedTable, TableRow
from veikart.rules.assessment import Assessment
from veikart.rules.findings import GRADES, Finding
from veikart.rules.programme import Programme
from veikart.rules.words import UNIT_WORDS, disagreement_words, format_count
from veikart.web.counts import DOCUMENT_ID, finding_contexts, finding_counts, findings_answer, place_words
from veikart.web.links import figure_url, measure_url, table_url
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context
from veikart.web.tables import Context, group, row


@shows_publication
def show_findings(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Everything the rules find, gravest first; with the way to the document's own disagreements."""
    assessment = shown.assessment
    check = shown.programme.document_check
    headings = {"stop": _("Stopp: må rettes før vedtak"), "warning": _("Varsler: noen må se på dette"), "note": _("Merknader: godt å vite")}
    groups = [
        {"heading": headings[grade], "id": grade, "findings": finding_contexts(one for one in assessment.of_rules if one.grade == grade)}
        for grade in GRADES
    ]
    context = make_context(
        shown,
        page="findings",
        title=findings_answer(assessment),
        window_title=_("Funn"),
        lead=_("Lovens regler, kommunens egne måltall og dokumentets egne regnestykker, kontrollert på nytt."),
        crumbs=[(_("Funn"), "")],
        counts=finding_counts(assessment),
        groups=groups,
        contradictions={"id": DOCUMENT_ID, "words": disagreement_words(check), "url": f"{reverse('check')}#avvik"} if check.disagreements else None,
    )
    return render(request, "veikart/pages/findings.html.jinja", context)


@shows_publication
def show_check(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The document worked out anew: how much was reproduced, and where it disagrees with itself."""
    programme = shown.programme
    check = programme.document_check
    agreeing, all_printed = format_count(len(check.reproduced)), format_count(check.printed)
    words = {"count": agreeing, "recomputed": format_count(len(check.recomputed)), "printed": all_printed}
    method = [
        _(
            "%(recomputed)s av de %(printed)s tallene i dokumentet kan regnes ut av andre tall i det: summer, rammer, andeler, vekst, "
            "tall per innbygger og tall som er trykt flere steder. Resten er utgangspunkter, som tiltak og befolkning."
        )
        % words,
        _(
            "Et trykt tall er rundet av. 245,9 kan være alt fra 245,85 til 245,95. Vi regner derfor med hele spennet, og melder et avvik "
            "bare når avrunding umulig kan forklare forskjellen."
        ),
    ]
    context = make_context(
        shown,
        page="check",
        title=_("%(count)s tall stemmer når de regnes på nytt") % words,
        crumbs=[(_("Dokumentkontroll"), "")],
        counts=[
            {"grade": "ok", "word": _("%(count)s tall stemmer") % words, "url": ""},
            {"grade": "warning", "word": disagreement_words(check), "url": "#avvik"},
        ],
        method=method,
        tables=[_table_verdict(programme, table) for table in programme.dataset.tables],
        causes=_causes(shown.assessment),
    )
    return render(request, "veikart/pages/check.html.jinja", context)


def _causes(assessment: Assessment) -> list[Context]:
    """The places where the document disagrees with itself under what lies behind them, the cause of most first."""
    contexts = dict(zip(assessment.programme.document_check.disagreements, finding_contexts(assessment.of_document), strict=True))
    causes = []
    for cause, outcomes in assessment.programme.document_check.by_cause.items():
        places = [{**contexts[one], "remedy": ""} for one in outcomes]
        causes.append({"heading": cause or _("Hver for seg"), "count": place_words(len(places)), "findings": places})
    return causes


def _table_verdict(programme: Programme, table: PrintedTable) -> Context:
    check = programme.document_check
    recomputed = [figure.address for figure in table.figures if figure.address in check.recomputed]
    wrong = [address for address in recomputed if address not in check.reproduced]
    if wrong:
        verdict = {"grade": "warning", "word": _("Avvik")}
    elif recomputed:
        verdict = {"grade": "ok", "word": _("Stemmer")}
    else:
        verdict = {"grade": "note", "word": _("Kan ikke regnes ut")}
    return {
        "name": _table_name(table),
        "url": table_url(table.id),
        "id": f"tabell-{table.id}",
        "verdict": verdict,
        "checked": _("%(count)s av %(all)s") % {"count": len(recomputed), "all": len(table.figures)},
        "deviating": len(wrong),
    }


def _table_name(table: PrintedTable) -> str:
    return f"{table.id} {table.title}" if table.is_numbered else f"{table.title} ({table.section})"


@shows_publication
def show_table(request: HttpRequest, shown: Shown, table_id: str) -> HttpResponse:
    """A printed table, figure for figure, with a mark where it disagrees."""
    programme = shown.programme
    table = programme.dataset.table_by_id.get(table_id)
    if table is None:
        raise Http404
    wanted = {finding.place.figure: finding for finding in shown.assessment.of_document}
    units = {one.unit for one in table.rows}
    rows = _grouped(programme, table, [_table_row(table, one, wanted, with_unit=len(units) > 1) for one in table.rows])
    verdict = _table_verdict(programme, table)
    content = {
        "id": f"tabell-{table.id}",
        "caption": table.title,
        "unit": UNIT_WORDS[table.unit].capitalize() or _("Tall"),
        "unit_line": f"{programme.dataset.place(table.id).capitalize()}. {table.price.capitalize()}.",
        "columns": [_head(column.heading) for column in table.columns],
        "rows": rows,
        "notes": [table.note] if table.note else [],
        "downloads": [{"name": _("Regneark"), "url": reverse("download-table", args=["table", table.id])}],
    }
    found = finding_contexts(one for address, one in wanted.items() if address.startswith(f"{table.id}:"))
    context = make_context(
        shown,
        page="check",
        title=_table_name(table),
        lead=_("Tallene slik de er trykt. %(checked)s tall er regnet på nytt.") % {"checked": verdict["checked"]},
        crumbs=[(_("Dokumentkontroll"), reverse("check")), (_table_name(table), "")],
        table=content,
        findings=found,
    )
    return render(request, "veikart/pages/table.html.jinja", context)


def _grouped(programme: Programme, table: PrintedTable, rows: list[Context]) -> list[Context]:
    """The rows under the names of the units they belong to, where the table goes through several: earlier and new measures apart, then sums."""
    budget = programme.dataset.budget
    units = [one.id.partition(".")[0] if "." in one.id else "" for one in table.rows]
    if len(set(units)) < 3 or any(unit not in budget.unit_by_id for unit in units):
        return rows
    found: list[Context] = []
    before = ("", "")
    for unit, printed, one in sorted(zip(units, table.rows, rows, strict=True), key=lambda each: units.index(each[0])):
        measure = budget.measure_by_id.get(printed.measure)
        layer = budget.layer_by_id[measure.layer] if measure else None
        name = layer.name if layer and layer.kind in {"earlier", "proposal"} else ""
        if unit != before[0]:
            found.append(group(budget.unit_by_id[unit].name))
        if name and (unit, name) != before:
            found.append(group(name, level=1))
        found.append({**one, "level": 1 if name else 0, "kind": "" if measure else "sum"})
        before = (unit, name)
    return found


def _head(heading: str) -> Context:
    """A printed heading; one that ends with a year is set in two lines."""
    words, _space, year = heading.rpartition(" ")
    return {"text": year, "note": words} if words and year.isdecimal() and len(year) == 4 else {"text": heading}


def _table_row(table: PrintedTable, one: TableRow, wanted: dict[str, Finding], *, with_unit: bool) -> Context:
    cells: list[Context | None] = []
    for key in table.column_keys:
        figure = table.figure_by_place.get((one.id, key))
        if figure is None:
            cells.append(None)
            continue
        cell: Context = {"text": figure.text, "url": figure_url(figure.address)}
        if figure.address in wanted:
            cell["finding"] = {"grade": "warning", "sentence": wanted[figure.address].sentence, "url": figure_url(figure.address)}
        cells.append(cell)
    note = UNIT_WORDS[one.unit] if with_unit and one.unit in UNITS and one.unit != table.unit else ""
    return row(one.label, cells, id=one.id, url=measure_url(one.measure) if one.measure else "", note=note)
