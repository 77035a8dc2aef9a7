"""Readers: what pages and commands ask the database for."""

from veikart.store.queries.books import (
    BookState,
    HistoryEntry,
    PublishedBook,
    get_changes,
    get_economy_baseline,
    get_economy_state,
    get_follow_up_state,
    get_history,
    get_plan_state,
    get_published,
    get_published_follow_up,
    get_published_plan,
    get_row_versions,
    get_rows_changed_after,
    get_state,
)
from veikart.store.queries.dataset import get_dataset
from veikart.store.queries.ledger import get_ledger_folder, get_ledger_import, get_ledger_imports, get_lines, get_rollups
from veikart.store.queries.people import count_sign_in_failures, has_people
from veikart.store.queries.publications import get_current_publication, get_file, get_files, get_newest_publication
from veikart.store.queries.runs import get_book_at, get_newest_done, get_publication_of, get_run, get_run_json, get_run_result, get_runs
from veikart.store.queries.search import MOST_HITS, SearchHit, get_search_hits, stem_words

__all__ = [
    "MOST_HITS",
    "BookState",
    "HistoryEntry",
    "PublishedBook",
    "SearchHit",
    "count_sign_in_failures",
    "get_book_at",
    "get_changes",
    "get_current_publication",
    "get_dataset",
    "get_economy_baseline",
    "get_economy_state",
    "get_file",
    "get_files",
    "get_follow_up_state",
    "get_history",
    "get_ledger_folder",
    "get_ledger_import",
    "get_ledger_imports",
    "get_lines",
    "get_newest_done",
    "get_newest_publication",
    "get_plan_state",
    "get_publication_of",
    "get_published",
    "get_published_follow_up",
    "get_published_plan",
    "get_rollups",
    "get_row_versions",
    "get_rows_changed_after",
    "get_run",
    "get_run_json",
    "get_run_result",
    "get_runs",
    "get_search_hits",
    "get_state",
    "has_people",
    "stem_words",
]
