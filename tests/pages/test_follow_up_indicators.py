"""The pages of indicators: what they say, what they leave unsaid, and that a missed target is seen on the goal."""

from datetime import date

import pytest
from django.test import Client

from tests.pages.test_rights import browser
from tests.support.follow_up import OFFICER
from tests.support.indicators import get_example_indicators
from tests.support.plan import get_example_plan
from tests.support.publication import publish_example
from veikart.actions.access import Actor
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.calc.indicators import IndicatorPlace, IndicatorValue

OPERATOR = Actor("drift", "operator")
pytestmark = pytest.mark.django_db


def _publish(**tables):
    replace_plan(get_example_plan(), actor=OPERATOR, note="")
    publish_plan(actor=OPERATOR)
    replace_follow_up(get_example_indicators().with_rows(tables), actor=OFFICER, note="")
    publish_follow_up(actor=OFFICER)


@pytest.fixture
def example():
    """The example's plan and follow-up, published."""
    _publish()


def _text(url, client=None):
    answer = (client or Client()).get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_list_says_how_many_go_the_right_way(example):
    page = _text("/oppfolging/indikatorer/")
    assert "<h1>37 av 54 indikatorer går riktig vei</h1>" in page
    assert "For 28 kan det ikke sies om det går riktig vei." in page
    assert page.count("chart chart-spark") == 64
    assert "Innbyggere 80 år og eldre 1. januar" not in page  # a figure that others are worked out from


def test_the_list_is_cut_by_goal_sector_and_verdict(example):
    climate = _text("/oppfolging/indikatorer/?mal=hm-3")
    assert "Klimagassutslipp" in climate
    assert "grunnskolepoeng" not in climate
    schools = _text("/oppfolging/indikatorer/?sektor=barn-og-unge&vei=wrong")
    assert "Netto driftsutgifter barnehager" in schools
    assert "Gjennomsnittlig grunnskolepoeng" not in schools
    barnehager = _text("/oppfolging/indikatorer/?enhet=barnehager")
    assert "barn pr. barnehage" in barnehager
    assert "grunnskolepoeng" not in barnehager
    assert "Ingen indikatorer passer" in _text("/oppfolging/indikatorer/?sektor=barn-og-unge&vei=missed")
    assert "kan det ikke sies om det går riktig vei" in _text("/oppfolging/indikatorer/?aar=9999")


def test_an_indicator_tells_how_its_change_came_about(example):
    page = _text("/oppfolging/indikatorer/8.1.sykefravaer/")
    assert "<h1>Totalt sykefravær: 7,3\u00a0% i 2018, og det går riktig vei</h1>" in page
    assert "Snittet av 2016, 2017 og 2018 er 7,33\u00a0%" in page
    assert "7,33\u00a0% minus 7,6\u00a0% i 2014 er \u22120,3 prosentpoeng." in page
    assert "Handlingsprogram 2020–2023, tabell 8.1" in page
    assert Client().get("/oppfolging/indikatorer/finnes-ikke/").status_code == 404


def test_an_indicator_shows_its_formula_and_those_it_is_compared_with(example):
    page = _text("/oppfolging/indikatorer/ssb.andel-80/")
    assert "Innbyggere som er 80 år og eldre, delt på alle innbyggere" in page
    assert '<a href="/oppfolging/indikatorer/ssb.innbyggere-80/">Innbyggere 80 år og eldre 1. januar</a> / ' in page
    assert "Mangler: Trondheim." in page
    assert "<h1>Andel innbyggere som er 80 år og eldre: 5,33\u00a0% i 2026</h1>" in page
    assert "4,65\u00a0% i 2018</h1>" in _text("/oppfolging/indikatorer/ssb.andel-80/?aar=2018")
    assert page.count('class="series"') == 2 * 7  # wide and narrow


def test_units_and_areas_stand_beside_each_other(example):
    page = _text("/oppfolging/indikatorer/eks.moteplass/")
    assert "<h2>Etter område</h2>" in page
    assert '<a href="/oppfolging/indikatorer/eks.moteplass/?sted=lysaker">Lysaker</a>' in page
    assert "<h2>Etter enhet</h2>" in _text("/oppfolging/indikatorer/eks.sykefravaer/")
    assert 'id="deler"' not in _text("/oppfolging/indikatorer/8.1.sykefravaer/")


