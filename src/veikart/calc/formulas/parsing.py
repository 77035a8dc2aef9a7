"""From the text of a formula to its parts."""

from __future__ import annotations

import ast
import math
import re
from dataclasses import dataclass
from functools import lru_cache

FUNCTIONS = frozenset({"sum", "mean", "abs"})
LONGEST_FORMULA = 4_000
DEEPEST_FORMULA = 200
"""Levels of parentheses and terms: evaluation goes one call deeper for each, so this keeps it far from Python's own limit."""
_REFERENCE = re.compile(r"\[([^\[\]]*)\]|\{([^{}]*)\}")
_PRINTED = re.compile(r"^(?P<table>[^:@]+):(?P<row>[^:@]+)(?:@(?P<column>-[0-9]{1,3}|[^@-][^@]*))?$")
_STAND_IN = re.compile(r"\b_[0-9]+\b")
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)


class FormulaError(ValueError):
    """A formula that cannot be read. The text says what is wrong and where."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One figure a formula asks for.

    Printed: `table`, `row` and perhaps `column` (a key, or `-1` for the column before). Computed: `selector`, the text between the braces.
    """

    text: str
    table: str = ""
    row: str = ""
    column: str = ""
    selector: str = ""

    @property
    def is_printed(self) -> bool:
        """Whether it is of a figure in a printed table, and not of the budget."""
        return bool(self.table)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: its text, the figures it asks for in order, and its syntax tree (names `_0`, `_1` … stand for the figures)."""

    text: str
    references: tuple[Reference, ...]
    tree: ast.expr


def _shown(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200]} …"


def parse_reference(text: str) -> Reference:
    """One reference with its brackets. Raises FormulaError."""
    inner = text[1:-1].strip()
    if text.startswith("{"):
        if not inner:
            raise FormulaError(f"tom adresse «{text}»")
        return Reference(text=text, selector=" ".join(inner.split()))
    match = _PRINTED.match(inner)
    if match is None:
        raise FormulaError(f"«{text}» er ikke en adresse på formen [tabell:rad] eller [tabell:rad@kolonne]")
    return Reference(text=text, table=match["table"], row=match["row"], column=match["column"] or "")


@lru_cache(maxsize=16_384)
def parse_formula(text: str) -> Formula:
    """The formula in `text`. Raises FormulaError with a Norwegian sentence.

    >>> [reference.row for reference in parse_formula("[4.5:inntekter] - [4.5:utgifter]").references]
    ['inntekter', 'utgifter']
    """
    if len(text) > LONGEST_FORMULA:
        raise FormulaError(f"formelen er på {len(text)} tegn; høyst {LONGEST_FORMULA} er tillatt")
    references: list[Reference] = []

    def name_reference(match: re.Match[str]) -> str:
        references.append(parse_reference(match.group(0)))
        return f" _{len(references) - 1} "

    if _STAND_IN.search(_REFERENCE.sub("", text)):
        raise FormulaError(f"formelen «{_shown(text)}» bruker et navn som ikke er en adresse")
    plain = _REFERENCE.sub(name_reference, text).strip()
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise FormulaError(f"formelen «{_shown(text)}» kan ikke leses") from None
    _check_depth(tree, text)
    _check_tree(tree, text, len(references))
    return Formula(text=text, references=tuple(references), tree=tree)


def _check_depth(tree: ast.expr, text: str) -> None:
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST_FORMULA):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise FormulaError(f"formelen «{_shown(text)}» har mer enn {DEEPEST_FORMULA} ledd eller parenteser i hverandre")


def _check_tree(tree: ast.expr, text: str, count: int) -> None:
    """Only numbers, figures, the four operators and the three functions are let through."""
    names = {f"_{index}" for index in range(count)}
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(op=op) if isinstance(op, _OPERATORS):
                continue
            case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
                continue
            case ast.Constant(value=value) if type(value) is int or (type(value) is float and math.isfinite(value)):
                continue
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
                if len(args) != 1 and (name == "abs" or not args):
                    raise FormulaError(f"«{name}» i formelen «{_shown(text)}» har feil antall ledd")
            case ast.Name(id=name) if name in names or (name in FUNCTIONS and id(node) in called):
                continue
            case ast.operator() | ast.unaryop() | ast.expr_context():
                continue
            case _:
                raise FormulaError(f"formelen «{_shown(text)}» bruker noe annet enn tall, adresser, + - * / og {', '.join(sorted(FUNCTIONS))}")
