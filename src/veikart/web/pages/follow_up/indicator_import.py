"""Reading the values of indicators in: a file is chosen, how it is read is looked over, and its numbers are stored when somebody says so.

The table that was read goes with the page that shows it, signed, and comes back when it is confirmed: a page that is closed leaves nothing anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.actions.import_indicators import import_indicators
from veikart.exchange.books import LARGEST_FILE
from veikart.exchange.indicators import (
    IndicatorTable,
    TableMapping,
    guess_mapping,
    keep_places,
    make_values,
    read_indicator_table,
    write_source,
)
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.indicators.incoming import (
    EARLIER,
    NEW,
    REVISED,
    SAME,
    STORED,
    UNSAID,
    ValueChange,
    check_published,
    compare_values,
    count_values,
    find_clashes,
)
from veikart.rules.words import format_count
from veikart.rules.words.sentences import join_words
from veikart.web.answers import tell
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.pages.follow_up.indicator_import_forms import (
    Told,
    get_kept_mapping,
    mapping_form,
    preview_table,
    read_mapping,
    revised_rows,
)
from veikart.web.tables import Context
from veikart.web.waiting_import import NotStored, name_of, restore_read, sign_read, telling_why_not

SALT = "import-indicators"
CLASH_CODE, PUBLISHED_CODE = "indicator-vintage", "indicator-published"
MOST_CELLS = 60_000
"""Cells that go with the page."""
PAGE = "veikart/follow_up/indicator_import.html.jinja"


@edits_follow_up("import_indicators")
def show_import(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The form; what is in the file that was sent; and the numbers stored, when somebody has said so."""
    if request.method != "POST":
        return _render(request, shown, Told(published=shown.today.isoformat()))
    if "token" in request.POST:
        return _go_on(request, shown)
    uploaded = request.FILES.get("file")
    if uploaded is None:
        return _render(request, shown, Told.of(request.POST), errors={"file": _("Velg en fil.")}, status=422)
    name = name_of(uploaded)
    table, findings = read_indicator_table(uploaded.read(LARGEST_FILE + 1), name=name)
    told = Told.of(request.POST, name=name)
    if table is not None and len(table.cells) > MOST_CELLS:
        table, large = _narrow(shown, table, get_kept_mapping(shown.book, told.reads))
        findings = [*findings, large]
    if table is None:
        return _render(request, shown, told, findings=findings, status=422)
    kept = {
        "table": table.write(),
        "seen": shown.revision,
        "findings": [[one.code, one.grade, one.sentence, one.remedy, one.place.words()] for one in findings],
    }
    return _preview(request, shown, table, told, sign_read(kept, salt=SALT), kept)


def _narrow(shown: FollowUpShown, table: IndicatorTable, kept: TableMapping | None) -> tuple[IndicatorTable | None, Finding]:
    """A table too large for a page, with the places that are entered and no others; None where it is too large even so."""
    fewer = keep_places(table, guess_mapping(table, shown.system.indicators, shown.book.table("indicator_places"), kept))
    place = Place(file=table.name)
    if len(fewer.cells) > MOST_CELLS:
        words = {"found": _("%(count)s tall") % {"count": format_count(len(fewer.cells))}, "expected": format_count(MOST_CELLS)}
        return None, make_finding("file-large", place, name=table.name, **words)
    return fewer, make_finding("indicator-narrowed", place, found=format_count(len(table.cells)), expected=format_count(len(fewer.cells)))


