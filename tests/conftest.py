"""Marks by folder, a browser for journeys, and a loud word about what could not run."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.chromium import NOT_FOUND, STARTED_WITH, find_chromium
from tests.support.required import is_required

TESTS = Path(__file__).parent
MARKS = {"journeys": "journey", "store": "database", "actions": "database", "pages": "database"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="run only the tests marked database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(TESTS):
            room = item.path.relative_to(TESTS).parts[0]
            if room in MARKS and not item.get_closest_marker("once"):
                item.add_marker(MARKS[room])
    if config.getoption("only_database"):
        left_out = [item for item in items if not item.get_closest_marker("database")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item.get_closest_marker("database")]


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("journey") and find_chromium() is None:
        if is_required("REQUIRE_BROWSER"):
            pytest.fail(NOT_FOUND)
        pytest.skip(NOT_FOUND)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = Counter(str(report.longrepr[2]) for report in terminalreporter.getreports("skipped"))
    number = sum(count for reason, count in reasons.items() if NOT_FOUND in reason)
    if number:
        terminalreporter.section("journeys not walked", yellow=True, bold=True)
        terminalreporter.line(f"{number} journeys were SKIPPED: {NOT_FOUND}", yellow=True, bold=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    # Playwright's loop runs in the thread of the test; Django would take that for a page served asynchronously.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(STARTED_WITH))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page at 1280 × 900 in Norwegian; the test fails if anything on it reports an error to the console."""
    context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(f"{message.text} ({message.location})") if message.type == "error" else None)
    yield page
    context.close()
    assert not errors, "the browser's console has errors:\n" + "\n".join(errors)
