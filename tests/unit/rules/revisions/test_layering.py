"""A revision as a layer: what it adds, what follows with it, and the way back."""

from dataclasses import replace

import pytest

from tests.support.revising import FUND, MORE, PROPOSALS, REVISION, get_dataset
from veikart.calc.layers import Amount, Measure, compare_versions
from veikart.calc.revisions import BudgetProposal, BudgetRevision, StockRule, add_up_balance, list_stock_amounts
from veikart.rules.economy.effects import Effect
from veikart.rules.economy.trials import compare_trial, judge
from veikart.rules.economy.working import carry_effects
from veikart.rules.programme import Programme, frame_bridge
from veikart.rules.revisions import (
    add_revision,
    find_broken,
    find_version_before,
    get_frame_revisions,
    get_revision_amounts,
    is_adopted,
    list_adopted,
    make_base,
    take_off,
    try_proposals,
)
from veikart.rules.revisions.stocks import get_stock_rules, read_stock_rules

YEARS = (2020, 2021, 2022, 2023)


@pytest.fixture(scope="module")
def revised():
    return Programme(add_revision(get_dataset(), REVISION, PROPOSALS))


def test_the_revision_is_a_layer_and_a_version(revised):
    dataset = revised.dataset
    assert [one.id for one in list_adopted(revised)] == [REVISION.id]
    assert is_adopted(revised, REVISION.id)
    assert not is_adopted(None, REVISION.id)
    assert dataset.column_by_year[2020].version == "radmannens-forslag-okonomimelding-1"
    assert dataset.column_by_year[2020].heading == "Regulert budsjett 2020"
    assert dataset.column_by_year[2021].heading == get_dataset().column_by_year[2021].heading
    assert dataset.budget.layer_by_id[REVISION.id].decided == "Kommunestyret, 24. juni 2020, 45/20"
    assert find_version_before(dataset.budget, revised.main_version, REVISION.id) == "radmannens-forslag"


def test_what_revisions_add_by_unit_account_and_year(revised):
    wanted = {("barnehager", "1010", year): 12_000_000 for year in YEARS} | {("fond", "1940", year): -12_000_000 for year in YEARS}
    assert get_revision_amounts(revised) == wanted
    assert get_revision_amounts(revised, revision="annen") == {}
    assert get_revision_amounts(revised, version="radmannens-forslag") == {}
    assert get_frame_revisions(revised)["barnehager", 2021] == 12_000_000


def test_the_frame_is_the_old_one_and_the_revision(revised):
    before = frame_bridge(revised, "barnehager", "radmannens-forslag")
    after = frame_bridge(revised, "barnehager")
    assert {one.key for one in after} - {one.key for one in before} == {"revision"}
    assert after[-1].nok_by_year[2020] == before[-1].nok_by_year[2020] + 12_000_000


def test_the_form_by_type_of_account_moves_by_the_same_lines(revised):
    """§ 5-6 is added up from the same amounts as § 5-4, so a revision of the one is a revision of the other."""
    old = "radmannens-forslag"
    for line in ("netto-driftsresultat", "disposisjonsfond"):
        for year in YEARS:
            by_type, frames = ([one.figures(form, line, one.main_version)[year][0] for one in (revised,)] for form in ("5-6", "5-4"))
            assert by_type == frames
    wages = revised.figures("5-6", "lonn", revised.main_version)[2020][0] - revised.figures("5-6", "lonn", old)[2020][0]
    assert wages == 12_000_000


def test_the_funds_follow_and_add_up(revised):
    before, after = Programme(get_dataset()).series("buffer_fund"), revised.series("buffer_fund")
    moved = {year: int(after.values[year].value - before.values[year].value) for year in YEARS}
    assert moved == {2020: -12_000_000, 2021: -24_000_000, 2022: -36_000_000, 2023: -48_000_000}


def test_taken_off_it_is_as_before(revised):
    before = take_off(revised.dataset, REVISION.id)
    assert before is not None
    untouched = compare_trial(judge(Programme(replace(get_dataset(), checks=()))), judge(Programme(before)))
    assert not any(one.has_moved for one in untouched.ratios)
    assert (untouched.broken, untouched.mended) == ((), ())
    assert take_off(get_dataset(), REVISION.id) is None


