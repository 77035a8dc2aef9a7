"""The example of the economy's book with few draws, so that pages with odds are worked out quickly."""

from dataclasses import replace

from tests.support.economy import OFFICER
from tests.support.economy_example import get_example_book
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook

FEW = 100


def get_few_draws() -> EconomyBook:
    """The example, with as few draws as the settings may ask for."""
    book = get_example_book()
    return book.with_rows({"foresight_settings": {key: replace(one, draws=FEW) for key, one in book.table("foresight_settings").items()}})


def adopt_few_draws() -> None:
    """Store it and make it the adopted one."""
    replace_economy(get_few_draws(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
