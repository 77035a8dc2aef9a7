"""What commands that write need: the tables, someone who acts, and a bar that shows how far."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from veikart.actions.access import Actor
from veikart.cli.output import errors


def prepare_database() -> None:
    """Make the folder and the tables, where they are not there already."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def get_operator() -> Actor:
    """The one at the keyboard."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "ukjent"
    return Actor(name=name, role="operator")


Advance = Callable[[str, float], None]


@contextmanager
def show_progress(title: str) -> Iterator[Advance]:
    """A bar on standard error where that is a terminal; the function given back takes what is being done and how much of it (0 to 1)."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[title]}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=errors, disable=not errors.is_terminal) as progress:
        task = progress.add_task("", total=1.0, title=title)
        yield lambda words, share: progress.update(task, description=words, completed=share)
        progress.update(task, description="ferdig", completed=1.0)
