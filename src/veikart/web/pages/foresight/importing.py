"""Reading official numbers in: a file is chosen, looked through, and stored only when somebody says so.

What has been read goes with the page that shows it, signed, and comes back when it is confirmed: a page that is closed leaves nothing anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.actions.import_population import (
    PROJECTIONS,
    TARGETS,
    ImportCounts,
    count_import_changes,
    import_population,
    list_import_changes,
)
from veikart.calc.economy import EconomyBook
from veikart.exchange.books import LARGEST_FILE
from veikart.exchange.population import PopulationFile, PopulationRows, make_population_rows, read_statistics
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding
from veikart.rules.schema import ID
from veikart.rules.words import format_count
from veikart.rules.words.sentences import join_words, list_years
from veikart.web.answers import tell
from veikart.web.economy_shown import EconomyShown
from veikart.web.finding_views import finding_view
from veikart.web.foresight_shown import make_foresight_context
from veikart.web.pages.economy.economy_pages import edits_economy
from veikart.web.tables import Context, row
from veikart.web.waiting_import import NotStored, list_too_many, name_of, restore_read, sign_read, telling_why_not

SALT = "import-population"
USUAL_PROJECTION = "folketall"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks for: whose numbers, the id they get, whether bands of ages are split, and whether all become known totals."""

    municipality: str
    projection: str
    split: bool = True
    as_totals: bool = False


