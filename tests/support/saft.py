"""A small SAF-T Financial file as an accounting system of a municipality writes it: masters first, analyses with one entry for each value."""

from __future__ import annotations

from collections.abc import Sequence

SPACE = 'xmlns="urn:StandardAuditFile-Taxation-Financial:NO" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
TYPES = {"A": "Ansvar", "T": "Tjeneste", "P": "Prosjekt"}
VALUES = (("A", "100", "Strand skole"), ("A", "200", "Vik skole"), ("T", "202", "Grunnskole"), ("P", "P1", "Uteskole"))
Line = tuple[str, str, str, str]
"""Account, cost centre, function, and the amount in kroner with two decimals; credit begins with a minus."""
VOUCHERS: Sequence[tuple[str, str, Sequence[Line]]] = (
    ("20260001", "2026-01-15", (("101000", "100", "202", "1500.00"), ("109900", "100", "202", "200.50"), ("232000", "", "", "-1700.50"))),
    ("20260002", "2026-02-15", (("101000", "200", "202", "700.00"), ("160000", "200", "202", "-100.25"), ("232000", "", "", "-599.75"))),
)


def make_saft(vouchers: Sequence[tuple[str, str, Sequence[Line]]] = VOUCHERS, types: dict[str, str] = TYPES) -> bytes:
    """The file, with the totals of what is in it."""
    amounts = [float(one[3]) for _number, _day, lines in vouchers for one in lines]
    debit, credit = (sum(one for one in amounts if one > 0), -sum(one for one in amounts if one < 0))
    entries = "".join(
        f"<AnalysisTypeTableEntry><AnalysisType>{kind}</AnalysisType><AnalysisTypeDescription>{types[kind]}</AnalysisTypeDescription>"
        f"<AnalysisID>{code}</AnalysisID><AnalysisIDDescription>{name}</AnalysisIDDescription></AnalysisTypeTableEntry>\n"
        for kind, code, name in VALUES
        if kind in types
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<AuditFile {SPACE}>\n<Header><AuditFileVersion>1.30</AuditFileVersion>'
        "<AuditFileCountry>NO</AuditFileCountry><SoftwareID>Regnskap</SoftwareID><DefaultCurrencyCode>NOK</DefaultCurrencyCode></Header>\n"
        "<MasterFiles>\n<GeneralLedgerAccounts><Account><AccountID>101000</AccountID><AccountDescription>Fast lønn</AccountDescription>"
        "<AccountType>GL</AccountType><OpeningDebitBalance>0</OpeningDebitBalance></Account></GeneralLedgerAccounts>\n"
        f"<AnalysisTypeTable>\n{entries}</AnalysisTypeTable>\n</MasterFiles>\n"
        f"<GeneralLedgerEntries><NumberOfEntries>{len(vouchers)}</NumberOfEntries><TotalDebit>{debit:.2f}</TotalDebit>"
        f"<TotalCredit>{credit:.2f}</TotalCredit>\n<Journal><JournalID>HB</JournalID><Description>Hovedbok</Description><Type>HB</Type>\n"
        f"{''.join(_voucher(*one) for one in vouchers)}</Journal></GeneralLedgerEntries>\n</AuditFile>\n"
    ).encode()


def _voucher(number: str, day: str, lines: Sequence[Line]) -> str:
    return (
        f"<Transaction><TransactionID>{number}</TransactionID><Period>{int(day[5:7])}</Period><PeriodYear>{day[:4]}</PeriodYear>"
        f"<TransactionDate>{day}</TransactionDate><Description>Bilag {number}</Description><SystemEntryDate>{day}</SystemEntryDate>\n"
        f"{''.join(_line(at, *one) for at, one in enumerate(lines, start=1))}</Transaction>\n"
    )


def _line(at: int, account: str, centre: str, function: str, amount: str) -> str:
    side = "Credit" if amount.startswith("-") else "Debit"
    analyses = "".join(
        f"<Analysis><AnalysisType>{kind}</AnalysisType><AnalysisID>{code}</AnalysisID></Analysis>"
        for kind, code in (("A", centre), ("T", function))
        if code
    )
    return (
        f"<Line><RecordID>{at}</RecordID><AccountID>{account}</AccountID>{analyses}<Description>Linje {at}</Description>"
        f"<{side}Amount><Amount>{amount.lstrip('-')}</Amount></{side}Amount></Line>\n"
    )
