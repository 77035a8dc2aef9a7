"""Say what the year will come to for a unit."""

from __future__ import annotations

from veikart.actions.access import AccessDenied, Actor, can, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import check_cells, open_book, write_revision
from veikart.actions.clock import today
from veikart.calc.books import RowChange
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger.rows import OwnForecast
from veikart.rules.books import FOLLOW_UP
from veikart.rules.duties import answers_for_unit, get_posts_of, get_unit_parents
from veikart.store.queries import get_plan_state

FORECASTS = "own_forecasts"


def set_forecast(unit: str, group: str, year: int, month: int, amount_nok: int | None, text: str, *, actor: Actor) -> int:
    """The unit's own forecast for the whole year after a month, in whole kroner: expenses positive. None takes it away. Gives the revision's number.

    Leaders speak for their own units and those below. Raises AccessDenied, and ChangeRefused for a group, year, month or amount that there is not.
    """
    check_right(actor, "set_forecast")
    with open_book(FOLLOW_UP) as state:
        parents = get_unit_parents(get_plan_state().book, today())
        if not can(actor, "change_follow_up") and not answers_for_unit(state.book, parents, actor.email, unit):
            raise AccessDenied("Bare den som svarer for enheten, kan si hva den vil bruke.")
        row = None if amount_nok is None else OwnForecast(unit, group, year, month, amount_nok, _post_of(state.book, actor), text.strip(), today())
        key = "|".join((unit, group, str(year), str(month)))
        change = RowChange(FORECASTS, key, state.book.table(FORECASTS).get(key), row)
        check_cells(FOLLOW_UP, [change])
        number = write_revision(state, [change], actor=actor, note="Eget anslag")
        record_act("set_forecast", actor=actor, revision=number, unit=unit, year=year)
    return number


def _post_of(book: FollowUpBook, actor: Actor) -> str:
    return next((one.id for one in get_posts_of(book, actor.email)), "")
