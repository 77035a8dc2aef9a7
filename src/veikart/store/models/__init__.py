"""Tables: publications with their budget, printed figures, search entries and files, and the audit trail."""

from veikart.store.models.audit import AuditEntry
from veikart.store.models.budget import StoredAmount, StoredLayer, StoredMeasure, StoredUnit, StoredVersion
from veikart.store.models.document import StoredCheck, StoredFigure, StoredTable
from veikart.store.models.publication import Publication, PublishedFile, SearchEntry

__all__ = [
    "AuditEntry",
    "Publication",
    "PublishedFile",
    "SearchEntry",
    "StoredAmount",
    "StoredCheck",
    "StoredFigure",
    "StoredLayer",
    "StoredMeasure",
    "StoredTable",
    "StoredUnit",
    "StoredVersion",
]
