"""The command line: one file for each command, the same acts as the pages."""

from veikart.cli.commands import run_command_line

__all__ = ["run_command_line"]
