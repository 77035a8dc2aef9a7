"""Ledger files: nothing counts before it is confirmed, nothing counts twice, and everything can be taken back."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.follow_up import DIRECTOR, LEADER, OFFICER
from tests.support.tiny_ledger import (
    ACCOUNTS_SOURCE,
    BUDGET,
    BUDGET_SOURCE,
    HEAD,
    LINES,
    LINES_2025,
    look_through,
    make_ledger_book,
    make_ledger_plan,
    store_ledger,
    store_small_ledger,
)
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused
from veikart.actions.confirm_ledger import confirm_ledger
from veikart.actions.economy_reports import get_economy_report
from veikart.actions.ledger_pending import LedgerUpload, get_pending_folder, read_pending, read_upload, remove_pending, write_pending
from veikart.actions.remove_ledger import has_files, remove_ledger
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.actions.send_ledger import send_ledger
from veikart.actions.set_forecast import set_forecast
from veikart.calc.ledger.rows import LedgerProject
from veikart.exchange.ledger import ControlTotals, LedgerFiles, count_lines
from veikart.store.models import AuditEntry, LedgerImport
from veikart.store.queries import get_follow_up_state, get_import_folder, get_ledger_folder, get_ledger_imports, get_plan_state

pytestmark = pytest.mark.django_db
PLANNER = Actor("Planlegger", "planner")


@pytest.fixture
def ledger(tmp_path, settings):
    """A folder of its own, and the small book."""
    settings.VAR = tmp_path / "var"
    replace_plan(make_ledger_plan(), actor=PLANNER, note="")
    replace_follow_up(make_ledger_book(), actor=OFFICER, note="")
    return tmp_path


def total(unit="lillevik", *, month=2):
    book, plan = get_follow_up_state().book, get_plan_state().book
    return get_economy_report(book, plan, None, year=2026, month=month).of_unit(unit).total


def test_nothing_counts_before_it_is_confirmed(ledger):
    pending = look_through(ledger, LINES)
    assert (pending.can_store, pending.read.lines_good, pending.read.vouchers) == (True, 5, 4)
    assert not LedgerImport.objects.exists()
    assert total().accounts_to_date_nok == 0
    made = confirm_ledger(pending.token, actor=OFFICER)
    assert (made.number, made.lines, made.sum_ore, made.status) == (1, 5, 235_025, "stored")
    assert total().accounts_to_date_nok == 2_350
    assert made.months == [[1, 2, 170_050], [2, 3, 64_975]]


def test_the_lines_are_written_when_they_are_confirmed_and_only_from_the_file_that_was_looked_at(ledger):
    pending = look_through(ledger, LINES)
    assert not LedgerFiles.of(pending.folder).lines.exists()
    look_through(ledger, LINES.replace("Avgift", "Andre"))  # the file is another now, with the same sums
    with pytest.raises(ChangeRefused) as refused:
        confirm_ledger(pending.token, actor=OFFICER)
    assert [one.code for one in refused.value.findings] == ["ledger-file-changed"]
    assert not LedgerImport.objects.exists()
    made = confirm_ledger(look_through(ledger, LINES).token, actor=OFFICER)
    files = LedgerFiles.of(get_import_folder(made))
    assert count_lines([files]) == (made.lines, made.sum_ore)


def test_a_file_that_is_gone_is_not_confirmed(ledger):
    pending = look_through(ledger, LINES)
    Path(pending.path).unlink()
    with pytest.raises(ChangeRefused) as refused:
        confirm_ledger(pending.token, actor=OFFICER)
    assert [one.code for one in refused.value.findings] == ["ledger-file-changed"]


def test_what_waits_can_be_read_back_and_dropped(ledger):
    pending = look_through(ledger, LINES + "202601;31.01.2026;9;101000;202;100;Galt;tusen\n")
    again = read_pending(pending.token)
    assert again == pending
    assert (again.read.lines_wrong, again.read.preview[0].amount_ore) == (1, 150_000)
    remove_pending(pending.token)
    assert read_pending(pending.token) is None
    with pytest.raises(KeyError):
        confirm_ledger(pending.token, actor=OFFICER)
    with pytest.raises(KeyError):
        get_pending_folder("../../etc")


def test_the_same_lines_never_count_twice(ledger):
    store_ledger(ledger, LINES)
    again = look_through(ledger, LINES)
    assert (again.can_store, again.read.lines_identical) == (False, 5)
    with pytest.raises(ChangeRefused):
        confirm_ledger(again.token, actor=OFFICER)
    more = store_ledger(ledger, LINES + "202603;15.03.2026;5;101000;202;100;Lønn;10,00\n")
    assert (more.lines, more.lines_identical) == (1, 5)
    assert total(month=3).accounts_to_date_nok == 2_360


def test_a_voucher_that_has_changed_stops_until_the_file_takes_the_place_of_the_old(ledger):
    first = store_ledger(ledger, LINES)
    changed = LINES.replace("1500,00", "1400,00")
    assert not look_through(ledger, changed).can_store
    pending = look_through(ledger, changed, replaces=first.number)
    assert [one.code for one in pending.read.findings if one.code == "ledger-replaces"]
    made = confirm_ledger(pending.token, actor=OFFICER)
    assert total().accounts_to_date_nok == 2_250
    first.refresh_from_db()
    assert (first.status, first.replaced_by) == ("replaced", made)


def test_an_import_can_be_taken_back_and_what_it_replaced_counts_again(ledger):
    first = store_ledger(ledger, LINES)
    second = store_ledger(ledger, LINES.replace("1500,00", "1400,00"), replaces=first.number)
    folder = get_import_folder(second)
    remove_ledger(second.number, actor=OFFICER)
    assert total().accounts_to_date_nok == 2_350
    second.refresh_from_db()
    assert (second.status, second.removed_by) == ("removed", OFFICER.name)
    assert folder.parent == get_ledger_folder()
    with pytest.raises(KeyError):
        remove_ledger(second.number, actor=OFFICER)


def test_an_import_that_does_not_count_is_not_replaced(ledger):
    first = store_ledger(ledger, LINES)
    pending = look_through(ledger, LINES_2025, year=2025, replaces=first.number)
    assert [one.sentence for one in pending.read.findings] == ["Import 1 teller ikke i 2025 fra kilden «Regnskapet». Disse gjør det: ingen."]
    with pytest.raises(ChangeRefused):
        confirm_ledger(pending.token, actor=OFFICER)


def test_files_that_cannot_be_taken_away_are_told_of_and_tried_again(ledger, monkeypatch):
    made, fails = store_ledger(ledger, LINES), True

    def remove(folder):
        if fails:
            raise PermissionError(13, "ingen tilgang")
        Path(folder).rename(ledger / "borte")

    monkeypatch.setattr("veikart.actions.remove_ledger.shutil.rmtree", remove)
    assert has_files(remove_ledger(made.number, actor=OFFICER))
    assert total().accounts_to_date_nok == 0
    fails = False
    again = remove_ledger(made.number, actor=OFFICER)
    assert not has_files(again)
    with pytest.raises(KeyError):
        remove_ledger(made.number, actor=OFFICER)


def test_a_source_that_could_not_have_been_written_by_a_person_is_not_kept(ledger):
    wrong = replace(ACCOUNTS_SOURCE, id="ny", account_rule="noe", separator="tull")
    pending = look_through(ledger, LINES, wrong)
    assert ([one.code for one in pending.read.findings], pending.can_store) == (["value-choice"] * 2, False)
    good = look_through(ledger, LINES, replace(ACCOUNTS_SOURCE, id="ny"))
    write_pending(replace(good, source=replace(good.source, sign="noe")))
    with pytest.raises(ChangeRefused) as refused:
        confirm_ledger(good.token, actor=OFFICER)
    assert {one.code for one in refused.value.findings} == {"value-choice"}
    assert not LedgerImport.objects.exists()


def test_the_sum_a_file_ends_with_is_held_against_its_lines(ledger):
    good = look_through(ledger, LINES + "Totalt;;;;;;;2350,25\n")
    assert [(one.code, one.place.row) for one in good.read.findings] == [("ledger-cost-centre-unknown", 0), ("ledger-sum-line", 7)]
    assert (good.can_store, good.read.lines_good, good.read.sum_ore) == (True, 5, 235_025)
    assert confirm_ledger(good.token, actor=OFFICER).lines == 5
    wrong = look_through(ledger, LINES.replace(";1;", ";9;") + "Totalt;;;;;;;9000,00\n")
    assert [one.sentence for one in wrong.read.findings if one.grade == "stop"] == ["Summen i filen er 2 350,25. Kontrolltallet er 9 000,00."]
    assert not wrong.can_store


def test_what_a_person_says_is_held_against_the_lines_and_the_sum_of_the_file(ledger):
    text = LINES + "Totalt;;;;;;;2350,25\n"
    good = look_through(ledger, text, control=ControlTotals(lines=5, sum_ore=235_025))
    assert (good.can_store, read_pending(good.token).control) == (True, ControlTotals(lines=5, sum_ore=235_025))
    wrong = look_through(ledger, text, control=ControlTotals(lines=6, sum_ore=1))
    assert not wrong.can_store
    assert [one.sentence for one in wrong.read.findings if one.grade == "stop"] == [
        "«Totalt» i filen er 2 350,25. Kontrolltallet er 0,01.",
        "Antall linjer i filen er 5. Kontrolltallet er 6.",
        "Summen i filen er 2 350,25. Kontrolltallet er 0,01.",
    ]


def test_codes_that_nobody_has_said_what_are_do_not_stop_a_file_and_are_listed(ledger):
    lines = (
        HEAD + "202601;15.01.2026;1;101000;999;901;Lønn;7,00\n202601;15.01.2026;1;101000;202;900;Lønn;-9,50\n202601;15.01.2026;1;101000;;;Lønn;1,00\n"
    )
    pending = look_through(ledger, lines)
    assert [(one.grade, one.sentence) for one in pending.read.findings] == [
        (
            "warning",
            "Ansvar som ikke hører til noen enhet: 900 (1 linje, −9,50 kr), 901 (1 linje, 7,00 kr). "
            "Det er 2 linjer på til sammen −2,50 kroner, som er med.",
        ),
        ("warning", "Funksjoner som er ukjente: 999 (1 linje, 7,00 kr). Det er 1 linje på til sammen 7,00 kroner, som er med."),
    ]
    assert (pending.can_store, confirm_ledger(pending.token, actor=OFFICER).lines) == (True, 3)


def test_projects_are_held_against_their_table_where_there_is_one(ledger):
    source = replace(ACCOUNTS_SOURCE, project="Prosjekt")
    text = HEAD.replace("Tekst", "Prosjekt") + "202601;15.01.2026;1;101000;202;100;P9;7,00\n"
    source = replace(source, text="")
    assert not look_through(ledger, text, source).read.findings
    book = make_ledger_book(ledger_projects={"P1": LedgerProject("P1", "Uteskole")})
    replace_follow_up(book, actor=OFFICER, note="")
    assert [one.code for one in look_through(ledger, text, source).read.findings] == ["ledger-project-unknown"]


def test_a_file_that_is_sent_leaves_an_entry_before_it_is_looked_through(ledger):
    token, path = send_ledger(LedgerUpload("mars.csv", "", 2026), [LINES.encode()], actor=OFFICER)
    entry = AuditEntry.objects.get(act="send_ledger")
    assert (entry.actor, entry.detail["file"], entry.detail["bytes"]) == (OFFICER.name, "mars.csv", len(LINES.encode()))
    assert read_upload(token) == (path, LedgerUpload("mars.csv", "", 2026))
    with pytest.raises(AccessDenied):
        send_ledger(LedgerUpload("mars.csv", "", 2026), [b""], actor=LEADER)


def test_a_budget_takes_the_place_of_the_one_before(ledger):
    store_ledger(ledger, BUDGET, BUDGET_SOURCE)
    same = look_through(ledger, BUDGET, BUDGET_SOURCE)
    assert not same.can_store
    assert "ledger-file-same" in [one.code for one in same.read.findings]
    store_ledger(ledger, BUDGET.replace("12000", "13000"), BUDGET_SOURCE)
    assert total().budget_nok == 17_800
    assert [one.status for one in get_ledger_imports(only_stored=False)] == ["replaced", "stored"]


def test_what_was_stored_meanwhile_asks_for_a_new_look(ledger):
    pending = look_through(ledger, LINES)
    store_ledger(ledger, HEAD + "202601;15.01.2026;77;101000;202;100;Lønn;1,00\n")
    with pytest.raises(ChangeRefused) as refused:
        confirm_ledger(pending.token, actor=OFFICER)
    assert [one.code for one in refused.value.findings] == ["ledger-stale"]


def test_a_new_source_is_kept_with_its_file(ledger):
    store_ledger(ledger, BUDGET, BUDGET_SOURCE)
    assert get_follow_up_state().number == 1  # nothing new to keep
    other = type(BUDGET_SOURCE)(**{name: getattr(BUDGET_SOURCE, name) for name in BUDGET_SOURCE.__slots__} | {"id": "ny", "name": "Ny"})
    store_ledger(ledger, BUDGET.replace("100;", "200;"), other)
    assert get_follow_up_state().book.table("ledger_sources")["ny"] == other


def test_the_year_and_the_one_before_are_held_together(ledger):
    store_small_ledger(ledger)
    assert (total().budget_nok, total().last_year_nok, total().last_year_to_date_nok) == (16_800, 4_000, 1_000)
    assert {one.act for one in AuditEntry.objects.all()} >= {"import_ledger", "confirm_ledger"}


@pytest.mark.parametrize("role", ["citizen", "planner", "secretary", "leader", "director"])
def test_only_economists_read_files_in(ledger, role):
    actor, pending = Actor("x", role, "x@y.no"), look_through(ledger, LINES)
    with pytest.raises(AccessDenied):
        confirm_ledger(pending.token, actor=actor)
    made = confirm_ledger(pending.token, actor=OFFICER)
    with pytest.raises(AccessDenied):
        remove_ledger(made.number, actor=actor)


def test_leaders_say_what_their_own_units_will_come_to(ledger):
    store_small_ledger(ledger)
    number = set_forecast("skole", "salary", 2026, 2, 20_000, " Flere elever ", actor=LEADER)
    row = get_follow_up_state().book.table("own_forecasts")["skole|salary|2026|2"]
    assert (number, row.amount, row.text, row.post) == (2, 20_000, "Flere elever", "skolesjef")
    set_forecast("oppvekst", "all", 2026, 2, 30_000, "", actor=DIRECTOR)
    assert total().forecast_nok == 30_000 + 300  # what no unit answers for has a forecast of its own
    with pytest.raises(AccessDenied):
        set_forecast("oppvekst", "all", 2026, 2, 1, "", actor=LEADER)
    set_forecast("skole", "salary", 2026, 2, None, "", actor=LEADER)
    assert "skole|salary|2026|2" not in get_follow_up_state().book.table("own_forecasts")


def test_a_forecast_of_something_else_is_refused(ledger):
    with pytest.raises(ChangeRefused):
        set_forecast("skole", "finnes-ikke", 2026, 2, 1, "", actor=OFFICER)
    with pytest.raises(ChangeRefused):
        set_forecast("skole", "salary", 2026, 2, 10**15, "", actor=OFFICER)
    with pytest.raises(ChangeRefused):
        set_forecast("skole", "salary", 2026, 13, 1, "", actor=OFFICER)
    with pytest.raises(ChangeRefused):
        set_forecast("skole", "salary", 10**9, 2, 1, "", actor=OFFICER)
    assert not get_follow_up_state().book.table("own_forecasts")
