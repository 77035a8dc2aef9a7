"""How a ledger file is written: guessed or as its source says, seen with its first lines, and confirmed by a person before the file is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from veikart.actions.import_ledger import ANALYSES, BY_JOURNAL, KOSTRA, SAFT, LedgerFile, check_format, find_format, import_ledger, read_control_sum
from veikart.actions.ledger_pending import LedgerUpload, read_upload
from veikart.calc.ledger.rows import LedgerSource
from veikart.exchange.ledger import ROLE_WORDS, ROLES, ControlTotals, LayoutGuess, LedgerLayout, guess_layout, list_saft_analyses
from veikart.rules.follow_up import get_follow_up_tables
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.schema import ID
from veikart.store.queries import get_ledger_imports
from veikart.web.answers import read_number
from veikart.web.finding_views import finding_view
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.pages.follow_up.ledger_import import NEW, drop, make_import_context, show_gone
from veikart.web.tables import Context

FORMAT_FIELDS = (
    "encoding", "separator", "decimal", "thousands", "minus_after", "date_format", "period_format", "has_header", "skip_lines",
    "account_rule", "sign", "double_entry",
)  # fmt: skip
SAFT_FIELD = "account_rule"
"""What a SAF-T file does not say of itself."""
CONTROL_FIELDS = ("control_sum", "control_lines")
SHOWN = 8
"""Lines of the file that are shown with its layout."""


@edits_follow_up("import_ledger")
def show_layout(request: HttpRequest, shown: FollowUpShown, token: str) -> HttpResponse:
    """How the file is written, guessed or as the source says, with its first lines; what it holds when somebody has confirmed that."""
    upload = read_upload(token)
    if upload is None:
        return show_gone(request, shown)
    path, asked = upload
    if find_format(path) == KOSTRA:
        return redirect("ledger-kostra-check", token)
    if "cancel" in request.POST:
        return drop(request, token)
    known: LedgerSource | None = shown.book.table("ledger_sources").get(asked.source)
    is_saft = find_format(path) == SAFT
    guess = LayoutGuess(LedgerLayout(), (), (), "", ()) if is_saft else guess_layout(path)
    source = known or _make_source(guess, asked, file_format=SAFT if is_saft else "csv")
    errors: dict[str, str] = {}
    if request.method == "POST":
        source = _read_source(request.POST, source)
        control, errors = _read_control(request.POST)
        errors |= _check_source(shown, source, is_new=known is None)
        if not errors:
            replaced = read_number(request.POST.get("replaces", ""))
            file = LedgerFile(path, asked.name, asked.year, replaces=replaced, token=token, control=control)
            import_ledger(file, source, book=shown.book, actor=shown.actor)
            return redirect("ledger-preview", token)
    stored = [one for one in get_ledger_imports(years=[asked.year], kind=source.kind) if one.source == source.id]
    context = make_import_context(
        shown,
        title=_("Slik er «%(name)s» forstått") % {"name": asked.name},
        crumbs=[(_("Kolonnene"), "")],
        errors=errors,
        asked=asked,
        vouchers=[
            {"value": key, "name": name, "chosen": key == source.voucher}
            for key, name in (("", _("Bilagsnummeret alene")), (BY_JOURNAL, _("Journalen og bilagsnummeret")))
        ],
        control={name: request.POST.get(name, "") for name in CONTROL_FIELDS},
        token=token,
        is_new=known is None,
        source=source,
        kind=get_follow_up_choices("ledger_kind")[source.kind],
        is_saft=is_saft,
        guessed=_say_guess(guess, known, is_saft=is_saft),
        findings=[finding_view(one) for one in (guess.findings if known is None else check_format(path, asked.name, known))],
        roles=_list_roles(guess, source),
        analyses=_list_analyses(path, source) if is_saft else [],
        formats=_list_formats(source, [SAFT_FIELD] if is_saft else FORMAT_FIELDS),
        lines=_understand(guess, source),
        stored=[{"value": one.number, "name": f"{one.number}: {one.file_name}"} for one in stored] if source.kind == "accounts" else [],
    )
    return render(request, "veikart/follow_up/ledger_layout.html.jinja", context, status=422 if errors else 200)


def _make_source(guess: LayoutGuess, asked: LedgerUpload, *, file_format: str) -> LedgerSource:
    """A new source with the layout that is guessed."""
    kind = NEW[asked.source]
    plain: dict[str, Any] = {one.name: getattr(guess.layout, one.name) for one in fields(guess.layout)}
    yes = {name: "yes" if plain[name] else "no" for name in ("minus_after", "has_header", "double_entry")}
    return LedgerSource(id="", name="", kind=kind, file_format=file_format, **{**plain, **yes})


def _read_source(given: Mapping[str, str], source: LedgerSource) -> LedgerSource:
    """The source as the form says."""
    texts = {name: given.get(name, "").strip()[:200] for name in (*ROLES, *FORMAT_FIELDS) if name in given}
    texts["skip_lines"] = read_number(given.get("skip_lines", "")) or 0
    named = {} if source.id else {"id": given.get("id", "").strip()[:80], "name": given.get("name", "").strip()[:200]}
    return replace(source, **texts, **named)


def _read_control(given: Mapping[str, str]) -> tuple[ControlTotals | None, dict[str, str]]:
    """What the accounting system says that the file comes to, and what in it cannot be read."""
    total, lines = (re.sub(r"\s", "", given.get(name, "")) for name in CONTROL_FIELDS)
    ore, count, errors = read_control_sum(total), read_number(lines), {}
    if total and ore is None:
        errors["control_sum"] = _("Skriv summen i kroner, som 1234,50.")
    if lines and count is None:
        errors["control_lines"] = _("Skriv antallet med tall.")
    return (ControlTotals(lines=count, sum_ore=ore) if total or lines else None), errors


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


def _list_analyses(path: Path, source: LedgerSource) -> list[Context]:
    """What the file's types of analysis are: as the source says, else as the file calls them."""
    types, words = list_saft_analyses(path), {role: ROLE_WORDS[role].capitalize() for role in ANALYSES}
    said = any(getattr(source, role) for role in ANALYSES)
    found = []
    for role in ANALYSES:
        chosen = getattr(source, role) if said else next((one.code for one in types if one.role == role), "")
        options = {
            **{one.code: f"{one.code}: {one.name}" for one in types},
            **({chosen: chosen} if chosen not in {"", *(one.code for one in types)} else {}),
        }
        found.append(
            {"name": role, "label": words[role], "options": [{"value": key, "name": one, "chosen": key == chosen} for key, one in options.items()]}
        )
    return found


def _list_formats(source: LedgerSource, names: Sequence[str]) -> list[Context]:
    rules = get_follow_up_tables()["ledger_sources"].fields
    found = []
    for name in names:
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
