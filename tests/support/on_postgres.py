"""The tests marked `database` once more, on PostgreSQL: `python -m tests.support.on_postgres [arguments for pytest]`.

`./bin/veikart test` runs this after everything has run on SQLite. Without PostgreSQL it says how many tests that leaves out,
and fails if REQUIRE_POSTGRES=1.
"""

import os
import re
import subprocess
import sys

from tests.support.postgres import find_postgres, temporary_cluster
from tests.support.required import is_required

NOTHING_COLLECTED = 5


def main(arguments: list[str]) -> int:
    """The exit code: 0 where every test passed, or there was none, or PostgreSQL is neither here nor required."""
    chosen = [sys.executable, "-m", "pytest", "--only-database", *arguments]
    look = subprocess.run([*chosen, "--collect-only", "--quiet"], capture_output=True, text=True, check=False)
    if look.returncode == NOTHING_COLLECTED:
        return 0
    programs = find_postgres()
    if programs is None:
        number = re.search(r"(\d+)(?:/\d+)? tests? collected", look.stdout)
        required = is_required("REQUIRE_POSTGRES")
        print(
            f"\n{'FAILED' if required else 'SKIPPED'}: {number[1] if number else 'some'} tests have not run on PostgreSQL,"
            " which was not found. On Debian: apt-get install postgresql",
            file=sys.stderr,
        )
        return int(required)
    print("veikart: Kjører databasetestene på PostgreSQL …", file=sys.stderr, flush=True)
    with temporary_cluster(programs) as url:
        return subprocess.run(chosen, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
