"""Findings: what a check says to people."""

from veikart.rules.findings.catalogue import FindingKind, get_catalogue, make_finding
from veikart.rules.findings.finding import GRADES, Finding, Place

__all__ = ["GRADES", "Finding", "FindingKind", "Place", "get_catalogue", "make_finding"]
