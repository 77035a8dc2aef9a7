"""`veikart load PATH`: check a dataset and store it."""

from __future__ import annotations

import click

from veikart.actions.load_dataset import load_dataset
from veikart.cli.output import console, print_json
from veikart.cli.preparing import get_operator, prepare_database, show_progress
from veikart.cli.reading import read_programme


@click.command()
@click.argument("path")
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
def load(path: str, *, as_json: bool) -> None:
    """Kontroller datasettet i PATH og lagre det. Samme data lagres aldri to ganger."""
    with show_progress("Laster") as advance:
        advance("leser og kontrollerer", 0.0)
        programme = read_programme(path)
        advance("lagrer", 0.5)
        prepare_database()
        publication = load_dataset(programme.dataset, actor=get_operator())
    if as_json:
        print_json({"publication": publication.pk, "dataset": publication.dataset_id, "content_hash": publication.content_hash})
    else:
        console.print(f"{publication.title} for {publication.municipality} er lastet (nummer {publication.pk}).", markup=False)
