"""Reading a ledger file in: it is sent, its layout is seen and confirmed, what it holds is seen, and only then is it stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.clock import now, today
from veikart.actions.import_ledger import KOSTRA, SAFT, LedgerFile, find_format, import_ledger
from veikart.actions.ledger_pending import make_pending_folder, read_upload, remove_pending, write_upload
from veikart.calc.ledger.rows import LedgerSource
from veikart.exchange.ledger import ROLES, LayoutGuess, LedgerLayout, guess_layout, read_kostra
from veikart.rules.follow_up import get_follow_up_tables
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.schema import ID
from veikart.rules.words import format_nok
from veikart.store.queries import get_ledger_imports
from veikart.web.answers import read_number
from veikart.web.finding_views import finding_view
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.tables import Context

LARGEST = 50 * 1024 * 1024
"""Bytes that may be sent from a page; larger files are read in from the command line."""
NEW = {"": "accounts", "ny-budget": "budget"}
"""A source that is not there yet, by what its lines are."""
FORMAT_FIELDS = (
    "encoding", "separator", "decimal", "thousands", "minus_after", "date_format", "period_format", "has_header", "skip_lines",
    "account_rule", "sign", "double_entry",
)  # fmt: skip
SHOWN = 8
"""Lines of the file that are shown with its layout."""


@edits_follow_up("import_ledger")
def send_file(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The form; a file that is sent is kept until somebody has said how it is read."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        uploaded, year, source = request.FILES.get("file"), read_number(request.POST.get("year", "")) or 0, request.POST.get("source", "")
        errors = _check_sent(shown, uploaded, year, source)
        if not errors:
            token = make_pending_folder(now())
            name = (uploaded.name or "").replace("\x00", "")[:200]
            path = write_upload(token, name, source, year, uploaded.chunks())
            if find_format(path) == KOSTRA:
                return _show_kostra(request, shown, token, path, name)
            return redirect("ledger-layout", token)
    return _ask(request, shown, errors)


def _ask(request: HttpRequest, shown: FollowUpShown, errors: Mapping[str, str], *, status: int = 422) -> HttpResponse:
    """The form where a file is chosen."""
    sources = shown.book.table("ledger_sources")
    context = make_import_context(
        shown,
        title=_("Les inn regnskap eller budsjett"),
        errors=errors,
        year=request.POST.get("year", str(today().year)),
        sources=[{"value": key, "name": one.name, "chosen": key == request.POST.get("source")} for key, one in sources.items()],
    )
    return render(request, "veikart/follow_up/ledger_import.html.jinja", context, status=status if errors else 200)


def _show_kostra(request: HttpRequest, shown: FollowUpShown, token: str, path: Path, name: str) -> HttpResponse:
    """The controls that an account for KOSTRA does not pass. Its sums are of the same lines as the ledger's, so it is not stored beside them."""
    file, findings = read_kostra(path.read_bytes(), name=name)
    remove_pending(token)
    stops = sum(one.grade == "stop" for one in findings)
    if file is None:
        title = _("«%(name)s» kan ikke leses") % {"name": name}
    elif findings:
        title = _("«%(name)s» har %(count)s funn i kontrollene til SSB") % {"name": name, "count": format_nok(len(findings))}
    else:
        title = _("«%(name)s» består kontrollene til SSB") % {"name": name}
    facts = [(_("Skjema"), f"{file.form} {file.year}"), (_("Region"), file.region), (_("Linjer"), format_nok(len(file.lines)))] if file else []
    context = make_import_context(shown, title=title, crumbs=[(_("KOSTRA"), "")], facts=facts, findings=[finding_view(one) for one in findings])
    return render(request, "veikart/follow_up/ledger_kostra.html.jinja", context, status=422 if stops else 200)


def _check_sent(shown: FollowUpShown, uploaded: Any, year: int, source: str) -> dict[str, str]:
    errors = {}
    if uploaded is None:
        errors["file"] = _("Velg en fil.")
    elif uploaded.size > LARGEST:
        errors["file"] = _("Filen er på over 50 megabyte. Les den inn fra kommandolinjen: veikart ledger import.")
    if not 1990 <= year <= 2200:
        errors["year"] = _("Skriv året linjene gjelder, med fire sifre.")
    if source not in NEW and source not in shown.book.table("ledger_sources"):
        errors["source"] = _("Velg en kilde.")
    return errors


@edits_follow_up("import_ledger")
def show_layout(request: HttpRequest, shown: FollowUpShown, token: str) -> HttpResponse:
    """How the file is written, guessed or as the source says, with its first lines; what it holds when somebody has confirmed that."""
    upload = read_upload(token)
    if upload is None:
        return show_gone(request, shown)
    path, asked = upload
    known: LedgerSource | None = shown.book.table("ledger_sources").get(asked["source"])
    is_saft = find_format(path) == SAFT
    guess = LayoutGuess(LedgerLayout(), (), (), "", ()) if is_saft else guess_layout(path)
    source = known or _make_source(guess, asked, file_format=SAFT if is_saft else "csv")
    errors: dict[str, str] = {}
    if request.method == "POST":
        source = _read_source(request.POST, source)
        errors = _check_source(shown, source, is_new=known is None)
        if not errors:
            replaced = read_number(request.POST.get("replaces", ""))
            file = LedgerFile(path, asked["name"], int(asked["year"]), replaces=replaced, token=token)
            import_ledger(file, source, book=shown.book, actor=shown.actor)
            return redirect("ledger-preview", token)
    stored = [one for one in get_ledger_imports(years=[int(asked["year"])], kind=source.kind) if one.source == source.id]
    context = make_import_context(
        shown,
        title=_("Slik er «%(name)s» forstått") % {"name": asked["name"]},
        crumbs=[(_("Kolonnene"), "")],
        errors=errors,
        asked=asked,
        token=token,
        is_new=known is None,
        source=source,
        kind=get_follow_up_choices("ledger_kind")[source.kind],
        is_saft=is_saft,
        guessed=_say_guess(guess, known, is_saft=is_saft),
        findings=[finding_view(one) for one in guess.findings] if known is None else [],
        roles=_list_roles(guess, source),
        formats=_list_formats(source),
        lines=_understand(guess, source),
        stored=[{"value": one.number, "name": f"{one.number}: {one.file_name}"} for one in stored] if source.kind == "accounts" else [],
    )
    return render(request, "veikart/follow_up/ledger_layout.html.jinja", context, status=422 if errors else 200)


