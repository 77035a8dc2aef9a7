"""The source tree as the house tests see it: files, and the public names and functions in them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "veikart"


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file that is in the repository or would come into it with `git add --all`."""
    # The repository may belong to another account than the one that tests, as in a container.
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(sorted(ROOT / name for name in set(names) if name and (ROOT / name).is_file()))


@cache
def source_files() -> tuple[Path, ...]:
    """Every Python file of the product, migrations aside: those are made by Django."""
    return tuple(path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function in the file: where it is, and its number of lines."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{relative(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def public_names(path: Path) -> Iterator[tuple[str, str]]:
    """Each public class and each public function at the top of the file: where it is, and its name."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield f"{relative(path)}:{node.lineno}", node.name


def relative(path: Path) -> str:
    """The path from the root of the repository."""
    return path.relative_to(ROOT).as_posix()
