"""How long it takes from a project is dropped in another year until every ratio is painted anew, in a real browser.

    PYTHONPATH=src python -m benchmarks.dragging [--rounds 20]

Starts the example in a folder of its own, signs in as a budget officer, and moves each of the largest projects a year and back again with the
keyboard, as a drop does. The page itself notes the time from the drop to the frame after the answer is painted. The median counts, as a blink
is what a person sees; the slowest is printed too. Ends with exit code 1 where the claim does not hold.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys.conftest import invite, serve
from tests.support.chromium import STARTED_WITH, find_chromium
from veikart.exchange.books import read_book_folder
from veikart.rules.books import ECONOMY

BLINK_SECONDS = 0.1
EXAMPLE = Path(__file__).parents[1] / "examples" / "baerum-okonomi"
PASSWORD = "en lang setning jeg husker"
MOST_PROJECTS = 5
PAUSE = 250
"""Milliseconds between what is asked of the page, so that the asking is not measured: nobody moves the next bar sooner."""


def list_projects() -> list[str]:
    """The largest projects of the example that are not running frames."""
    book, findings = read_book_folder(ECONOMY, EXAMPLE)
    assert book is not None, findings
    spent: dict[str, int] = {}
    for one in book.table("project_years").values():
        spent[one.project] = spent.get(one.project, 0) + one.amount_nok
    movable = [key for key, one in book.table("projects").items() if one.stage != "running_frame" and spent.get(key)]
    return sorted(movable, key=lambda key: -spent[key])[:MOST_PROJECTS]


def sign_in(page: Page, address: str, folder: Path) -> None:
    page.goto(address + invite(folder, "budsjett@example.no", "Britt Budsjett", role="budget_officer"))
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_label("Passordet en gang til").fill(PASSWORD)
    page.get_by_role("button", name="Lagre og logg inn").click()


def move(page: Page, project: str, key: str) -> float:
    """Seconds from a key moves the project until the ratios are painted."""
    page.locator(f'[data-timeline] [data-project="{project}"]').first.focus()
    page.wait_for_timeout(PAUSE)
    before = page.evaluate("performance.getEntriesByName('drop-to-paint').length")
    page.keyboard.press(key)
    while page.evaluate("performance.getEntriesByName('drop-to-paint').length") == before:  # the page lets no text be run that waits for it
        page.wait_for_timeout(PAUSE)
    return float(page.evaluate("performance.getEntriesByName('drop-to-paint').at(-1).duration")) / 1000


def measure(rounds: int) -> list[float]:
    """Seconds for each move."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        with serve(folder, "run") as address:
            browser = driver.chromium.launch(executable_path=find_chromium(), args=list(STARTED_WITH))
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            sign_in(page, address, folder)
            page.goto(f"{address}/okonomi/investeringer/")
            projects = list_projects()
            move(page, projects[0], "ArrowRight")
            move(page, projects[0], "ArrowLeft")
            seconds = [move(page, projects[at % len(projects)], key) for at in range(rounds) for key in ("ArrowRight", "ArrowLeft")]
            browser.close()
    return seconds


def main(arguments: list[str]) -> int:
    """Prints the figures; 0 where the claim holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    seconds = measure(parser.parse_args(arguments).rounds)
    median = statistics.median(seconds)
    print(f"{len(seconds)} moves: median {1000 * median:.0f} ms, fastest {1000 * min(seconds):.0f} ms, slowest {1000 * max(seconds):.0f} ms")
    holds = median < BLINK_SECONDS
    print(f"  {'holds' if holds else 'DOES NOT HOLD'}: from drop to paint in under {1000 * BLINK_SECONDS:.0f} ms")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