def show_gone(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The form, where a file waits no longer."""
    return _ask(request, shown, {"file": _("Filen venter ikke lenger. Velg den på nytt.")}, status=200)


def _make_source(guess: LayoutGuess, asked: Mapping[str, Any], *, file_format: str) -> LedgerSource:
    """A new source with the layout that is guessed."""
    kind = NEW[asked["source"]]
    plain: dict[str, Any] = {one.name: getattr(guess.layout, one.name) for one in fields(guess.layout)}
    yes = {name: "yes" if plain[name] else "no" for name in ("minus_after", "has_header", "double_entry")}
    return LedgerSource(id="", name="", kind=kind, file_format=file_format, **{**plain, **yes})


def _read_source(given: Mapping[str, str], source: LedgerSource) -> LedgerSource:
    """The source as the form says."""
    texts = {name: given.get(name, "").strip()[:200] for name in (*ROLES, *FORMAT_FIELDS) if name in given}
    texts["skip_lines"] = read_number(given.get("skip_lines", "")) or 0
    named = {} if source.id else {"id": given.get("id", "").strip()[:80], "name": given.get("name", "").strip()[:200]}
    return replace(source, **texts, **named)


def _check_source(shown: FollowUpShown, source: LedgerSource, *, is_new: bool) -> dict[str, str]:
    errors = {}
    if not ID.fullmatch(source.id):
        errors["id"] = _("Skriv små bokstaver, tall, punktum og bindestrek.")
    elif is_new and source.id in shown.book.table("ledger_sources"):
        errors["id"] = _("Det er en kilde med denne id-en fra før.")
    if not source.name:
        errors["name"] = _("Gi kilden et navn.")
    return errors


def _say_guess(guess: LayoutGuess, known: LedgerSource | None, *, is_saft: bool) -> str:
    if is_saft:
        return _("Filen er SAF-T Regnskap, som sier selv hva hver kolonne er.")
    if known:
        return _("Filen leses som forrige fil fra «%(name)s».") % {"name": known.name}
    names = {"visma": "Visma", "unit4": "Unit4", "xledger": "Xledger"}
    if guess.system:
        return _("Filen ser ut til å være fra %(system)s.") % {"system": names.get(guess.system, guess.system)}
    return _("Kolonnene er gjettet av overskriftene. Rett dem som er feil.")


def _list_roles(guess: LayoutGuess, source: LedgerSource) -> list[Context]:
    """Each role with the columns it may be."""
    headings = guess.headings if source.has_header == "yes" else tuple(str(at + 1) for at in range(len(guess.headings)))
    rules = get_follow_up_tables()["ledger_sources"].fields
    found = []
    for role in ROLES:
        chosen = getattr(source, role)
        options = list(dict.fromkeys([*headings, *([chosen] if chosen else [])]))
        found.append({"name": role, "label": rules[role].label, "options": [{"value": one, "chosen": one == chosen} for one in options]})
    return found


def _list_formats(source: LedgerSource) -> list[Context]:
    rules = get_follow_up_tables()["ledger_sources"].fields
    found = []
    for name in FORMAT_FIELDS:
        value, rule = getattr(source, name), rules[name]
        options = [{"value": key, "name": word, "chosen": key == value} for key, word in rule.words.items()]
        found.append(
            {"name": name, "label": rule.label, "value": "" if value is None else str(value), "options": options, "may_be_empty": not rule.required}
        )
    return found


def _understand(guess: LayoutGuess, source: LedgerSource) -> Context:
    """The first lines by what their columns are."""
    rules = get_follow_up_tables()["ledger_sources"].fields
    places = {one: at for at, one in enumerate(guess.headings)} | {str(at + 1): at for at in range(len(guess.headings)) if source.has_header != "yes"}
    used = [(role, places[getattr(source, role)]) for role in ROLES if getattr(source, role) in places]
    heads = [rules[role].label.removeprefix("Kolonne for ").capitalize() for role, _at in used]
    rows = [[one[at] if at < len(one) else "" for _role, at in used] for one in guess.sample[:SHOWN]]
    return {"heads": heads, "rows": rows}


def make_import_context(shown: FollowUpShown, *, title: str, crumbs: Sequence[tuple[str, str]] = (), **content: Any) -> Context:
    """The frame of a page where a file is read in."""
    above = [(_("Regnskap"), reverse("ledger-report")), (_("Les inn"), reverse("ledger-import") if crumbs else "")]
    return make_follow_up_context(shown, page="ledger-report", title=title, window_title=_("Les inn regnskap"), crumbs=[*above, *crumbs], **content)
