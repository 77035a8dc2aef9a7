"""What the command line's own library says, in Norwegian."""

from __future__ import annotations

import click
from click import core, decorators, exceptions, formatting, parser, types
from django.utils.translation import gettext

OPTIONS_METAVAR = "[VALG]…"
COMMAND_METAVAR = "KOMMANDO …"
TEXT_METAVAR = "TEKST"
WORDS = {
    "Usage:": "Bruk:",
    "Options": "Valg",
    "Commands": "Kommandoer",
    "Positional arguments": "Argumenter",
    "Show this message and exit.": "Vis denne hjelpen.",
    "Error: {message}": "Feil: {message}",
    "Try '{command} {option}' for help.": "Skriv «{command} {option}» for hjelp.",
    "Missing command.": "Kommandoen mangler.",
    "Missing argument": "Argumentet mangler:",
    "Missing option": "Valget mangler:",
    "Missing parameter": "Parameteren mangler:",
    "Missing {param_type}": "{param_type} mangler:",
    "Missing parameter: {param_name}": "Parameteren mangler: {param_name}",
    "Invalid value: {message}": "Ugyldig verdi: {message}",
    "Invalid value for {param_hint}: {message}": "Ugyldig verdi for {param_hint}: {message}",
    "No such option {name!r}.": "Valget «{name}» finnes ikke.",
    "No such command {name!r}.": "Kommandoen «{name}» finnes ikke.",
    "Did you mean {possibility}?": "Mente du {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Mente du en av disse: {possibilities}?)",
    "Got unexpected extra argument ({args})": "Ett argument for mye: {args}.",
    "Got unexpected extra arguments ({args})": "For mange argumenter: {args}.",
    "Option {name!r} does not take a value.": "Valget «{name}» tar ikke imot noen verdi.",
    "Option {name!r} requires an argument.": "Valget «{name}» må ha en verdi.",
    "Option {name!r} requires {nargs} arguments.": "Valget «{name}» må ha {nargs} verdier.",
    "Argument {name!r} takes {nargs} values.": "Argumentet «{name}» tar {nargs} verdier.",
    "{value!r} is not a valid {number_type}.": "«{value}» er ikke et helt tall.",
    "{value} is not in the range {range}.": "{value} er utenfor området {range}.",
    "{value!r} is not {choice}.": "«{value}» er ikke {choice}.",
    "{value!r} is not one of {choices}.": "«{value}» er ikke en av {choices}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "«{value}» er verken ja eller nei. Dette kan brukes: {states}",
    "Choose from:\n\t{choices}": "Velg en av:\n\t{choices}",
    "default: {default}": "vanligvis {default}",
    "required": "må være med",
    "unknown error": "ukjent feil",
    "Could not open file {filename!r}: {message}": "Filen «{filename}» kan ikke åpnes: {message}",
}
"""Every sentence of click that a command here can give."""


def speak_norwegian(group: click.Group) -> None:
    """Let click take its words from here, and the help of `group` and its commands say what may follow."""
    for module in (core, decorators, exceptions, formatting, parser, types):
        for name, function in (("_", _translate), ("ngettext", _translate_number)):
            if hasattr(module, name):
                setattr(module, name, function)
    name_what_may_follow(group)


def name_what_may_follow(command: click.Command) -> None:
    """Let the help of a command, and of those below it, say in Norwegian what may follow."""
    command.options_metavar = OPTIONS_METAVAR
    for one in command.params:
        if isinstance(one, click.Option) and one.type is click.STRING and one.metavar is None:
            one.metavar = TEXT_METAVAR
    if isinstance(command, click.Group):
        command.subcommand_metavar = COMMAND_METAVAR
        for each in command.commands.values():
            name_what_may_follow(each)


def _translate(message: str) -> str:
    return gettext(WORDS.get(message, message))


def _translate_number(singular: str, plural: str, count: int) -> str:
    return _translate(singular if count == 1 else plural)


class NumberRange(click.IntRange):
    """Whole numbers between two, both included, or from one on; told in Norwegian."""

    def _describe_range(self) -> str:
        return f"minst {self.min}" if self.max is None else f"{self.min} til {self.max}"
