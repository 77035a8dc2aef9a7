"""The draws behind the pages: worked out once for a book, a scenario and a seed, and in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.outlook import Odds
from veikart.calc.outlook.needs import NeedOdds
from veikart.calc.values import LeverChange
from veikart.rules.foresight.need_odds import work_out_needs
from veikart.rules.foresight.odds import work_out_odds
from veikart.rules.foresight.population import get_foresight_setting
from veikart.rules.foresight.scenario_table import ScenarioSummary, compare_scenarios
from veikart.rules.words import format_count
from veikart.web.economy_shown import EconomyShown
from veikart.web.keeping import remember
from veikart.web.links import with_query
from veikart.web.tables import Context

THREADS = 2
NEED, LIMIT, LINE = "behov", "regel", "okonomi"
"""What odds may be of, as it stands in their address."""


def get_need_odds(shown: EconomyShown, scenario: str = "", changes: Sequence[LeverChange] = ()) -> NeedOdds:
    """The needs over the draws that the settings ask for."""
    setting = get_foresight_setting(shown.book)

    def make() -> NeedOdds:
        return work_out_needs(shown.book, shown.long_run, scenario=scenario, changes=changes, draws=setting.draws, seed=setting.seed, threads=THREADS)

    found: NeedOdds = remember(_key("need-odds", shown, scenario, changes), make, of=(shown.book, shown.plan_figures.hash, str(changes)))
    return found


def get_odds(shown: EconomyShown, scenario: str = "", changes: Sequence[LeverChange] = (), *, draws: int = 0) -> Odds:
    """The economy over as many draws as are asked for, or as the settings say."""
    setting = get_foresight_setting(shown.book)
    count = draws or setting.draws

    def make() -> Odds:
        how = {"scenario": scenario, "changes": tuple(changes), "draws": count, "seed": setting.seed, "threads": THREADS}
        return work_out_odds(shown.book, shown.long_run, shown.plan_figures, **how)

    key = _key("odds", shown, scenario, changes)
    found: Odds = remember(key, make, of=(shown.book, shown.plan_figures.hash, str(changes), str(count)))
    return found


def _key(kind: str, shown: EconomyShown, scenario: str, changes: Sequence[LeverChange]) -> tuple[str, ...]:
    """What odds are kept under: one place for each scenario, and one for whatever is tried last, so that trying does not push out the rest."""
    return kind, scenario, "tried" if changes else "", str(shown.is_draft)


def get_summaries(shown: EconomyShown) -> dict[str, ScenarioSummary]:
    """What every scenario comes to without draws, by id; the main one has the empty id."""

    def make() -> dict[str, ScenarioSummary]:
        return {one.id: one for one in compare_scenarios(shown.book, shown.long_run, shown.plan_figures)}

    found: dict[str, ScenarioSummary] = remember(("scenario-table", str(shown.is_draft)), make, of=(shown.book, shown.plan_figures.hash))
    return found


def find_scenario(shown: EconomyShown, asked: str) -> str:
    """The id of a scenario, empty for the main one. Raises Http404 for one that is not there."""
    if asked and asked not in shown.book.table("scenarios"):
        raise Http404
    return asked


def scenario_name(shown: EconomyShown, scenario: str) -> str:
    """What people call a scenario. Raises KeyError."""
    return shown.book.table("scenarios")[scenario].name if scenario else str(_("Hovedalternativet"))


def scenario_choices(shown: EconomyShown, chosen: str = "") -> list[Context]:
    """The main scenario and every other one, for a form."""
    keys = ["", *shown.book.table("scenarios")]
    return [{"value": one, "name": scenario_name(shown, one), "chosen": one == chosen} for one in keys]


def odds_url(kind: str, subject: str, year: int, *, scenario: str = "") -> str:
    """The page that says how odds were drawn."""
    return with_query(reverse("foresight-odds", args=[kind, subject, year]), scenario=scenario)


def people_url(shown: EconomyShown) -> Callable[[int], str]:
    """Where the inhabitants of a year open: to how they are drawn, in the years the long economy has."""
    sheet = shown.long_run.sheets["long_economy"]
    years = sheet.years if sheet.subjects else ()
    return lambda year: odds_url(LINE, "population", year) if year in years else ""


def say_draws(odds: Odds | NeedOdds) -> str:
    """How many draws, and where they begin: what it takes to draw the same again."""
    return _("%(draws)s trekninger fra startpunkt %(seed)s.") % {"draws": format_count(odds.draws), "seed": odds.seed}
