"""The browser, and that the check of accessibility finds what is wrong."""

import pytest
from playwright.sync_api import Page

from tests.support.accessibility import check_accessibility

GOOD = "<!doctype html><html lang=nb><title>Veikart</title><main><h1>Budsjett</h1><p>Tall</p></main></html>"


def test_good_page_passes(page: Page) -> None:
    page.set_content(GOOD)
    check_accessibility(page)


def test_picture_without_text_is_found(page: Page) -> None:
    page.set_content(GOOD.replace("<p>Tall</p>", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"))
    with pytest.raises(AssertionError, match="image-alt"):
        check_accessibility(page)


def make_list(*odd: str) -> str:
    lines = "".join(f"<li><a href='/{place}/'>Side {place}</a></li>" for place in range(20))
    return GOOD.replace("<p>Tall</p>", f"<style>li {{ padding: 1em }}</style><ul>{lines}{''.join(odd)}{lines}</ul>")


@pytest.mark.parametrize(
    ("odd", "rule"),
    [
        ("<li><a href='/tom/'></a></li>", "link-name"),
        ("<li><a href='/svak/' style='color:#ccc'>Svak</a></li>", "color-contrast"),
        ("<li><a href='/tull/' aria-hidden='kanskje'>Side</a></li>", "aria-valid-attr-value"),
        ("<li><a href='/navn/' aria-labelledby='borte'>Side</a></li>", "aria-labelledby of what is not there once"),
    ],
)
def test_one_line_among_many_is_found(odd: str, rule: str, page: Page) -> None:
    page.set_content(make_list(odd))
    with pytest.raises(AssertionError, match=rule):
        check_accessibility(page)


def test_the_page_is_as_it_was_when_it_has_been_looked_at(page: Page) -> None:
    page.set_content(make_list("<li><ol><li>en</li><li>to</li><li>tre</li><li>fire</li></ol></li>" * 5))
    before = page.content()
    check_accessibility(page)
    assert page.content() == before
