"""Leader agreements: what was agreed, and what has changed since."""

from veikart.calc.agreements.comparing import LineChange, compare_lines
from veikart.calc.agreements.rows import Agreement, AgreementLine

__all__ = ["Agreement", "AgreementLine", "LineChange", "compare_lines"]
