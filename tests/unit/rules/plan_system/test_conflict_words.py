"""Influences, loops and conflicts as people read them."""

import pytest

from tests.support.conflicting import make_system
from veikart.calc.conflicts import InfluencePath, find_goal_conflicts, find_loops
from veikart.calc.plan_system import Influence, MeasureLink, PlanSystem
from veikart.rules.findings import Finding
from veikart.rules.plan_system import conflict_words
from veikart.rules.plan_system.conflict_words import MOST_LOOPS, describe_influences, describe_loop, describe_path, find_conflict_findings

DEARER = Influence("fortetting", "dyrere", "+", 3, 5, said_by="Boligbyggeprogrammet")
OUT_OF_REACH = Influence("dyrere", "rimelig", "-", 1, 1)


def _path(*links: Influence) -> str:
    return describe_path(make_system(*links), InfluencePath(links))


def _findings(code: str, system: PlanSystem, measures: dict[str, str] | None = None) -> list[Finding]:
    return [one for one in find_conflict_findings(system, measures) if one.code == code]


def test_a_link_is_told_with_strength_lag_and_who_says_so() -> None:
    told = "«Fortetting ved knutepunkter» styrker «Dyrere boliger» sterkt etter omtrent 5 år (ifølge Boligbyggeprogrammet)."
    assert _path(DEARER) == told


def test_links_are_joined_and_summed_up() -> None:
    assert _path(Influence("fortetting", "dyrere", "+"), OUT_OF_REACH) == (
        "«Fortetting ved knutepunkter» styrker «Dyrere boliger», som svekker «Rimelige boliger» litt etter omtrent ett år. "
        "Samlet: «Fortetting ved knutepunkter» svekker «Rimelige boliger» etter omtrent ett år."
    )


def test_after_more_than_a_name_the_name_is_said_again() -> None:
    assert "(ifølge Boligbyggeprogrammet), og «Dyrere boliger» svekker" in _path(DEARER, OUT_OF_REACH)


def test_two_minuses_strengthen_in_all() -> None:
    assert _path(Influence("helse", "dyrere", "-"), OUT_OF_REACH).endswith("Samlet: «Folkehelse» styrker «Rimelige boliger» etter omtrent ett år.")


def test_a_loop_is_named_and_goes_back() -> None:
    [loop] = find_loops([Influence("dyrere", "rimelig", "-"), Influence("rimelig", "dyrere", "-")]).loops
    assert describe_loop(make_system(), loop) == (
        "Forsterkende sløyfe: «Dyrere boliger» svekker «Rimelige boliger», og så tilbake til «Dyrere boliger»: "
        "«Rimelige boliger» svekker «Dyrere boliger»."
    )
    [alone] = find_loops([Influence("helse", "helse", "-")]).loops
    assert describe_loop(make_system(), alone) == "Dempende sløyfe: «Folkehelse» svekker «Folkehelse»."


def test_the_graph_is_read_from_where_it_begins() -> None:
    system = make_system("dyrere-rimelig", "fortetting+helse", "fortetting+bolig", "fortetting-dyrere")
    assert describe_influences(system) == (
        "«Fortetting ved knutepunkter» styrker «Folkehelse» og «Et hjem for alle», men svekker «Dyrere boliger».",
        "«Dyrere boliger» svekker «Rimelige boliger».",
    )


def test_the_verb_is_repeated_where_the_strength_is_for_one_only() -> None:
    system = make_system("fortetting+helse", DEARER)
    assert describe_influences(system)[0].startswith("«Fortetting ved knutepunkter» styrker «Folkehelse» og styrker «Dyrere boliger» sterkt")


def test_loops_are_read_once() -> None:
    system = make_system("helse+dyrere", "dyrere-helse", "fortetting+helse")
    starts = [one.split("»")[0][1:] for one in describe_influences(system)]
    assert starts == ["Fortetting ved knutepunkter", "Folkehelse", "Dyrere boliger"]


