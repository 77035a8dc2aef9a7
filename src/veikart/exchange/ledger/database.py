"""DuckDB as a tool for one file at a time: limited in memory and threads, without extensions, and able to see only the folders it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY_MB = 1000
THREADS = 2
_GLOB = re.compile(r"[*?\[\]{}]")


@contextmanager
def open_database(
    folder: Path, *, sees: Iterable[Path] = (), memory_mb: int = MEMORY_MB, threads: int = THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that writes only in `folder` (what does not fit in memory goes there too) and reads only there and the files it `sees`."""
    settings = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "python_enable_replacements": "false",
        "memory_limit": f"{memory_mb}MB",
        "threads": str(threads),
        "temp_directory": str(folder / "tmp"),
    }
    with duckdb.connect(":memory:", config=settings) as database:
        database.execute("SET allowed_directories = [" + quote_text(str(folder)) + "]")
        database.execute("SET allowed_paths = [" + ", ".join(quote_text(str(one)) for one in sees) + "]")
        database.execute("SET enable_progress_bar = false")
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        yield database


def quote_text(text: str) -> str:
    """A text as it stands in SQL. Raises ValueError for a character that no text in SQL can have.

    >>> quote_text("it's")
    "'it''s'"
    """
    if "\0" in text:
        raise ValueError("a text in SQL has no zero byte")
    return "'" + text.replace("'", "''") + "'"


def quote_path(path: Path) -> str:
    """A path as it stands in SQL, where it is the name of one file. Raises ValueError for signs that would make it a pattern of many files.

    >>> quote_path(Path("/tmp/a.parquet"))
    "'/tmp/a.parquet'"
    """
    if _GLOB.search(str(path)):
        raise ValueError(f"a pattern, not a path: {path}")
    return quote_text(str(path))


def has_pattern(path: Path) -> bool:
    """Whether a path has signs that DuckDB reads as a pattern of many files."""
    return bool(_GLOB.search(str(path)))


def list_sql(texts: Iterable[str]) -> str:
    """Texts as a list in SQL.

    >>> list_sql(["a", "b'"])
    "('a', 'b''')"
    """
    return "(" + ", ".join(quote_text(one) for one in texts) + ")"
