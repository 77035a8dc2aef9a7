"""`veikart digest`: what each person must do now, by e-mail."""

from __future__ import annotations

from collections import Counter

import click

from veikart.actions.send_digests import DigestOutcome, send_digests
from veikart.cli.exit_codes import FAILED, NOT_FOUND
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import get_operator, prepare_database

WORDS = {
    "sent": "sendt",
    "shown": "ikke sendt (prøve)",
    "nothing": "har ingenting å gjøre",
    "already": "har fått den",
    "never": "vil ikke ha den",
    "failed": "kunne ikke sendes",
}


@click.command("digest")
@click.option("--dry-run", "is_trial", is_flag=True, help="Vis hva som ville blitt sendt. Ingenting sendes eller skrives ned.")
@click.option("--to", "only", default="", metavar="EMAIL", help="Bare til denne personen.")
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
def digest(*, is_trial: bool, only: str, as_json: bool) -> None:
    """Send hver enkelt det de må gjøre nå, høyst én gang i uken eller om dagen, slik de har valgt."""
    prepare_database()
    found = send_digests(actor=get_operator(), only=only, is_trial=is_trial)
    if only and not found:
        raise CommandEnd(f"Ingen som kan logge inn, har e-postadressen «{only}».", NOT_FOUND)
    if as_json:
        print_json({"digests": [_as_json(one) for one in found]})
    else:
        _print(found, is_trial=is_trial)
    if any(one.outcome == "failed" for one in found):
        raise CommandEnd("Noen e-poster kunne ikke sendes. Årsaken står i loggen, og de prøves igjen neste gang.", FAILED)


def _as_json(one: DigestOutcome) -> dict[str, object]:
    return {"email": one.email, "outcome": one.outcome, "duties": one.duties}


def _print(found: list[DigestOutcome], *, is_trial: bool) -> None:
    for one in found if is_trial else ():
        if one.digest:
            console.print(f"Til: {one.email}\nEmne: {one.digest.subject}\n\n{one.digest.text}", markup=False)
    counted = Counter(one.outcome for one in found)
    told = ", ".join(f"{number} {WORDS[outcome]}" for outcome, number in counted.items())
    nobody = "Ingen har en stilling eller en rolle som får noe å gjøre."
    console.print(f"Sammendrag til {len(found)} personer: {told}." if found else nobody, markup=False)
