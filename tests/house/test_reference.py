"""The reference pages are what the rules say now."""

import pytest
from docs.make_reference import PAGES, REFERENCE


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run: PYTHONPATH=src .venv/bin/python docs/make_reference.py"
