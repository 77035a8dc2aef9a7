"""The form for a row of the plan: its heading, the fields that are asked for first, and their choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veikart.rules.plan_system import get_chain_rules, get_choices
from veikart.rules.tables import TableField
from veikart.web.links import with_query
from veikart.web.pages.plan.plan_pages import PLAN_PAGES
from veikart.web.plan_links import new_url
from veikart.web.plan_shown import PlanShown
from veikart.web.rows.form import MOST_OPTIONS, RowForm, list_options, make_field, show_row_form
from veikart.web.rows.pages import FormFrame
from veikart.web.tables import Context

SELDOM = frozenset({"id", "position", "source", "retired", "url", "note", "year", "plan", "kind"})
"""Fields folded away in the form of a row that is there, unless something is wrong with them."""
SELDOM_AT_FIRST = frozenset({"id", "position", "source", "retired", "url", "closed", "level", "treatment", "valid_from"})
"""Fields folded away in the form of a new row."""
ASKED_OF_ALL = frozenset({"kind", "name", "number", "text"})
ASKED_OF_OWNED = frozenset({"owner", "role", "status", "due"})
"""Fields of an element that is to be carried out by someone; of others they are asked for only once they are filled in."""


@dataclass(frozen=True)
class PlanForm(RowForm):
    """A form for a row of the plan; `under` is what a new element is to stand under."""

    under: str = ""

    @property
    def kind(self) -> str:
        """The kind of element, empty for other tables and until it is chosen."""
        kind = str(self.values.get("kind") or "")
        return kind if self.rule.id == "elements" and kind in get_chain_rules() else ""


def show_form(request: HttpRequest, shown: PlanShown, form: PlanForm, *, status: int = 200) -> HttpResponse:
    """The page with the form."""
    title = _("Rediger «%(name)s»") % {"name": str(form.values.get("name") or form.key)} if form.key else _new_title(shown, form)
    fields = [_field(shown, form, one) for one in form.rule.fields.values()]
    return show_row_form(
        request,
        PLAN_PAGES,
        shown,
        form,
        frame=FormFrame(title),
        fields=fields,
        status=status,
        under=form.under,
        parents=[] if form.key or form.under else _parents(shown, form.kind),
        missing=_missing(shown, request, form, fields),
    )


def _new_title(shown: PlanShown, form: PlanForm) -> str:
    """What is about to be added, in words."""
    under = getattr(shown.element(form.under), "name", "")
    if form.rule.id == "elements":
        word = shown.level_word(form.kind).lower() if form.kind else _("i målkjeden")
        return _("Legg til %(word)s under «%(name)s»") % {"word": word, "name": under} if under else _("Legg til %(word)s") % {"word": word}
    about = getattr(shown.element(str(form.values.get("element") or "")), "name", "")
    with_element = {
        "chain": _("Hva tjener «%(name)s» også?"),
        "measures": _("Hvilket tiltak i budsjettet tjener «%(name)s»?"),
        "sustainability": _("Hvilket bærekraftsmål bærer «%(name)s»?"),
        "dimensions": _("Hvilken dimensjon hører «%(name)s» til?"),
        "indicator_links": _("Hvilken indikator måler «%(name)s»?"),
    }
    if about and form.rule.id in with_element:
        return with_element[form.rule.id] % {"name": about}
    words = {
        "plans": _("Legg til en plan"),
        "units": _("Legg til en enhet eller et utvalg"),
        "placements": _("Plasser en enhet fra en dato"),
        "events": _("Legg til i årshjulet"),
        "terms": _("Legg til en kommunestyreperiode"),
        "assessments": _("Vurder en plan"),
        "indicators": _("Legg til en indikator"),
        "influences": _("Hva styrker eller svekker hva?"),
        "fetches": _("Hent et element inn i en plan"),
        "areas": _("Legg til et område"),
        "homes": _("Legg til boliger"),
    }
    return words.get(form.rule.id) or _("Legg til i %(table)s") % {"table": form.rule.name.lower()}


def _field(shown: PlanShown, form: PlanForm, rule: TableField) -> Context:
    """A field as the form shows it."""
    value = form.values.get(rule.name)
    text = "" if value is None else str(value)
    options = _options(shown, form, rule, text)
    has_choices = bool(options) or bool(rule.refers and not shown.system.table(rule.refers))
    return make_field(form, rule, options, hint=_hint(form, rule), is_seldom=_is_seldom(form, rule, text), has_choices=has_choices)


def _hint(form: PlanForm, rule: TableField) -> str:
    if rule.name == "id" and not form.key:
        return _("Kan stå tom: da lages den av navnet.")
    if rule.name == "share_percent" and form.rule.id == "measures":
        return _("Bare når tiltaket tjener flere: hvor mye av det som tjener dette. Tomt betyr at det deles, og vises slik.")
    if rule.name == "owner" and form.kind and get_chain_rules()[form.kind].needs_owner:
        return _("Enheten som svarer for at det blir gjort.")
    return ""


def _is_seldom(form: PlanForm, rule: TableField, text: str) -> bool:
    """Whether the field is folded away."""
    if form.rule.id == "elements":
        if form.kind == "main_effort" and rule.name in {"year", "status"}:
            return False
        if rule.name in ASKED_OF_OWNED:
            return not text and not (form.kind and (get_chain_rules()[form.kind].needs_owner or form.kind == "main_effort"))
        return rule.name not in ASKED_OF_ALL or (bool(form.key) and rule.name in SELDOM)
    return rule.name in (SELDOM if form.key else SELDOM_AT_FIRST)


def _options(shown: PlanShown, form: PlanForm, rule: TableField, value: str) -> list[Context]:
    """The choices of a field, the chosen one marked; empty where it is written freely."""
    if rule.choices:
        pairs = _choices(shown, form, rule)
    elif form.rule.id == "measures" and rule.name == "measure":
        pairs = [(key, f"{one.unit.name}: {one.measure.name}") for key, one in shown.measures.items() if one.is_new or key == value]
        pairs.sort(key=lambda one: one[1])
    elif rule.refers == "elements":
        pairs = _elements(shown, form, rule)
    elif rule.refers:
        pairs = [(key, str(getattr(one, "name", key))) for key, one in shown.system.table(rule.refers).items()]
    else:
        return []
    return list_options(pairs, value)


def _choices(shown: PlanShown, form: PlanForm, rule: TableField) -> list[tuple[str, str]]:
    words = get_choices(rule.choices)
    if rule.choices == "un_target":
        return [(key, f"{key} {word}" if key != word else key) for key, word in words.items()]
    if rule.choices == "element_kind" and form.rule.id == "elements":
        above = getattr(shown.element(form.under), "kind", "")
        rules = get_chain_rules()
        return [(key, shown.level_word(key)) for key in words if not above or above in rules[key].serves]
    return list(words.items())


def _elements(shown: PlanShown, form: PlanForm, rule: TableField) -> list[tuple[str, str]]:
    """The elements in use to choose between; where one is to stand under another, only those it may stand under."""
    chosen = str(form.values.get(rule.name) or "")
    allowed: tuple[str, ...] | None = None
    barred: set[str] = set()
    if form.rule.id == "chain" and rule.name == "parent":
        element = shown.element(str(form.values.get("element") or ""))
        if element:
            allowed = get_chain_rules()[element.kind].serves
            barred = {element.id, *shown.system.parents.get(element.id, ())} - {chosen}
    wanted = [
        one
        for one in shown.system.elements.values()
        if one.id == chosen or (one.retired is None and one.id not in barred and (allowed is None or one.kind in allowed))
    ]
    return [(one.id, _element_name(shown, one)) for one in wanted]


def _element_name(shown: PlanShown, element: Any) -> str:
    number = f" {element.number}" if element.number else ""
    return f"{shown.level_word(element.kind)}{number}: {element.name}"


def _parents(shown: PlanShown, kind: str) -> list[Context]:
    """What a new element of this kind may stand under; empty where it may stand alone and nothing is above it."""
    serves = get_chain_rules()[kind].serves if kind else ()
    found = [one for above in serves for one in shown.system.of_kind(above)]
    return [{"value": one.id, "name": _element_name(shown, one)} for one in found] if len(found) <= MOST_OPTIONS else []


def _missing(shown: PlanShown, request: HttpRequest, form: PlanForm, fields: list[Context]) -> list[Context]:
    """What must be there before the form can be filled in, each with the way to add it."""
    if form.rule.id == "measures" and not shown.measures:
        return [{"text": _("Ingen handlingsprogram er publisert, så det finnes ingen tiltak å knytte målene til ennå."), "url": "", "action": ""}]
    rules = form.rule.fields
    empty = {rules[one["name"]].refers for one in fields if one["required"] and rules[one["name"]].refers}
    words = {"indicators": _("en indikator"), "plans": _("en plan"), "units": _("en enhet"), "terms": _("en periode"), "areas": _("et område")}
    return [
        {
            "text": _("Det må finnes %(word)s først.") % {"word": word},
            "url": with_query(new_url(table), next=request.get_full_path()),
            "action": _("Legg til %(word)s") % {"word": word},
        }
        for table, word in words.items()
        if table in empty and not shown.system.table(table)
    ]
