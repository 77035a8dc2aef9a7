"""What the figures say, in sentences: the words a report is filled in with before anybody has written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from veikart.calc.reports import Change, IndicatorSeen, InvestmentSeen, MoneyLine, Period, TaskSeen, UnitInputs
from veikart.rules.tables import PER_ONE
from veikart.rules.words import MONTHS, NO_BREAK_SPACE, format_count, format_decimal, format_mill, format_percent
from veikart.rules.words.sentences import join_words

MILL = f"{NO_BREAK_SPACE}mill.{NO_BREAK_SPACE}kr"
_MOST_NAMED = 4
SINCE_LAST = "sist"
"""What a period is held against, as it ends a sentence, where that is the one before it."""


def mill(nok: int) -> str:
    """An amount without its sign in millions with its unit."""
    return f"{format_mill(abs(nok))}{MILL}"


def percent(ppm: int, decimals: int = 1) -> str:
    """Parts per million as a percentage."""
    return format_percent(Fraction(ppm, PER_ONE), decimals)


def man_years(millionths: int) -> str:
    """Man-years, one decimal where they are no whole number."""
    return format_decimal(Fraction(millionths, PER_ONE), 0 if millionths % PER_ONE == 0 else 1)


def deviation_word(nok: int) -> str:
    """Whether a deviation (budget less use) is less used, more used, or none."""
    return "mindreforbruk" if nok > 0 else "merforbruk" if nok < 0 else "i balanse"


def describe_deviation(nok: int | None, share: int | None = None) -> str:
    """A deviation in words: «Merforbruk på 3,2 mill. kr (1,4 %)».

    >>> describe_deviation(None), describe_deviation(0)
    ('Ikke kjent', 'I balanse')
    """
    if nok is None:
        return "Ikke kjent"
    if nok == 0:
        return "I balanse"
    of = f" ({percent(abs(share))})" if share is not None else ""
    return f"{deviation_word(nok).capitalize()} på {mill(nok)}{of}"


def describe_money(line: MoneyLine, period: Period) -> Iterator[str]:
    """How the unit's money stands, in one or two sentences; nothing where nothing is known."""
    if line.deviation_to_date is not None and line.budget_to_date is not None and line.actual_to_date is not None and not period.is_whole_year:
        yield (
            f"Etter {month_words(period)} er det brukt {signed_mill(line.actual_to_date)} mot {signed_mill(line.budget_to_date)} "
            f"i budsjettet så langt: {describe_deviation(line.deviation_to_date).lower()}."
        )
    if line.deviation is not None and line.revised is not None and line.forecast is not None:
        what, budget = ("Regnskapet", "regulert budsjett") if period.is_whole_year else ("Prognosen for året", "revidert budsjett")
        told = describe_deviation(line.deviation, line.share).lower()
        yield f"{what} er {signed_mill(line.forecast)} mot {signed_mill(line.revised)} i {budget}: {told}."


def describe_investments(projects: Sequence[InvestmentSeen], period: Period) -> Iterator[str]:
    """How much of the year's budget for investments is used, and which project is farthest from its own."""
    budget, used, forecast = (sum(getattr(one, name) for one in projects) for name in ("budget", "used", "forecast"))
    when = f"i {period.year}" if period.is_whole_year else f"etter {month_words(period)}"
    yield f"Det er brukt {signed_mill(used)} av {signed_mill(budget)} til investeringer {when}."
    if not period.is_whole_year:
        yield f"Prognosen for investeringene i året er {signed_mill(forecast)}."
    farthest = max((one for one in projects if one.project), key=lambda one: abs(one.deviation), default=None)
    if farthest is not None and farthest.deviation:
        yield f"Størst avvik har {farthest.name}: {describe_deviation(farthest.deviation).lower()}."


def signed_mill(nok: int) -> str:
    """An amount with its sign in millions with its unit."""
    return f"{format_mill(nok)}{MILL}"


def month_words(period: Period) -> str:
    """The period's last month in words."""
    return MONTHS[period.last_month - 1]


def describe_indicators(indicators: Sequence[IndicatorSeen]) -> Iterator[str]:
    """How many targets are met, and which are not."""
    met = [one for one in indicators if one.verdict == "met"]
    missed = [one for one in indicators if one.verdict == "missed"]
    if met or missed:
        yield f"{format_count(len(met))} av {format_count(len(met) + len(missed))} måltall er nådd."
    if missed:
        yield f"Ikke nådd: {_names([one.name for one in missed])}."
    unknown = sum(one.verdict == "no_value" for one in indicators)
    if unknown:
        yield f"{_count(unknown, 'indikator har mål, men mangler', 'indikatorer har mål, men mangler')} tall."


