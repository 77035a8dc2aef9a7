"""Lines that wait until somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from veikart.calc.worksheets.sheet import Lines


class LateLines(Mapping[str, Lines]):
    """The lines of a sheet by name: as they are, or what puts a line together when it is first asked for."""

    def __init__(self, lines: Mapping[str, Lines | Callable[[], Lines]]) -> None:
        self._lines = dict(lines)

    def __getitem__(self, name: str) -> Lines:
        line = self._lines[name]
        if callable(line):
            line = self._lines[name] = line()
            line.flags.writeable = False
        return line

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)
