"""What program a machine has: two with the same mark work out the same."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

_CALC = Path(__file__).resolve().parents[2] / "calc"
_PACKAGES = ("numpy", "numba", "llvmlite")


@cache
def get_program_mark() -> str:
    """A hash of the arithmetic, of the packages it is made with, and of the kind of processor; 64 hexadecimal digits."""
    mark = hashlib.sha256(" ".join([platform.machine(), *map(version, _PACKAGES)]).encode())
    for path in sorted(_CALC.rglob("*.py")):
        mark.update(path.relative_to(_CALC).as_posix().encode() + path.read_bytes())
    return mark.hexdigest()
