"""axe-core on a page in the browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.1 A and AA is the law for public bodies; best practice is ours.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # style sheets and media are fetched once more only for rules that are not among these
}
SAME_COLOURS = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
"""For a page whose colours have been looked at in another width: contrast is most of the work."""


def check_accessibility(page: Page, *, has_new_colours: bool = True) -> None:
    """Raises AssertionError that names every violation on the page and where it is."""
    found = Axe().run(page, options=RULES if has_new_colours else SAME_COLOURS).response["violations"]
    lines = [f"{rule['id']} ({rule['impact']}): {rule['help']}\n    {node['html']}" for rule in found for node in rule["nodes"]]
    assert not lines, f"{page.url} has {len(lines)} accessibility violations:\n" + "\n".join(lines)
