"""What can be chosen for each kind of run, beside its title and its draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from veikart.rules.foresight.national import MAIN, get_national_rules
from veikart.rules.foresight.schedule import KINDS
from veikart.rules.foresight.schedule_results import CERTAINTIES, name_certainty
from veikart.web.economy_shown import EconomyShown
from veikart.web.tables import Context

Given = Mapping[str, Sequence[str]]
SCENARIO, NOISE = "scenario", "noise"


def list_fields(shown: EconomyShown, kind: str, given: Given) -> list[Context]:
    """The fields of the form for a kind: name, label, whether several may be chosen, and the options as (value, name, chosen). A kind that is not
    here has none: what is given for it in an address goes with the form as it is."""
    own = [(MAIN, str(_("Hovedalternativet"))), *((key, one.name) for key, one in shown.book.table("scenarios").items())]
    if kind == "odds":
        return [_field(SCENARIO, _("Scenarioer"), own, given, usual=[MAIN], is_many=True)]
    if kind == "population_odds":
        return [_field(SCENARIO, _("Scenario"), own, given, usual=[MAIN])]
    if kind == "national":
        nation = [(key, one.name) for key, one in get_national_rules().scenarios.items()]
        noise = [("no", str(_("Rater"))), ("yes", str(_("Rater, og hvem som fødes, dør og flytter (tar lengre tid)")))]
        return [
            _field(SCENARIO, _("Scenarioer"), nation, given, usual=[MAIN], is_many=True),
            _field(NOISE, _("Det som trekkes"), noise, given, usual=["no"]),
        ]
    if kind == "schedule":
        return _list_order_fields(shown, given)
    return []


def _list_order_fields(shown: EconomyShown, given: Given) -> list[Context]:
    """What is to be least, the limits to keep, and the scenarios and the draws they must hold in."""
    least = [
        ("delay_then_cost", str(_("Minst ventetid, så lavest kostnad"))),
        ("delay", str(_("Minst ventetid"))),
        ("cost", str(_("Lavest kostnad"))),
    ]
    limits = [(one.id, one.name) for one in shown.book.table("outlook_limits").values() if one.measure in KINDS]
    scenarios = [(key, one.name) for key, one in shown.book.table("scenarios").items()]
    certainties = [("0", str(_("bare uten trekning"))), *((str(one), name_certainty(one)) for one in CERTAINTIES)]
    keep = _("Grenser som skal holde. Der planen bryter en grense i dag, skal den ikke bli verre")
    return [
        _field("objective", _("Det som skal bli minst"), least, given, usual=["delay_then_cost"]),
        _field("limit", keep, limits, given, usual=[key for key, _name in limits], is_many=True),
        _field(SCENARIO, _("De skal holde også i disse scenarioene"), scenarios, given, usual=[], is_many=True),
        _field("certainty", _("Hver grense skal holde, hvert år for seg, i"), certainties, given, usual=["0"]),
    ]


def say_choices(shown: EconomyShown, kind: str, parameters: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was chosen for a run, in words: (name, choice). What no form asks for stands as it was given."""
    given = {key: [str(one) for one in value] if isinstance(value, list) else [str(value)] for key, value in parameters.items()}
    fields = {one["id"]: one for one in list_fields(shown, kind, given)}
    return [_say_choice(fields.get(key), key, values) for key, values in given.items()]


def _say_choice(field: Context | None, key: str, values: Sequence[str]) -> tuple[str, str]:
    names = {value: name for value, name, _chosen in field["options"]} if field else {}
    return (field["label"].partition(".")[0] if field else key), ", ".join(names.get(one, one) for one in values)


def _field(name: str, label: str, options: Sequence[tuple[str, str]], given: Given, *, usual: Sequence[str], is_many: bool = False) -> Context:
    chosen = given.get(name) or usual
    return {"id": name, "label": label, "is_many": is_many, "options": [(value, text, value in chosen) for value, text in options]}
