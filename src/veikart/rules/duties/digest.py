"""What a person must do now, as a mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from veikart.rules.duties.duty import Duty

SHOWN = 20
"""Duties in one mail; the rest is counted."""


@dataclass(frozen=True, slots=True)
class DigestLinks:
    """Where the mail leads: the page of everything, where it is chosen how often to be reminded, and where it ends at once."""

    my_page: str
    settings: str
    unsubscribe: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A mail in plain text."""

    subject: str
    text: str


def write_digest(duties: Sequence[Duty], *, municipality: str, today: date, url: Callable[[Duty], str], links: DigestLinks) -> Digest:
    """The mail with what must be done, in the order it should be; never with anybody else's. `url` gives the whole address of each."""
    number = len(duties)
    late = sum(1 for one in duties if one.due and one.due < today)
    what = "én ting" if number == 1 else f"{number} ting"
    subject = f"Du har {what} å gjøre i oppfølgingen"
    lead = f"Du har {what} å gjøre i oppfølgingen for {municipality}."
    if late:
        lead += (
            " Fristen er ute." if number == late == 1 else " Fristen er ute for alle." if number == late else f" For {late} av dem er fristen ute."
        )
    lines = [f"{place}. {_line(one, today)}\n   {url(one)}" for place, one in enumerate(duties[:SHOWN], start=1)]
    rest = [f"… og {number - SHOWN} til på Min side."] if number > SHOWN else []
    foot = f"Alt på ett sted: {links.my_page}\nVelg hvor ofte du får dette: {links.settings}\nIkke få det mer: {links.unsubscribe}"
    return Digest(subject, "\n\n".join([lead, *lines, *rest, "--\n" + foot]) + "\n")


def _line(one: Duty, today: date) -> str:
    day = f"{one.due:%d.%m.%Y}" if one.due else "Ingen frist"
    late = " (over fristen)" if one.due and one.due < today else ""
    return f"{day}{late}: {one.words}." + (f" {one.reason}" if one.reason else "")


def name_period(digest: str, day: date) -> str:
    """The day or the week a digest is for, the same for all days of a week where it is weekly.

    >>> name_period("daily", date(2026, 11, 22)), name_period("weekly", date(2026, 11, 22))
    ('2026-11-22', '2026-W47')
    """
    if digest == "daily":
        return day.isoformat()
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
