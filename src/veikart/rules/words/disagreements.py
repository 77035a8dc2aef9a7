"""What the check of a document against itself came to, counted in words."""

from __future__ import annotations

from veikart.calc.documents import DocumentCheck
from veikart.rules.words.numbers import format_count


def disagreement_words(check: DocumentCheck) -> str:
    """How many times the document disagrees with itself, and in how many printed figures: «41 motsigelser i 39 tall»."""
    count = len(check.disagreements)
    return f"{format_count(count)} {'motsigelse' if count == 1 else 'motsigelser'} i {format_count(len(check.disagreeing))} tall"
