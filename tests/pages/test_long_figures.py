"""A figure of the long economy in the years of the plan opens to the programme's own page, and there are none without a programme."""

import re
from html import unescape

import pytest

from tests.support.foresight import adopt_few_draws
from veikart.web import plan_figures

pytestmark = pytest.mark.django_db
TO_PROGRAMME = re.compile(r'href="(/tall/[^"]+)"')


def _read(client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return unescape(answer.content.decode())


def test_figure_of_the_plan_opens_to_the_programme(client, published):
    adopt_few_draws()
    html = _read(client, "/okonomi/regnestykke/long_economy/alle/plan_loans/2021/")
    assert "957\u202f300\u202f000" in html
    (there,) = {one for one in TO_PROGRAMME.findall(html) if "bruk-av-laan" in one}
    assert "957,3" in _read(client, there)


def test_figure_after_the_plan_has_nothing_in_the_programme(client, published):
    adopt_few_draws()
    assert not TO_PROGRAMME.findall(_read(client, "/okonomi/regnestykke/long_economy/alle/plan_loans/2030/"))


def test_without_a_programme_there_is_no_such_figure(client, monkeypatch):
    adopt_few_draws()
    monkeypatch.setattr(plan_figures, "get_current_publication", lambda: None)
    _read(client, "/okonomi/regnestykke/long_economy/alle/plan_loans/2021/", 404)
