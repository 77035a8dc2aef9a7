"""Where a command starts."""

import os

import django
from django.utils.module_loading import import_string


def main() -> int:
    """Set Django up, then run the command line, which sees the models and can only then be imported. Gives the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veikart.config.settings")
    django.setup()
    return import_string("veikart.cli.run_command_line")()
