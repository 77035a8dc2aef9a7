"""Findings on the values of indicators and the places they are of."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.indicators import NOT_COMPARABLE, IndicatorPlace
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.follow_up.tables import get_follow_up_tables
from veikart.rules.words import format_day
from veikart.rules.years import INDICATORS, get_year_limits


def check_indicators(book: FollowUpBook) -> Iterator[Finding]:
    """Values that say two things or nothing, and groups that cannot be worked out, all grade stop; and values of years far away."""
    yield from _check_values(book)
    places = book.table("indicator_places")
    own = [key for key, one in places.items() if one.kind == "own"]
    if len(own) > 1:
        yield make_finding("indicator-own-place", _place("indicator_places", own[-1], "kind"), found=str(len(own)), expected="1")
    for key, place in places.items():
        yield from _check_group(key, place)
    for key, member in book.table("comparison_members").items():
        group = places[member.group]
        if group.kind != "group" or member.member == member.group or places[member.member].kind == "group":
            yield make_finding("indicator-member", _place("comparison_members", key, "member"), name=group.name, found=places[member.member].name)


def _place(table: str, key: str, field: str = "") -> Place:
    return get_follow_up_tables()[table].place_of(key, field)


def _check_values(book: FollowUpBook) -> Iterator[Finding]:
    words, limit = get_follow_up_choices("value_state"), get_year_limits()[INDICATORS]
    for key, one in book.table("indicator_values").items():
        if one.value is None and (not one.state or one.state == NOT_COMPARABLE):
            expected = ", ".join(word.lower() for state, word in words.items() if state != NOT_COMPARABLE)
            yield make_finding(
                "indicator-value-missing", _place("indicator_values", key, "value"), name=one.indicator, year=str(one.year), expected=expected
            )
        if one.value is not None and one.state not in {"", NOT_COMPARABLE}:
            found = words[one.state].lower()
            yield make_finding(
                "indicator-value-and-state", _place("indicator_values", key, "state"), name=one.indicator, year=str(one.year), found=found
            )
        if not limit.is_within(one.year, one.vintage.year):
            said = {"name": one.indicator, "year": str(one.year), "found": format_day(one.vintage), "expected": limit.words(one.vintage.year)}
            yield make_finding("indicator-row-year", _place("indicator_values", key, "year"), **said)


def _check_group(key: str, place: IndicatorPlace) -> Iterator[Finding]:
    if place.mean and place.kind != "group":
        words = get_follow_up_choices("indicator_place")
        yield make_finding("indicator-mean", _place("indicator_places", key, "mean"), name=place.name, found=words[place.kind].lower())
    if (place.mean == "weighted") != bool(place.weights):
        yield make_finding("indicator-weights", _place("indicator_places", key, "weights"), name=place.name)
