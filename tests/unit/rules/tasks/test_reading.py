"""Tasks as people see them, what they are asked to do, and the plan's assignments taken over."""

from datetime import date

import pytest

from tests.support.follow_up import get_example_follow_up
from tests.support.plan import get_example_plan
from tests.support.task_books import DEPUTY, HEAD, ROADS, SECTOR, TODAY, make_organisation, make_own, make_task_book
from veikart.actions.access import Actor, get_rights
from veikart.calc.tasks import Decision, TaskStatus, TaskStep, TaskTie
from veikart.rules.duties import Duty, DutyAsk, answers_for_unit, get_unit_parents, name_period, write_digest
from veikart.rules.duties.digest import DigestLinks
from veikart.rules.follow_up.crossing import Crossing, find_crossing
from veikart.rules.tasks.duties import find_task_duties
from veikart.rules.tasks.reading import read_tasks
from veikart.rules.tasks.taking_over import find_untaken, take_over
from veikart.store.queries.duties import get_days


def ask(book, actor: Actor) -> list[Duty]:
    return list(find_task_duties(DutyAsk(book, make_organisation(), actor.email, actor.role, get_rights(actor.role), TODAY)))


def test_the_example_says_what_is_late_and_why():
    tasks = read_tasks(get_example_follow_up(), TODAY)
    late = [one for one in tasks.every.values() if one.is_late]
    assert (len(tasks.open), len(late)) == (43, 10)
    assert all(one.reasons for one in late)
    assert tasks.every["driftsbase-rud-bp2"].reasons[0] == "Fristen var 30.09.2026, for 53 dager siden."
    assert "Utarbeide veiledende plan" in tasks.every["rutine-utbyggingsavtaler"].reasons[0]


def test_the_example_names_only_what_is_in_the_plan():
    tables = {"tasks", "decisions"}
    found = find_crossing(Crossing(get_example_follow_up(), get_example_plan(), None))
    assert not [one for one in found if one.place.figure.partition(":")[0] in tables]


@pytest.mark.parametrize("actor", [HEAD, DEPUTY])
def test_the_one_in_the_post_and_the_deputy_are_asked(actor):
    book = make_task_book(
        make_own(due=date(2027, 6, 1)),
        steps=(TaskStep("plan", 1, "Utkast", date(2026, 11, 20)), TaskStep("plan", 2, "Vedtak", date(2027, 5, 1))),
        statuses=(TaskStatus("plan", 1, date(2026, 9, 1), "on_track"),),
    )
    assert [(one.id, one.due, one.reason) for one in ask(book, actor)] == [
        ("step-plan-1", date(2026, 11, 20), "Fristen var for 2 dager siden."),
        ("status-plan", date(2026, 10, 16), "Ingen har meldt status på 82 dager."),
    ]
    assert not ask(book, ROADS)
    assert not ask(book, Actor("Ingen", "leader", ""))


def test_nobody_is_asked_of_what_is_fresh_and_not_due():
    book = make_task_book(make_own(due=date(2027, 6, 1)), statuses=(TaskStatus("plan", 1, date(2026, 11, 1), "on_track"),))
    assert not ask(book, HEAD)


def test_a_day_that_is_near_is_asked_of_until_somebody_says_why():
    book = make_task_book(make_own(due=date(2026, 11, 21)), statuses=(TaskStatus("plan", 1, date(2026, 11, 20), "on_track"),))
    assert [one.id for one in ask(book, HEAD)] == ["status-plan"]
    said = book.with_rows({"task_statuses": {"plan|2": TaskStatus("plan", 2, TODAY, "unsure", "Venter på svar")}})
    assert not ask(said, HEAD)


def test_what_is_stuck_is_for_the_nearest_leader_above():
    book = make_task_book(make_own(due=date(2027, 6, 1)), statuses=(TaskStatus("plan", 1, date(2026, 11, 20), "stuck", "Mangler penger"),))
    assert [(one.id, one.reason) for one in ask(book, SECTOR)] == [("stuck-plan", "Mangler penger")]
    assert not ask(book, HEAD)
    assert not ask(book, ROADS)
    assert not ask(book, Actor("Kommunedirektøren", "director", "direktor@lillevik.no"))


