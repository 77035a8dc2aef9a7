"""The kinds of run that work something out, on the example."""

from functools import partial

import pytest

from tests.support.economy import OFFICER, make_small_economy
from tests.support.economy_example import get_example_book
from tests.support.long_example import get_example_plan
from tests.support.publication import publish_example
from tests.support.runs import ask, carry_out
from tests.support.tree import ROOT
from veikart.actions import runners, scorecard_runner
from veikart.actions.replace_economy import replace_economy
from veikart.actions.run_kinds import RunFailed, RunOrder
from veikart.actions.runners import RUNNERS, run_national, run_odds, run_population_odds
from veikart.actions.scorecard_runner import run_scorecard
from veikart.calc.outlook import PlanFigures
from veikart.exchange.population.counts import COUNTS, read_counts
from veikart.rules.foresight import run_foresight
from veikart.rules.foresight.odds import work_out_odds
from veikart.rules.foresight.plan_figures import list_addresses, read_plan_figures
from veikart.rules.foresight.run_results import read_odds, write_odds
from veikart.rules.foresight.runs import get_run_rules
from veikart.rules.programme import Programme
from veikart.store.models import ForesightRun
from veikart.store.queries import get_dataset, get_run_result

DRAWS = 40


def order(**parameters: object) -> RunOrder:
    """An order on the example, with its programme."""
    return RunOrder(parameters, 3, DRAWS, get_example_book(), get_example_plan())


def silent(share: float, words: str) -> None:
    assert 0 <= share <= 1
    assert words


def test_every_declared_kind_is_worked_out_and_no_other():
    assert set(RUNNERS) == set(get_run_rules().kinds)


def test_population_with_odds_is_the_same_every_time():
    whole = run_population_odds(order(), silent)
    assert run_population_odds(order(), silent) == whole
    assert whole["answer"].startswith("I 2039 er det mellom 1")
    [everybody, *groups] = whole["tables"]
    assert len(groups) == 10
    assert everybody["columns"][:2] == ["2018", "2019"]
    middle = [table["rows"][3]["values"][0] for table in whole["tables"]]
    assert middle[0] == sum(middle[1:])  # what was counted before anything is drawn


def test_economy_with_odds_of_two_scenarios():
    result = run_odds(order(scenario=["main", "hoyere-rente", "main"]), silent)
    assert result["names"] == ["Hovedalternativet", "Høyere rente"]
    assert [one["scenario"] for one in result["odds"]] == ["", "hoyere-rente"]
    assert len(result["tables"]) == 2
    again = run_odds(order(), silent)
    assert again["odds"][0] == result["odds"][0]


def test_odds_of_an_economy_without_a_programme_are_not_drawn():
    with pytest.raises(RunFailed, match="Det er ingen økonomi å se framover fra"):
        run_odds(RunOrder({}, 3, DRAWS, get_example_book(), PlanFigures()), silent)


def test_odds_are_read_back_to_the_last_bit():
    written = run_odds(order(), silent)["odds"][0]
    assert write_odds(read_odds(written)) == written


@pytest.mark.parametrize(("run", "known"), [(run_odds, "økonomiboken"), (run_population_odds, "økonomiboken"), (run_national, "hele landet")])
def test_a_scenario_that_is_not_there_is_a_sentence(run, known):
    with pytest.raises(RunFailed, match=f"«tull» finnes ikke .*{known}"):
        run(RunOrder({"scenario": "tull"}, 1, 1, get_example_book(), PlanFigures()), silent)


@pytest.mark.parametrize("run", [run_odds, run_population_odds])
def test_a_book_that_says_nothing_of_the_years_ahead_is_a_sentence(run):
    with pytest.raises(RunFailed, match="ingen innstillinger for framsyn"):
        run(RunOrder({}, 1, 1, make_small_economy(), PlanFigures()), silent)


def test_some_municipalities(monkeypatch):
    monkeypatch.setattr(runners, "read_municipalities", partial(runners.read_municipalities, most=3))
    first, again = (run_national(order(scenario="long_lives"), silent) for _ in range(2))
    assert first == again
    assert len(first["digest"]) == 64
    [table] = first["tables"]
    assert [row["label"].split(" ")[0] for row in table["rows"]] == ["0301", "1101", "1103"]
    assert table["columns"] == ["2018", "2038, lavt", "2038, midt i", "2038, høyt"]
    assert "er større i 2038 enn i 2018" in first["answer"]
    assert all(row["values"][1] <= row["values"][2] <= row["values"][3] for row in table["rows"])


def test_old_projections_are_made_again(monkeypatch):
    few = {
        code: one
        for code, one in read_counts(ROOT / "examples" / "norge" / COUNTS).items()
        if code in {"0301", "3201", "1144", "1111", "1101", "1124"}
    }
    monkeypatch.setattr(scorecard_runner, "read_counts", lambda _path: few)
    found = run_scorecard(order(origin=["2012", "2013"]), silent)
    sizes, nation = found["tables"]
    assert sizes["columns"] == [f"{ahead} år fram" for ahead in range(1, 6)]
    assert all(len(row["values"]) == 5 for row in sizes["rows"])
    assert [row["label"] for row in nation["rows"]] == ["Fra 1. januar 2012", "Fra 1. januar 2013"]
    assert found["answer"].startswith("Fem år fram bommer framskrivingene med ")
    with pytest.raises(RunFailed, match="«2040» kan ikke framskrives fra"):
        run_scorecard(order(origin="2040"), silent)


def test_no_tables_of_the_country_is_a_sentence(monkeypatch, settings, tmp_path):
    settings.ROOT = tmp_path
    with pytest.raises(RunFailed, match="Tabellene for landet kan ikke brukes"):
        run_national(order(), silent)


def test_a_cluster_that_does_not_answer_is_a_sentence(monkeypatch, settings):
    monkeypatch.setattr("veikart.exchange.cluster.scheduled.ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(runners, "read_municipalities", partial(runners.read_municipalities, most=1))
    settings.SCHEDULER = "tcp://127.0.0.1:1"
    with pytest.raises(RunFailed, match="Ingen planlegger svarer"):
        run_national(order(), silent)


@pytest.mark.django_db
def test_a_run_begins_from_the_programme_that_was_published_when_it_was_asked_for():
    publication = publish_example()
    replace_economy(get_example_book(), actor=OFFICER, note="")
    run = ask(parameters={}, draws=DRAWS, seed=3)
    assert run.plan_hash == publication.content_hash
    assert carry_out(run.number) == "done"
    found = read_odds(get_run_result(run.number)["odds"][0])
    book = get_example_book()
    plan = read_plan_figures(Programme(get_dataset(publication)), list_addresses(book), "")
    expected = work_out_odds(book, run_foresight(book, order().economy, plan), plan, draws=DRAWS, seed=3)
    assert write_odds(found) == write_odds(expected)
    assert ForesightRun.objects.get().progress == 1_000
