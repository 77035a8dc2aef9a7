"""The command line: one file for each command, the same acts as the pages."""
