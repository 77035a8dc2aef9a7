"""Values of a row that would be trouble later are refused when they are written."""

import pytest

from veikart.rules.findings import Place
from veikart.rules.plan_system import get_tables
from veikart.rules.tables import read_row


def sentences(table: str, **raw: str) -> list[str]:
    return [one.sentence for one in read_row(get_tables()[table], raw, Place())[1]]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31.12.9999"])
def test_a_date_at_the_end_of_the_calendar_is_refused(day):
    told = sentences("terms", id="x", name="x", constituted=day, ends="2027-10-01")
    assert told == [f"«Konstituert» er {day}. Verdien må ligge mellom 1800 og 2999."]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/plan/", "https://", "https://a b", 'https://a"b'])
def test_a_link_is_an_address_of_the_web(url):
    assert len(sentences("reports", element="x", report="Årsmelding", url=url)) == 1


@pytest.mark.parametrize("url", ["https://www.baerum.kommune.no/plan?a=1&b=2#c", "HTTP://example.no"])
def test_an_address_of_the_web_is_a_link(url):
    assert sentences("reports", element="x", report="Årsmelding", url=url) == []
