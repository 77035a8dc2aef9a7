"""What revisions have added to a budget, and the proposals they are made of."""

from __future__ import annotations

from collections import defaultdict

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.layers import Layer, Selection
from veikart.calc.revisions import REVISION, BudgetProposal
from veikart.rules.programme import Programme

MEMO, OPERATIONS = "9", "1"
GATHERED, PROPOSED, TURNED_DOWN = "gathered", "proposed", "turned_down"


def list_adopted(programme: Programme, *, version: str = "") -> tuple[Layer, ...]:
    """The revisions that are in the budget, oldest first: layers of their kind in the version, that of the plan years where none is given."""
    budget = programme.dataset.budget
    layers = budget.version_by_id[version or programme.main_version].layers
    return tuple(budget.layer_by_id[one] for one in layers if budget.layer_by_id[one].kind == REVISION)


def is_adopted(programme: Programme | None, revision: str) -> bool:
    """Whether the budget holds the revision."""
    return programme is not None and any(one.id == revision for one in list_adopted(programme))


def get_revision_amounts(programme: Programme, *, version: str = "", revision: str = "") -> dict[tuple[str, str, int], int]:
    """By unit, account and year, what adopted revisions (or the one) add to the budget: whole kroner, expenses positive. Memo accounts are left out.

    The revised budget is the original one and this.
    """
    layers = frozenset(one.id for one in list_adopted(programme, version=version) if revision in {"", one.id})
    found: dict[tuple[str, str, int], int] = defaultdict(int)
    for one in programme.table.amounts(Selection(layers=layers)) if layers else ():
        if not one.account.startswith(MEMO):
            found[one.unit, one.account, one.year] += one.nok
    return {place: nok for place, nok in found.items() if nok}


def get_frame_revisions(programme: Programme, *, version: str = "") -> dict[tuple[str, int], int]:
    """The same by unit and year over the accounts of operations; what is below a unit is not counted with it."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    for (unit, account, year), nok in get_revision_amounts(programme, version=version).items():
        if account.startswith(OPERATIONS):
            found[unit, year] += nok
    return dict(found)


def get_proposals(book: FollowUpBook, *, period: str = "", unit: str = "", revision: str = "", post: str = "") -> tuple[BudgetProposal, ...]:
    """The proposals that are of the period, the unit, the revision and the post, where these are given, in the book's order."""
    return tuple(
        one
        for one in book.table("proposals").values()
        if period in {"", one.period} and unit in {"", one.unit} and revision in {"", one.revision} and post in {"", one.post}
    )


def get_gathered(book: FollowUpBook, revision: str) -> tuple[BudgetProposal, ...]:
    """The proposals that have been taken into the revision."""
    return tuple(one for one in get_proposals(book, revision=revision) if one.status == GATHERED)
