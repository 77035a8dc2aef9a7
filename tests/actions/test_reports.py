"""A report from opening to publication by three people, and everyone who may not."""

import pytest

from tests.support.plan import PLANNER
from tests.support.reports import (
    CHIEF,
    DIRECTOR,
    LEADER,
    NAMES,
    OFFICER,
    OTHER_LEADER,
    make_reporting_book,
    make_reporting_plan,
    use_economy,
)
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.approve_report import approve_report
from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.change_follow_up import change_follow_up
from veikart.actions.confirm_report import confirm_report
from veikart.actions.open_period import open_period
from veikart.actions.publish_report import publish_report
from veikart.actions.remind_report import remind_report
from veikart.actions.reopen_period import reopen_period
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.actions.return_report import return_report
from veikart.actions.withdraw_report import withdraw_report
from veikart.actions.write_report import ReportEntry, mark_text, write_report
from veikart.calc.reports import hash_report, read_report_document
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.store.models import PublishedReport
from veikart.store.queries import get_follow_up_state, get_published_report

pytestmark = pytest.mark.django_db
T2 = "2020-t2"
EMPTY = mark_text("")
WHY = ReportEntry("deviation", "total", "text", "Flere elever enn ventet.", EMPTY)
WHY_PAY = ReportEntry("deviation", "salary", "text", "To klasser til.", EMPTY)


@pytest.fixture(autouse=True)
def organisation(monkeypatch):
    use_economy(monkeypatch)
    replace_plan(make_reporting_plan(), actor=PLANNER, note="")


def start(**statuses: str) -> None:
    replace_follow_up(make_reporting_book(opened=T2, **statuses), actor=OFFICER, note="")


def row(table: str, key: str):
    return get_follow_up_state().book.table(table).get(key)


def codes(act, *args, **kwargs) -> set[str]:
    with pytest.raises(ChangeRefused) as refused:
        act(*args, **kwargs)
    return {one.code for one in refused.value.findings}


def test_from_opening_to_publication_by_three_people():
    replace_follow_up(make_reporting_book(), actor=OFFICER, note="")
    open_period(T2, actor=OFFICER)
    assert {one.unit for one in get_follow_up_state().book.table("reports").values()} == set(NAMES)
    write_report(T2, "skole", [WHY, WHY_PAY, ReportEntry("text", "summary", "text", "Et krevende tertial.", EMPTY)], actor=LEADER)
    assert row("reports", f"{T2}|skole").status == "started"
    confirm_report(T2, "skole", actor=LEADER)
    confirm_report(T2, "barnehage", actor=OTHER_LEADER)
    for unit in ("skole", "barnehage"):
        approve_report(T2, unit, actor=CHIEF)
    for unit, actor in (("oppvekst", CHIEF), ("lillevik", DIRECTOR)):
        write_report(T2, unit, [WHY], actor=actor)
        confirm_report(T2, unit, actor=actor)
    approve_report(T2, "oppvekst", actor=DIRECTOR)
    made = publish_report(T2, actor=OFFICER)
    assert (made.edition, row("periods", T2).status) == (1, "published")
    document = read_report_document(made.content)
    assert hash_report(made.content) == made.sha256
    assert [one.title for one in document.sections if one.level == 1] == ["Kommunen samlet", "Oppvekst", "Om rapporten"]
    text = str(made.content)
    assert "Et krevende tertial." in text
    assert "Flere elever enn ventet." in text
    assert "@lillevik" not in text


def test_a_published_report_never_changes_and_a_new_edition_says_what_is_new(monkeypatch):
    start(**dict.fromkeys(NAMES, "approved"))
    use_economy(monkeypatch, {})
    first = publish_report(T2, actor=OFFICER)
    with pytest.raises(TypeError):
        first.save()
    with pytest.raises(TypeError):
        first.delete()
    use_economy(monkeypatch, {"skole": 900_000})
    assert get_published_report(T2).sha256 == first.sha256
    reopen_period(T2, actor=OFFICER)
    assert codes(publish_report, T2, actor=OFFICER) == {"report-edition-words"}
    second = publish_report(T2, changed="Prognosen for skole er rettet.", actor=OFFICER)
    assert (second.edition, second.changed, second.sha256 != first.sha256) == (2, "Prognosen for skole er rettet.", True)
    assert get_published_report(T2, 1).sha256 == first.sha256
    assert PublishedReport.objects.count() == 2


def test_a_large_deviation_must_be_explained_before_it_is_confirmed():
    start()
    assert codes(confirm_report, T2, "skole", actor=LEADER) == {"report-deviation-unexplained"}
    write_report(T2, "skole", [WHY, WHY_PAY], actor=LEADER)
    assert confirm_report(T2, "skole", actor=LEADER)
    assert confirm_report(T2, "barnehage", actor=OTHER_LEADER), "a small one need not be"


