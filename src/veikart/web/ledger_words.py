"""A figure of the ledger in words: what it is, how it is worked out, and the figures it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from veikart.rules.deviations import GroupEconomy, UnitEconomy
from veikart.rules.words import format_nok
from veikart.web.ledger_shown import LedgerShown
from veikart.web.ledger_tables import TOTAL, format_share, format_signed
from veikart.web.tables import Context


@dataclass(frozen=True)
class FigureTold:
    """A figure: its name and value, how it is worked out in words, the same with figures, and the figures it is made of, each with its own page."""

    name: str
    value: str
    words: str
    formula: str
    inputs: list[Context]


def say_figure(ledger: LedgerShown, one: UnitEconomy, economy: GroupEconomy, figure: str) -> FigureTold:
    """What the figure is. Raises KeyError for one that is not among FIGURES."""
    return _SAID[figure](_Saying(ledger, one.unit, economy))


@dataclass(frozen=True)
class _Saying:
    ledger: LedgerShown
    unit: str
    economy: GroupEconomy

    def part(self, name: str, value: str, figure: str) -> Context:
        """A figure that this one is made of."""
        return {"name": name, "value": value, "url": self.ledger.link("ledger-figure", self.unit, self.economy.group or TOTAL, figure)}


def _adopted(at: _Saying) -> FigureTold:
    words = _("Summen av årets budsjettlinjer på ansvarene under enheten. Der et programområde ikke har linjer, er det rammen i handlingsprogrammet.")
    return FigureTold(_("Vedtatt budsjett"), format_nok(at.economy.budget_nok), words, "", [])


def _revised(at: _Saying) -> FigureTold:
    one = at.economy
    changed = one.revised_nok - one.budget_nok
    words = _("Det vedtatte budsjettet med endringene i budsjettrevisjonene som er tatt inn i handlingsprogrammet.")
    formula = f"{format_nok(one.budget_nok)} + {format_nok(changed)} = {format_nok(one.revised_nok)}"
    inputs = [at.part(_("Vedtatt budsjett"), format_nok(one.budget_nok), "vedtatt")]
    inputs.append({"name": _("Endret i budsjettrevisjoner"), "value": format_signed(changed), "url": ""})
    return FigureTold(_("Revidert budsjett"), format_nok(one.revised_nok), words, formula, inputs)


def _budget(at: _Saying) -> FigureTold:
    one = at.economy
    words = _("Budsjettet til og med %(until)s. Linjer uten måned er fordelt på året med periodiseringen som gjelder for enheten og kontogruppen.")
    inputs = [at.part(_("Revidert budsjett for året"), format_nok(one.revised_nok), "revidert")]
    return FigureTold(_("Budsjett hittil"), format_nok(one.budget_to_date_nok), words % {"until": at.ledger.until}, "", inputs)


def _accounts(at: _Saying) -> FigureTold:
    words = _("Summen av alle bilagslinjer i driften på ansvarene under enheten til og med %(until)s. Øre er rundet av én gang, på summen.")
    return FigureTold(_("Regnskap hittil"), format_nok(at.economy.accounts_to_date_nok), words % {"until": at.ledger.until}, "", [])


def _last_year(at: _Saying) -> FigureTold:
    words = _("Regnskapet for de samme månedene i %(year)s. Hele året kom på %(whole)s kroner.")
    filled = words % {"year": at.ledger.year - 1, "whole": format_nok(at.economy.last_year_nok)}
    return FigureTold(_("Regnskap på samme tid i fjor"), format_nok(at.economy.last_year_to_date_nok), filled, "", [])


def _deviation(at: _Saying) -> FigureTold:
    one = at.economy
    words = _("Budsjett hittil minus regnskap hittil. Pluss er mindre utgift eller mer inntekt enn budsjettert, minus er merforbruk.")
    formula = f"{format_nok(one.budget_to_date_nok)} − {_bracket(one.accounts_to_date_nok)} = {format_signed(one.deviation_nok)}"
    return FigureTold(_("Avvik hittil"), format_signed(one.deviation_nok), words, formula, _both(at))


def _share(at: _Saying) -> FigureTold:
    one = at.economy
    words = _("Avviket hittil som andel av budsjettet hittil, uten hensyn til budsjettets fortegn.")
    formula = f"{format_signed(one.deviation_nok)} / {format_nok(abs(one.budget_to_date_nok))} = {format_share(one.deviation_share_ppm)} %"
    inputs = [at.part(_("Avvik hittil"), format_signed(one.deviation_nok), "avvik"), _both(at)[0]]
    return FigureTold(_("Avvik i prosent"), f"{format_share(one.deviation_share_ppm)} %", words, formula, inputs)


def _forecast(at: _Saying) -> FigureTold:
    one = at.economy
    if at.ledger.is_over:
        words = _("Året er over: regnskapet er det det kom på, med det som ble ført da året ble avsluttet.")
        return FigureTold(_("Regnskap for året"), format_nok(one.forecast_nok), words, "", [_both(at)[1]])
    words = f"{one.method_words}. {_method_words().get(one.method, '')}"
    if one.own_text:
        words += f" {_('Forklaring:')} {one.own_text}"
    inputs = [
        _both(at)[1],
        at.part(_("Samme tid i fjor"), format_nok(one.last_year_to_date_nok), "ifjor"),
        at.part(_("Hele året i fjor"), format_nok(one.last_year_nok), "ifjor"),
        at.part(_("Revidert budsjett"), format_nok(one.revised_nok), "revidert"),
        _both(at)[0],
    ]
    return FigureTold(_("Prognose for året"), format_nok(one.forecast_nok), words, "", inputs)


def _expected(at: _Saying) -> FigureTold:
    one = at.economy
    is_over = at.ledger.is_over
    words = (
        _("Revidert budsjett for året minus regnskapet. Pluss er mindreforbruk, minus er merforbruk.")
        if is_over
        else _("Revidert budsjett for året minus prognosen. Pluss er mindreforbruk, minus er merforbruk.")
    )
    formula = f"{format_nok(one.revised_nok)} − {_bracket(one.forecast_nok)} = {format_signed(one.expected_deviation_nok)}"
    inputs = [
        at.part(_("Revidert budsjett"), format_nok(one.revised_nok), "revidert"),
        at.part(_("Regnskap for året") if is_over else _("Prognose"), format_nok(one.forecast_nok), "prognose"),
    ]
    return FigureTold(
        _("Avvik for året") if is_over else _("Ventet avvik for året"), format_signed(one.expected_deviation_nok), words, formula, inputs
    )


def _both(at: _Saying) -> list[Context]:
    one = at.economy
    budget = at.part(_("Budsjett hittil"), format_nok(one.budget_to_date_nok), "budsjett")
    return [budget, at.part(_("Regnskap hittil"), format_nok(one.accounts_to_date_nok), "regnskap")]


def _bracket(nok: int) -> str:
    return f"({format_nok(nok)})" if nok < 0 else format_nok(nok)


def _method_words() -> dict[str, str]:
    return {
        "last_year_profile": _(
            "Regnskapet hittil delt på den andelen av fjoråret som var brukt på samme tid. Var det for lite da, jevnt gjennom året."
        ),
        "linear": _("Regnskapet hittil delt på månedene som har gått, ganger tolv."),
        "trend": _("Regnskapet hittil, og for resten av året fjorårets måneder med veksten som har vært i snitt per måned."),
        "budget": _("Regnskapet hittil, og budsjettet for månedene som er igjen."),
        "own": _("Det den som svarer for enheten, har sagt at året vil komme på."),
        "mixed": _("Delene har prognoser laget på ulike måter. Åpne enheten for å se hvilke."),
    }


_SAID = {
    "vedtatt": _adopted,
    "revidert": _revised,
    "budsjett": _budget,
    "regnskap": _accounts,
    "ifjor": _last_year,
    "avvik": _deviation,
    "andel": _share,
    "prognose": _forecast,
    "ventet": _expected,
}