def test_a_goal_that_gets_money_and_weakens_another_is_a_finding() -> None:
    system = make_system("fortetting-rimelig", measures=[MeasureLink("m1", "fortetting"), MeasureLink("m2", "klima-sub")])
    [finding] = _findings("plan-goal-conflict", system, {"m1": "Ny sykkelvei", "m2": "Buss"})
    assert finding.grade == "warning"
    assert finding.place.figure == "elements:klima-sub"
    assert finding.sentence == (
        "«Kortere reiser» får penger gjennom «Ny sykkelvei» og «Buss», og svekker «Boliger folk har råd til». "
        "«Fortetting ved knutepunkter» svekker «Rimelige boliger»."
    )


def test_many_measures_are_counted() -> None:
    names = {f"m{number}": f"Tiltak {number}" for number in range(5)}
    system = make_system("fortetting-rimelig", measures=[MeasureLink(one, "fortetting") for one in names])
    [finding] = _findings("plan-goal-conflict", system, names)
    assert "gjennom «Tiltak 0», «Tiltak 1», «Tiltak 2» og 2 tiltak til," in finding.sentence
    assert "gjennom 5 tiltak," in _findings("plan-goal-conflict", system)[0].sentence


def test_without_money_there_is_no_finding_but_still_a_conflict() -> None:
    system = make_system("fortetting-rimelig", measures=[MeasureLink("m1", "fortetting"), MeasureLink("m2", "rimelig")])
    assert _findings("plan-goal-conflict", system, {"m2": "Startlån"}) == []
    assert len(find_goal_conflicts(system).conflicts) == 1


def test_a_mixed_conflict_tells_both_ways() -> None:
    system = make_system("fortetting-rimelig", "fortetting+helse", "helse+rimelig", measures=[MeasureLink("m1", "fortetting")])
    [finding] = _findings("plan-goal-conflict", system)
    assert "Det finnes også en vei som styrker: «Fortetting ved knutepunkter» styrker «Folkehelse», som styrker" in finding.sentence


def test_two_parts_of_the_same_goal() -> None:
    system = make_system("fortetting-oppdrag", measures=[MeasureLink("m1", "fortetting")])
    [finding] = _findings("plan-goal-conflict", system)
    assert "svekker en annen del av det samme målet" in finding.sentence


def test_a_loop_is_a_note_at_its_first_link() -> None:
    [finding] = _findings("plan-loop", make_system("dyrere-rimelig", "rimelig+dyrere"))
    assert (finding.grade, finding.place.figure) == ("note", "influences:dyrere|rimelig")
    assert finding.sentence.startswith("Dempende sløyfe: ")


def test_more_conflicts_than_can_be_told_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    system = make_system("fortetting-rimelig", "fortetting-bolig", measures=[MeasureLink("m1", "fortetting")])
    assert len(_findings("plan-goal-conflict", system)) == 2
    monkeypatch.setattr(conflict_words, "MOST_CONFLICTS", 1)
    assert len(_findings("plan-goal-conflict", system)) == 1
    [finding] = _findings("plan-search-limit", system)
    assert finding.sentence == "Her står de 1 alvorligste konfliktene mellom mål. 1 til er ikke sett på her."


def test_what_is_not_shown_is_said() -> None:
    names = ["fortetting", "dyrere", "rimelig", "helse", "bolig", "klima"]
    crowded = make_system(*(f"{one}+{other}" for one in names for other in names if one != other))
    told = [one.sentence for one in _findings("plan-search-limit", crowded)]
    assert told[0].startswith(f"Her står de {MOST_LOOPS} korteste av ")
    assert len(_findings("plan-loop", crowded)) == MOST_LOOPS
    ring = make_system("fortetting+dyrere", "dyrere+rimelig", "rimelig+fortetting")
    [finding] = [one for one in find_conflict_findings(ring, longest=2) if one.code == "plan-search-limit"]
    assert finding.sentence.endswith("3 elementer henger sammen i ring, så det kan finnes lengre sløyfer.")
