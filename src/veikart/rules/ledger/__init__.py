"""What the rules say of ledgers: the codes of a year, the words accounting systems use, and Statistics Norway's controls of KOSTRA accounts."""

from veikart.rules.ledger.codes import get_arts, get_functions, get_ledger_codes, read_kostra_rules
from veikart.rules.ledger.controls import find_kostra_controls
from veikart.rules.ledger.headings import SYSTEM_NAMES, get_ledger_column, get_ledger_system, is_sum_word
from veikart.rules.ledger.kostra_sums import ORE_IN_THOUSAND, TREASURY, KostraSum, list_kostra_classes, sum_kostra, sum_kostra_sums

__all__ = [
    "ORE_IN_THOUSAND",
    "SYSTEM_NAMES",
    "TREASURY",
    "KostraSum",
    "find_kostra_controls",
    "get_arts",
    "get_functions",
    "get_ledger_codes",
    "get_ledger_column",
    "get_ledger_system",
    "is_sum_word",
    "list_kostra_classes",
    "read_kostra_rules",
    "sum_kostra",
    "sum_kostra_sums",
]
