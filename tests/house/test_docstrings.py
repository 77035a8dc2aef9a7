"""Whoever calls a public name below the pages can read what it gives, without reading how."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.tree import SOURCE, relative, source_files

FLOORS = ("calc", "rules", "exchange", "actions", "store")
OF_DJANGO = {"Meta"}
"""Says to the library what it is; nobody calls it."""


def is_stub(one: ast.stmt) -> bool:
    """Whether a name is only declared, in a class of names that others have: the class says what they are."""
    body = getattr(one, "body", [])
    return len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and body[0].value.value is ...


def names_without(body: list[ast.stmt], above: str = "") -> Iterator[str]:
    for one in body:
        if not isinstance(one, ast.FunctionDef | ast.ClassDef) or one.name.startswith("_") or one.name in OF_DJANGO or is_stub(one):
            continue
        if not ast.get_docstring(one):
            yield above + one.name
        if isinstance(one, ast.ClassDef):
            yield from names_without(one.body, f"{one.name}.")


@pytest.mark.parametrize("floor", FLOORS)
def test_every_public_name_says_what_it_gives(floor: str) -> None:
    paths = [path for path in source_files() if path.relative_to(SOURCE).parts[0] == floor]
    assert paths
    silent = {relative(path): names for path in paths if (names := list(names_in(path)))}
    assert not silent, f"without a docstring: {silent}"


def names_in(path: Path) -> Iterator[str]:
    module = ast.parse(path.read_text(encoding="utf-8"))
    yield from ([] if ast.get_docstring(module) else ["the module itself"])
    yield from names_without(module.body)
