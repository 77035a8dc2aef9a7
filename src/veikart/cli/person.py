"""`veikart person invite|close`: who may sign in."""

from __future__ import annotations

import click
from django.conf import settings
from django.urls import reverse

from veikart.actions.close_person import close_person
from veikart.actions.invite_person import SIGNED_IN_ROLES, invite_person
from veikart.cli.exit_codes import NOT_FOUND, USAGE
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import get_operator, prepare_database

json_option = click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")


@click.group()
def person() -> None:
    """Folk som logger inn, og rollene deres."""


@person.command("invite")
@click.argument("email")
@click.option("--name", default="", help="Navnet som vises.")
@click.option("--role", default="planner", show_default=True, type=click.Choice(SIGNED_IN_ROLES), help="Rollen som gir rettigheter.")
@json_option
def invite(email: str, *, name: str, role: str, as_json: bool) -> None:
    """Gi EMAIL en rolle og skriv lenken som brukes én gang til å velge passord."""
    prepare_database()
    link = make_invitation(email, name=name or email.split("@")[0], role=role)
    if as_json:
        print_json({"email": email, "role": role, "path": link})
    else:
        console.print(f"Lenken kan brukes én gang, i tre dager, på nettstedets adresse:\n{settings.SITE}{link}", markup=False)


@person.command("close")
@click.argument("email")
@json_option
def close(email: str, *, as_json: bool) -> None:
    """Steng tilgangen for EMAIL. Det personen har gjort, blir stående i historikken."""
    prepare_database()
    if not close_person(email=email, actor=get_operator()):
        raise CommandEnd(f"Ingen har e-postadressen «{email}».", NOT_FOUND)
    if as_json:
        print_json({"email": email, "closed": True})
    else:
        console.print(f"{email} kan ikke lenger logge inn.", markup=False)


def make_invitation(email: str, *, name: str, role: str) -> str:
    """The path of an invitation. Ends the command with a sentence where it cannot be made."""
    try:
        _person, parts = invite_person(email=email, name=name, role=role, actor=get_operator())
    except ValueError as refusal:
        raise CommandEnd(str(refusal), USAGE) from refusal
    return reverse("invitation", args=parts.split("/"))
