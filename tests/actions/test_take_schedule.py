"""An order taken into the book: both kinds of change or neither, and a run that is cancelled or asked for what is not there."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.economy import OFFICER
from tests.support.runs import ask, carry_out
from tests.support.schedule_book import make_book
from veikart.actions import carry_out_run as carrying
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.cancel_run import cancel_run
from veikart.actions.change_economy import change_economy
from veikart.actions.replace_economy import replace_economy
from veikart.actions.take_schedule import take_schedule
from veikart.actions.undo_economy import undo_economy
from veikart.calc.outlook.rows import LongInvestment
from veikart.rules.foresight.schedule_taking import Taken
from veikart.store.models import ForesightRun
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
ROW = LongInvestment("skole", 2024, 100, "Ny skole", source="Beste rekkefølge")
TAKEN = Taken({"eineasen-ungdomsskole": 1}, {("long_investments", "skole|2024"): ROW})


def take(taken: Taken, state: Any, actor: Actor = OFFICER) -> int:
    return take_schedule(taken, state.book, actor=actor, seen=state.number, revision=state.number, note="Rekkefølge")


@pytest.fixture(autouse=True)
def book(monkeypatch):
    monkeypatch.setattr(carrying, "BETWEEN_REPORTS", 0)
    replace_economy(make_book(), actor=OFFICER, note="")


def test_projects_move_and_the_others_become_investments():
    state = get_economy_state()
    assert take(TAKEN, state) == state.number + 1
    after = get_economy_state().book
    assert after.table("long_investments") == {"skole|2024": ROW}
    assert {one.year for one in after.table("project_years").values() if one.project == "eineasen-ungdomsskole"} == {2021, 2022, 2023, 2024}


def test_an_order_is_taken_back_whole():
    state = get_economy_state()
    undo_economy(take(TAKEN, state), actor=OFFICER)
    assert get_economy_state().book == state.book


def test_where_a_move_leads_outside_the_years_nothing_is_stored():
    state = get_economy_state()
    with pytest.raises(ChangeRefused):
        take(replace(TAKEN, moves={"eineasen-ungdomsskole": 40}), state)
    assert get_economy_state().number == state.number


def test_where_somebody_has_written_the_row_meanwhile_nothing_is_stored():
    state = get_economy_state()
    change_economy([RowEdit("long_investments", "", {"area": "skole", "year": "2024", "gross_nok": "5"})], actor=OFFICER, note="")
    with pytest.raises(StaleEdit):
        take(TAKEN, state)
    assert get_economy_state().number == state.number + 1


def test_where_a_project_has_changed_since_the_order_was_worked_out_nothing_is_stored():
    state = get_economy_state()
    take(Taken(TAKEN.moves, {}), state)
    newer = get_economy_state()
    with pytest.raises(StaleEdit):
        take_schedule(TAKEN, newer.book, actor=OFFICER, seen=state.number, revision=newer.number, note="")
    assert get_economy_state().number == newer.number


def test_those_without_the_right_take_nothing():
    state = get_economy_state()
    with pytest.raises(AccessDenied):
        take(TAKEN, state, Actor(name="Kari", role="citizen"))


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"objective": "penest"}, "«penest» er ikke noe rekkefølgen kan være best på."),
        ({"scenario": "ukjent"}, "Scenarioet «ukjent» finnes ikke i økonomiboken."),
        ({"seconds": "mange"}, "«mange» må være et helt tall fra 1 til 600."),
        ({"certainty": "33"}, "«33» er ikke en av 75, 90, 95 av 100 trekninger."),
        ({"share": "200"}, "«200» må være et helt tall fra 1 til 100."),
    ],
)
def test_what_cannot_be_asked_for_is_said(parameters, words):
    run = ask("schedule", parameters=parameters)
    assert carry_out(run.number) == "failed"
    assert ForesightRun.objects.get(pk=run.pk).words == words


def test_a_book_without_projects_says_what_to_do():
    state = get_economy_state()
    change_economy([RowEdit("schedule_projects", key, None, 1) for key in state.book.table("schedule_projects")], actor=OFFICER, note="")
    run = ask("schedule", parameters={})
    assert carry_out(run.number) == "failed"
    assert "Legg dem inn" in ForesightRun.objects.get(pk=run.pk).words


def test_a_run_that_is_cancelled_leaves_nothing(monkeypatch):
    run = ask("schedule", parameters={"seconds": "5"})
    heard: list[float] = []
    report = carrying._make_report

    def cancel_in_the_middle(found, worker):
        inner = report(found, worker)

        def tell(share, words):
            heard.append(share)
            if len(heard) == 2:
                cancel_run(run.number, actor=OFFICER)
            inner(share, words)

        return tell

    monkeypatch.setattr(carrying, "_make_report", cancel_in_the_middle)
    assert carry_out(run.number) == ""
    stored = ForesightRun.objects.get(pk=run.pk)
    assert (stored.status, stored.result) == ("cancelled", None)
