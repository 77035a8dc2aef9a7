"""What visitors see of periods: those that are published, and what was known then."""

from dataclasses import replace

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger.rows import OwnForecast
from veikart.calc.reports import Period, Report
from veikart.rules.reports.public import hide_unpublished

FIRST = Period("2026-t1", "1. tertial 2026", "tertial", 2026, 4, status="published")
SECOND = Period("2026-t2", "2. tertial 2026", "tertial", 2026, 8, status="open", previous="2026-t1")
SPRING, AUTUMN, BEFORE = (OwnForecast("skole", "all", year, month, 100) for year, month in ((2026, 4), (2026, 8), (2025, 4)))


def make_book(second: Period = SECOND) -> FollowUpBook:
    return FollowUpBook(
        {
            "periods": {one.id: one for one in (FIRST, second)},
            "reports": {f"{key}|skole": Report(key, "skole", returned_words="Se over") for key in ("2026-t1", "2026-t2")},
            "own_forecasts": {f"skole|all|{one.year}|{one.month}": one for one in (SPRING, AUTUMN, BEFORE)},
        }
    )


def test_a_period_that_is_open_is_hidden_with_its_reports_and_forecasts():
    seen = hide_unpublished(make_book())
    assert list(seen.table("periods")) == ["2026-t1"]
    assert list(seen.table("reports").values()) == [Report("2026-t1", "skole")]
    assert list(seen.table("own_forecasts").values()) == [SPRING]


def test_what_is_published_is_seen():
    seen = hide_unpublished(make_book(replace(SECOND, status="published")))
    assert list(seen.table("periods")) == ["2026-t1", "2026-t2"]
    assert list(seen.table("own_forecasts").values()) == [SPRING, AUTUMN]