def test_each_is_shown_in_its_own_last_year_until_one_is_chosen(example):
    page = _text("/oppfolging/mal/dm-1.3/")
    assert "44,0 poeng i 2018" in page
    assert "89\u00a0% i 2025" in page
    assert "85\u00a0% i 2023" in _text("/oppfolging/mal/dm-1.3/?aar=2023")
    assert "Siste tall</option>" in page


def test_an_indicator_with_one_value_stands_only_in_the_table(example):
    page = _text("/oppfolging/enhet/renovasjon-og-avfall/")
    assert "5 indikatorer har ingen serie å tegne, og står bare her." in page
    assert "Ikke i 2018" in page
    assert "Slik har det gått" not in page


def test_without_targets_there_are_no_columns_for_them(example):
    assert "Nådd?" not in _text("/oppfolging/enhet/eiendom/")
    assert "Nådd?" in _text("/oppfolging/enhet/transport/")


def test_a_number_that_was_revised_keeps_what_it_was(example):
    page = _text("/oppfolging/indikatorer/8.1.efaktura/")
    assert "Rettet: 79\u00a0% ble publisert 15.2.2019." in page
    assert "2018, før" in page


def test_what_is_missing_is_said_and_never_zero(example):
    page = _text("/oppfolging/indikatorer/9.1.fossilfritt/")
    assert "ingen tall ennå" in page
    assert page.count("<td>mangler</td>") == 3
    assert ">0<" not in page


def test_a_goal_and_a_unit_are_small_multiples_with_targets(example):
    goal = _text("/oppfolging/mal/dm-3.2/")
    assert "indikatorer går riktig vei" in goal
    assert "Mål 2030" in goal
    unit = _text("/oppfolging/enhet/barn-og-unge/")
    assert unit.count('class="chart chart-line"') == 12
    assert '<a href="/oppfolging/enhet/barnehager/">' in unit
    assert "Ingen indikatorer her" in _text("/oppfolging/enhet/kirke/")
    assert Client().get("/oppfolging/enhet/kommunestyret/").status_code == 404
    assert Client().get("/oppfolging/mal/finnes-ikke/").status_code == 404


def test_a_missed_target_is_seen_everywhere():
    value = IndicatorValue("7.10.matavfall", "baerum", 2020, "", date(2021, 2, 1), 65_000_000, source="Plukkanalysen")
    _publish(indicator_values={"ny": value})
    assert "Målet er ikke nådd" in _text("/oppfolging/indikatorer/?aar=2020")
    page = _text("/oppfolging/indikatorer/7.10.matavfall/?aar=2020")
    assert "65\u00a0% i 2020" in page
    assert "Målet er ikke nådd" in page
    assert "0 av 1 mål for 2020 er nådd." in _text("/oppfolging/mal/st-3.2.1/?aar=2020")


def test_a_unit_with_a_series_of_its_own_is_shown_with_it():
    place = IndicatorPlace("barnehagene", "Barnehagene", "unit", unit="barnehager")
    value = IndicatorValue("8.1.sykefravaer", "barnehagene", 2018, "", date(2019, 2, 1), 11_000_000)
    _publish(indicator_places={"barnehagene": place}, indicator_values={"ny": value})
    assert "11,0" in _text("/oppfolging/enhet/barnehager/")
    page = _text("/oppfolging/indikatorer/8.1.sykefravaer/?sted=barnehagene")
    assert "Totalt sykefravær: 11,0" in page
    assert 'aria-current="true">Barnehagene' in page


def test_those_who_may_edit_are_led_to_the_forms(example):
    page = _text("/oppfolging/indikatorer/8.1.sykefravaer/", browser("planner"))
    assert "/oppfolging/ny/indicator_values/?indicator=8.1.sykefravaer&amp;place=baerum" in page
    assert "Sett et mål" in page
    assert "Sett et mål" not in _text("/oppfolging/indikatorer/8.1.sykefravaer/")
    assert "Legg inn et tall" not in _text("/oppfolging/indikatorer/8.1.sykefravaer/", browser("leader"))