@edits_economy("import_population")
def show_import(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The form; what is in the file that was sent; and the numbers stored, when somebody has said so."""
    if not shown.book.table("settings"):
        context = make_foresight_context(shown, page="foresight-import", title=_("Si først hvilke år som skal regnes"))
        return render(request, "veikart/economy/start.html.jinja", context)
    if request.method != "POST":
        return _render(request, shown, _usual(shown.book))
    if "token" in request.POST:
        return _confirm(request, shown)
    given = request.POST
    asked = Asked(given.get("municipality", "").strip(), given.get("projection", "").strip(), "split" in given, given.get("use") == "totals")
    uploaded = request.FILES.get("file")
    wrong = _check_asked(asked)
    if uploaded is None or wrong:
        return _render(request, shown, asked, errors={**wrong, **({} if uploaded else {"file": _("Velg en fil.")})}, status=422)
    name = name_of(uploaded)
    file, findings = read_statistics(uploaded.read(LARGEST_FILE + 1), name=name, municipality=asked.municipality)
    if file is None:
        return _render(request, shown, asked, findings=findings, status=422)
    return _preview(request, shown, asked, file, findings, name)


def _usual(book: EconomyBook) -> Asked:
    """What is asked for until somebody says otherwise: the municipality and the counts that are projected from."""
    setting = next(iter(book.table("foresight_settings").values()), None)
    return Asked(setting.municipality, setting.history) if setting else Asked("", USUAL_PROJECTION)


def _check_asked(asked: Asked) -> dict[str, str]:
    wrong = {}
    if asked.municipality and not (asked.municipality.isascii() and asked.municipality.isdigit() and len(asked.municipality) == 4):
        wrong["municipality"] = _("Kommunenummeret har fire sifre.")
    if not ID.fullmatch(asked.projection):
        wrong["projection"] = _("Skriv små bokstaver, tall, punktum og bindestrek.")
    return wrong


def _preview(request: HttpRequest, shown: EconomyShown, asked: Asked, file: PopulationFile, findings: Sequence[Finding], name: str) -> HttpResponse:
    source = _("Lest inn fra %(name)s") % {"name": name}
    rows, more = make_population_rows(file, projection=asked.projection, source=source, split=asked.split, as_totals=asked.as_totals)
    size = len(rows.population) + len(rows.targets)
    too_many = list_too_many(name, size)
    found = [*findings, *more, *too_many]
    if too_many or not size:
        return _render(request, shown, asked, findings=found, status=422)
    counts = count_import_changes(list_import_changes(shown.book, rows))
    token = sign_read({"rows": rows.write(), "seen": shown.revision, "name": name}, salt=SALT)
    return _render(request, shown, asked, findings=found, file=file, preview=_describe(shown.book, file, rows, counts, token))


def _describe(book: EconomyBook, file: PopulationFile, rows: PopulationRows, counts: ImportCounts, token: str) -> Context:
    return {
        "token": token,
        "facts": _facts(file, rows, counts),
        "table": _totals_table(book, rows),
        "is_new": bool(counts.new or counts.changed or counts.gone),
    }


def _facts(file: PopulationFile, rows: PopulationRows, counts: ImportCounts) -> list[tuple[str, str]]:
    """What the file is, and what storing it would do."""
    sexes = {one.sex for one in rows.population}
    found = [
        (_("Kommune"), f"{file.name} {file.code}".strip() or _("Filen sier ikke hvilken")),
        (_("Nummer i filen"), ", ".join(file.codes)),
        (_("År"), list_years(file.years)),
        (_("Kjønn"), (_("begge samlet") if sexes == {""} else _("kvinner og menn")) if sexes else ""),
        (_("Alder"), _ages_words(rows)),
        (_("Blir til"), _tables_words(rows)),
        (_("Tegnkoding"), file.encoding),
        (_("I økonomiboken"), _counts_words(counts)),
    ]
    return [(name, words) for name, words in found if words]


def _ages_words(rows: PopulationRows) -> str:
    if not rows.population:
        return ""
    if rows.is_split:
        return _("aldersgrupper, delt i enkeltår slik at hver gruppe beholder summen sin")
    single = all(one.age_to is None or one.age_to == one.age_from for one in rows.population)
    return _("enkeltår") if single else _("aldersgrupper")


def _tables_words(rows: PopulationRows) -> str:
    parts = [f"{one.name} ({one.id})" for one in rows.projections]
    if rows.targets:
        parts.append(_("%(count)s kjente tall") % {"count": format_count(len(rows.targets))})
    return join_words(parts)


def _counts_words(counts: ImportCounts) -> str:
    words = (
        (counts.new, ngettext("%(count)s ny rad", "%(count)s nye rader", counts.new)),
        (counts.changed, _("%(count)s endret")),
        (counts.gone, _("%(count)s borte")),
        (counts.same, _("%(count)s som før")),
    )
    return join_words([text % {"count": format_count(count)} for count, text in words if count])


def _totals_table(book: EconomyBook, rows: PopulationRows) -> Context:
    """Persons in each year by what they become, what stands there now, and the totals that are known."""
    series = rows.total_by_year()
    now = _totals_now(book, series)
    measures = get_economy_tables()[TARGETS].fields["measure"].words
    columns: list[tuple[str, str, Mapping[int, int]]] = []
    for one in rows.projections:
        columns.append((one.name, _("I filen"), series[one.id]))
        if now[one.id]:
            columns.append((one.name, _("I boken nå"), now[one.id]))
    columns += [
        (measures[measure], _("I filen"), {one.year: one.count for one in rows.targets if one.measure == measure})
        for measure in dict.fromkeys(one.measure for one in rows.targets)
    ]
    years = sorted({one.year for one in rows.population} | {one.year for one in rows.targets})
    return {
        "id": "innhold",
        "caption": _("Personer i alt, år for år"),
        "unit": _("År"),
        "columns": [{"text": name, "note": note} for name, note, _totals in columns],
        "rows": [
            row(str(year), [{"text": format_count(totals[year])} if year in totals else None for _name, _note, totals in columns]) for year in years
        ],
    }


def _totals_now(book: EconomyBook, series: Mapping[str, Any]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {key: {} for key in series}
    for one in book.table("population").values():
        if one.projection in found:
            found[one.projection][one.year] = found[one.projection].get(one.year, 0) + one.persons
    return found


def _confirm(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Store what was looked through, unless it is too old or somebody has changed the same numbers since."""
    try:
        kept = restore_read(request, salt=SALT)
        rows, note = PopulationRows.restore(kept["rows"]), _("Leste inn «%(name)s»") % {"name": kept["name"]}
        with telling_why_not():
            number = import_population(rows, actor=shown.actor, note=note, seen=kept["seen"])
    except NotStored as refusal:
        return _render(request, shown, _usual(shown.book), findings=refusal.findings, errors=refusal.errors, status=refusal.status)
    tell(request, number, f"{note}{_say_beginning(shown.book, rows)}")
    if shown.book.table("foresight_settings"):
        return redirect("foresight-population")
    return redirect("economy-table", PROJECTIONS if rows.population else TARGETS)


def _say_beginning(book: EconomyBook, rows: PopulationRows) -> str:
    """Where the projection begins, when the counts that were stored are of later years; they do not move it."""
    setting = next(iter(book.table("foresight_settings").values()), None)
    years = [one.year for one in rows.population if setting and one.projection == setting.history]
    if setting is None or max(years, default=0) <= setting.first_year:
        return ""
    words = {"year": setting.first_year}
    return _(". Det framskrives som før fra 1. januar %(year)s. Tallene fra senere år er punkter ved siden av viften") % words


def _render(
    request: HttpRequest,
    shown: EconomyShown,
    asked: Asked,
    *,
    findings: Sequence[Finding] = (),
    errors: Mapping[str, str] | None = None,
    file: PopulationFile | None = None,
    preview: Context | None = None,
    status: int = 200,
) -> HttpResponse:
    context = make_foresight_context(
        shown,
        page="foresight-import",
        title=_title(file, findings),
        window_title=_("Les inn folketall"),
        crumbs=[(_("Les inn folketall"), reverse("foresight-import") if preview else ""), *([(_("Se over"), "")] if preview else [])],
        asked=asked,
        errors=errors or {},
        findings=[finding_view(one) for one in findings],
        preview=preview,
        knows_municipality=bool(shown.book.table("foresight_settings")),
    )
    return render(request, "veikart/foresight/importing.html.jinja", context, status=status)


def _title(file: PopulationFile | None, findings: Sequence[Finding]) -> str:
    if file is not None:
        words = {"name": file.name or _("kommunen"), "years": list_years(file.years)}
        return (_("Filen har framskrivinger for %(name)s %(years)s") if file.is_projection else _("Filen har tall for %(name)s %(years)s")) % words
    if findings:
        titles = {one.title for one in findings if one.grade == "stop"}
        return titles.pop() if len(titles) == 1 else _("Filen må rettes før tallene kan leses inn")
    return _("Les inn folketall fra Statistikkbanken eller egne tall")
