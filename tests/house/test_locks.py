"""A lock says name, version and hashes, and nothing of where the package is."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.support.tree import ROOT

LOCKS = ["requirements-uv", "requirements", "requirements-dev"]
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; (?P<marker>.+))?$")
HASH = re.compile(r"^ {4}--hash=sha256:[0-9a-f]{64}$")


def _pins(lock: str) -> dict[str, list[str]]:
    """What is pinned (name, version, marker) and the lines under it."""
    pins: dict[str, list[str]] = {}
    name = ""
    for line in (ROOT / f"{lock}.lock").read_text().splitlines():
        text = line.removesuffix(" \\")
        if line.startswith(" "):
            pins[name].append(text)
        else:
            name = text
            pins[name] = []
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_with_hashes(lock: str) -> None:
    for pin, lines in _pins(lock).items():
        assert PIN.match(pin), f"{lock}.lock: «{pin}» is not name == version"
        assert lines, f"{lock}.lock: {pin} has no hash"
        assert all(HASH.match(line) for line in lines), f"{lock}.lock: {pin} has a line that is not a hash"


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_asked_for_is_locked(lock: str) -> None:
    locked = {match["name"] for pin in _pins(lock) if (match := PIN.match(pin))}
    asked = {match[0] for line in (ROOT / f"{lock}.in").read_text().splitlines() if (match := re.match(r"[a-z][a-z0-9-]*", line))}
    assert asked <= locked, f"run ./bin/veikart lock: {sorted(asked - locked)} is not in {lock}.lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_asked_for_has_a_reason(lock: str) -> None:
    lines = [line for line in (ROOT / f"{lock}.in").read_text().splitlines() if line and not line.startswith(("#", "-"))]
    assert all(re.search(r" # \w", line) for line in lines), f"a line in {lock}.in says not why"


def test_what_is_tested_is_what_runs() -> None:
    run, test = _pins("requirements"), _pins("requirements-dev")
    different = [pin for pin, lines in run.items() if test.get(pin) != lines]
    assert not different, f"run ./bin/veikart lock: {different} is not the same in requirements-dev.lock"


def _imported() -> set[str]:
    """The packages the code itself imports, from elsewhere than Python and the house."""
    trees = [ast.parse(path.read_text()) for path in (ROOT / "src").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0}
    return {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"veikart"}


def test_what_the_code_imports_is_there_when_it_runs() -> None:
    locked = {match["name"] for pin in _pins("requirements") if (match := PIN.match(pin))}
    whence = packages_distributions()
    lost = {name for name in _imported() if not {re.sub(r"[._]", "-", one.lower()) for one in whence.get(name, [])} & locked}
    assert not lost, f"{sorted(lost)} is imported in src, and not among what requirements.in asks for"
