"""Commands that are imported when they are chosen, so that none waits for what only others need."""

from __future__ import annotations

import click
from django.utils.module_loading import import_string

from veikart.cli.norwegian import name_what_may_follow


class LateGroup(click.Group):
    """A group that knows the name, the place and the sentence of each command, and fetches the command itself when it is asked for."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.places: dict[str, str] = {}

    def add_late(self, name: str, place: str, sentence: str) -> None:
        """Take a command up by its place, as «veikart.cli.run.run»; the sentence stands for it in the help."""
        self.places[name] = place
        self.add_command(click.Command(name, help=sentence))

    def fetch(self, name: str) -> click.Command:
        """The command itself."""
        if name in self.places:
            command = import_string(self.places.pop(name))
            name_what_may_follow(command)
            self.add_command(command, name)
        return self.commands[name]

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """What is to be run, and the words that are left for it."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command if command is None or name is None else self.fetch(name), rest
