"""Values that come in, beside those that are known: what is new, what is revised, and what cannot be both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.indicators import NOT_COMPARABLE, IndicatorValue
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.follow_up import get_follow_up_choices, get_follow_up_tables
from veikart.rules.tables import format_decimal
from veikart.rules.words import format_day

VALUES = "indicator_values"
NEW, REVISED, EARLIER, SAME, CLASH, UNSAID = "new", "revised", "earlier", "same", "clash", "unsaid"
MISSING = "missing"
STORED = frozenset({NEW, REVISED, EARLIER})


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What storing a value would do: new where nothing is known, revised where the newest that is known is another, earlier where one published later
    is known, same where it is known, clash where another was published the same day, unsaid where the file only has no number. `before` is the newest
    that is known."""

    kind: str
    value: IndicatorValue
    before: IndicatorValue | None


def compare_values(book: FollowUpBook, values: Iterable[IndicatorValue]) -> list[ValueChange]:
    """What storing each value would do to the book, in the order given. A value that is as the newest known one is stored no more than once, and one
    that somebody has marked as not comparable stays so: a file does not say it, and does not take it away."""
    newest: dict[tuple[str, str, int, str], IndicatorValue] = {}
    for one in book.table(VALUES).values():
        key = (one.indicator, one.place, one.year, one.period)
        if key not in newest or one.vintage > newest[key].vintage:
            newest[key] = one
    table = get_follow_up_tables()[VALUES]
    found = []
    for one in values:
        before = newest.get((one.indicator, one.place, one.year, one.period))
        same_day = book.table(VALUES).get(table.key_of(one))
        value = _keep_mark(one, same_day or before)
        found.append(ValueChange(_kind(value, before, same_day), value, same_day or before))
    return found


def _keep_mark(value: IndicatorValue, before: IndicatorValue | None) -> IndicatorValue:
    """A number of a moment whose number is marked as not comparable, with the mark and what was written about it."""
    if before is None or before.state != NOT_COMPARABLE or value.value is None:
        return value
    return replace(value, state=NOT_COMPARABLE, note=before.note)


def _kind(value: IndicatorValue, before: IndicatorValue | None, same_day: IndicatorValue | None) -> str:
    if value.value is None and value.state == MISSING:  # that a file has no number does not take away one that is known
        return UNSAID
    if before is None:
        return NEW
    if any(one and (one.value, one.state) == (value.value, value.state) for one in (before, same_day)):
        return SAME
    if same_day:
        return CLASH
    return REVISED if value.vintage > before.vintage else EARLIER


def count_values(changes: Iterable[ValueChange]) -> Counter[str]:
    """How many values there are of each kind."""
    return Counter(one.kind for one in changes)


def find_clashes(changes: Iterable[ValueChange]) -> list[Finding]:
    """A finding of grade stop for every value that another was published on the same day as."""
    return [
        make_finding(
            "indicator-vintage",
            Place(file=get_follow_up_tables()[VALUES].name),
            name=one.value.indicator,
            year=str(one.value.year),
            found=_shown(one.value),
            expected=_shown(one.before),
        )
        for one in changes
        if one.kind == CLASH
    ]


def _shown(value: IndicatorValue | None) -> str:
    if value is None or value.value is None:
        return get_follow_up_choices("value_state")[value.state if value and value.state else "missing"].lower()
    return format_decimal(value.value)


def check_published(published: date, today: date, *, name: str) -> list[Finding]:
    """A finding of grade stop where the numbers of the file `name` are said to be published on a day that has not come."""
    return [make_finding("indicator-published", Place(file=name), found=format_day(published))] if published > today else []
