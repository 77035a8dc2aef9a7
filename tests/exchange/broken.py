"""The smallest dataset broken in one way at a time."""

from __future__ import annotations

from tests.exchange.broken_files import FILE_CASES
from tests.exchange.broken_references import REFERENCE_CASES
from tests.exchange.broken_values import VALUE_CASES

BROKEN = (*FILE_CASES, *VALUE_CASES, *REFERENCE_CASES)
ELSEWHERE = {
    "dataset-many": "test_many_findings_are_counted",
    "dataset-large": "test_too_many_files",
    "file-unreadable": "test_unreadable",
}
"""Codes that no edit of the smallest dataset gives: the test in test_dataset.py that does."""
