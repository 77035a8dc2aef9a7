"""What a page of the economy works out is kept: the run while the book is the same, and after a change every sheet nothing has moved in."""

import re

import pytest
from django.test import RequestFactory

from tests.support.economy import OFFICER, make_small_economy, with_rate
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.rules.economy import get_sheet_rules
from veikart.rules.findings import Finding, Place
from veikart.store.models import Person
from veikart.web.economy_shown import EconomyShown, get_economy_shown, make_economy_context
from veikart.web.economy_tables import draw_trend
from veikart.web.pages.economy.cards import engine_cards, engine_of

pytestmark = pytest.mark.django_db


def show() -> EconomyShown:
    """The economy as a budget officer sees it."""
    request = RequestFactory().get("/okonomi/")
    request.user = Person(name="Britt", role="budget_officer")
    shown = get_economy_shown(request)
    assert shown is not None
    return shown


@pytest.fixture(autouse=True)
def small():
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


def test_the_run_is_the_same_while_the_book_is():
    assert show().run is show().run
    assert show().baseline_run is show().baseline_run


def test_a_change_moves_only_the_sheets_that_are_made_of_it():
    before = show().run
    settings = make_small_economy().with_rows({"postings": {"debt|interest|1500||": None}})
    replace_economy(settings, actor=OFFICER, note="")
    after = show().run
    assert after is not before
    assert after.sheets["prices"] is before.sheets["prices"]
    replace_economy(with_rate(settings, 50_000), actor=OFFICER, note="")
    assert show().baseline_run is not show().run


def test_the_findings_are_found_once():
    assert show().findings is show().findings


def test_no_page_takes_a_name_of_the_frame():
    with pytest.raises(ValueError, match="areas"):
        make_economy_context(show(), page="economy", title="x", areas=[])


@pytest.mark.parametrize(("figure", "engine"), [("loans:a", "loans"), ("assumptions:a|2026", "economy"), ("prices", "prices"), ("finnes-ikke:a", "")])
def test_a_finding_belongs_to_the_engine_whose_table_it_is_about(figure, engine):
    assert engine_of(Finding("x", "note", "", "", "", Place(figure=figure))) == engine


def test_a_card_of_an_engine_where_nothing_is_written_has_no_figure():
    cards = {one["name"]: one for one in engine_cards(show())}
    assert cards["Priser og lønn"]["text"] == "2,75\u00a0%"
    assert "text" not in cards["Lån og gjeld"]


@pytest.mark.parametrize(("values", "told"), [([5_000_000_000, 5_000_000_001], "5\u202f000,0, 5\u202f000,0"), ([1_000_000, 2_000_000], "1,0, 2,0")])
def test_what_only_rounding_moves_is_drawn_flat(values, told):
    line = get_sheet_rules()["debt"].lines["closing"]
    svg = str(draw_trend(values, line, chart_id="x", title="Gjeld"))
    assert told in svg
    heights = {one for pair in re.findall(r'<line [^>]*y1="([\d.]+)"[^>]*y2="([\d.]+)"', svg) for one in pair}
    assert len(heights) == (1 if values[0] > 2_000_000 else 2)
