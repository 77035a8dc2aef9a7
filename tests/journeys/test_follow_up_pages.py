"""Every page of the follow-up in a real browser, as the one who sees most of it: accessible, and not too wide, on a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys.visiting import check_page, signed_in

PAGES = (
    "", "min-side/", "paminnelser/", "funn/", "livstegn/", "tabeller/", "tabeller/posts/", "ny/posts/", "historikk/", "les-inn/",
    "indikatorer/", "indikatorer/eks.moteplass/", "indikatorer/trykte-snitt/", "indikatorer/les-inn/", "mal/hm-1/", "enhet/barn-og-unge/",
    "klima/", "klima/tiltak/", "klima/regnskap/",
    "oppgaver/", "oppgaver/ny/", "oppgaver/oppgave-vpor/", "vedtak/", "vedtak/mobilitetsstrategien/",
    "rapporter/", "rapporter/2020-t2/", "rapporter/2020-aar/", "rapporter/2020-t2/sammenlikn/",
    "revisjoner/", "revisjoner/okonomimelding-1-2020/", "revisjoner/forslag/ny/",
    "avtaler/", "avtaler/barnehagesjef/2020/", "virksomhetsplan/barnehager/",
    "regnskap/?aar=2020&til=8", "regnskap/enhet/barnevern/?aar=2020&til=8", "regnskap/tall/barnevern/salary/avvik/?aar=2020&til=8",
    "regnskap/bilag/?aar=2020&til=8&enhet=barnevern", "regnskap/filer/", "regnskap/les-inn/", "regnskap/kostra/",
)  # fmt: skip
"""Below /oppfolging/. What a leader fills in, and reports that are read, are walked in test_follow_up.py."""


@pytest.fixture(scope="module")
def officer(browser: Browser, site: str, site_folder: Path) -> Iterator[BrowserContext]:
    """A browser signed in as a budget officer who sits in a post of the example."""
    with signed_in(browser, site, site_folder, "okonomi@localhost", "Oda Økonom") as context:
        yield context


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_follow_up_is_for_all(path: str, officer: BrowserContext, site: str):
    page = officer.new_page()
    answer = page.goto(f"{site}/oppfolging/{path}")
    assert answer is not None
    assert answer.ok
    check_page(page)
    page.close()
