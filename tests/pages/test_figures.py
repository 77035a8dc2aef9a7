"""Any figure on any page opens, and leads on until it stands in the source."""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import Client

from tests.pages.addresses import MORE
from tests.support.example import get_example
from veikart.rules.explaining import Explanation, explain_figure
from veikart.store.models import Publication

LINK = re.compile(r'href="(/[^"#]*)')
STILL = re.compile(r'<td[^>]*><span class="number">([^<]+)</span>')
OPENED = ("/oppstillinger/1B/?apne=administrasjon.netto",)
"""A line with more parts than are shown one by one."""
LEFT_OUT = ("/static/", "/last-ned/", "/tall/", "/sok/", "/plan/")


def _walk(client: Client) -> tuple[set[str], dict[str, str]]:
    """The addresses of every figure on every page that leads somewhere from the front page, and the pages where figures in tables stand still."""
    waiting, seen = ["/handlingsprogram/", *(url for url in (*MORE, *OPENED) if not url.startswith(LEFT_OUT))], set()
    figures: set[str] = set()
    still: dict[str, str] = {}
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        html = client.get(url, follow=True).content.decode()
        links = [unescape(one) for one in LINK.findall(html)]
        figures.update(unquote(one.partition("?")[0]).removeprefix("/tall/").removesuffix("/") for one in links if one.startswith("/tall/"))
        waiting.extend(path for one in links if not (path := one.partition("?")[0]).startswith(LEFT_OUT))
        if found := STILL.search(html):
            still[url] = found[1]
    assert len(seen) > 400
    return figures, still


def _leads_to(one: Explanation) -> set[str]:
    """The addresses an explanation points to."""
    inputs: Iterable[str] = (each.address for part in (one, *one.proofs) for each in part.inputs)
    others = (each.address for each in (*one.layers, *one.prints, *one.years))
    measures = (f"measure:{each.measure}@{each.year}" for each in one.contributions)
    return {address for address in (*inputs, *others, *measures) if address} - {one.address}


@pytest.mark.once
def test_every_figure_on_every_page_opens_until_the_source(client: Client, published: Publication) -> None:
    programme = get_example().programme
    figures, still = _walk(client)
    assert len(figures) > 6_000
    assert not still, "every figure in a table opens"
    assert {one.partition(":")[0] for one in figures} >= {"target", "average", "difference", "part"}
    assert any(":after=" in one for one in figures)
    waiting, opened = list(figures), set()
    while waiting:
        address = waiting.pop()
        if address in opened:
            continue
        opened.add(address)
        found = explain_figure(programme, address)
        leads = _leads_to(found)
        ends = found.source or found.state == "missing" or found.value == 0 or "ikke trykt" in found.note.lower()
        assert ends or leads, f"{address} leads nowhere"
        assert all(each.address for part in (found, *found.proofs) for each in part.inputs), address
        waiting.extend(leads)
    assert len(opened) > len(figures)


def test_every_measure_has_a_place_or_a_formula() -> None:
    programme = get_example().programme
    for measure in programme.budget.measures:
        for year in {amount.year for amount in programme.budget.amounts if amount.measure == measure.id}:
            found = explain_figure(programme, f"measure:{measure.id}@{year}")
            assert "rad «" in found.source or found.inputs or "Ikke trykt" in found.note, found.address
