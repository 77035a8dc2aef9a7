"""Which table becomes which sheet."""

from __future__ import annotations

from typing import BinaryIO

from veikart.rules.assessment import Assessment


def make_sheet(assessment: Assessment, sheet: str, name: str, stream: BinaryIO) -> bool:
    """Write the sheet to `stream`; False where there is no such table."""
    return False
