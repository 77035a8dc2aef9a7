"""Plain files of ledger lines, read and added up by all processors at once."""

from veikart.exchange.ledger.scanning.files import scan_file
from veikart.exchange.ledger.scanning.scan import Scan

__all__ = ["Scan", "scan_file"]
