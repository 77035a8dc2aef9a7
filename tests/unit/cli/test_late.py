"""Commands are fetched when they are chosen, and bring with them only what they need."""

import subprocess
import sys

import click

from tests.support.tree import ROOT
from veikart.cli.late import LateGroup

LOOK = "import sys, django; django.setup(); import veikart.cli; import veikart.cli.check, veikart.cli.serve; print(*sys.modules)"
HEAVY = {"numba", "duckdb", "typst", "highspy", "xlsxwriter", "veikart.web.urls"}


def test_checking_and_serving_do_not_wait_for_what_others_need():
    environment = {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "veikart.config.settings", "VEIKART_SECRET_KEY": "x"}
    told = subprocess.run([sys.executable, "-c", LOOK], env=environment, capture_output=True, check=True, text=True).stdout.split()
    assert "veikart.cli.check" in told
    assert HEAVY.isdisjoint(told)


def test_a_command_is_fetched_once_and_stands_in_for_its_sentence():
    group = LateGroup("gruppe")
    group.add_late("check", "veikart.cli.check.check", "Kontroller.")
    assert group.commands["check"].help == "Kontroller."
    fetched = group.fetch("check")
    assert isinstance(fetched, click.Command)
    assert group.fetch("check") is fetched is group.commands["check"]
