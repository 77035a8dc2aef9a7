"""The findings of the follow-up by where they are mended: the rows of its book, its revisions, the climate in the economy's book, the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.findings import GRADES, Finding, Place, get_catalogue
from veikart.rules.follow_up import check_follow_up_book
from veikart.rules.follow_up.crossing import Crossing, find_crossing
from veikart.rules.words import format_count
from veikart.web.economy_shown import get_economy_shown
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.keeping import remember
from veikart.web.ledger_shown import LedgerShown, make_ledger_shown
from veikart.web.links import with_query
from veikart.web.pages.economy.findings import mend_url
from veikart.web.pages.follow_up.climate_findings import find_climate_findings
from veikart.web.revision_shown import get_revision_shown

REVISED = frozenset({"revisions", "proposals"})
"""Tables whose rows are mended on the pages of revisions."""
STORED = "stored"
OF_HIDDEN_ROWS = frozenset({"report-twice-a-year"})
"""Findings that count rows a visitor does not see: they would be told of what is not so."""


@dataclass(frozen=True)
class FindingGroup:
    """The findings that are mended in one place, with the address of that place and of what each is about (empty where there is none to go to)."""

    id: str
    name: str
    url: str
    words: str
    findings: tuple[tuple[Finding, str], ...]

    def count(self, grade: str) -> int:
        """How many there are of a grade."""
        return sum(one.grade == grade for one, _url in self.findings)


def list_groups(request: HttpRequest, shown: FollowUpShown) -> list[FindingGroup]:
    """The groups that have any findings, each with the gravest first."""
    rows = _find_in_book(shown)
    revised = [one for one in rows if one.place.figure.partition(":")[0] in REVISED]
    found = (
        _group("rader", _("Oppfølgingsboken"), "follow-up-tables", _("Se tabellene"), [one for one in rows if one not in revised], _row_url(shown)),
        _group("revisjoner", _("Revisjonene"), "revisions", _("Se revisjonene"), [*revised, *_find_in_revisions(shown)], _row_url(shown)),
        _list_climate(request),
        _list_ledger(request, shown),
    )
    return [one for one in found if one and one.findings]


def _group(key: str, name: str, address: str, words: str, found: Iterable[Finding], url_of: Callable[[Finding], str]) -> FindingGroup:
    ordered = sorted(found, key=lambda one: (GRADES.index(one.grade), one.code))
    return FindingGroup(key, name, reverse(address), words, tuple((one, url_of(one)) for one in ordered))


def _find_in_book(shown: FollowUpShown) -> list[Finding]:
    """What is found on the rows of the book, and between it and the plan and the budget; kept while they are the same."""
    programme = shown.programme

    def find() -> list[Finding]:
        measures = programme.budget.measure_by_id.keys() if programme else None
        found = [*check_follow_up_book(shown.book), *find_crossing(Crossing(shown.book, shown.system, measures))]
        return [one for one in found if shown.is_draft or one.code not in OF_HIDDEN_ROWS]

    found: list[Finding] = remember(("follow-up-findings", str(shown.is_draft)), find, of=(shown.book, shown.system, programme))
    return found


def _find_in_revisions(shown: FollowUpShown) -> list[Finding]:
    revisions = (get_revision_shown(shown, key) for key in shown.book.table("revisions"))
    return [finding for one in revisions if one for finding in one.findings]


def _row_url(shown: FollowUpShown) -> Callable[[Finding], str]:
    return partial(row_url, shown)


def row_url(shown: FollowUpShown, finding: Finding) -> str:
    """The page of a revision, or the form of the row for those who may edit it; empty where there is none."""
    table, _mark, key = finding.place.figure.partition(":")
    if table == "revisions" and key in shown.book.table(table):
        return reverse("revision", args=[key])
    if not shown.can_edit or key not in shown.book.table(table):
        return ""
    return with_query(reverse("edit-follow-up-row", args=[table, key]), next=reverse("follow-up-findings"))


def _list_climate(request: HttpRequest) -> FindingGroup | None:
    """What is found about the climate, which is mended in the economy's book."""
    economy = get_economy_shown(request)
    if economy is None or not economy.years:
        return None
    found = find_climate_findings(economy)
    return _group("klima", _("Klimabudsjettet"), "climate", _("Se klimabudsjettet"), found, partial(mend_url, economy))


def _list_ledger(request: HttpRequest, shown: FollowUpShown) -> FindingGroup | None:
    """What is found in the newest month of the ledger and told of in its files; only for those who may see the ledger."""
    ledger = make_ledger_shown(request, shown) if shown.is_draft else None
    if ledger is None:
        return None
    found = [(one, _ledger_url(shown, ledger, one)) for one in ledger.report.findings]
    found += [pair for one in ledger.imports if one.status == STORED for pair in _list_file(one.number, one.file_name, one.findings)]
    ordered = sorted(found, key=lambda pair: (GRADES.index(pair[0].grade), pair[0].code))
    return FindingGroup("regnskap", _("Regnskapet"), reverse("ledger-report"), _("Se regnskapet"), tuple(ordered))


def _ledger_url(shown: FollowUpShown, ledger: LedgerShown, finding: Finding) -> str:
    """The row or the table a finding is about where there is one, else the ledger itself."""
    table, mark, _key = finding.place.figure.partition(":")
    own = row_url(shown, finding)
    return own or (reverse("follow-up-table", args=[table]) if mark and shown.can_edit else ledger.link("ledger-report"))


def _list_file(number: int, name: str, told: Iterable[tuple[str, int]]) -> list[tuple[Finding, str]]:
    """What was told of a file before it was confirmed, kind by kind, with how many times."""
    url, catalogue = reverse("ledger-import-page", args=[number]), get_catalogue()
    words, found = _("%(name)s: %(title)s, %(count)s ganger."), []
    for kind, count in ((catalogue[code], count) for code, count in told if code in catalogue):
        sentence = words % {"name": name, "title": kind.title, "count": format_count(count)}
        found.append((Finding(kind.code, kind.grade, kind.title, sentence, kind.remedy, Place()), url))
    return found
