"""Budget revisions: proposals that are gathered, checked against the budget and the law, and taken in as a layer."""

from veikart.rules.revisions.amounts import (
    GATHERED,
    PROPOSED,
    TURNED_DOWN,
    get_frame_revisions,
    get_gathered,
    get_proposals,
    get_revision_amounts,
    is_adopted,
    list_adopted,
)
from veikart.rules.revisions.checking import check_revision, find_moved, make_adopted_finding, make_state_finding
from veikart.rules.revisions.layering import add_revision, decided_words, find_version_before, take_off, try_proposals
from veikart.rules.revisions.public import remove_open_revisions
from veikart.rules.revisions.trying import find_broken, make_base

__all__ = [
    "GATHERED",
    "PROPOSED",
    "TURNED_DOWN",
    "add_revision",
    "check_revision",
    "decided_words",
    "find_broken",
    "find_moved",
    "find_version_before",
    "get_frame_revisions",
    "get_gathered",
    "get_proposals",
    "get_revision_amounts",
    "is_adopted",
    "list_adopted",
    "make_adopted_finding",
    "make_base",
    "make_state_finding",
    "remove_open_revisions",
    "take_off",
    "try_proposals",
]
