"""What the rules say of ledgers: the codes of a year, the words accounting systems use, and Statistics Norway's controls of KOSTRA accounts."""

from veikart.rules.ledger.codes import get_arts, get_functions, get_ledger_codes, read_kostra_rules
from veikart.rules.ledger.controls import find_kostra_controls
from veikart.rules.ledger.headings import SYSTEM_NAMES, get_ledger_column, get_ledger_system, is_sum_word

__all__ = [
    "SYSTEM_NAMES",
    "find_kostra_controls",
    "get_arts",
    "get_functions",
    "get_ledger_codes",
    "get_ledger_column",
    "get_ledger_system",
    "is_sum_word",
    "read_kostra_rules",
]
