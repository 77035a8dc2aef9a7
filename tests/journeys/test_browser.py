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