def test_a_calendar_has_every_day_ahead_and_what_is_asked_now_once():
    book = make_task_book(
        make_own(due=date(2026, 11, 25)),
        make_own("silent"),
        make_own("vei", "veisjef", due=date(2026, 12, 1)),
        steps=(TaskStep("plan", 1, "Utkast", date(2027, 3, 1)), TaskStep("plan", 2, "Gjort", date(2026, 1, 1), date(2026, 1, 1))),
        statuses=(TaskStatus("silent", 1, date(2026, 9, 1), "on_track"), TaskStatus("plan", 1, date(2026, 11, 1), "on_track")),
    )
    found = get_days(DutyAsk(book, make_organisation(), HEAD.email, "leader", get_rights("leader"), TODAY))
    assert [(one.id, one.due) for one in found] == [
        ("status-silent", date(2026, 10, 16)), ("due-plan", date(2026, 11, 25)), ("step-plan-1", date(2027, 3, 1)),
    ]  # fmt: skip


def test_a_decision_nobody_has_is_for_those_who_give_it():
    book = make_task_book(decisions=(Decision("a", "verbal", "Gangfelt", case="12/26"),))
    assert [one.id for one in ask(book, Actor("Sekretær", "secretary", "s@lillevik.no"))] == ["decision-a"]
    assert not ask(book, HEAD)


def test_a_leader_answers_for_the_units_below():
    book, parents = make_task_book(), get_unit_parents(make_organisation(), TODAY)
    assert answers_for_unit(book, parents, SECTOR.email, "skole")
    assert answers_for_unit(book, parents, DEPUTY.email, "skole")
    assert not answers_for_unit(book, parents, HEAD.email, "oppvekst")
    assert not answers_for_unit(book, parents, ROADS.email, "skole")
    assert not answers_for_unit(book, parents, "", "skole")


def test_the_plans_assignments_are_taken_over_once():
    book, system = make_task_book(), make_organisation()
    assert [one.id for one in find_untaken(book, system)] == ["skolevei", "gangfelt"]
    taken = take_over(book, system, TODAY)
    assert [(one.id, one.kind, one.owner, one.parent, one.element) for one in taken.tasks] == [
        ("skolevei", "assignment", "rektor", "", "skolevei"),
        ("gangfelt", "task", "veisjef", "skolevei", "gangfelt"),
    ]
    after = book.with_rows({"tasks": {one.id: one for one in taken.tasks}})
    assert not find_untaken(after, system)


def test_an_assignment_nobody_leads_the_unit_of_is_named():
    book = make_task_book().with_rows({"posts": {"veisjef": None, "direktor": None}})
    taken = take_over(book, make_organisation(), TODAY)
    assert [one.id for one in taken.tasks] == ["skolevei"]
    assert [one.id for one in taken.ownerless] == ["gangfelt"]


def test_a_task_has_what_waits_for_it_and_what_is_below():
    book = make_task_book(make_own("a"), make_own("b", parent="a"), make_own("c"), ties=(TaskTie("c", "b"),))
    tasks = read_tasks(book, TODAY)
    assert [one.id for one in tasks.waiting["b"]] == ["c"]
    assert tasks.every["a"].parts == ("b",)
    assert [one.id for one in tasks.of_units({"skole"})] == ["a", "b", "c"]


def test_a_mail_has_the_duties_in_order_and_ways_out():
    duties = [Duty(f"d{number}", date(2026, 11, 20), f"Gjør nummer {number}", "Gjør", "task", reason="Fristen er ute.") for number in range(22)]
    links = DigestLinks("https://x/min-side/", "https://x/valg/", "https://x/avmeld/")
    digest = write_digest(duties, municipality="Lillevik", today=TODAY, url=lambda one: f"https://x/{one.id}", links=links)
    assert digest.subject == "Du har 22 ting å gjøre i oppfølgingen"
    assert "Fristen er ute for alle." in digest.text
    assert "1. 20.11.2026 (over fristen): Gjør nummer 0. Fristen er ute.\n   https://x/d0" in digest.text
    assert "… og 2 til på Min side." in digest.text
    assert all(one in digest.text for one in (links.my_page, links.settings, links.unsubscribe))


def test_a_week_is_the_same_from_monday_to_sunday():
    assert {name_period("weekly", date(2026, 12, 28 + number)) for number in range(4)} == {"2026-W53"} == {name_period("weekly", date(2027, 1, 3))}
