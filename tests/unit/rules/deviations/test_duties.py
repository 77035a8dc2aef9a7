"""A leader is asked for a forecast of their own only where that is the method, and only until it is said."""

from dataclasses import replace
from datetime import date

from tests.support.task_books import HEAD, ROADS, SECTOR, TODAY, make_organisation, make_task_book
from veikart.actions.access import get_rights
from veikart.calc.ledger.rows import LedgerChoice, OwnForecast
from veikart.calc.reports import Period
from veikart.rules.deviations.duties import find_forecast_duties
from veikart.rules.duties import DutyAsk

PERIOD = Period("2026-t2", "2. tertial 2026", "tertial", 2026, 8, "open", due=date(2026, 9, 20))
OWN = LedgerChoice("oppvekst", method="own")


def ask(actor, *, period: Period = PERIOD, choices=(OWN,), said=()) -> list[tuple[str, date | None]]:
    tables = {
        "periods": {period.id: period},
        "ledger_choices": {one.unit: one for one in choices},
        "own_forecasts": {f"{one.unit}|{one.month}": one for one in said},
    }
    book = make_task_book().with_rows(tables)
    asked = DutyAsk(book, make_organisation(), actor.email, actor.role, get_rights(actor.role), TODAY)
    return [(one.id, one.due) for one in find_forecast_duties(asked)]


def test_those_whose_unit_forecasts_itself_are_asked():
    assert ask(HEAD) == [("forecast-2026-t2-skole", date(2026, 9, 20))]
    assert ask(SECTOR) == [("forecast-2026-t2-oppvekst", date(2026, 9, 20))]
    assert not ask(ROADS)


def test_the_method_nearest_the_unit_holds():
    assert not ask(HEAD, choices=(OWN, LedgerChoice("skole", method="linear")))
    assert ask(HEAD, choices=(OWN, LedgerChoice("skole", profile="jevnt")))


def test_nobody_is_asked_twice_or_of_what_is_closed():
    assert not ask(HEAD, said=(OwnForecast("skole", "all", 2026, 8, 1_000),))
    assert ask(HEAD, said=(OwnForecast("skole", "all", 2026, 4, 1_000),))
    assert not ask(HEAD, period=replace(PERIOD, status="published"))
    assert not ask(HEAD, period=replace(PERIOD, kind="annual"))
