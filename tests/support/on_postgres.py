"""The tests marked `database` once more, on PostgreSQL: `python -m tests.support.on_postgres [arguments for pytest]`.

`./bin/veikart test` runs this after everything has run on SQLite. Without PostgreSQL it says how many tests that leaves out,
and fails if REQUIRE_POSTGRES=1.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support.postgres import find_postgres, temporary_cluster
from tests.support.required import is_required

NOTHING_COLLECTED = 5
MARKED = ("tests/store", "tests/actions", "tests/pages", "tests/house/test_databases.py")
"""Where the tests marked `database` are, so that the others are not looked through to leave them out. tests/house sees that there are no more."""


def main(arguments: list[str]) -> int:
    """The exit code: 0 where every test passed, or there was none, or PostgreSQL is neither here nor required."""
    is_chosen = any(Path(one.partition("::")[0]).exists() for one in arguments if not one.startswith("-"))
    chosen = [sys.executable, "-m", "pytest", "--only-database", *arguments, *(() if is_chosen else MARKED)]
    programs = find_postgres()
    if programs is None:
        return _tell_of_missing(chosen)
    print("veikart: Kjører databasetestene på PostgreSQL …", file=sys.stderr, flush=True)
    with temporary_cluster(programs) as url:
        code = subprocess.run(chosen, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    return 0 if code == NOTHING_COLLECTED else code


def _tell_of_missing(chosen: list[str]) -> int:
    look = subprocess.run([*chosen, "--collect-only", "--quiet"], capture_output=True, text=True, check=False)
    if look.returncode == NOTHING_COLLECTED:
        return 0
    number = re.search(r"(\d+)(?:/\d+)? tests? collected", look.stdout)
    required = is_required("REQUIRE_POSTGRES")
    print(
        f"\n{'FAILED' if required else 'SKIPPED'}: {number[1] if number else 'some'} tests have not run on PostgreSQL,"
        " which was not found. On Debian: apt-get install postgresql",
        file=sys.stderr,
    )
    return int(required)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