def test_an_empty_book_says_what_will_stand_here():
    client = browser("planner")
    assert "Ingen indikatorer ennå" in _text("/oppfolging/indikatorer/", client)
    replace_plan(get_example_plan(), actor=OPERATOR, note="")
    assert "Indikatorene har ingen tall ennå" in _text("/oppfolging/indikatorer/", client)
    assert "Ingen tall ennå" in _text("/oppfolging/indikatorer/8.1.sykefravaer/", client)


def test_the_goal_in_the_plan_shows_value_target_and_whether_it_is_met(example):
    page = _text("/plan/element/st-3.2.1/")
    assert '<a href="/oppfolging/indikatorer/7.10.matavfall/">Utsorteringsgrad matavfall</a>' in page
    assert "63\u00a0% i 2018. Målet for 2020 er ≥ 67 %." in page
    assert "Ikke nådd i 2018" in page
    assert "/oppfolging/mal/st-3.2.1/" in page


def test_an_indicator_by_tertial_is_drawn_and_told_by_tertial():
    numbers = {("t1", 2019): 7, ("t2", 2019): 8, ("t1", 2020): 6, ("t2", 2020): 9}
    rows = {
        str(at): IndicatorValue("8.3.laerlinger", "baerum", year, period, date(2021, 1, 1), number * 1_000_000)
        for at, ((period, year), number) in enumerate(numbers.items())
    }
    _publish(indicator_values={**dict.fromkeys(get_example_indicators().table("indicator_values")), **rows})
    page = _text("/oppfolging/indikatorer/8.3.laerlinger/")
    assert "<h1>Antall lærlinger: 9 i 2. tertial 2020, og det går riktig vei</h1>" in page
    assert "9 minus 8 i 2. tertial 2019 er +1." in page
    assert page.count('class="series"') == 2
    assert "2. tertial 2020" in _text("/oppfolging/indikatorer/")


def test_every_number_can_be_taken_home(example):
    lines = _text("/oppfolging/indikatorer/8.1.efaktura/tall.csv").splitlines()
    assert lines[0].startswith("indicator,place,place_name,year,period,value,state,published,is_newest,source")
    assert '8.1.efaktura,baerum,Bærum,2018,,80,,2019-10-30,yes,"Handlingsprogram 2020–2023, tabell 8.1"' in lines
    assert '8.1.efaktura,baerum,Bærum,2018,,79,,2019-02-15,no,"Eksempel, ikke trykt i kilden"' in lines
    worked_out = _text("/oppfolging/indikatorer/ssb.andel-80/tall.csv")
    assert "ssb.andel-80,storkommuner,Fire andre storkommuner,2014,,3.827259,,2019-02-22,yes,worked_out" in worked_out
    assert Client().get("/oppfolging/indikatorer/borte/tall.csv").status_code == 404


def test_a_number_that_is_not_comparable_stands_beside_the_line(example):
    page = _text("/oppfolging/indikatorer/8.3.fagstillinger-barnehage/")
    begun = page.index('class="chart chart-line')
    picture = page[begun : page.index("</svg>", begun)]
    assert "Ikke sammenliknbar" in picture
    assert "67,7" in picture
    assert "chart-line" not in _text("/oppfolging/indikatorer/6.6.stasjonaer-bemanning/")


def test_a_unit_keeps_its_own_letters(example):
    assert "Tonn CO₂-ekvivalenter" in _text("/oppfolging/indikatorer/9.1.klimagassutslipp/")


def test_printed_means_are_worked_out_again_and_found_from_the_indicators(example):
    publish_example(tables=("6.2", "8.1", "8.2"))
    page = _text("/oppfolging/indikatorer/trykte-snitt/")
    assert "<h1>12 av 16 trykte snitt er like når de regnes på nytt, og 4 er innenfor avrundingen</h1>" in page
    assert "trykt 38, regnet 37,3" in page
    assert page.index("Innenfor avrundingen") < page.index("Likt")
    assert '<a href="/oppfolging/indikatorer/trykte-snitt/">' in _text("/oppfolging/indikatorer/")
    assert "Innenfor avrundingen" in _text("/oppfolging/indikatorer/8.2.vedlikehold/")
    assert "Trykt i tabell 8.1: \N{MINUS SIGN}0,3 %." in _text("/oppfolging/indikatorer/8.1.sykefravaer/")