def test_trying_is_what_taking_in_comes_to(revised):
    base = make_base(get_dataset(), REVISION)
    tried = compare_trial(judge(revised), judge(try_proposals(base, REVISION.id, PROPOSALS)))
    assert not any(one.has_moved for one in tried.ratios)
    assert tried.broken == tried.mended == ()


def test_two_versions_differ_by_the_proposals_and_the_balances(revised):
    found = compare_versions(revised.dataset.budget, revised.table, a="radmannens-forslag", b=revised.main_version)
    assert {(one.measure, one.account) for one in found} == {
        ("okonomimelding-1.flere-barn", "1010"),
        ("okonomimelding-1.fondet", "1940"),
        *(("okonomimelding-1.beholdninger", account) for account in ("9BUF", "9DIS", "9LIK")),
    }


def test_a_second_revision_stands_on_the_first(revised):
    second = BudgetRevision("okonomimelding-2", "Økonomimelding II", 2020)
    twice = Programme(add_revision(revised.dataset, second, PROPOSALS))
    assert twice.main_version == "radmannens-forslag-okonomimelding-2"
    assert [one.id for one in list_adopted(twice)] == ["okonomimelding-1", "okonomimelding-2"]
    assert twice.dataset.budget.layer_by_id["okonomimelding-2"].decided == "Ikke vedtatt"
    assert get_revision_amounts(twice)["barnehager", "1010", 2020] == 24_000_000
    moved = twice.series("buffer_fund").values[2020].value - revised.series("buffer_fund").values[2020].value
    assert moved == -12_000_000


def test_what_the_economy_moved_stays_when_a_revision_comes_on_top():
    effect = Effect(
        "debt", "alle", Measure("okonomi.debt", "okonomi", "finance", "Gjeld"), (Amount("okonomi.debt", "finans", "9LAN", 2020, 50_000_000),)
    )
    carried = carry_effects(get_dataset(), [effect], revision=7, decided="Økonomen")
    on_top = Programme(add_revision(carried, REVISION, PROPOSALS))
    assert on_top.main_version == "radmannens-forslag-okonomimelding-1"
    before, after = Programme(carried).series("loan_debt_share"), on_top.series("loan_debt_share")
    assert before.values[2020].value == after.values[2020].value


def test_a_rule_that_a_revision_breaks_is_found():
    programme = Programme(get_dataset())
    assert find_broken(REVISION, PROPOSALS, programme) == []
    found = find_broken(REVISION, (MORE,), programme)
    assert {one.code for one in found} == {"revision-breaks"}


def test_balances_follow_loans_the_other_way():
    loan = BudgetProposal("lan", "Lån", "investering-felles", "0910", 2021, -5_000, "once")
    moved = list_stock_amounts([loan], get_stock_rules(), YEARS)
    assert moved["investering-felles", "9LAN", 2021] == moved["investering-felles", "9LAN", 2023] == 5_000
    assert ("investering-felles", "9LAN", 2020) not in moved
    assert list_stock_amounts([MORE], get_stock_rules(), YEARS) == {}


def test_operations_and_investment_are_added_up_apart():
    invest = replace(MORE, id="bygg", account="0230", amount_nok=7, duration="once")
    balances = add_up_balance((*PROPOSALS, invest), YEARS)
    assert [(one.operations_nok, one.investment_nok) for one in balances] == [(0, 7), (0, 0), (0, 0), (0, 0)]
    assert [one.is_financed for one in balances] == [False, True, True, True]


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"stock": [{"account": "1940", "moves": ["9DIS"], "sign": 2}]},
        {"stock": [{"account": "1940", "moves": [], "sign": 1}]},
        {"stock": [{"account": "1940", "moves": ["9DIS"], "sign": 1, "other": 1}]},
        {"stock": [{"account": "1940", "moves": ["9DIS"], "sign": 1, "fund": "mitt"}]},
    ],
)
def test_rules_of_balances_that_do_not_fit_are_refused(raw):
    with pytest.raises(ValueError, match=r"stocks\.toml"):
        read_stock_rules(raw)


def test_a_rule_for_one_fund_is_not_for_another():
    rules = read_stock_rules({"stock": [{"account": "1940", "moves": ["9BUF"], "sign": 1, "fund": "buffer"}]})
    assert rules == (StockRule("1940", ("9BUF",), 1, "buffer"),)
    assert list_stock_amounts([replace(FUND, fund="other")], rules, YEARS) == {}
