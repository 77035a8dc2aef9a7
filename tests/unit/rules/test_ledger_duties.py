"""What economists must do with files that wait."""

from datetime import UTC, date, datetime

from veikart.rules.duties import WaitingLedger, find_ledger_duties

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_each_file_that_waits_is_one_duty_and_those_read_in_are_none():
    waiting = [
        WaitingLedger("inbox", "a.csv", AT, 10),
        WaitingLedger("inbox", "b.csv", AT, 10, number=4),
        WaitingLedger("read", "c.csv", AT, token="11"),
        WaitingLedger("sent", "d.csv", AT, token="22"),
    ]
    assert [(one.words, one.due, one.address, one.args) for one in find_ledger_duties(waiting)] == [
        ("Les inn «a.csv»", None, "ledger-import", ()),
        ("Bekreft eller forkast «c.csv»", date(2026, 3, 2), "ledger-preview", ("11",)),
        ("Si hvordan «d.csv» leses", date(2026, 3, 2), "ledger-layout", ("22",)),
    ]
