"""The findings of the follow-up, by where they are mended: its book, the climate and the ledger."""

import pytest
from django.test import Client

from tests.pages.test_rights import browser
from tests.support.economy import OFFICER as ECONOMIST
from tests.support.economy_example import get_example_book
from tests.support.follow_up import OFFICER, make_small_follow_up
from tests.support.tiny_ledger import make_ledger_book, make_ledger_plan, store_small_ledger
from veikart.actions.access import Actor
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.replace_economy import replace_economy
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.calc.ledger.rows import CostCentre
from veikart.store.models import LedgerImport

pytestmark = pytest.mark.django_db
PAGE = "/oppfolging/funn/"
OFFICER_OF_PLAN = Actor("Planlegger", "planner")
MEND = "Gå dit det kan rettes"


def _read(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_found_about_the_climate_leads_to_the_economys_book():
    replace_economy(get_example_book(), actor=ECONOMIST, note="")
    adopt_economy(actor=ECONOMIST)
    replace_follow_up(make_small_follow_up(), actor=OFFICER, note="")
    publish_follow_up(actor=OFFICER)
    mine, theirs = _read(browser("budget_officer")), _read(Client())
    for page in (mine, theirs):
        assert 'id="klima"' in page
        assert "Klimabudsjettet når ikke målet" in page
        assert '<a href="/oppfolging/klima/">Se klimabudsjettet</a>' in page
    assert "/okonomi/rediger/climate_budgets/" in mine
    assert MEND not in theirs


def test_what_is_found_in_the_ledger_leads_to_the_row_or_the_file(tmp_path, settings):
    settings.VAR = tmp_path / "var"
    replace_plan(make_ledger_plan(), actor=OFFICER_OF_PLAN, note="")
    book = make_ledger_book()
    stray = {"900": CostCentre("900", "Ingens", "")}
    replace_follow_up(book.with_rows({"cost_centres": stray}), actor=OFFICER, note="")
    publish_follow_up(actor=OFFICER)
    store_small_ledger(tmp_path)
    one = LedgerImport.objects.order_by("number").first()
    one.findings = [["ledger-amount", 3], ["finnes-ikke", 1]]
    one.save()
    page = _read(browser("budget_officer"))
    assert 'id="regnskap"' in page
    assert f'<a href="/oppfolging/regnskap/filer/{one.number}/">{MEND}</a>' in page
    assert f"{one.file_name}: " in page
    assert "3 ganger" in page
    assert 'id="regnskap"' not in _read(Client())


def test_where_nothing_is_wrong_the_page_says_so():
    replace_follow_up(make_small_follow_up(), actor=OFFICER, note="")
    assert "Ingen funn i oppfølgingen" in _read(browser("budget_officer"))
