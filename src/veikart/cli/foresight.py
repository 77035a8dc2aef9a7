"""`veikart foresight …`: what looks twenty years ahead."""

from __future__ import annotations

import click

from veikart.cli.national import run_national
from veikart.cli.population_import import import_file


@click.group()
def foresight() -> None:
    """Framsyn: befolkning, behov og økonomi tjue år fram."""


foresight.add_command(run_national)
foresight.add_command(import_file)