def _go_on(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """What was read comes back: shown again as it is now said to be read, or stored."""
    told = Told.of(request.POST)
    try:
        kept = restore_read(request, salt=SALT)
        table = IndicatorTable.restore(kept["table"])
        if request.POST.get("step") == "store" and not told.errors():
            return _store(request, shown, table, told, kept)
    except NotStored as refusal:
        return _render(request, shown, told, findings=refusal.findings, errors=refusal.errors, status=refusal.status)
    return _preview(request, shown, table, told, request.POST["token"], kept)


def _read(request: HttpRequest, shown: FollowUpShown, table: IndicatorTable, told: Told) -> tuple[TableMapping, list[ValueChange], list[Finding]]:
    """How the table is read, what its values would do, and every finding."""
    mapping = read_mapping(request.POST, table, shown, get_kept_mapping(shown.book, told.reads))
    places, indicators = shown.book.table("indicator_places"), shown.system.indicators
    day = told.day or shown.today
    found = make_values(table, mapping, indicators=indicators, places=places, vintage=day, source=told.source)
    changes = compare_values(shown.book, found.values)
    return mapping, changes, [*check_published(day, shown.today, name=table.name), *found.findings, *find_clashes(changes)]


def _preview(request: HttpRequest, shown: FollowUpShown, table: IndicatorTable, told: Told, token: str, kept: Mapping[str, Any]) -> HttpResponse:
    mapping, changes, findings = _read(request, shown, table, told)
    counts = count_values(changes)
    stored = sum(counts[one] for one in STORED)
    preview = {
        "token": token,
        "told": told,
        "form": mapping_form(table, mapping, shown),
        "table": preview_table(shown, changes),
        "revised": revised_rows(shown, changes),
        "counts": _counts_words(counts),
        "stored": stored,
        "may_store": bool(stored) and not any(one.grade == "stop" for one in findings),
        "encoding": table.encoding,
    }
    errors = told.errors() if "token" in request.POST else {}
    return _render(request, shown, told, findings=findings, earlier=kept["findings"], errors=errors, preview=preview, status=422 if errors else 200)


def _counts_words(counts: Mapping[str, int]) -> str:
    words = (
        (NEW, ngettext("%(count)s nytt tall", "%(count)s nye tall", counts[NEW])),
        (REVISED, _("%(count)s rettet")),
        (EARLIER, _("%(count)s eldre enn dem som er der")),
        (SAME, _("%(count)s som før")),
        (UNSAID, _("%(count)s uten tall")),
    )
    return join_words([text % {"count": format_count(counts[kind])} for kind, text in words if counts[kind]])


def _store(request: HttpRequest, shown: FollowUpShown, table: IndicatorTable, told: Told, kept: Mapping[str, Any]) -> HttpResponse:
    """Store what was looked through. Raises NotStored where somebody has changed the same numbers since."""
    mapping, changes, findings = _read(request, shown, table, told)
    if any(one.grade == "stop" for one in findings):
        return _preview(request, shown, table, told, request.POST["token"], kept)
    keeping = write_source(mapping, key=told.key, name=told.source or told.key, source=told.source) if told.keep else None
    note = _("Leste inn «%(name)s»") % {"name": table.name}
    with telling_why_not():
        number = import_indicators([one.value for one in changes], actor=shown.actor, note=note, kept=keeping, seen=kept["seen"])
    tell(request, number, f"{note}: {_counts_words(count_values(changes))}")
    touched = {one.value.indicator for one in changes if one.kind in STORED}
    return redirect("indicator", next(iter(touched))) if len(touched) == 1 else redirect("indicators")


def _render(
    request: HttpRequest,
    shown: FollowUpShown,
    told: Told,
    *,
    findings: Sequence[Finding] = (),
    earlier: Sequence[Sequence[str]] = (),
    errors: Mapping[str, str] | None = None,
    preview: Context | None = None,
    status: int = 200,
) -> HttpResponse:
    views = [_finding_view(one.grade, one.sentence, one.remedy, one.place.words()) for one in findings]
    views += [_finding_view(grade, sentence, remedy, place) for _code, grade, sentence, remedy, place in earlier]
    context = make_follow_up_context(
        shown,
        page="indicators",
        title=_title(preview, findings, has_more=bool(earlier)),
        window_title=_("Les inn tall for indikatorer"),
        crumbs=[(_("Indikatorer"), reverse("indicators")), (_("Les inn"), "")],
        told=told,
        errors=errors or {},
        findings=views,
        preview=preview,
        sources=[{"value": key, "name": one.name, "chosen": key == told.reads} for key, one in shown.book.table("indicator_sources").items()],
        has_places=bool(shown.book.table("indicator_places")),
    )
    return render(request, PAGE, context, status=status)


def _finding_view(grade: str, sentence: str, remedy: str, place: str) -> Context:
    return {"grade": grade, "sentence": sentence, "remedy": remedy, "place": {"text": place} if place else None}


def _title(preview: Context | None, findings: Sequence[Finding], *, has_more: bool) -> str:
    if preview and preview["may_store"]:
        return _("Filen gir %(counts)s") % {"counts": preview["counts"]}
    stops = {one.code for one in findings if one.grade == "stop"}
    if preview and stops == {CLASH_CODE}:
        return _("Filen og boken har ulike tall fra samme dag")
    if preview and stops == {PUBLISHED_CODE}:
        return _("Tallene kan ikke være publisert fram i tid")
    if preview:
        told = _("Ingen av tallene i filen kan leses") if (findings or has_more) and not preview["counts"] else _("Det er ingenting nytt i filen")
        return _("Si hvordan filen skal leses") if stops else told
    return _("Filen må rettes før tallene kan leses inn") if findings else _("Les inn tall for indikatorene")
