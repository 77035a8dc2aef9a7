"""A PostgreSQL that lives as long as the tests: Debian's programs, a directory of its own, a socket only its owner can reach."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DEBIAN = Path("/usr/lib/postgresql")
OWNER = "postgres"  # the account Debian's package makes; PostgreSQL refuses to run as root
USER = "veikart"
# Nothing here is worth keeping, so nothing waits for the disk.
OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
TEXT = ("--encoding", "UTF8", "--locale", "C.UTF-8")


def find_postgres() -> Path | None:
    """The folder with `initdb` and `pg_ctl` of the newest PostgreSQL on the machine, or None."""
    in_path = shutil.which("initdb")
    folders = [Path(in_path).parent] if in_path else []
    folders += sorted(DEBIAN.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "pg_ctl").exists() and (folder / "initdb").exists()), None)


@contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """A fresh cluster; yields the DATABASE_URL to it. Stopped and removed afterwards.

    Raises RuntimeError with PostgreSQL's own words if it does not start.
    """
    # The path of a socket may be 107 characters, so it is not put in a long TMPDIR.
    place = Path(tempfile.mkdtemp(prefix="veikart-pg-", dir="/tmp"))
    data = place / "data"
    if os.geteuid() == 0:
        shutil.chown(place, OWNER, OWNER)
    control = [programs / "pg_ctl", "--pgdata", data, "--silent", "--wait"]
    try:
        _run([programs / "initdb", "--pgdata", data, "--username", USER, "--auth", "trust", *TEXT, "--no-sync"], place)
        _run([*control, "--log", place / "log", "--options", f"{OPTIONS} -k {place}", "start"], place)
        try:
            yield f"postgresql://{USER}@{quote(str(place), safe='')}/postgres"
        finally:
            _run([*control, "--mode", "immediate", "stop"], place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _run(command: list[str | Path], place: Path) -> None:
    # Output goes to a file: the server keeps a pipe open for as long as it lives.
    with (place / "output").open("w+") as output:
        owner = {"user": OWNER, "group": OWNER, "extra_groups": []} if os.geteuid() == 0 else {}
        done = subprocess.run(command, cwd=place, stdout=output, stderr=subprocess.STDOUT, check=False, **owner)
        if done.returncode:
            output.seek(0)
            log = place / "log"
            raise RuntimeError(f"{output.read()}{log.read_text() if log.exists() else ''}")
