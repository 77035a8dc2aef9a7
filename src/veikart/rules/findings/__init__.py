"""Findings: what a check says to people."""

from veikart.rules.findings.catalogue import FindingKind, get_catalogue, make_finding
from veikart.rules.findings.finding import GRADES, UNSEEN, Finding, Place, format_text

__all__ = ["GRADES", "UNSEEN", "Finding", "FindingKind", "Place", "format_text", "get_catalogue", "make_finding"]