def test_what_is_missing_keeps_a_period_from_being_published():
    start(skole="approved")
    assert codes(publish_report, T2, actor=OFFICER) == {"report-not-approved", "report-deviation-unexplained"}
    others = [unit for unit in NAMES if unit != "skole"]
    assert codes(publish_report, T2, without=others, actor=OFFICER) == {"report-deviation-unexplained"}
    assert publish_report(T2, without=list(NAMES), actor=OFFICER).edition == 1


def test_the_headings_of_the_law_must_have_a_text(monkeypatch):
    use_economy(monkeypatch, {})
    replace_follow_up(make_reporting_book(opened="2020-aar", **dict.fromkeys(NAMES, "approved")), actor=OFFICER, note="")
    with pytest.raises(ChangeRefused) as refused:
        publish_report("2020-aar", actor=OFFICER)
    found = refused.value.findings
    assert {one.code for one in found} == {"report-heading-missing"}
    assert all("§ 14-7" in one.sentence for one in found)
    assert len(found) == 6


def test_a_years_report_that_is_not_delivered_can_be_published_and_says_so(monkeypatch):
    use_economy(monkeypatch, {})
    replace_follow_up(make_reporting_book(opened="2020-aar"), actor=OFFICER, note="")
    made = publish_report("2020-aar", without=list(NAMES), actor=OFFICER)
    told = [words for one in read_report_document(made.content).sections for block in one.blocks for words in getattr(block, "texts", ())]
    assert told.count("Ikke levert av Kommunedirektør.") == 6


OTHERS = [
    Actor("Leder uten stilling", "leader", "noen@lillevik.no"),
    Actor("Leder uten e-post", "leader"),
    OTHER_LEADER,
]


@pytest.mark.parametrize("actor", OTHERS, ids=lambda one: one.name)
def test_another_units_leader_may_do_nothing(actor):
    start(skole="confirmed")
    for act, args in (
        (write_report, (T2, "skole", [WHY])),
        (confirm_report, (T2, "skole")),
        (approve_report, (T2, "skole")),
        (return_report, (T2, "skole", "Nei")),
    ):
        with pytest.raises(AccessDenied):
            act(*args, actor=actor)
    assert row("reports", f"{T2}|skole").status == "confirmed"


def test_nobody_approves_what_they_confirmed_or_their_own():
    start(skole="confirmed")
    with pytest.raises(AccessDenied):
        approve_report(T2, "skole", actor=LEADER)
    start(skole="waiting")
    write_report(T2, "skole", [WHY, WHY_PAY], actor=CHIEF)
    confirm_report(T2, "skole", actor=CHIEF)
    assert row("reports", f"{T2}|skole").confirmed_by == "oppvekstsjef"
    with pytest.raises(AccessDenied):
        approve_report(T2, "skole", actor=CHIEF)
    assert approve_report(T2, "skole", actor=DIRECTOR)


def test_a_report_is_sent_back_with_words_and_confirmed_again():
    start(barnehage="confirmed")
    assert codes(return_report, T2, "barnehage", " ", actor=CHIEF) == {"cell-missing"}
    return_report(T2, "barnehage", "Se på vikarbruken.", actor=CHIEF)
    assert row("reports", f"{T2}|barnehage").returned_words == "Se på vikarbruken."
    assert codes(approve_report, T2, "barnehage", actor=CHIEF) == {"report-status"}
    confirm_report(T2, "barnehage", actor=OTHER_LEADER)
    assert (row("reports", f"{T2}|barnehage").status, row("reports", f"{T2}|barnehage").returned_words) == ("confirmed", "")


def test_a_word_on_why_that_is_too_long_is_refused_and_not_cut():
    start(barnehage="confirmed")
    with pytest.raises(ChangeRefused) as refused:
        return_report(T2, "barnehage", "x" * 2_001, actor=CHIEF)
    assert [one.code for one in refused.value.findings] == ["text-long"]
    assert row("reports", f"{T2}|barnehage").status == "confirmed"


def test_a_leader_takes_their_own_confirmation_back_until_it_is_approved():
    start()
    confirm_report(T2, "barnehage", actor=OTHER_LEADER)
    for actor in (LEADER, CHIEF):
        with pytest.raises(AccessDenied):
            withdraw_report(T2, "barnehage", actor=actor)
    withdraw_report(T2, "barnehage", actor=OTHER_LEADER)
    taken = row("reports", f"{T2}|barnehage")
    assert (taken.status, taken.confirmed_by, taken.confirmed) == ("started", "", None)
    assert codes(withdraw_report, T2, "barnehage", actor=OTHER_LEADER) == {"report-status"}
    confirm_report(T2, "barnehage", actor=OTHER_LEADER)
    approve_report(T2, "barnehage", actor=CHIEF)
    with pytest.raises(AccessDenied, match="sende den tilbake"):
        withdraw_report(T2, "barnehage", actor=OTHER_LEADER)


