"""The seven grounds on the example's budget, and on budgets and books that break each of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.economy_example import get_example_book, get_example_run
from tests.support.example import get_example
from tests.support.tiny import make_programme
from veikart.calc.documents import Input
from veikart.calc.economy import EconomyBook
from veikart.calc.pensions import PensionYear
from veikart.calc.supervision import Decision, Deficit, Recovery
from veikart.calc.values import PPB, divide_rounded
from veikart.rules.economy import run_engines
from veikart.rules.economy.effects import list_effects
from veikart.rules.economy.supervising import Standing, find_supervision, get_budget_figures, get_supervision
from veikart.rules.economy.supervision_words import STATE_WORDS
from veikart.rules.economy.working import make_working_dataset, try_effects
from veikart.rules.law import get_rules
from veikart.rules.programme import Programme

TODAY = date(2019, 9, 1)
BALANCED = (("finans", "1870", -1000), ("skole", "1010", 900), ("finans", "1570", 100))
REVENUE = (Input("operating_revenue", "Driftsinntekter", "1000"),)
MILL = 1_000_000
LATE = date(2026, 11, 22)
EXAMPLE = {"a": "far", "b": "near", "c": "far", "d": "far", "e": "unknown", "f": "unknown", "g": "far"}


def _book(**tables: Any) -> EconomyBook:
    return EconomyBook(tables)


def _standings(entries: Any = BALANCED, book: EconomyBook | None = None, today: date = TODAY) -> dict[str, Standing]:
    return {one.letter: one for one in get_supervision(make_programme(entries, inputs=REVENUE), book or EconomyBook(), today)}


def _decision(kind: str, year: int, adopted: date | None) -> EconomyBook:
    return _book(decisions={f"{kind}|{year}": Decision(kind, year, adopted)})


ACCOUNTS = _decision("accounts", 2018, date(2019, 6, 1))


def test_the_example() -> None:
    found = {one.letter: one for one in get_supervision(get_example().programme, EconomyBook(), LATE)}
    assert {letter: one.state for letter, one in found.items()} == dict(
        zip("abcdefg", ["far", "near", "far", "far", "unknown", "unknown", "far"], strict=True)
    )
    assert found["a"].ground.nok == 488_700_000
    assert found["a"].sentence.startswith("Årsbudsjettet går i null. I 2020 er 488,7 mill. kr (4,4\u00a0% av driftsinntektene) satt av")
    assert found["b"].savings == {2022: 50_000_000, 2023: 100_000_000}
    assert "innsparinger på 50,0 og 100,0 mill. kr uten ansvarlig sektor" in found["b"].sentence
    assert [one.nok for one in found["b"].years] == [488_700_000, 367_300_000, 420_000_000, 469_300_000]
    assert found["d"].ground.nok == 333_597_000
    assert "31. desember 2019" in found["e"].sentence
    assert "30. juni 2020" in found["f"].sentence


def test_the_example_has_the_saving_among_its_findings() -> None:
    found = list(find_supervision(get_example().programme, EconomyBook(), LATE))
    assert [(one.code, one.place.year) for one in found] == [("supervision-near", 2022)]
    assert found[0].rule == "koml-28-1"
    assert found[0].place.figure == "line:5-4:fremfort@2022"


def test_the_accounts_of_the_example_have_a_surplus() -> None:
    programme = get_example().programme
    figures = get_budget_figures(programme, programme.columns[0])
    assert figures.is_accounts
    assert (figures.result, figures.carried_forward) == (581_796_000, 0)
    assert figures.operating_revenue == 11_075_000_000


def test_a_budget_in_order_is_far_from_every_ground() -> None:
    assert {letter: one.state for letter, one in _standings(book=ACCOUNTS).items()} == dict.fromkeys("abcdefg", "far")
    assert list(find_supervision(make_programme(BALANCED, inputs=REVENUE), ACCOUNTS, TODAY)) == []


def test_every_ground_has_its_rule_its_words_and_what_to_do() -> None:
    for letter, one in _standings().items():
        assert get_rules()[one.rule].section.endswith(f" {letter}")
        assert one.sentence.endswith(".")
        assert one.remedy.endswith(".")
        assert one.state in STATE_WORDS


@pytest.mark.parametrize("letter", ["a", "b"])
def test_a_deficit_meets_a_and_b(letter: str) -> None:
    found = _standings((*BALANCED, ("kultur", "1230", 7)))[letter]
    assert (found.state, found.ground.nok) == ("met", -7)
    assert "har et merforbruk på" in found.sentence


def test_a_budget_that_uses_its_funds_is_near() -> None:
    found = _standings((("finans", "1870", -900), ("skole", "1010", 1000), ("finans", "1940", -100)))["a"]
    assert (found.state, found.ground.nok) == ("near", 0)
    assert "ingenting er satt av" in found.sentence


def test_little_set_aside_is_near() -> None:
    found = _standings((("finans", "1870", -1000), ("skole", "1010", 996), ("finans", "1540", 4)))["b"]
    assert found.state == "near"
    assert "som er det strammeste året, er bare" in found.sentence


DEFICIT = {"m": Deficit("m", 2019, 20)}


@pytest.mark.parametrize(
    ("years", "state", "words"),
    [
        ({2020: 20}, "far", "senest i 2021"),
        ({2020: 5, 2021: 15}, "near", "må dekkes inn i 2021"),
        ({2020: 5, 2022: 15}, "met", "ikke dekket inn i 2021, selv om 2 år er gått"),
        ({}, "met", "ikke dekket inn"),
    ],
)
def test_recovery_over_more_than_two_years_meets_c(years: dict[int, int], state: str, words: str) -> None:
    recoveries = {f"m|{year}": Recovery("m", year, nok) for year, nok in years.items()}
    found = _standings(book=_book(deficits=DEFICIT, recoveries=recoveries))["c"]
    assert found.state == state
    assert words in found.sentence


@pytest.mark.parametrize(("nok", "state", "words"), [(10, "far", "under grensen"), (20, "near", "under grensen"), (31, "met", "over grensen")])
def test_an_accumulated_deficit_over_three_percent_meets_d(nok: int, state: str, words: str) -> None:
    found = _standings(book=_book(deficits={"m": Deficit("m", 2019, nok)}))["d"]
    assert (found.state, found.ground.nok) == (state, 30 - nok)
    assert words in found.sentence


@pytest.mark.parametrize(
    ("adopted", "today", "state", "words"),
    [
        (date(2019, 12, 11), LATE, "far", "ble vedtatt 11. desember 2019, 20 dager før fristen"),
        (date(2019, 12, 31), LATE, "far", "på den siste dagen"),
        (date(2020, 1, 1), LATE, "met", "1 dag etter fristen"),
        (None, LATE, "met", "Fristen gikk ut 31. desember 2019"),
        (None, date(2019, 12, 1), "near", "30 dager igjen"),
        (None, TODAY, "far", "121 dager igjen"),
    ],
)
def test_a_plan_adopted_late_meets_e(adopted: date | None, today: date, state: str, words: str) -> None:
    found = _standings(book=_decision("budget", 2020, adopted), today=today)["e"]
    assert found.state == state
    assert words in found.sentence


def test_accounts_adopted_late_meet_f() -> None:
    assert _standings(book=_decision("accounts", 2018, date(2019, 7, 1)))["f"].state == "met"
    assert _standings(book=_decision("accounts", 2018, date(2019, 6, 30)))["f"].state == "far"
    assert _standings(today=date(2019, 5, 15))["f"].state == "near"


def test_a_decision_on_boundaries_meets_g() -> None:
    found = _standings(book=_decision("boundary", 2019, date(2019, 8, 1)))["g"]
    assert (found.state, found.sentence) == ("met", "Det er gjort et vedtak etter inndelingslova § 16 a i 2019.")


def test_what_is_met_is_a_warning() -> None:
    found = list(find_supervision(make_programme((*BALANCED, ("kultur", "1230", 7)), inputs=REVENUE), ACCOUNTS, TODAY))
    assert [one.code for one in found] == ["supervision-met", "supervision-met", "supervision-near"]
    assert found[0].sentence.startswith("Bokstav a: Årsbudsjettet har et merforbruk")


def test_without_a_revenue_the_sum_of_the_statement_is_used() -> None:
    programme = make_programme(BALANCED)
    assert get_budget_figures(programme, programme.columns[0]).operating_revenue == 1000


def test_what_moves_in_pensions_moves_the_margin_by_as_much() -> None:
    """A net cost of 100 million more in 2021 is charged to operations that year, and closed on the buffer fund: so much less is set aside."""
    adopted, programme = get_example_book(), get_example().programme
    row = PensionYear("samlet", 2021, 900 * MILL, 700 * MILL)
    now = run_engines(adopted.with_rows({"pension_years": {"samlet|2021": row}}))
    charged = now.sheets["pensions"].value("alle", "charged", 2021) - get_example_run().sheets["pensions"].value("alle", "charged", 2021)
    assert charged > 100 * MILL
    effects, _ = list_effects(adopted, now, get_example_run(), programme.budget, programme.dataset.plan_years)
    working = try_effects(Programme(make_working_dataset(programme.dataset)), effects)
    moved = sum(one.nok for effect in effects if effect.sheet == "pensions" for one in effect.amounts if one.year == 2021)
    before, after = ({one.letter: one for one in get_supervision(each, adopted, LATE)}["b"].years[1] for each in (programme, working))
    assert moved == divide_rounded(charged * PPB, now.sheets["prices"].value("alle", "deflator_index", 2021))
    assert before.nok is not None
    assert after.nok == before.nok - moved
