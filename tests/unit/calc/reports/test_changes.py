"""What changed since last time, and that what was not known is no change."""

from dataclasses import replace

from veikart.calc.reports import IndicatorSeen, MoneyLine, TaskSeen, UnitInputs, find_changes
from veikart.rules.reports.words import describe_change

BEFORE = UnitInputs(
    "skole",
    "Skole",
    money=MoneyLine("total", "Skole", revised=100_000_000, forecast=102_000_000),
    indicators=(IndicatorSeen("a", "Trivsel", "80 %", verdict="missed"), IndicatorSeen("b", "Fravær", "5 %", verdict="met")),
    tasks=(TaskSeen("t1", "Bygg skole", "I rute"), TaskSeen("t2", "Kjøp bord", "I rute"), TaskSeen("t3", "Flytt", "I rute")),
    absence_short=20_000,
    absence_long=50_000,
    man_years=100_000_000,
)
AFTER = replace(
    BEFORE,
    money=MoneyLine("total", "Skole", revised=100_000_000, forecast=99_500_000),
    indicators=(IndicatorSeen("a", "Trivsel", "91 %", verdict="met"), IndicatorSeen("b", "Fravær", "4 %", verdict="met")),
    tasks=(
        TaskSeen("t1", "Bygg skole", "Ferdig", is_done=True),
        TaskSeen("t2", "Kjøp bord", "I rute", days_late=3, is_late=True),
        TaskSeen("t3", "Flytt", "Usikkert"),
        TaskSeen("t4", "Mal", "Ikke begynt"),
    ),
    absence_short=18_000,
    man_years=98_500_000,
)


def said(before: UnitInputs, after: UnitInputs) -> list[str]:
    return [describe_change(one) for one in find_changes(before, after)]


def test_nothing_changed_says_nothing():
    assert said(BEFORE, BEFORE) == []


def test_every_change_is_a_sentence():
    assert [one.replace("\xa0", " ") for one in said(BEFORE, AFTER)] == [
        "Prognosen er flyttet fra merforbruk på 2,0 mill. kr til mindreforbruk på 0,5 mill. kr.",
        "Trivsel: målet er nådd.",
        "Fravær: 4 %, før 5 %.",
        "«Bygg skole» er ferdig.",
        "«Kjøp bord» er blitt 3 dager forsinket.",
        "«Flytt» er gått fra «I rute» til «Usikkert».",
        "Ny: «Mal».",
        "Sykefraværet har gått ned fra 7,0 % til 6,8 %.",
        "1,5 færre årsverk enn sist: 98,5 mot 100.",
    ]


def test_what_was_not_known_is_no_change():
    nothing = UnitInputs("skole", "Skole")
    assert said(nothing, AFTER) == []
    assert said(BEFORE, nothing) == []