def test_the_topmost_report_can_be_taken_back_though_it_is_approved_at_once(monkeypatch):
    use_economy(monkeypatch, {})
    start()
    confirm_report(T2, "lillevik", actor=DIRECTOR)
    assert row("reports", f"{T2}|lillevik").status == "approved"
    withdraw_report(T2, "lillevik", actor=DIRECTOR)
    taken = row("reports", f"{T2}|lillevik")
    assert (taken.status, taken.approved_by, taken.approved) == ("started", "", None)


def test_what_is_written_after_it_was_confirmed_must_be_confirmed_again():
    start(barnehage="confirmed")
    write_report(T2, "barnehage", [ReportEntry("text", "summary", "text", "Nytt", EMPTY)], actor=OTHER_LEADER)
    assert row("reports", f"{T2}|barnehage").status == "started"


def test_an_approved_report_is_not_written_in():
    start(skole="approved")
    assert codes(write_report, T2, "skole", [WHY], actor=LEADER) == {"report-status"}


def test_two_who_write_in_different_fields_both_keep_theirs():
    start()
    write_report(T2, "skole", [WHY], actor=LEADER)
    theirs = [ReportEntry("deviation", "total", "text", "", EMPTY), ReportEntry("deviation", "total", "action", "Færre vikarer.", EMPTY)]
    write_report(T2, "skole", theirs, actor=OFFICER)
    kept = row("report_explanations", f"{T2}|skole|deviation|total")
    assert (kept.text, kept.action) == ("Flere elever enn ventet.", "Færre vikarer.")


def test_two_who_write_in_one_field_are_told_and_nothing_is_lost():
    start()
    write_report(T2, "skole", [WHY], actor=LEADER)
    mine = [ReportEntry("deviation", "total", "text", "Dyrere skyss.", EMPTY), ReportEntry("text", "summary", "text", "Nytt", EMPTY)]
    with pytest.raises(StaleEdit) as stale:
        write_report(T2, "skole", mine, actor=OFFICER)
    assert [(table, key) for table, key, _ in stale.value.changes] == [("report_explanations", f"{T2}|skole|deviation|total")]
    assert row("report_explanations", f"{T2}|skole|deviation|total").text == "Flere elever enn ventet."
    assert row("report_texts", f"{T2}|skole|summary") is None


def test_a_field_that_is_emptied_takes_its_row_away():
    start()
    write_report(T2, "skole", [WHY], actor=LEADER)
    write_report(T2, "skole", [ReportEntry("deviation", "total", "text", "", mark_text(WHY.text))], actor=LEADER)
    assert row("report_explanations", f"{T2}|skole|deviation|total") is None
    assert write_report(T2, "skole", [ReportEntry("deviation", "total", "text", "", EMPTY)], actor=LEADER) == 0


def test_what_is_not_there_cannot_be_written_about():
    start()
    for entry in (ReportEntry("text", "weather", "text", "x", EMPTY), ReportEntry("mood", "total", "text", "x", EMPTY)):
        assert codes(write_report, T2, "skole", [entry], actor=LEADER) == {"value-choice"}
    assert codes(write_report, T2, "skole", [ReportEntry("text", "summary", "text", "x" * 20_000, EMPTY)], actor=LEADER)


def test_only_those_with_something_to_do_are_reminded():
    start(skole="confirmed", barnehage="started")
    assert remind_report(T2, ["skole", "barnehage"], actor=OFFICER)
    assert (row("reports", f"{T2}|skole").reminded, bool(row("reports", f"{T2}|barnehage").reminded)) == (None, True)


def test_a_period_is_opened_once_and_reopened_only_when_published():
    start()
    assert codes(open_period, T2, actor=OFFICER) == {"report-period-status"}
    assert codes(reopen_period, T2, actor=OFFICER) == {"report-period-status"}
    assert codes(write_report, "2020-t1", "skole", [WHY], actor=LEADER) == {"report-period-status"}
    with pytest.raises(KeyError):
        open_period("2030-t1", actor=OFFICER)
    with pytest.raises(KeyError):
        write_report(T2, "finnes-ikke", [WHY], actor=OFFICER)


def test_a_period_needs_someone_who_answers_for_the_whole():
    book = make_reporting_book()
    posts = {key: one for key, one in book.table("posts").items() if key != "kommunedirektor"}
    replace_follow_up(type(book)({**book.tables, "posts": posts}), actor=OFFICER, note="")
    assert codes(open_period, T2, actor=OFFICER) == {"report-nobody"}


def test_the_steps_of_a_report_are_not_taken_in_its_table():
    """Row by row an officer may mend a report, and it is in the history; the choices are the declared ones."""
    start()
    assert set(get_follow_up_choices("report_status")) == {"waiting", "started", "confirmed", "returned", "approved"}
    assert change_follow_up([], actor=OFFICER, note="") == 0
