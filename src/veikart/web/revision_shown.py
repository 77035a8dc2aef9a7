"""A budget revision as pages show it: how far it has come, whether it balances, and what it does to the budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from veikart.calc.revisions import Balance, BudgetProposal, BudgetRevision, add_up_balance
from veikart.rules.economy.trials import Judged, Trial, compare_trial, judge
from veikart.rules.findings import Finding
from veikart.rules.programme import Programme
from veikart.rules.revisions import (
    check_revision,
    find_moved,
    find_version_before,
    get_gathered,
    get_revision_amounts,
    is_adopted,
    make_base,
    take_off,
    try_proposals,
)
from veikart.rules.tables import stops
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.keeping import remember

STATEMENTS = ("1A", "1B", "2A", "5-4", "5-6")
"""The forms whose moved lines are shown."""


@dataclass(frozen=True)
class RevisionShown:
    """A revision with what has been gathered into it and the budget it changes, None where no budget is published."""

    revision: BudgetRevision
    gathered: tuple[BudgetProposal, ...]
    programme: Programme | None

    @property
    def years(self) -> tuple[int, ...]:
        return self.programme.dataset.plan_years if self.programme else (self.revision.year,)

    @cached_property
    def is_adopted(self) -> bool:
        return is_adopted(self.programme, self.revision.id)

    @cached_property
    def balances(self) -> tuple[Balance, ...]:
        return add_up_balance(self.gathered, self.years)

    @property
    def is_financed(self) -> bool:
        return all(one.is_financed for one in self.balances)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with it as it stands: against the budget before it is in it, against what was taken in after."""
        if self.programme is None or (not self.gathered and not self.is_adopted):
            return []
        if self.is_adopted:
            return find_moved(self.revision, self.gathered, get_revision_amounts(self.programme, revision=self.revision.id), self.years)
        return check_revision(self.revision, self.gathered, self.programme.dataset)

    @cached_property
    def trial(self) -> Trial | None:
        """The ratios and findings before and after; None where it leads nowhere in the budget."""
        return compare_trial(*self._judged) if self._judged else None

    @cached_property
    def _judged(self) -> tuple[Judged, Judged] | None:
        """The programme before and after, under the rules."""
        if self.programme is None or not self.gathered or any(one.code != "revision-balance" for one in stops(self.findings)):
            return None
        if self.is_adopted:
            before = take_off(self.programme.dataset, self.revision.id)
            return (judge(Programme(before)), judge(self.programme)) if before else None
        base = make_base(self.programme.dataset, self.revision)
        return judge(base), judge(try_proposals(base, self.revision.id, self.gathered))

    @cached_property
    def moved_lines(self) -> Mapping[str, list[tuple[str, int, int]]]:
        """By form, the lines that move in the year of the revision: label, and whole kroner before and after."""
        if self._judged is None:
            return {}
        before, after = self._judged[0].programme, self._judged[1].programme
        found = {form: _find_moved_lines(before, after, form, self.revision.year) for form in STATEMENTS}
        return {form: lines for form, lines in found.items() if lines}

    @property
    def versions(self) -> tuple[str, str] | None:
        """The version before and the one with the revision in it, to compare; None before it is taken in."""
        if self.programme is None or not self.is_adopted:
            return None
        budget = self.programme.dataset.budget
        own = next((one.id for one in budget.versions if one.layers[-1:] == (self.revision.id,)), "")
        before = find_version_before(budget, own, self.revision.id) if own else None
        return (before, own) if before else None


def _find_moved_lines(before: Programme, after: Programme, form: str, year: int) -> list[tuple[str, int, int]]:
    old, new = before.main_version, after.main_version
    found = []
    lines = after.rows(form, tuple(one for one in after.columns if one.year == year))
    for line in (one for one in lines if one.kind != "heading"):
        was, now = (one.figures(form, line.id, version).get(year, (0, 0, ""))[0] for one, version in ((before, old), (after, new)))
        if was != now:
            found.append((line.label, was, now))
    return found


def get_revision_shown(shown: FollowUpShown, key: str) -> RevisionShown | None:
    """The revision with this id as the reader sees it, or None. Kept while it, its proposals and the budget are the same."""
    revision = shown.book.table("revisions").get(key)
    programme = shown.programme
    if revision is None:
        return None
    of = (shown.book.table("revisions"), shown.book.table("proposals"), programme)
    found: RevisionShown = remember(
        ("revision", key, str(shown.is_draft)), lambda: RevisionShown(revision, get_gathered(shown.book, key), programme), of=of
    )
    return found
