"""What can be chosen for each kind of run, beside its title and its draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from veikart.rules.foresight.national import MAIN, get_national_rules
from veikart.web.economy_shown import EconomyShown
from veikart.web.tables import Context

Given = Mapping[str, Sequence[str]]
SCENARIO, NOISE = "scenario", "noise"


def list_fields(shown: EconomyShown, kind: str, given: Given) -> list[Context]:
    """The fields of the form for a kind: name, label, whether several may be chosen, and the options as (value, name, chosen). A kind that is not
    here has none: what is given for it in an address goes with the form as it is."""
    own = [(MAIN, str(_("Hovedalternativet"))), *((key, one.name) for key, one in shown.book.table("scenarios").items())]
    if kind == "odds":
        return [_field(SCENARIO, _("Scenarioer"), own, given, usual=MAIN, is_many=True)]
    if kind == "population_odds":
        return [_field(SCENARIO, _("Scenario"), own, given, usual=MAIN)]
    if kind == "national":
        nation = [(key, one.name) for key, one in get_national_rules().scenarios.items()]
        noise = [("no", str(_("Rater"))), ("yes", str(_("Rater, og hvem som fødes, dør og flytter (tar lengre tid)")))]
        return [
            _field(SCENARIO, _("Scenarioer"), nation, given, usual=MAIN, is_many=True),
            _field(NOISE, _("Det som trekkes"), noise, given, usual="no"),
        ]
    return []


def _field(name: str, label: str, options: Sequence[tuple[str, str]], given: Given, *, usual: str, is_many: bool = False) -> Context:
    chosen = given.get(name) or [usual]
    return {"id": name, "label": label, "is_many": is_many, "options": [(value, text, value in chosen) for value, text in options]}
