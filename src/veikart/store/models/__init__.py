"""Tables: publications with their budget, printed figures, search entries and files, books of rows, runs, ledgers, people, and the audit trail."""

from veikart.store.models.audit import AuditEntry
from veikart.store.models.book import BookChange, BookPublication, BookRevision, BookRow
from veikart.store.models.budget import StoredAmount, StoredLayer, StoredMeasure, StoredUnit, StoredVersion
from veikart.store.models.document import StoredCheck, StoredFigure, StoredTable
from veikart.store.models.ledger import LedgerImport
from veikart.store.models.person import Person, SignInFailure
from veikart.store.models.publication import Publication, PublishedFile, SearchEntry
from veikart.store.models.reminder import ReminderChoice, SentDigest
from veikart.store.models.report import PublishedReport
from veikart.store.models.run import ForesightRun

__all__ = [
    "AuditEntry",
    "BookChange",
    "BookPublication",
    "BookRevision",
    "BookRow",
    "ForesightRun",
    "LedgerImport",
    "Person",
    "Publication",
    "PublishedFile",
    "PublishedReport",
    "ReminderChoice",
    "SearchEntry",
    "SentDigest",
    "SignInFailure",
    "StoredAmount",
    "StoredCheck",
    "StoredFigure",
    "StoredLayer",
    "StoredMeasure",
    "StoredTable",
    "StoredUnit",
    "StoredVersion",
]
