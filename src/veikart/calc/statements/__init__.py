"""Statements as linear maps of amounts, defined as data."""

from veikart.calc.statements.accounts import Account, AccountPlan
from veikart.calc.statements.compiled import CompiledForm, compile_form
from veikart.calc.statements.evaluation import StatementEngine
from veikart.calc.statements.filled import ELSEWHERE, EXACT, JOINED, MISSING, STATES, Cell, Row, Statement
from veikart.calc.statements.forms import Form, Line, Selector

__all__ = [
    "ELSEWHERE",
    "EXACT",
    "JOINED",
    "MISSING",
    "STATES",
    "Account",
    "AccountPlan",
    "Cell",
    "CompiledForm",
    "Form",
    "Line",
    "Row",
    "Selector",
    "Statement",
    "StatementEngine",
    "compile_form",
]
