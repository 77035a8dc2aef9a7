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
from veikart.store.queries.ledger import get_import_folder, get_ledger_folder, get_ledger_import, get_ledger_imports
from veikart.store.queries.people import count_sign_in_failures, has_people
from veikart.store.queries.publications import (
    get_current_publication,
    get_file,
    get_files,
    get_newest_publication,
    get_publication_before,
    has_layer,
)
from veikart.store.queries.reports import get_newest_documents, get_published_report, get_published_reports
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
    "get_import_folder",
    "get_ledger_folder",
    "get_ledger_import",
    "get_ledger_imports",
    "get_newest_documents",
    "get_newest_done",
    "get_newest_publication",
    "get_plan_state",
    "get_publication_before",
    "get_publication_of",
    "get_published",
    "get_published_follow_up",
    "get_published_plan",
    "get_published_report",
    "get_published_reports",
    "get_row_versions",
    "get_rows_changed_after",
    "get_run",
    "get_run_json",
    "get_run_result",
    "get_runs",
    "get_search_hits",
    "get_state",
    "has_layer",
    "has_people",
    "stem_words",
]
