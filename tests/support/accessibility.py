"""axe-core on a page in the browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.1 A and AA is the law for public bodies; best practice is ours.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # style sheets and media are fetched once more only for rules that are not among these
}
SAME_COLOURS = {**RULES, "rules": {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}}}
"""For a page whose colours have been looked at in another width: contrast is most of the work."""
ALIKE = 3
"""Rows of a table or a list that are alike but for what they say: so many are looked at, for most of a long page is one row again and again."""
TAKE_AWAY = """(most) => {
    const told = /^(aria-(?!label|describedby|controls|owns)|class$|style$|role$|type$|scope$|tabindex$|colspan$|rowspan$|lang$|hidden$|disabled$)/;
    const write = (each) => told.test(each.name) ? `${each.name}=${each.value}` : `${each.name}${each.value.trim() ? "" : "="}`;
    const textOf = (each) => each.nodeType === Node.TEXT_NODE && each.data.trim() ? "text" : "";
    const shapeOf = (one) => {
        const inside = [...one.childNodes].map((each) => each.nodeType === Node.ELEMENT_NODE ? shapeOf(each) : textOf(each));
        return `<${one.localName} ${[...one.attributes].map(write).sort()} ${inside.join("")}>`;
    };
    window.takenAway = [];
    for (const parent of new Set([...document.querySelectorAll("tr, li")].map((one) => one.parentElement))) {
        const seen = new Map();
        for (const one of [...parent.children].filter((each) => !each.contains(document.activeElement))) {
            const shape = shapeOf(one), count = (seen.get(shape) ?? 0) + 1;
            seen.set(shape, count);
            if (count > most) window.takenAway.push([one, document.createComment("")]);
        }
    }
    for (const [one, mark] of window.takenAway) one.replaceWith(mark);
}"""
PUT_BACK = "() => { for (const [one, mark] of window.takenAway.reverse()) mark.replaceWith(one); }"
LOST_NAMES = """() => ["aria-labelledby", "aria-describedby", "for"].flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)].filter((one) =>
        one.getAttribute(name).trim().split(/\\s+/).some((id) => document.querySelectorAll(`#${CSS.escape(id)}`).length !== 1)
    ).map((one) => `${name} of what is not there once: ${one.cloneNode().outerHTML}`))"""
"""What takes its name from another place on the page, in every row, where that place is missing or there twice."""


def check_accessibility(page: Page, *, has_new_colours: bool = True) -> None:
    """Raises AssertionError that names every violation on the page and where it is."""
    lines = page.evaluate(LOST_NAMES)
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    page.evaluate(TAKE_AWAY, ALIKE)
    found = page.evaluate("(options) => axe.run(options).then((told) => told.violations)", RULES if has_new_colours else SAME_COLOURS)
    page.evaluate(PUT_BACK)
    lines += [f"{rule['id']} ({rule['impact']}): {rule['help']}\n    {node['html']}" for rule in found for node in rule["nodes"]]
    assert not lines, f"{page.url} has {len(lines)} accessibility violations:\n" + "\n".join(lines)
