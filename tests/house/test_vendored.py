"""Every third-party file in the static folder is written down, and is the file that was written down."""

import hashlib
import tomllib
from pathlib import Path

STATIC = Path(__file__).parents[2] / "src/veikart/web/static/veikart"
OURS = {"veikart.css", "veikart.js", "plan.css", "plan.js", "economy.css", "economy.js", "follow_up.css", "foresight.css", "foresight.js"}
OURS |= {"land_use.js", "favicon.svg", "VENDORED.toml"}


def test_vendored_files_are_those_written_down():
    assets = tomllib.loads((STATIC / "VENDORED.toml").read_text())["asset"]
    files = {file["path"]: file["sha256"] for asset in assets for file in asset["file"]}
    changed = [path for path, sha256 in files.items() if hashlib.sha256((STATIC / path).read_bytes()).hexdigest() != sha256]
    assert not changed, f"changed since they were vendored: {changed}"
    licences = {asset["licence_file"] for asset in assets}
    found = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()}
    assert found == OURS | licences | {path for path in files if not path.startswith("..")}
