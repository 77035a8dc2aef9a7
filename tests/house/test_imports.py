"""The floors: imports go down only, and there are no rings. The contracts are in pyproject.toml."""

import os
import subprocess
import sys

from tests.support.tree import ROOT

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"


def test_imports_go_down_only() -> None:
    # In a process of its own: the linter reads the tree from the path, not from what this process has loaded.
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", LINT], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