def describe_tasks(tasks: Sequence[TaskSeen], *, one: str = "oppgave", many: str = "oppgaver") -> Iterator[str]:
    """How many tasks there are, how many are done, and which are late."""
    if not tasks:
        return
    done = sum(task.is_done for task in tasks)
    late = [task for task in tasks if task.is_late and not task.is_done]
    yield f"{_count(len(tasks), one, many)}: {format_count(done)} ferdig, {format_count(len(late))} forsinket."
    if late:
        yield f"Forsinket: {_names([task.name for task in sorted(late, key=lambda task: -task.days_late)])}."


def describe_people(inputs: UnitInputs) -> Iterator[str]:
    """Sick leave and man-years."""
    if inputs.absence is not None:
        parts = [(inputs.absence_short, "korttid"), (inputs.absence_long, "langtid")]
        told = " og ".join(f"{percent(value)} {name}" for value, name in parts if value is not None) if None not in {one for one, _ in parts} else ""
        yield f"Sykefraværet er {percent(inputs.absence)}{f' ({told})' if told else ''}."
    if inputs.man_years is not None:
        yield f"Det er {man_years(inputs.man_years)} årsverk."


def describe_change(change: Change, *, than: str = SINCE_LAST, is_over: bool = False) -> str:
    """What changed, in one sentence. `than` is what it is held against («sist», «i fjor», the name of a period); where the year `is_over`, the money
    is what it came to, and not where it is going."""
    match change.kind:
        case "forecast" if change.before is not None and change.after is not None and is_over:
            return f"Regnskapet endte med {_place(change.after)}, mot {_place(change.before)} {than}."
        case "forecast" if change.before is not None and change.after is not None and than != SINCE_LAST:
            return f"Det er ventet {_place(change.after)} i året, mot {_place(change.before)} {than}."
        case "forecast" if change.before is not None and change.after is not None:
            return f"Prognosen er flyttet fra {_place(change.before)} til {_place(change.after)}."
        case "absence" if change.before is not None and change.after is not None:
            way = "ned" if change.after < change.before else "opp"
            return f"Sykefraværet har gått {way} fra {percent(change.before)} til {percent(change.after)}."
        case "staff" if change.before is not None and change.after is not None:
            way = "færre" if change.after < change.before else "flere"
            return (
                f"{man_years(abs(change.after - change.before))} {way} årsverk enn {than}: {man_years(change.after)} mot {man_years(change.before)}."
            )
        case "target":
            return f"{change.name}: målet er {'nådd' if change.now == 'met' else 'ikke lenger nådd'}."
        case "done":
            return f"«{change.name}» er ferdig."
        case "late":
            days = f"{_count(change.after, 'dag', 'dager')} " if change.after else ""
            return f"«{change.name}» er blitt {days}forsinket."
        case "new_task":
            return f"Ny: «{change.name}»."
        case "task":
            return f"«{change.name}» er gått fra «{change.was}» til «{change.now}»."
        case _:
            return f"{change.name}: {change.now}, før {change.was}."


def describe_growth(now: MoneyLine, before: MoneyLine, *, is_over: bool = False) -> str:
    """How much more or less the ledger says than at the same time before: «regnskapet hittil er 4,2 % høyere»; empty where it is not known.

    >>> describe_growth(MoneyLine("total", "", actual_to_date=110), MoneyLine("total", "", actual_to_date=100))
    'regnskapet hittil er 10,0\xa0% høyere'
    """
    if not before.actual_to_date or now.actual_to_date is None:
        return ""
    change = Fraction(now.actual_to_date - before.actual_to_date, abs(before.actual_to_date))
    what = "regnskapet" if is_over else "regnskapet hittil"
    if change == 0:
        return f"{what} er uendret"
    return f"{what} er {format_percent(abs(change))} {'høyere' if change > 0 else 'lavere'}"


def _place(deviation: int) -> str:
    return "balanse" if deviation == 0 else f"{deviation_word(deviation)} på {mill(deviation)}"


def _count(number: int, one: str, many: str) -> str:
    return f"{format_count(number)} {one if number == 1 else many}"


def _names(names: Sequence[str]) -> str:
    shown = list(names[:_MOST_NAMED])
    more = len(names) - len(shown)
    if more:
        return f"{', '.join(shown)} og {format_count(more)} til"
    return join_words(shown)
