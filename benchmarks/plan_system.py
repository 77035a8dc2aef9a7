"""How fast the pages of a large plan system are, through Django's own client and an SQLite file.

    PYTHONPATH=src python -m benchmarks.plan_system [--rounds 5] [--seed 1] [--plans 50] [--elements 20000] [--links 60000] [--var FOLDER]

Every page is asked for cold (the first page of a new process), warm, and after somebody else has changed a row. Ends with exit code 1 where a
page takes longer than the claim, or where the number of queries is another in a plan system of a hundredth of the size.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib import import_module

import django

from benchmarks.plan_making import PlanSize


def main(arguments: list[str]) -> int:
    """Prints the figures; 0 where every claim holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("rounds", 3), ("seed", 1), ("plans", PlanSize.plans), ("elements", PlanSize.elements), ("links", PlanSize.links)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--var", default="", help="a folder with a published budget, which is changed; without it the plan stands alone")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VEIKART_VAR"] = chosen.var or folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veikart.config.settings")
        django.setup()
        pages = import_module("benchmarks.plan_pages")  # what it needs is there only after the setup
        return int(pages.run(PlanSize(chosen.plans, chosen.elements, chosen.links), seed=chosen.seed, rounds=chosen.rounds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
