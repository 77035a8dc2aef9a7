"""Reading emissions in: a file is chosen, looked through, and stored only when somebody says so.

What has been read goes with the page that shows it, signed, and comes back when it is confirmed: a page that is closed leaves nothing anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.import_emissions import import_emissions, list_emission_changes
from veikart.actions.import_population import count_import_changes
from veikart.exchange.emissions import LARGEST_WORKBOOK, EmissionFile, EmissionRows, check_vintage, make_emission_rows, read_emissions
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.findings import Finding
from veikart.rules.schema import ID
from veikart.rules.words import format_count
from veikart.rules.words.sentences import join_words, list_years
from veikart.web.answers import tell
from veikart.web.climate_shown import make_climate_context
from veikart.web.economy_shown import EconomyShown
from veikart.web.finding_views import finding_view
from veikart.web.links import with_query
from veikart.web.pages.economy.economy_pages import edits_economy
from veikart.web.tables import Context, row
from veikart.web.waiting_import import NotStored, list_too_many, name_of, restore_read, sign_read, telling_why_not

SALT = "import-emissions"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks for: the numbers of the municipalities, and the id of the vintage (empty: named after the last year)."""

    municipalities: tuple[str, ...]
    vintage: str = ""


@edits_economy("import_emissions")
def show_import(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The form; what is in the file that was sent; and the emissions stored, when somebody has said so."""
    if request.method != "POST":
        return _render(request, shown, _usual(shown))
    if "token" in request.POST:
        return _confirm(request, shown)
    numbers = tuple(re.findall(r"[^\s,;]+", request.POST.get("municipalities", "")))
    asked, uploaded = Asked(numbers, request.POST.get("vintage", "").strip()), request.FILES.get("file")
    wrong = _check_asked(asked)
    if uploaded is None or wrong:
        return _render(request, shown, asked, errors={**wrong, **({} if uploaded else {"file": _("Velg en fil.")})}, status=422)
    name = name_of(uploaded)
    file, findings = read_emissions(uploaded.read(LARGEST_WORKBOOK + 1), name=name, municipalities=asked.municipalities, today=shown.today)
    if file is None:
        return _render(request, shown, asked, findings=findings, status=422)
    return _preview(request, shown, asked, file, findings, name)


def _usual(shown: EconomyShown) -> Asked:
    """The municipalities that the climate budgets and the account are of."""
    tables = (shown.book.table(one).values() for one in ("climate_budgets", "emissions"))
    return Asked(tuple(dict.fromkeys(one.municipality for rows in tables for one in rows)))


def _check_asked(asked: Asked) -> dict[str, str]:
    wrong = {}
    if any(not re.fullmatch("[0-9]{4}", one, re.ASCII) for one in asked.municipalities):
        wrong["municipalities"] = _("Hvert kommunenummer har fire sifre. Skill dem med komma eller mellomrom.")
    if asked.vintage and not ID.fullmatch(asked.vintage):
        wrong["vintage"] = _("Skriv små bokstaver, tall, punktum og bindestrek.")
    return wrong


def _preview(request: HttpRequest, shown: EconomyShown, asked: Asked, file: EmissionFile, findings: Sequence[Finding], name: str) -> HttpResponse:
    rows = make_emission_rows(file, shown.book, vintage=asked.vintage, source=_("Miljødirektoratet, lest inn fra %(name)s") % {"name": name})
    found = [*findings, *check_vintage(shown.book, rows), *list_too_many(name, len(rows.emissions))]
    if any(one.grade == "stop" for one in found):
        return _render(request, shown, asked, findings=found, status=422)
    token = sign_read({"rows": rows.write(), "seen": shown.revision, "name": name}, salt=SALT)
    return _render(request, shown, asked, findings=found, preview=_describe(shown, file, rows, token))


def _describe(shown: EconomyShown, file: EmissionFile, rows: EmissionRows, token: str) -> Context:
    counts = count_import_changes(list_emission_changes(shown.book, rows))
    told = ((counts.new, _("%(count)s nye rader")), (counts.changed, _("%(count)s endret")), (counts.same, _("%(count)s som før")))
    facts = [
        (_("Kommuner"), join_words([f"{name} {number}" for number, name in file.places.items()])),
        (_("År"), list_years(file.years)),
        (_("Årgang"), f"{rows.vintage.name} ({rows.vintage.id})"),
        (_("Kilder"), format_count(len(rows.sources))),
        (_("Rader i filen"), format_count(file.rows)),
        (_("Tegnkoding"), file.encoding),
        (_("I økonomiboken"), join_words([text % {"count": format_count(count)} for count, text in told if count])),
    ]
    return {
        "token": token,
        "facts": [one for one in facts if one[1]],
        "is_new": bool(counts.new or counts.changed),
        "table": _totals_table(file),
    }


def _totals_table(file: EmissionFile) -> Context:
    """Tonnes in all by municipality and year, as they would stand."""
    sums: dict[tuple[str, int], int] = {}
    for (number, year, _sector, _source), tonnes in file.tonnes.items():
        sums[number, year] = sums.get((number, year), 0) + tonnes
    rows = [
        row(
            f"{name} {number}",
            [{"text": short_figure_words(sums[number, year], "tonnes")} if (number, year) in sums else None for year in file.years],
        )
        for number, name in file.places.items()
    ]
    columns = [{"text": str(one)} for one in file.years]
    return {"id": "innhold", "caption": _("Utslipp i alt"), "unit": _("Tonn CO₂-ekvivalenter"), "columns": columns, "rows": rows}


def _confirm(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Store what was looked through, unless it is too old or somebody has changed the same numbers since."""
    try:
        kept = restore_read(request, salt=SALT)
        rows, note = EmissionRows.restore(kept["rows"]), _("Leste inn «%(name)s»") % {"name": kept["name"]}
        with telling_why_not():
            number = import_emissions(rows, actor=shown.actor, note=note, seen=kept["seen"])
    except NotStored as refusal:
        return _render(request, shown, _usual(shown), findings=refusal.findings, errors=refusal.errors, status=refusal.status)
    tell(request, number, note)
    first = rows.emissions[0]
    return redirect(with_query(reverse("climate-account"), sted=f"{first.vintage}|{first.municipality}"))


def _render(
    request: HttpRequest,
    shown: EconomyShown,
    asked: Asked,
    *,
    findings: Sequence[Finding] = (),
    errors: Mapping[str, str] | None = None,
    preview: Context | None = None,
    status: int = 200,
) -> HttpResponse:
    title = _("Les inn utslipp fra Miljødirektoratet")
    if preview:
        title = _("Dette er utslippene i filen")
    elif findings:
        title = _("Filen kan ikke leses inn slik den er")
    context = make_climate_context(
        shown,
        page="climate-import",
        title=title,
        window_title=_("Les inn utslipp"),
        crumbs=[(_("Les inn utslipp"), "")],
        asked=asked,
        errors=errors or {},
        findings=[finding_view(one) for one in findings],
        preview=preview,
    )
    return render(request, "veikart/follow_up/climate_import.html.jinja", context, status=status)
