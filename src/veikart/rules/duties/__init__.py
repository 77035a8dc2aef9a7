"""Who answers for what in the organisation, and what each must do now."""

from veikart.rules.duties.answering import answers_for_unit, get_posts_of, get_unit_parents, is_own_post, walk_units_above
from veikart.rules.duties.digest import Digest, DigestLinks, name_period, write_digest
from veikart.rules.duties.duty import Duty, DutyAsk, DutySource, sort_duties
from veikart.rules.duties.waiting_ledgers import LONGEST_WAIT, WaitingLedger, find_ledger_duties

__all__ = [
    "LONGEST_WAIT",
    "Digest",
    "DigestLinks",
    "Duty",
    "DutyAsk",
    "DutySource",
    "WaitingLedger",
    "answers_for_unit",
    "find_ledger_duties",
    "get_posts_of",
    "get_unit_parents",
    "is_own_post",
    "name_period",
    "sort_duties",
    "walk_units_above",
    "write_digest",
]
