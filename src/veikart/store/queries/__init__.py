"""Readers: what pages and commands ask the database for."""

from veikart.store.queries.dataset import get_dataset
from veikart.store.queries.people import count_sign_in_failures, has_people
from veikart.store.queries.plan_system import (
    HistoryEntry,
    PlanState,
    PublishedPlan,
    get_changes,
    get_history,
    get_plan_state,
    get_published_plan,
    get_row_versions,
    get_rows_changed_after,
)
from veikart.store.queries.publications import get_current_publication, get_file, get_files, get_newest_publication
from veikart.store.queries.search import MOST_HITS, SearchHit, get_search_hits, stem_words

__all__ = [
    "MOST_HITS",
    "HistoryEntry",
    "PlanState",
    "PublishedPlan",
    "SearchHit",
    "count_sign_in_failures",
    "get_changes",
    "get_current_publication",
    "get_dataset",
    "get_file",
    "get_files",
    "get_history",
    "get_newest_publication",
    "get_plan_state",
    "get_published_plan",
    "get_row_versions",
    "get_rows_changed_after",
    "get_search_hits",
    "has_people",
    "stem_words",
]
