"""The findings of one file: every one is counted, and the first of each kind are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from veikart.rules.findings import Finding, Place, format_text, get_catalogue, make_finding

MOST_OF_A_KIND = 20


class Telling:
    """The findings while a file is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.counts: Counter[str] = Counter()
        self._listed: dict[str, list[Finding]] = {}

    def has_room(self, code: str) -> bool:
        """Whether another finding of that kind will be listed."""
        return len(self._listed.get(code, ())) < MOST_OF_A_KIND

    def report(self, code: str, *, row: int = 0, column: str = "", **words: str) -> None:
        """Add a finding in the file."""
        self.counts[code] += 1
        if self.has_room(code):
            place = Place(file=self.name, row=row, column=format_text(column))
            self._listed.setdefault(code, []).append(make_finding(code, place, **{key: format_text(one, longest=200) for key, one in words.items()}))

    def add(self, findings: Iterable[Finding]) -> None:
        """Add findings that are made."""
        for one in findings:
            self.counts[one.code] += 1
            self._listed.setdefault(one.code, []).append(one)

    def merge(self, other: Telling) -> None:
        """Take over what another has found."""
        self.counts += other.counts
        for code, some in other._listed.items():
            self._listed.setdefault(code, []).extend(some)

    def count_more(self, code: str, count: int) -> None:
        """Findings of a kind that are counted and not looked for."""
        if count > 0:
            self.counts[code] += count

    def get_findings(self) -> tuple[Finding, ...]:
        """What is listed, stops first, and after each kind how many more there are."""
        found: list[Finding] = []
        order = {"stop": 0, "warning": 1, "note": 2}
        for code in sorted(self._listed, key=lambda one: order[get_catalogue()[one].grade]):
            listed = self._listed[code]
            found += sorted(listed, key=lambda one: one.place.row)
            more = self.counts[code] - len(listed)
            if more > 0:
                found.append(make_finding("ledger-more", Place(file=self.name), found=str(more), name=listed[0].title))
        return tuple(found)

    @property
    def is_stopped(self) -> bool:
        """Whether something found keeps the file from being stored."""
        return any(get_catalogue()[code].grade == "stop" for code in self._listed)


def format_ore(ore: int) -> str:
    """Øre as kroner with two decimals, thousands apart.

    >>> format_ore(-123456789)
    '−1 234 567,89'
    """
    kroner, rest = divmod(abs(ore), 100)
    return f"{'−' if ore < 0 else ''}{kroner:,},{rest:02}".replace(",", " ", f"{kroner:,}".count(","))


def format_count(count: int) -> str:
    """A count with thousands apart.

    >>> format_count(1234567)
    '1 234 567'
    """
    return f"{count:,}".replace(",", " ")


def count_lines(count: int) -> str:
    """So many lines in words.

    >>> count_lines(1), count_lines(2000)
    ('1 linje', '2 000 linjer')
    """
    return f"{format_count(count)} linje{'' if count == 1 else 'r'}"
