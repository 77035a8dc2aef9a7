"""Windows of a browser, people who sign in in them, and what is asked of every page they open."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import invite
from tests.support.accessibility import check_accessibility

PASSWORD = "en lang setning jeg husker"
SignIn = Callable[[str, str, str], Page]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def signed_in(browser: Browser, site: str, folder: Path, email: str, name: str, *, role: str = "budget_officer") -> Iterator[BrowserContext]:
    """A window of somebody who has been invited to the site and has chosen a password."""
    context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", viewport=DESK)
    try:
        choose_password(context.new_page(), site + invite(folder, email, name, role=role))
        yield context
    finally:
        context.close()


@contextmanager
def signing_in(browser: Browser, site: str, folder: Path) -> Iterator[SignIn]:
    """What signs people in: e-mail, name and role give the page somebody comes to."""
    with ExitStack() as windows:
        yield lambda email, name, role: windows.enter_context(signed_in(browser, site, folder, email, name, role=role)).pages[0]


def choose_password(page: Page, invitation: str) -> None:
    page.goto(invitation)
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_label("Passordet en gang til").fill(PASSWORD)
    page.get_by_role("button", name="Lagre og logg inn").click()


def check_page(page: Page) -> None:
    """Nothing wrong for those who cannot see it well, and nothing wider than the window; wide, and on a phone."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        check_accessibility(page, has_new_colours=size is not PHONE)
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1], f"{page.url} is {widths[0]} wide in a window of {size['width']}"
