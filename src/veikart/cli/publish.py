"""`veikart publish [PATH]`: make the document and show the programme to everyone."""

from __future__ import annotations

import click
from django.conf import settings

from veikart.actions.load_dataset import load_dataset
from veikart.actions.publish_programme import publish_programme
from veikart.cli.exit_codes import NOT_FOUND
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import get_operator, prepare_database, show_progress
from veikart.cli.reading import read_programme
from veikart.store.queries import get_files, get_newest_publication


@click.command()
@click.argument("path", required=False)
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
def publish(path: str | None, *, as_json: bool) -> None:
    """Publiser datasettet i PATH, eller det som sist ble lastet: nettsider, PDF og regneark."""
    dataset = read_programme(path).dataset if path else None
    prepare_database()
    actor = get_operator()
    publication = load_dataset(dataset, actor=actor) if dataset else get_newest_publication()
    if publication is None:
        raise CommandEnd("Ingenting er lastet ennå. Bruk «veikart load PATH» først.", NOT_FOUND)
    with show_progress("Publiserer") as advance:
        publish_programme(publication, actor=actor, folder=settings.VAR / "published", progress=advance)
    files = {kind: str(settings.VAR / "published" / file.stored_name) for kind, file in get_files(publication.pk).items()}
    if as_json:
        print_json({"publication": publication.pk, "dataset": publication.dataset_id, "files": files})
        return
    console.print(f"{publication.title} for {publication.municipality} er publisert.", markup=False)
    for kind, name in files.items():
        console.print(f"  {'PDF' if kind == 'document' else 'Regneark'}: {name}", markup=False)
