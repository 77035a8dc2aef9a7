"""Invitations without the command line, which loads every page first: `python -m tests.support.inviting EMAIL NAME ROLE` writes the path of one."""

import sys

import django


def main() -> None:
    django.setup()
    from veikart.actions.access import Actor  # noqa: PLC0415 - models are there after the setup
    from veikart.actions.invite_person import invite_person  # noqa: PLC0415

    email, name, role = sys.argv[1:]
    _person, invitation = invite_person(email=email, name=name, role=role, actor=Actor("operator", "operator"))
    sys.stdout.write(f"/invitasjon/{invitation}/")


if __name__ == "__main__":
    main()
