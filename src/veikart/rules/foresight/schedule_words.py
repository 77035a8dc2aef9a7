"""An order of investments in Norwegian words: what it comes to, how good it is, what binds, what more room gives, and what is in conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from veikart.calc.economy import EconomyBook
from veikart.calc.schedule import (
    AFTER,
    DEBT,
    EXCLUSIVE,
    INFEASIBLE,
    RESULT,
    STARTS,
    UNKNOWN,
    Conflict,
    Dependency,
    Gain,
    Price,
    Room,
    Schedule,
)
from veikart.rules.foresight.schedule import Asked
from veikart.rules.words import format_decimal, in_mill

ENOUGH_NOK = 10_000_000
"""What the worth of more room is told for."""
NEAR = {DEBT: 500, RESULT: 500}
"""A limit that is missed by less than this (half a tenth of a percentage point, or ENOUGH_NOK) counts as kept when all is worked out again."""
LEAST_TOLD = Fraction(1, 100)


def say_answer(asked: Asked, found: Schedule) -> str:
    """The order in one sentence, with how far it may be from the best."""
    if found.state == INFEASIBLE:
        return "Ingen rekkefølge holder alle grensene"
    if found.state == UNKNOWN:
        return "Ingen rekkefølge ble funnet på den tiden som var satt av"
    left = len(asked.problem.candidates) - len(found.starts)
    built = f"{len(found.starts)} prosjekter" if len(found.starts) != 1 else "1 prosjekt"
    unbuilt = f", {left} bygges ikke" if left else ""
    return f"{built} i rekkefølge{unbuilt}: {_value(found)}, {say_gap(found.gap)}"


def _value(found: Schedule) -> str:
    return f"kostnaden er {in_mill(found.cost)}" if found.objective == "cost" else f"{found.delay} poeng ventetid"


def say_gap(gap: float) -> str:
    """How far from the best it may be.

    >>> say_gap(0.0), say_gap(0.0123)
    ('bevist at ingen er bedre', 'bevist at ingen er mer enn 1,3 prosent bedre')
    """
    if gap == 0:
        return "bevist at ingen er bedre"
    if gap == float("inf"):
        return "uten bevis for hvor god den er"
    tenths = -((-round(gap * 1_000_000)) // 1_000)
    return f"bevist at ingen er mer enn {format_decimal(Fraction(tenths, 10), 1)} prosent bedre"


def name_limit(book: EconomyBook, kind: str, source: str) -> str:
    """What people call a limit: the target of the long economy, or the capacity."""
    row = book.table("outlook_limits").get(source) or book.table("schedule_capacities").get(source)
    return f"«{row.name}»" if row else kind


def say_prices(book: EconomyBook, prices: Iterable[Price], objective: str) -> list[str]:
    """What more room of each limit that binds is worth, dearest first."""
    found = []
    for one in prices:
        room = one.room
        worth = Fraction(one.price) if room.limit.kind == STARTS else Fraction(one.price) * ENOUGH_NOK
        if worth < LEAST_TOLD:
            continue
        more = "plass til ett prosjekt til" if room.limit.kind == STARTS else f"{in_mill(ENOUGH_NOK)} mer rom"
        found.append(f"{name_limit(book, room.limit.kind, room.limit.source)} i {room.year}: {more} gir om lag {_worth(worth, objective)}.")
    return found


def _worth(worth: Fraction, objective: str) -> str:
    amount = format_decimal(worth, 2)
    return f"{amount} mill. kr lavere kostnad" if objective == "cost" else f"{amount} poeng mindre ventetid"


def say_gain(book: EconomyBook, gain: Gain, asked: Asked, objective: str) -> str:
    """What more room really gives, worked out again."""
    source = next((one.source for one in asked.problem.limits if (one.kind, one.group) == (gain.kind, gain.group)), "")
    more = {
        DEBT: f"{_points(gain.step, 0)} mer gjeld",
        RESULT: f"{_points(gain.step, 1)} lavere resultat",
        STARTS: "ett prosjekt til",
    }.get(gain.kind, f"{in_mill(gain.step)} mer")
    before, after, bound = (_objective(one, objective) for one in (gain.before, gain.value, gain.bound))
    name = name_limit(book, gain.kind, source)
    if after == before:
        return f"Det er {name} som stopper mest. Med {more} hvert år ble det likevel ikke funnet noe bedre. Lavere enn {bound} kan det ikke bli."
    sure = "Det er bevist like sikkert som rekkefølgen selv." if gain.is_sure else f"Det kan finnes noe bedre, men ikke under {bound}."
    return f"Det er {name} som stopper mest. Med {more} hvert år blir det {after} i stedet for {before}, når alt regnes på nytt. {sure}"


def _points(ppm: int, decimals: int) -> str:
    return f"{format_decimal(Fraction(ppm, 10_000), decimals)} prosentpoeng"


def _objective(value: float, objective: str) -> str:
    return f"{format_decimal(Fraction(value), 0)} mill. kr" if objective == "cost" else f"{round(value)} poeng"


def say_broken(book: EconomyBook, asked: Asked, measured: Mapping[str, Sequence[int]]) -> list[str]:
    """The limits that do not hold after all when the whole economy is worked out again, with how far they are missed."""
    worst: dict[tuple[str, str], tuple[int, int]] = {}
    for one in asked.problem.limits:
        if one.kind not in measured or one.path > 0:
            continue
        value = measured[one.kind][one.first_year - asked.problem.years[0]]
        over = value - one.value if one.kind == DEBT else one.value - value
        if over > NEAR.get(one.kind, ENOUGH_NOK) and over > worst.get((one.kind, one.source), (0, 0))[0]:
            worst[one.kind, one.source] = (over, one.first_year)
    return [f"{name_limit(book, kind, source)} i {year}: {_missed(kind, over)}." for (kind, source), (over, year) in worst.items()]


def _missed(kind: str, over: int) -> str:
    if kind in {DEBT, RESULT}:
        return f"{format_decimal(Fraction(over, 10_000), 1)} prosentpoeng fra grensen"
    return f"{in_mill(over)} fra grensen"


def say_conflict(book: EconomyBook, conflict: Conflict) -> list[str]:
    """What cannot be kept together, each in a sentence."""
    said = [f"{name_limit(book, kind, source)} i {_spans(years)}." for (kind, source), years in _by_limit(conflict.rooms).items()]
    said += [_say_tie(book, one) for one in conflict.dependencies]
    said += [_say_tie(book, one) for one in _alternatives(book, conflict)]
    for one in conflict.must:
        end = f"og kan begynne fra {one.earliest} til {one.latest}" if one.earliest <= one.latest else "men har ingen år det kan begynne"
        said.append(f"«{one.name}» må bygges, koster {in_mill(sum(one.costs))} {end}.")
    return said


def _alternatives(book: EconomyBook, conflict: Conflict) -> list[Dependency]:
    """The projects that must be built and are alternatives to each other, where no row of that is in the conflict already."""
    must = {one.id for one in conflict.must}
    rows = [Dependency(one.project, one.other, one.kind) for one in book.table("schedule_ties").values() if one.kind == EXCLUSIVE]
    return [one for one in rows if {one.project, one.other} <= must and one not in conflict.dependencies]


def say_conflict_ends(conflict: Conflict) -> str:
    """What follows from it."""
    if conflict.is_minimal:
        return "Dette kan ikke holdes samtidig. Alt på listen trengs for at det skal være slik: løsner du på én av dem, går resten sammen."
    return "Dette kan ikke holdes samtidig. Tiden var ute før listen var kortest mulig, så noe på den kan være unødvendig."


def _by_limit(rooms: Iterable[Room]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for one in rooms:
        found.setdefault((one.limit.kind, one.limit.source), []).append(one.year)
    return found


def _spans(years: Iterable[int]) -> str:
    """Years in words.

    >>> _spans([2027, 2025, 2026, 2030])
    '2025–2027 og 2030'
    """
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"


def _say_tie(book: EconomyBook, one: Dependency) -> str:
    rows = book.table("schedule_projects")
    first, second = rows[one.project].name, rows[one.other].name
    if one.kind == AFTER:
        gap = f", og {one.gap} år til" if one.gap > 0 else ""
        return f"«{first}» skal begynne når «{second}» er i bruk{gap}."
    return f"Bare ett av «{first}» og «{second}» bygges." if one.kind == EXCLUSIVE else f"«{first}» og «{second}» begynner samme år."
