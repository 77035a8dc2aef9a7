"""What has moved in the economy's book, taken into the budget for good."""

from pathlib import Path

import pytest

from tests.support.economy import OFFICER
from tests.support.economy_example import make_school
from tests.support.publication import publish_example
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.book_writing import ChangeRefused
from veikart.actions.carry_economy import carry_economy
from veikart.actions.move_projects import move_projects
from veikart.actions.replace_economy import replace_economy
from veikart.actions.take_schedule import take_schedule
from veikart.calc.economy import Posting
from veikart.calc.outlook.rows import LongInvestment
from veikart.rules.foresight.schedule_taking import Taken
from veikart.rules.programme import Programme
from veikart.store.models import Publication
from veikart.store.queries import get_current_publication, get_dataset, get_economy_baseline, get_economy_state

pytestmark = [pytest.mark.django_db, pytest.mark.database]
RATIO = "loan_debt_share"


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Publication:
    """The example published, and the school's book adopted. The document and the workbook are written elsewhere: here they are short."""
    monkeypatch.setattr("veikart.actions.publish_programme.write_document", lambda _assessment, path, **_: path.write_bytes(b"PDF"))
    monkeypatch.setattr("veikart.actions.publish_programme.write_workbook", lambda _assessment, path, **_: path.write_bytes(b"XLSX"))
    publication = publish_example()
    replace_economy(make_school(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    return publication


def _debt(publication: Publication) -> dict[int, object]:
    return {year: value.value for year, value in Programme(get_dataset(publication)).series(RATIO).values.items()}


def test_the_effects_become_a_layer_and_the_book_the_baseline(published: Publication, tmp_path: Path) -> None:
    before = _debt(published)
    number = move_projects({"skole": 1}, actor=OFFICER, seen=1, note="")
    made = carry_economy(actor=OFFICER, folder=tmp_path)
    assert get_current_publication() == made
    dataset = get_dataset(made)
    layer = dataset.budget.layer_by_id[f"okonomi-{number}"]
    assert OFFICER.name in layer.decided
    assert dataset.column_by_year[2020].version == f"radmannens-forslag-{layer.id}"
    assert dataset.budget.version_by_id["radmannens-forslag"]
    baseline = get_economy_baseline()
    assert baseline is not None
    assert baseline.book.table("projects")["skole"].completion_year == 2022
    after = _debt(made)
    assert after[2020] == before[2020]
    assert after[2021] < before[2021]
    with pytest.raises(ChangeRefused) as refused:
        carry_economy(actor=OFFICER, folder=tmp_path)
    assert refused.value.findings[0].code == "carry-nothing"


def test_an_order_of_investments_becomes_a_layer(published: Publication, tmp_path: Path) -> None:
    """What an order moves within the years of the plan is taken into the budget like any other move; what it builds later waits in the book."""
    before, state = _debt(published), get_economy_state()
    later = LongInvestment("hall", 2026, 90_000_000, "Ny hall", source="Beste rekkefølge")
    taken = Taken({"skole": 1}, {("long_investments", "hall|2026"): later})
    number = take_schedule(taken, state.book, actor=OFFICER, seen=state.number, revision=state.number, note="Rekkefølge")
    made = carry_economy(actor=OFFICER, folder=tmp_path)
    assert get_dataset(made).budget.layer_by_id[f"okonomi-{number}"].kind == "engine"
    assert _debt(made)[2021] < before[2021]
    assert get_economy_state().book.table("long_investments") == {"hall|2026": later}


def test_what_is_taken_in_twice_and_moved_back_is_what_it_was(published: Publication, tmp_path: Path) -> None:
    before = _debt(published)
    for years in (1, -1):
        move_projects({"skole": years}, actor=OFFICER, seen=get_economy_state().number, note="")
        made = carry_economy(actor=OFFICER, folder=tmp_path)
    assert _debt(made) == before
    dataset = get_dataset(made)
    assert [one.kind for one in dataset.budget.layers].count("engine") == 2
    assert dataset.input_by_id["loan_debt"].formula.count("9LAN") == 1
    assert dataset.input_by_id["operating_revenue"].formula.count("okonomi-") == 2


def test_nothing_is_carried_without_the_right_or_a_budget(tmp_path: Path) -> None:
    replace_economy(make_school(), actor=OFFICER, note="")
    with pytest.raises(AccessDenied):
        carry_economy(actor=Actor("Per", "planner"), folder=tmp_path)
    with pytest.raises(ChangeRefused) as refused:
        carry_economy(actor=OFFICER, folder=tmp_path)
    assert refused.value.findings[0].code == "carry-nowhere"
    assert get_economy_baseline() is None


def test_both_or_neither(published: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_words: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("veikart.actions.publish_programme.write_workbook", fail)
    move_projects({"skole": 1}, actor=OFFICER, seen=1, note="")
    with pytest.raises(OSError, match="no room"):
        carry_economy(actor=OFFICER, folder=tmp_path)
    assert get_current_publication() == published
    baseline = get_economy_baseline()
    assert baseline is not None
    assert baseline.book.table("projects")["skole"].completion_year == 2021


def test_whole_amounts_are_taken_in_once(published: Publication, tmp_path: Path) -> None:
    book = get_economy_state().book
    posting = Posting("projects", "gross", "0BRU", mode="full")
    replace_economy(book.with_rows({"postings": {"projects|gross|0BRU||": posting}}), actor=OFFICER, note="")
    carry_economy(actor=OFFICER, folder=tmp_path)
    with pytest.raises(ChangeRefused) as refused:
        carry_economy(actor=OFFICER, folder=tmp_path)
    assert refused.value.findings[0].code == "carry-nothing"
    state = get_economy_state()
    move_projects({"skole": 1}, actor=OFFICER, seen=state.number, note="")
    budget = get_dataset(carry_economy(actor=OFFICER, folder=tmp_path)).budget
    taken = dict.fromkeys((2020, 2021, 2022, 2023), 0)
    for one in budget.amounts:
        if one.account == "0BRU" and one.measure.startswith("okonomi-"):
            taken[one.year] += one.nok
    assert taken == {2020: 0, 2021: 0, 2022: 100_000_000, 2023: 0}
