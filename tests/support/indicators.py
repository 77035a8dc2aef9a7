"""A small plan with indicators, a follow-up that has places for them, and files of values; and what the example has of them."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.support.follow_up import make_small_follow_up
from tests.support.plan import make_small_plan
from tests.support.tree import ROOT
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.indicators import IndicatorPlace
from veikart.calc.plan_system import Indicator, IndicatorTarget, PlanSystem
from veikart.exchange.books import read_book_folder
from veikart.rules.books import FOLLOW_UP

PLACES = (
    IndicatorPlace("lillevik", "Lillevik", "own", "9999"),
    IndicatorPlace("storevik", "Storevik", "municipality", "9998"),
)
LONG_FILE = "Indikator;Kommune;År;Verdi\nSykefravær;Lillevik;2018;7,3\nSykefravær;Lillevik;2019;7,1\nSykefravær;Storevik;2019;6,9\n"


def make_indicator_plan() -> PlanSystem:
    """Two indicators, and a target."""
    rows = {
        "indicators": {
            "fravaer": Indicator("fravaer", "Sykefravær", "prosent", "down", decimals=1),
            "elever": Indicator("elever", "Elever per skole", "antall", "up", decimals=0),
        },
        "indicator_targets": {"fravaer|2019": IndicatorTarget("fravaer", 2019, "< 7 %")},
    }
    return make_small_plan().with_rows(rows)


def make_indicator_book(**tables) -> FollowUpBook:
    """The small follow-up with two places, and the tables given."""
    return make_small_follow_up(indicator_places={one.id: one for one in PLACES}, **tables)


@cache
def get_example_indicators() -> FollowUpBook:
    """The places, the groups and the values of the example, without the rest of its follow-up."""
    with tempfile.TemporaryDirectory() as folder:
        for table in ("follow_up_settings", "indicator_places", "comparison_members", "indicator_values"):
            shutil.copy(ROOT / "examples" / "baerum-oppfolging" / f"{table}.csv", folder)
        book, findings = read_book_folder(FOLLOW_UP, Path(folder))
    assert book is not None, findings
    return book
